"""The OpenAPI description of what programs call, made from the route table itself.

Pages of the dashboard are left out: they are for people. A handler's docstring is the summary, so
the description cannot drift from the code.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from sanic import Sanic

from app.routes.api import (
    assistant,
    audit,
    clients,
    escalations,
    keys_api,
    knowledge,
    leads,
    usage,
)
from app.routes.api.knowledge import FILES
from app.version import __version__

_FOR_PROGRAMS = ("webhooks/", "forms/", "chat/", "api/", "widget", "livez", "readyz", "healthz")
BODIES = (
    knowledge.BODIES
    | escalations.BODIES
    | assistant.BODIES
    | leads.BODIES
    | usage.BODIES
    | clients.BODIES
    | keys_api.BODIES
    | audit.BODIES
)
_PARAMETER = re.compile(r"<(\w+)(?::\w+)?>")
_BODIES = {
    "webhooks": "application/x-www-form-urlencoded",
    "forms": "application/json",
    "chat": "application/json",
}
_REF = "#/components/schemas/{name}"
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
        }
    },
}


def describe(app: Sanic[Any, Any]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of an application's routes."""
    paths: dict[str, dict[str, Any]] = {}
    for route in app.router.routes:
        path = str(route.path)
        if not path.startswith(_FOR_PROGRAMS):
            continue
        operations = paths.setdefault("/" + _PARAMETER.sub(r"{\1}", path), {})
        for method in sorted(route.methods):
            if method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
                operations[method.lower()] = _operation(path, method, route)
    paths = {path: operations for path, operations in paths.items() if operations}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "leadline",
            "version": __version__,
            "summary": "Where providers, forms and chat widgets reach leadline.",
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {"Error": _ERROR, **_shapes()},
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key of one client: leadline client key create.",
                }
            },
        },
    }


def _shapes() -> dict[str, Any]:
    """Return the schemas of everything programs send and get."""
    used = {shape for _, *shapes in BODIES.values() for shape in shapes if shape is not None}
    ordered = sorted(used, key=lambda shape: shape.__name__)
    _, found = msgspec.json.schema_components(ordered, ref_template=_REF)
    return found


def _content(name: str, media_type: str = "application/json") -> dict[str, Any]:
    return {media_type: {"schema": {"$ref": _REF.format(name=name)}}}


def _with_key(name: str, operation: dict[str, Any]) -> None:
    """Add what is sent and what comes back, and that a key is needed."""
    status, sent, given = BODIES[name]
    done: dict[str, Any] = {"description": "Done."}
    if given is not None:
        done["content"] = _content(given.__name__)
    operation["responses"] = {str(status): done, "default": operation["responses"]["default"]}
    operation["security"] = [{"key": []}]
    if sent is not None:
        operation["requestBody"] = {"required": True, "content": _content(sent.__name__)}
    if name in FILES:
        schema = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
        content = {"multipart/form-data": {"schema": {**schema, "required": ["file"]}}}
        operation["requestBody"] = {"required": True, "content": content}


def _operation(path: str, method: str, route: Any) -> dict[str, Any]:
    summary = (route.handler.__doc__ or "").strip().split("\n")[0]
    operation: dict[str, Any] = {
        "operationId": f"{route.name.split('.')[-1]}_{method.lower()}",
        "summary": summary,
        "responses": {
            "2XX": {"description": "Done, and durable where something was sent."},
            "default": {
                "description": "An error.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            },
        },
    }
    names = _PARAMETER.findall(path)
    if names:
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in names
        ]
    body = _BODIES.get(path.split("/")[0])
    if method == "POST" and body:
        operation["requestBody"] = {
            "required": True,
            "content": {body: {"schema": {"type": "object"}}},
        }
    if route.handler.__name__ in BODIES and path.startswith("api/v1/"):
        _with_key(route.handler.__name__, operation)
    return operation
