"""The OpenAPI 3.1 description of what programs call, made from the route table itself.

Pages of the dashboard are left out: they are for people. Of ``/api/v1`` everything is said: what
is sent, what comes back, every status it can have. A handler's docstring is the summary, its right
the scopes; the rest stands in tables of the handler's own module, by the handler's name, most of
which the handler itself reads, so that the description cannot drift from the code:

    BODIES     status, what is sent, what comes back
    QUERIES    what may stand behind the ``?`` (``api/queries.py``)
    FILES      those that take files instead of JSON
    VERSIONED  those whose answer has an ``ETag``; a change of them obeys ``If-Match``
    MEDIA      the type of what comes back, where it is not JSON
    ALSO       further statuses

Providers, forms and chat widgets have less to be told, and are told it in their own words.
"""

from __future__ import annotations

import inspect
import re
import sys
from typing import Any

import msgspec
from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import raw

from app.domain.access import SCOPES, rights_of_scopes
from app.routes.access import policy_of, public
from app.routes.api.idempotency import CHANGING, PREFIX
from app.routes.api.queries import described
from app.routes.openapi_answers import (
    answers_of,
    header_parameters,
    shared_headers,
    shared_refusals,
)
from app.routes.openapi_samples import Sampler
from app.version import __version__

PATH = "/api/v1/openapi.json"
_FOR_PROGRAMS = ("webhooks/", "forms/", "chat/", "api/", "widget", "livez", "readyz", "healthz")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_PARAMETER = re.compile(r"<(\w+)(?::(\w+))?>")
_REF = "#/components/schemas/{name}"
_JSON = "application/json"
_ABOUT = """\
One JSON API for everything the dashboard shows and does. A key belongs to one client and sees \
nothing of another: what is not the client's is not found. Send it as `Authorization: Bearer KEY`.

Lists are paged by key: `next` of an answer is the `after` of the next request, null at the end. \
Every `POST`, `PUT`, `PATCH` and `DELETE` obeys `Idempotency-Key`. Times are ISO 8601 with their \
zone. Unknown fields and parameters are ignored."""
# The first part of an address behind ``/api/v1/``, and what stands there.
_TAGS = {
    "analytics": "Funnel, reply times, the assistant's performance, and the rows behind them.",
    "appointments": "What was booked.",
    "assistant": "What the assistant is told: profile, versions, drafts.",
    "audit": "Who changed what, from where.",
    "budget": "What may be spent.",
    "client": "The business: what it is called and how it is reached.",
    "conversations": "What was said, takeover and release, messages of people.",
    "dashboard": "The figures of the first page.",
    "escalations": "Who needs a person.",
    "events": "What happens, as it happens.",
    "keys": "Keys of programs.",
    "knowledge": "Bases, questions, documents, and search in them.",
    "leads": "Who wrote or may buy: where they stand, what they are worth, and why.",
    "settings": "When the client is open.",
    "usage": "What was spent in the period that runs now.",
    "webhooks": "Where providers tell what happened.",
    "forms": "Where a website's form is sent.",
    "chat": "What a website's chat speaks.",
    "description": "What you read here, for programs.",
    "health": "Whether the process lives and takes messages.",
}
_BODIES = {"webhooks": "application/x-www-form-urlencoded", "forms": _JSON, "chat": _JSON}


def mount(app: Sanic[Any, Any]) -> None:
    """Serve the description."""
    app.add_route(show_description, PATH, methods=["GET"], name="api_show_description")


@public("it describes and holds no data")
async def show_description(request: Request) -> HTTPResponse:
    """Show this description."""
    return raw(description_text(request.app), content_type=_JSON)


def description_of(app: Sanic[Any, Any]) -> dict[str, Any]:
    """Return the description of an application; made once."""
    found: dict[str, Any] | None = getattr(app.ctx, "description", None)
    if found is None:
        found = app.ctx.description = describe(app)
    return found


def description_text(app: Sanic[Any, Any]) -> bytes:
    """Return it as it is served and downloaded; made once."""
    found: bytes | None = getattr(app.ctx, "description_text", None)
    if found is None:
        made = msgspec.json.encode(description_of(app))
        found = app.ctx.description_text = msgspec.json.format(made, indent=1)
    return found


def table_of(handler: Any, name: str, otherwise: Any) -> Any:
    """Return what a handler's own module says of it in one of its tables."""
    table = getattr(sys.modules[handler.__module__], name, {})
    if isinstance(table, (set, frozenset)):
        return handler.__name__ in table
    return table.get(handler.__name__, otherwise)


def describe(app: Sanic[Any, Any]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of an application's routes."""
    routes = [one for one in app.router.routes if str(one.path).startswith(_FOR_PROGRAMS)]
    shapes = _Shapes([route.handler for route in routes])
    paths: dict[str, dict[str, Any]] = {}
    for route in sorted(routes, key=lambda one: str(one.path)):
        operations = paths.setdefault("/" + _PARAMETER.sub(r"{\1}", str(route.path)), {})
        for method in _METHODS:
            if method in route.methods:
                operations[method.lower()] = _operation(route, method, shapes)
    paths = {path: operations for path, operations in paths.items() if operations}
    used = {
        tag for one in paths.values() for operation in one.values() for tag in operation["tags"]
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "leadline",
            "version": __version__,
            "summary": "Where programs, providers, forms and chat widgets reach leadline.",
            "description": _ABOUT,
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": _TAGS.get(name, "")} for name in sorted(used)],
        "paths": paths,
        "components": {
            "schemas": shapes.schemas,
            "responses": shared_refusals(),
            "headers": shared_headers(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key of one client: Settings, API keys, or"
                    " `leadline client key create`.",
                }
            },
        },
    }


class _Shapes:
    """The schemas of everything programs send and get, and an example of each."""

    def __init__(self, handlers: list[Any]) -> None:
        found = {one for handler in handlers for one in _shapes_of(handler) if one is not None}
        ordered = sorted(found, key=lambda shape: (shape.__name__, shape.__module__))
        refs, self.schemas = msgspec.json.schema_components(ordered, ref_template=_REF)
        self.schemas = {name: _plain(one) for name, one in self.schemas.items()}
        self.schemas["Error"] = ERROR
        self._refs = dict(zip(ordered, refs, strict=True))
        self._sampler = Sampler(self.schemas)

    def content(self, shape: type[Struct]) -> dict[str, Any]:
        """Return the content of a body of this shape."""
        schema = self._refs[shape]
        return {_JSON: {"schema": schema, "example": self._sampler.example(schema)}}


def _plain(schema: Any) -> Any:
    """Return a schema with tuples of one type as arrays, which more tools understand."""
    if isinstance(schema, (list, tuple)):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _plain(one) for name, one in schema.items()}
    first, *others = made.get("prefixItems") or [None]
    if first is not None and all(one == first for one in others):
        made["items"] = made.pop("prefixItems")[0]
    return made


def _shapes_of(handler: Any) -> tuple[type[Struct] | None, ...]:
    _, sent, given = table_of(handler, "BODIES", (0, None, None))
    return sent, given


ERROR: dict[str, Any] = {
    "title": "Error",
    "description": "What went wrong. `fields` says of each field how to mend it.",
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        }
    },
}


def _operation(route: Any, method: str, shapes: _Shapes) -> dict[str, Any]:
    handler, path = route.handler, str(route.path)
    summary, _, more = inspect.cleandoc(handler.__doc__ or "").partition("\n")
    operation: dict[str, Any] = {
        "operationId": f"{route.name.split('.')[-1]}_{method.lower()}",
        "summary": summary.rstrip("."),
        "tags": [_tag(path)],
    }
    if more := more.partition("Raises:")[0].strip():
        operation["description"] = " ".join(more.split())
    parameters = [_path_parameter(*one) for one in _PARAMETER.findall(path)]
    if path.startswith(PREFIX):
        operation |= _for_key(handler, method, shapes, bool(parameters))
        parameters += header_parameters(method, table_of(handler, "VERSIONED", False))
        parameters += map(described, table_of(handler, "QUERIES", ()))
    else:
        operation |= _for_others(path, method)
    if parameters:
        operation["parameters"] = parameters
    return operation


def _tag(path: str) -> str:
    if path in ("livez", "readyz", "healthz"):
        return "health"
    name = path.removeprefix(PREFIX).partition("/")[0]
    return "description" if name == "openapi.json" else name


def _path_parameter(name: str, kind: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    if kind == "int":
        schema = {"type": "integer", "minimum": 0}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _for_key(handler: Any, method: str, shapes: _Shapes, has_ids: bool) -> dict[str, Any]:
    """Return what is sent and what comes back of a route of ``/api/v1``."""
    status, sent, given = table_of(handler, "BODIES", (200, None, None))
    has_files, policy = table_of(handler, "FILES", False), policy_of(handler)
    right = policy.right if policy else None
    told: dict[str, Any] = {"security": []}
    if right is not None:
        scopes = [scope for scope in SCOPES if right in rights_of_scopes(scope)]
        told = {"security": [{"key": scopes[:1]}], "x-scopes": scopes}
    if sent is not None:
        told["requestBody"] = {"required": True, "content": shapes.content(sent)}
    if has_files:
        file = {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1}
        schema = {"type": "object", "properties": {"file": file}, "required": ["file"]}
        content = {"multipart/form-data": {"schema": schema}}
        told["requestBody"] = {"required": True, "content": content}
    told["responses"] = answers_of(
        status,
        _given(handler, shapes, given),
        is_public=right is None,
        is_change=method in CHANGING,
        has_ids=has_ids,
        has_json=sent is not None,
        has_query=bool(table_of(handler, "QUERIES", ())),
        is_versioned=table_of(handler, "VERSIONED", False),
        also=table_of(handler, "ALSO", ()),
    )
    return told


def _given(handler: Any, shapes: _Shapes, given: type[Struct] | None) -> dict[str, Any] | None:
    media_type = table_of(handler, "MEDIA", "")
    if given is not None:
        content = shapes.content(given)
        return {media_type: content[_JSON]} if media_type else content
    if media_type:
        return {media_type: {"schema": {"type": "string"}}}
    return {_JSON: {"schema": {"type": "object"}}} if handler is show_description else None


def _for_others(path: str, method: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "responses": {
            "2XX": {"description": "Done, and durable where something was sent."},
            "default": {
                "description": "An error.",
                "content": {_JSON: {"schema": {"$ref": _REF.format(name="Error")}}},
            },
        },
        "security": [],
    }
    body = _BODIES.get(path.split("/")[0])
    if method == "POST" and body:
        content = {body: {"schema": {"type": "object"}}}
        told["requestBody"] = {"required": True, "content": content}
    return told
