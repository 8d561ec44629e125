"""As much of JSON Schema as our schema uses; a word that is not known here fails, so that nothing passes unchecked."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}
SILENT = {"$schema", "$defs", "title", "description", "default", "then", "additionalProperties", "required"}


def faults(value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Say where a value does not keep to a schema."""
    for word, said in schema.items():
        if word not in SILENT:
            yield from CHECKS[word](value, said, schema, whole, path)
    if isinstance(value, dict):
        yield from (f"{path}: »{key}« is missing" for key in schema.get("required", ()) if key not in value)
        yield from _others(value, schema, whole, path)


def _others(value: dict, schema: Mapping[str, Any], whole: Mapping[str, Any], path: str) -> Iterator[str]:
    allowed = schema.get("additionalProperties", True)
    for key in value.keys() - schema.get("properties", {}).keys():
        if allowed is False:
            yield f"{path}: »{key}« is unknown"
        elif isinstance(allowed, dict):
            yield from faults(value[key], allowed, whole, f"{path}/{key}")


def _fits(value: Any, schema: Any, whole: Any) -> bool:
    return not any(faults(value, schema, whole))


def _type(value: Any, said: str, schema: Any, whole: Any, path: str) -> Iterator[str]:
    fits = isinstance(value, TYPES[said]) and (said == "boolean" or not isinstance(value, bool))
    yield from [] if fits else [f"{path}: {said} expected"]


def _reference(value: Any, said: str, schema: Any, whole: Any, path: str) -> Iterator[str]:
    yield from faults(value, whole["$defs"][said.rpartition("/")[2]], whole, path)


def _any(value: Any, said: list, schema: Any, whole: Any, path: str) -> Iterator[str]:
    yield from [] if any(_fits(value, choice, whole) for choice in said) else [f"{path}: fits none of the choices"]


def _all(value: Any, said: list, schema: Any, whole: Any, path: str) -> Iterator[str]:
    for part in said:
        yield from faults(value, part, whole, path)


def _if(value: Any, said: Any, schema: Any, whole: Any, path: str) -> Iterator[str]:
    if _fits(value, said, whole):
        yield from faults(value, schema["then"], whole, path)


def _properties(value: Any, said: dict, schema: Any, whole: Any, path: str) -> Iterator[str]:
    for key in said.keys() & value.keys() if isinstance(value, dict) else ():
        yield from faults(value[key], said[key], whole, f"{path}/{key}")


def _names(value: Any, said: Any, schema: Any, whole: Any, path: str) -> Iterator[str]:
    for key in value if isinstance(value, dict) else ():
        yield from faults(key, said, whole, f"{path}/{key}")


def _items(value: Any, said: Any, schema: Any, whole: Any, path: str) -> Iterator[str]:
    for place, item in enumerate(value if isinstance(value, list) else ()):
        yield from faults(item, said, whole, f"{path}/{place}")


def _prefix(value: Any, said: list, schema: Any, whole: Any, path: str) -> Iterator[str]:
    for place, (item, part) in enumerate(zip(value, said, strict=False)):
        yield from faults(item, part, whole, f"{path}/{place}")


def _limit(fits: Callable[[Any, Any], bool], kind: Any) -> Callable[..., Iterator[str]]:
    def check(value: Any, said: Any, schema: Any, whole: Any, path: str) -> Iterator[str]:
        wrong = isinstance(value, kind) and not isinstance(value, bool) and not fits(value, said)
        yield from [f"{path}: {value!r} is beyond {said!r}"] if wrong else []

    return check


CHECKS: dict[str, Callable[..., Iterator[str]]] = {
    "type": _type,
    "$ref": _reference,
    "anyOf": _any,
    "oneOf": _any,
    "allOf": _all,
    "if": _if,
    "properties": _properties,
    "propertyNames": _names,
    "items": _items,
    "prefixItems": _prefix,
    "const": _limit(lambda value, said: value == said, object),
    "enum": _limit(lambda value, said: value in said, object),
    "pattern": _limit(lambda value, said: bool(re.search(said, value)), str),
    "minLength": _limit(lambda value, said: len(value) >= said, str),
    "maxLength": _limit(lambda value, said: len(value) <= said, str),
    "minItems": _limit(lambda value, said: len(value) >= said, list),
    "maxItems": _limit(lambda value, said: len(value) <= said, list),
    "minProperties": _limit(lambda value, said: len(value) >= said, dict),
    "minimum": _limit(lambda value, said: value >= said, (int, float)),
    "maximum": _limit(lambda value, said: value <= said, (int, float)),
}
