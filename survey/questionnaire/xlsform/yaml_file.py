"""A questionnaire written as the YAML that people edit: one text to a line, short forms where there are any."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey.questionnaire.activities import OWN
from survey.questionnaire.load import resolve
from survey.questionnaire.model import Questionnaire

OPTION_LISTS = ("options", "rows")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def written(questionnaire: Questionnaire) -> str:
    """The text of a file that loads as the same questionnaire, with its catalogue beside it where it has one."""
    document = resolve(questionnaire)
    pool = document.pop("activities", {})
    # These decide how the rest is read, so they come first.
    frame = {"questionnaire": document.pop("questionnaire"), "title": document.pop("title")}
    frame |= {"languages": list(document.pop("languages")), **document}
    sections = frame.pop("sections")
    own = {code: _without_code(said) for code, said in pool.items() if code.startswith(OWN)}
    frame |= {"activities": own} if own else {}
    frame["sections"] = [_section(section, pool) for section in sections]
    return "\n".join(_block(frame, 0)) + "\n"


def catalogue(questionnaire: Questionnaire) -> str:
    """The text of the catalogue a questionnaire takes activities from, empty where it takes none."""
    pool = resolve(questionnaire).get("activities", {})
    common = {code: _without_code(said) for code, said in pool.items() if not code.startswith(OWN)}
    return "\n".join(_block({"activities": common}, 0)) + "\n" if common else ""


def _without_code(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "code"}


def _section(section: Mapping[str, Any], pool: Mapping[str, Any]) -> dict[str, Any]:
    return {**section, "questions": [_question(question, pool) for question in section.get("questions", ())]}


def _question(question: Mapping[str, Any], pool: Mapping[str, Any]) -> dict[str, Any]:
    """Options as `code: text` or by their activities; "other" has a short form, because only that brings its line."""
    said = {"id": question["id"], "type": question["type"], **question}
    if said.get("other") is True:
        _shorten_other(said)
    _shorten_activities(said, pool)
    for key in OPTION_LISTS:
        if isinstance(said.get(key), list):
            said[key] = _options(said[key])
    if isinstance(said.get("columns"), list):
        said["columns"] = [_question_part(column) for column in said["columns"]]
    return said


def _shorten_activities(said: dict[str, Any], pool: Mapping[str, Any]) -> None:
    """Name activities by their codes, where the options are nothing else."""
    options = list(said.get("options", ()))
    none = options.pop()["label"] if options and _is_none(options[-1]) and "none" not in said else None
    taken = [{key: pool.get(option["code"], {}).get(key) for key in option} for option in options]
    if options and taken == options:
        said["options"] = {"activities": [option["code"] for option in options]}
        said["options"] |= {"local": said.pop("local")} if "local" in said else {}
        said |= {"none": none} if none else {}


def _is_none(option: Mapping[str, Any]) -> bool:
    """Whether an option is what the key `none` would add."""
    return set(option) == {"code", "label", "exclusive"} and option["code"] == "none"


def _question_part(column: Mapping[str, Any]) -> dict[str, Any]:
    return {**column, "options": _options(column["options"])}


def _shorten_other(said: dict[str, Any]) -> None:
    """Take "other", and a "none of these" after it, out of the options: reading puts them back at the end."""
    options = list(said["options"])
    place = next(index for index, option in enumerate(options) if option["code"] == "other")
    said["other"] = {"label": options[place]["label"]}
    after = options[place + 1 :]
    if len(after) == 1 and _is_none(after[0]):
        said["none"] = after[0]["label"]
        after = []
    said["options"] = [*options[:place], *after]


def _options(options: list[Mapping[str, Any]]) -> dict[str, Any]:
    short = {}
    for option in options:
        rest = {key: value for key, value in option.items() if key != "code"}
        short[option["code"]] = rest["label"] if set(rest) == {"label"} else rest
    return short


def _block(part: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The lines of a mapping."""
    indent = "  " * depth
    for key, value in part.items():
        if _is_flow(value):
            yield f"{indent}{_key(key)}: {_flow(value)}"
        elif isinstance(value, Mapping):
            yield f"{indent}{_key(key)}:"
            yield from _block(value, depth + 1)
        else:
            yield f"{indent}{_key(key)}:"
            yield from _items(value, depth + 1)


def _items(items: list[Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for item in items:
        lines = list(_block(item, depth + 1)) if isinstance(item, Mapping) else []
        if _is_flow(item) or not lines:
            yield f"{indent}- {_flow(item)}"
        else:
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]


def _is_flow(value: Any) -> bool:
    """Whether a value fits on one line: a text in all languages, a plain value or a list of those."""
    if isinstance(value, Mapping):
        return all(isinstance(inside, str) for inside in value.values())
    if isinstance(value, list):
        return all(not isinstance(inside, Mapping) for inside in value)
    return True


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(inside)}" for key, inside in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").ljust(len(str(int(value))) + 2, "0")
    return json.dumps(value)


def _key(key: str) -> str:
    return key if _is_plain(key) else _quoted(key)


def _is_plain(word: str) -> bool:
    return bool(_PLAIN.fullmatch(word)) and word.lower() not in _RESERVED


def _quoted(text: str) -> str:
    """A text in quotes; what an editor would not show is written as its number."""
    plain = json.dumps(text, ensure_ascii=False)
    return _UNPRINTED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", plain)
