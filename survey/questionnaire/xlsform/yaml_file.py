"""A questionnaire written as the YAML that people edit: one text to a line, short forms where there are any."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey.questionnaire.activities import OWN
from survey.questionnaire.load import resolve
from survey.questionnaire.manner import ALL, Manner
from survey.questionnaire.model import Questionnaire

OPTION_LISTS = ("options", "rows")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


NOTE = "#"
"""Begins the key under which a remark waits to be written above what it is about."""


def written(questionnaire: Questionnaire, manner: Manner | None = None) -> str:
    """The text of a file that loads as the same questionnaire, with its catalogue beside it where it has one."""
    manner = manner or Manner()
    document = resolve(questionnaire)
    pool = document.pop("activities", {})
    # These decide how the rest is read, so they come first.
    frame = {"questionnaire": document.pop("questionnaire"), "title": document.pop("title")}
    frame |= {"languages": list(document.pop("languages"))}
    frame |= {key: getattr(questionnaire, key) for key in manner.said} | document
    sections = frame.pop("sections")
    own = {code: _without_code(said) for code, said in pool.items() if code.startswith(OWN)}
    frame |= {"activities": dict(_noted(own, manner, "activity"))} if own else {}
    lists = {name: _options(list(options)) for name, options in manner.lists.items() if name in manner.uses.values()}
    if lists:
        frame["lists"] = {name: dict(_noted(options, manner, "entry", name)) for name, options in lists.items()}
    frame["sections"] = [_section(section, pool, lists, manner) for section in sections]
    return "\n".join(_block(_with_remark(frame, manner), 0)) + "\n"


def _with_remark(part: Mapping[str, Any], manner: Manner, *spot: str) -> dict[str, Any]:
    """A part with what somebody noted of it in front."""
    said = manner.remarks.get(spot)
    return {NOTE: list(said), **part} if said else dict(part)


def _noted(entries: Mapping[str, Any], manner: Manner, *spot: str) -> Iterator[tuple[str, Any]]:
    """The entries of a list, each after what somebody noted of it."""
    for code, said in entries.items():
        if (*spot, code) in manner.remarks:
            yield f"{NOTE}{code}", list(manner.remarks[(*spot, code)])
        yield code, said


def catalogue(questionnaire: Questionnaire) -> str:
    """The text of the catalogue a questionnaire takes activities from, empty where it takes none."""
    pool = resolve(questionnaire).get("activities", {})
    common = {code: _without_code(said) for code, said in pool.items() if not code.startswith(OWN)}
    return "\n".join(_block({"activities": common}, 0)) + "\n" if common else ""


def _without_code(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if key != "code"}


Lists = Mapping[str, Mapping[str, Any]]


def _section(section: Mapping[str, Any], pool: Mapping[str, Any], lists: Lists, manner: Manner) -> dict[str, Any]:
    every = [code for code, said in pool.items() if not said.get("sensitive")]
    questions = []
    for question in section.get("questions", ()):
        said = _named(_question(question, pool), lists, manner)
        _shorten_all(said, every, manner)
        questions.append(_with_remark(said, manner, "question", question["id"]))
    return _with_remark({**section, "questions": questions}, manner, "page", section["id"])


def _shorten_all(said: dict[str, Any], every: list[str], manner: Manner) -> None:
    """Say "all" where all activities are meant, also those that the catalogue will have one day."""
    for key in OPTION_LISTS:
        options = said.get(key)
        offered = options.get("activities") if isinstance(options, dict) else None
        if offered == every and f"{said['id']}.{key}" in manner.every:
            said[key] = {**options, "activities": ALL} if isinstance(options, dict) else options


def _named(said: dict[str, Any], lists: Lists, manner: Manner) -> dict[str, Any]:
    """A question with its lists by their names, as far as it still has them, and with what is noted of its options."""
    parts = [(said["id"], said), *((f"{said['id']}.{one['id']}", one) for one in said.get("columns", ()))]
    for place, part in parts:
        for key in (key for key in OPTION_LISTS if isinstance(part.get(key), dict)):
            name = manner.uses.get(f"{place}.{key}", "")
            if name in lists:
                _name(part, key, name, lists[name])
            if isinstance(part[key], dict) and "activities" not in part[key]:
                part[key] = dict(_noted(part[key], manner, "option", place))
    return said


def _name(part: dict[str, Any], key: str, name: str, listed: Mapping[str, Any]) -> None:
    """Write the name of a list where its options stand; "none of these" behind them has a key of its own."""
    options = dict(part[key])
    none = options.get("none") if "none" not in listed else None
    if isinstance(none, dict) and set(none) == {"label", "exclusive"} and list(options)[-1] == "none":
        del options["none"]
        part |= {"none": none["label"]} if options == listed else {}
    if options == listed:
        part[key] = name


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
    """Name activities by their codes, where the options or rows are nothing else."""
    options = list(said.get("options", ()))
    none = options.pop()["label"] if options and _is_none(options[-1]) and "none" not in said else None
    if _are_activities(options, pool):
        said["options"] = {"activities": [option["code"] for option in options]}
        said["options"] |= {"local": said.pop("local")} if "local" in said else {}
        said |= {"none": none} if none else {}
    if _are_activities(said.get("rows", ()), pool):
        said["rows"] = {"activities": [row["code"] for row in said["rows"]]}


def _are_activities(options: Sequence[Mapping[str, Any]], pool: Mapping[str, Any]) -> bool:
    taken = [{key: pool.get(option["code"], {}).get(key) for key in option} for option in options]
    return bool(options) and taken == list(options)


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
        if key.startswith(NOTE):
            yield from (f"{indent}# {line}" for line in value)
        elif _is_flow(value):
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
        noted = item.get(NOTE, ()) if isinstance(item, Mapping) else ()
        yield from (f"{indent}# {line}" for line in noted)
        bare = {key: value for key, value in item.items() if key != NOTE} if noted else item
        lines = list(_block(bare, depth + 1)) if isinstance(item, Mapping) else []
        if _is_flow(bare) or not lines:
            yield f"{indent}- {_flow(bare)}"
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
