"""Fills a JSON Schema with values at hand: enough of the language for tool inputs."""

from __future__ import annotations

from typing import Any

_EMPTY: dict[str, Any] = {
    "string": "",
    "number": 0,
    "integer": 0,
    "boolean": False,
    "array": [],
    "object": {},
    "null": None,
}


def types_of(schema: dict[str, Any]) -> set[str]:
    """Return the types a schema allows; empty means any."""
    kind = schema.get("type")
    found = set(kind) if isinstance(kind, list) else {kind} if kind else set()
    for option in [*(schema.get("anyOf") or []), *(schema.get("oneOf") or [])]:
        found |= types_of(option)
    return found


def coerce(schema: dict[str, Any], value: Any) -> Any:
    """Return ``value`` in a type the schema allows, as near as can be."""
    choices = schema.get("enum")
    if choices:
        return value if value in choices else _nearest(str(value), choices)
    allowed = types_of(schema)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    is_number = _type_of(value) in ("integer", "number") and "number" in allowed
    if not allowed or is_number or _type_of(value) in allowed:
        return value
    if "string" in allowed:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value)
    return _EMPTY[sorted(allowed)[0]]


def _type_of(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    names = {int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def _nearest(value: str, choices: list[Any]) -> Any:
    wanted = set(value.lower().replace("_", " ").split())
    return max(choices, key=lambda c: len(wanted & set(str(c).lower().replace("_", " ").split())))


def fill(schema: dict[str, Any], values: dict[str, Any]) -> Any:
    """Return an object of the schema's properties: those at hand, and empty ones if required."""
    filled: dict[str, Any] = {}
    required = set(schema.get("required") or [])
    for name, part in (schema.get("properties") or {}).items():
        if name in values:
            filled[name] = coerce(part, values[name])
        elif name in required:
            filled[name] = _empty(part)
    return filled


def _empty(schema: dict[str, Any]) -> Any:
    if schema.get("enum"):
        return schema["enum"][0]
    allowed = types_of(schema)
    if "object" in allowed and schema.get("properties"):
        return fill(schema, {})
    return _EMPTY[sorted(allowed)[0]] if allowed else ""
