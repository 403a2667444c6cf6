"""The chat widget's two files, at addresses that tenants put on their pages and never change."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty

from app.routes.access import public

_STATIC = Path(__file__).resolve().parents[2] / "static"
_TYPES = {"widget.js": "text/javascript; charset=utf-8", "widget.css": "text/css; charset=utf-8"}
_HEADERS = {
    # The address has no version, so pages ask again soon, and get 304 for the most part.
    "cache-control": "public, max-age=300",
    "access-control-allow-origin": "*",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
}


def setup_widget(app: Sanic[Any, Any]) -> None:
    """Add the addresses of the widget's files."""
    app.add_route(give, "/<name:widget.js|widget.css>", methods=["GET"], name="widget")


@public("a client's website loads it for its visitors")
async def give(request: Request, name: str) -> HTTPResponse:
    """Hand out one of the files, or say that the browser has it."""
    body, tag = _file(name)
    headers = {**_HEADERS, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return empty(304, headers)
    return HTTPResponse(body, 200, headers, _TYPES[name])


@cache
def _file(name: str) -> tuple[bytes, str]:
    body = (_STATIC / name).read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'
