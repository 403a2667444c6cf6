"""The description of the API as its reference page shows it: by area, each call with examples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

_DEEPEST = 2
_STREAM = "text/event-stream"
_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a body; the name of a nested one is dotted. ``more`` are limits."""

    name: str
    place: str
    kind: str
    is_required: bool
    more: str
    about: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status that is no success."""

    status: str
    code: str
    about: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    scopes: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    curl: str
    status: str
    answer: str
    refusals: tuple[Refusal, ...]

    @property
    def words(self) -> str:
        """Return what a search looks at."""
        return f"{self.method} {self.path} {self.summary}".lower()


@dataclass(frozen=True, slots=True)
class Section:
    """The calls of one area."""

    name: str
    about: str
    calls: tuple[Call, ...]


def sections_of(document: dict[str, Any], base_url: str) -> tuple[Section, ...]:
    """Return the areas of ``/api/v1`` in the description's order."""
    found: dict[str, list[Call]] = {}
    for path, operations in document["paths"].items():
        if not path.startswith("/api/v1/"):
            continue
        for method in _METHODS:
            if (one := operations.get(method)) is not None:
                call = _call(document, base_url, path, method, one)
                found.setdefault(one["tags"][0], []).append(call)
    about = {tag["name"]: tag["description"] for tag in document["tags"]}
    return tuple(Section(name, about[name], tuple(calls)) for name, calls in sorted(found.items()))


def matching(sections: tuple[Section, ...], wanted: str) -> tuple[Section, ...]:
    """Return the areas with those of their calls that hold every word."""
    words = wanted.lower().split()
    kept = (
        Section(
            one.name,
            one.about,
            tuple(call for call in one.calls if all(word in call.words for word in words)),
        )
        for one in sections
    )
    return tuple(one for one in kept if one.calls)


def _call(
    document: dict[str, Any], base_url: str, path: str, method: str, one: dict[str, Any]
) -> Call:
    schemas = document["components"]["schemas"]
    status = next(iter(one["responses"]))
    given = one["responses"][status].get("content", {})
    sent = one.get("requestBody", {}).get("content", {})
    return Call(
        id=one["operationId"],
        method=method.upper(),
        path=path,
        summary=one["summary"],
        about=one.get("description", ""),
        scopes=tuple(one.get("x-scopes", ())),
        parameters=tuple(_parameter(each) for each in one.get("parameters", ())),
        body=tuple(
            field for each in sent.values() for field in _fields(schemas, each["schema"], "", 0)
        ),
        curl=_curl(base_url, path, method, one, sent),
        status=status,
        answer=_answer(given),
        refusals=tuple(_refusals(document, one)),
    )


def _answer(given: dict[str, Any]) -> str:
    """Return an example of what comes back, empty where there is none."""
    for media_type, content in given.items():
        example = content.get("example")
        if example is not None:
            return _streamed(example) if media_type == _STREAM else _pretty(example)
    return ""


def _streamed(event: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in event.items())


def _parameter(one: dict[str, Any]) -> Field:
    schema = one["schema"]
    return Field(
        one["name"],
        one["in"],
        _kind(schema),
        one.get("required", False),
        _limits(schema),
        one.get("description", ""),
    )


def _fields(
    schemas: dict[str, Any], schema: dict[str, Any], before: str, depth: int
) -> list[Field]:
    """Return the fields of an object, those of objects in it under dotted names."""
    schema = _resolved(schemas, schema)
    found = []
    for name, one in schema.get("properties", {}).items():
        inner = _resolved(schemas, one)
        is_list = inner.get("type") == "array"
        item = _resolved(schemas, inner["items"]) if is_list and inner.get("items") else inner
        dotted = f"{before}{name}"
        is_required = name in schema.get("required", ())
        about = one.get("description", "")
        found.append(Field(dotted, "body", _kind(inner, item), is_required, _limits(inner), about))
        if depth < _DEEPEST and item.get("properties"):
            found += _fields(schemas, item, f"{dotted}{'[]' if is_list else ''}.", depth + 1)
    return found


def _resolved(schemas: dict[str, Any], schema: Any) -> dict[str, Any]:
    if not isinstance(schema, dict):
        return {}
    if "$ref" in schema:
        return _resolved(schemas, schemas[schema["$ref"].rpartition("/")[2]])
    real = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(real) == 1:
        made = {**_resolved(schemas, real[0])}
        made["is_null_too"] = True
        return made
    return schema


def _kind(schema: dict[str, Any], item: dict[str, Any] | None = None) -> str:
    if "enum" in schema:
        kind = "string"
    elif schema.get("type") == "array":
        kind = f"array of {(item or schema.get('items') or {}).get('type', 'any')}"
    else:
        kind = str(schema.get("format") or schema.get("type") or "any")
    return f"{kind} or null" if schema.get("is_null_too") else kind


def _limits(schema: dict[str, Any]) -> str:
    """Return what a value may be, in the words of the schema."""
    told = []
    inner = schema.get("items") if schema.get("type") == "array" else schema
    if isinstance(inner, dict) and "enum" in inner:
        told.append(" · ".join(map(str, inner["enum"])))
    if "minimum" in schema or "maximum" in schema:
        told.append(f"{schema.get('minimum', '')} – {schema.get('maximum', '')}".strip())
    if "maxLength" in schema:
        told.append(f"≤ {schema['maxLength']:,} characters")
    if "maxItems" in schema:
        told.append(f"≤ {schema['maxItems']} items")
    default = schema.get("default")
    if default not in (None, "", []):
        told.append(f"default {json.dumps(default)}")
    return "; ".join(told)


def _curl(base_url: str, path: str, method: str, one: dict[str, Any], sent: dict[str, Any]) -> str:
    address = base_url + path
    for parameter in one.get("parameters", ()):
        if parameter["in"] == "path":
            name = parameter["name"]
            address = address.replace("{" + name + "}", f"${name.upper()}")
    how = "curl" if method == "get" else f"curl -X {method.upper()}"
    if any(_STREAM in answer.get("content", {}) for answer in one["responses"].values()):
        how = "curl -N"
    lines = [f'{how} "{address}"']
    if one["security"]:
        lines.append('-H "Authorization: Bearer $KEY"')
    if method != "get":
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if any(each["name"] == "If-Match" for each in one.get("parameters", ())):
        lines.append('-H "If-Match: $ETAG"')
    if "multipart/form-data" in sent:
        lines.append("-F file=@prices.pdf")
    elif "application/json" in sent:
        body = _pretty(sent["application/json"]["example"]).replace("'", "'\\''")
        lines += ['-H "Content-Type: application/json"', f"-d '{body}'"]
    return " \\\n  ".join(lines)


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _refusals(document: dict[str, Any], one: dict[str, Any]) -> list[Refusal]:
    found = []
    for status, answer in one["responses"].items():
        if "$ref" in answer:
            told = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
            code = told["content"]["application/json"]["example"]["error"]["code"]
            found.append(Refusal(status, code, told["description"]))
    return found
