"""The form of a questionnaire file as a JSON Schema, so that an editor helps while somebody writes one."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from survey.questionnaire.model import Option, Question, Questionnaire, Section
from survey.questionnaire.roles import OWN, ROLES
from survey.questionnaire.types import registry

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "A questionnaire of Soseska"
DESCRIPTIONS = {
    "id": "Names it in answers, conditions and figures; never change it once somebody has answered.",
    "label": "The question as people read it.",
    "hint": "A sentence that helps to answer.",
    "required": "Whether one can go on without an answer.",
    "measures": "What it is used for in the figures.",
    "sensitive": "Kept apart, encrypted, and shown only where it cannot point to anybody.",
    "stratum": "Whether it gives the age or the gender that figures are shown by.",
    "show_if": "Asked only if this holds; it looks back at questions above.",
    "options": "The name of a list, the answers themselves, or activities of the catalogue.",
    "other": "A last answer with a line to write on.",
    "none": 'A last answer that stands alone, such as "none of these".',
    "at_most": "How many may be ticked.",
    "random_order": "Whether the answers come in another order for everybody.",
    "purpose": "What it is for; this decides what it may ask.",
    "optional": "A page on which everything may be skipped.",
    "exclusive": "Chosen alone or not at all.",
    "refusal": 'The answer "rather not say".',
}

_TEXT = {"$ref": "#/$defs/Text"}
_OPTIONS = {"$ref": "#/$defs/Options"}
_FROM_FILE_ONLY = ("code", "local", "activities")
"""What the program writes itself when it opens a file."""

_OF_PYDANTIC = ("title", "default", "description")
"""What tells of the program and not of the file."""


def schema() -> Schema:
    """Describe what an author writes: the model with every shorthand of a file."""
    parts = {name: _authored(part) for name, part in _of_models().items()} | _shorthands()
    for kind in registry().values():
        parts[kind.Model.__name__] = _question(parts[kind.Model.__name__])
    parts["Question"] = _any_question()
    parts["Section"]["properties"]["questions"] = _listed("#/$defs/Question")
    whole = parts.pop("Questionnaire")
    whole["properties"] |= {"lists": {"$ref": "#/$defs/Lists"}, "sections": _listed("#/$defs/Section")}
    whole["required"] = sorted({*whole["required"], "sections"})
    used = {name: parts[name] for name in sorted(_used(whole, parts))}
    return {"$schema": DIALECT, "title": TITLE, **whole, "$defs": used}


def _of_models() -> dict[str, Schema]:
    """The models as pydantic describes them."""
    models: list[type[BaseModel]] = [Questionnaire, Section, Option, *(kind.Model for kind in registry().values())]
    _names, made = models_json_schema([(model, "validation") for model in models])
    parts: dict[str, Schema] = made["$defs"]
    return parts


def _listed(reference: str) -> Schema:
    return {"type": "array", "minItems": 1, "items": {"$ref": reference}}


def _shorthands() -> dict[str, Schema]:
    """What a file may say in a shorter way than the model."""
    word = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
    choice = {"anyOf": [_TEXT, {"$ref": "#/$defs/Option"}]}
    written = {"type": "object", "propertyNames": word, "additionalProperties": choice, "minProperties": 1}
    codes = {"anyOf": [{"const": "all"}, {"type": "array", "items": word}]}
    activities = {
        "type": "object",
        "properties": {"activities": codes, "local": {"type": "integer", "minimum": 0, "maximum": 20}},
        "required": ["activities"],
        "additionalProperties": False,
    }
    translated = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
    return {
        "Text": {"anyOf": [{"type": "string"}, translated],
                 "description": "The same text in every language of the questionnaire."},
        "Choices": written,
        "Options": {"anyOf": [{"type": "string"}, activities, {"$ref": "#/$defs/Choices"}]},
        "Lists": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Choices"},
                  "description": "Answers that several questions share."},
        "Measures": {"anyOf": [{"enum": sorted(ROLES)}, {"type": "string", "pattern": f"^{OWN}"}]},
    }  # fmt: skip


def _question(part: Schema) -> Schema:
    """One type as it is written: "other" with its words, and "none" beside it."""
    if "other" not in part["properties"]:
        return part
    words = {"anyOf": [_TEXT, {"type": "boolean"}, _labelled()]} | _description("other")
    more = {"other": words, "none": _TEXT | _description("none")}
    return {**part, "properties": part["properties"] | more}


def _labelled() -> Schema:
    return {"type": "object", "properties": {"label": _TEXT}, "required": ["label"], "additionalProperties": False}


def _description(key: str) -> Schema:
    return {"description": DESCRIPTIONS[key]} if key in DESCRIPTIONS else {}


def _any_question() -> Schema:
    """A question is judged by its type alone, so that an editor says what is wrong with this one."""
    chosen = [
        {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {"$ref": f"#/$defs/{kind.Model.__name__}"},
        }
        for name, kind in sorted(registry().items())
    ]
    known = {"enum": sorted(registry()), "description": "What kind of answer it takes."}
    properties = {name: _description(name) for name in ("id", "label")} | {"type": known}
    return {"type": "object", "properties": properties, "required": _required(Question), "allOf": chosen}


def _required(model: type[BaseModel]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


def _authored(part: Any) -> Any:
    """The model's part as it stands in a file: texts, options and what may be left out in their short forms."""
    if isinstance(part, list):
        return [_authored(inside) for inside in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("properties"), dict):
        return _object(part)
    return _short(part) or {key: _authored(inside) for key, inside in part.items() if key not in _OF_PYDANTIC}


def _short(part: Schema) -> Schema | None:
    """The short form of a text, of options, and of what is either there or left out."""
    if part.get("additionalProperties") == {"type": "string"}:
        return dict(_TEXT)
    if part.get("items") == {"$ref": "#/$defs/Option"}:
        return dict(_OPTIONS)
    if _may_be_null(part):
        there: Schema = _authored(next(choice for choice in part["anyOf"] if choice != {"type": "null"}))
        return there
    return None


def _object(part: Schema) -> Schema:
    """A mapping with fixed keys, without those that only the program writes."""
    kept = {key: _authored(said) for key, said in part["properties"].items() if key not in _FROM_FILE_ONLY}
    if "measures" in kept:
        kept["measures"] = {"$ref": "#/$defs/Measures"}
    described = {key: said | _description(key) for key, said in kept.items()}
    required = [key for key in part.get("required", ()) if key in kept]
    whole = {"type": "object", "properties": described, "additionalProperties": False}
    return whole | ({"required": required} if required else {})


def _may_be_null(part: Schema) -> bool:
    choices = part.get("anyOf", ())
    return len(choices) == 2 and {"type": "null"} in choices


def _used(part: Any, parts: Mapping[str, Schema]) -> set[str]:
    """The named parts that can be reached; the rest belongs to the model only."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        inside = waiting.pop()
        if isinstance(inside, dict):
            name = str(inside.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(parts[name])
            waiting += inside.values()
        elif isinstance(inside, list):
            waiting += inside
    return found
