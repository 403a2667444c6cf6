"""Errors become answers here and nowhere else: a page for people, JSON for programs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import BaseHTTPResponse
from sanic.response import json as as_json

from app.errors import LeadlineError
from app.log import bind_request_id, current_request_id, get_logger

log = get_logger("web")

_PROGRAMS = ("/webhooks/", "/api/", "/forms/", "/chat/", "/livez", "/readyz", "/healthz")
_CODES = {
    400: "invalid",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    413: "too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
    417: "expectation_failed",
}


def setup_failures(app: Sanic[Any, Any]) -> None:
    """Give every request an id and every error an answer."""
    app.register_middleware(_name_request, "request", priority=100)
    app.register_middleware(_tell_name, "response")
    app.error_handler.add(Exception, answer_failure)


async def _name_request(_: Request) -> None:
    bind_request_id()


async def _tell_name(_: Request, response: BaseHTTPResponse) -> None:
    response.headers.setdefault("X-Request-Id", current_request_id() or "")


async def answer_failure(request: Request, error: Exception) -> HTTPResponse:
    """Return the answer to an error; what is no error of ours says only "Internal error."."""
    headers = {"X-Request-Id": current_request_id() or ""}
    if isinstance(error, LeadlineError):
        status, code, message = error.status, error.code, error.message
        retry_after_s = getattr(error, "retry_after_s", None)
        if status == 503 or retry_after_s:
            headers["Retry-After"] = str(math.ceil(retry_after_s or 5))
    elif request.path.startswith("/static/") and isinstance(error, (OSError, ValueError)):
        # A folder, or a name no file can have.
        status, code, message = 404, "not_found", "Not found."
    elif isinstance(error, SanicException) and error.status_code < 500:
        status = error.status_code
        code, message = _CODES.get(status, "error"), str(error)
        if status == 405:
            headers["Allow"] = ", ".join(_allowed(request))
    else:
        log.exception("request_crashed", exc_info=error)
        status, code, message = 500, "internal", "Internal error."
    if status >= 500 or code == "forbidden":
        log.warning("request_failed", status=status, code=code, path=request.path[:80])
    if request.path.startswith(_PROGRAMS) or not _wants_page(request):
        said: dict[str, Any] = {"code": code, "message": message}
        if isinstance(error, LeadlineError) and "fields" in error.details:
            said["fields"] = error.details["fields"]
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return as_json({"error": said}, status, headers)
    if isinstance(error, SanicException):
        # The server's own words are for programs; the page's title says it in every language.
        message = ""
    return _page(request, status, message, headers)


def _allowed(request: Request) -> Iterator[str]:
    """Return the methods an address has; the router names them only sometimes."""
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        with suppress(SanicException):
            request.app.router.get(request.path, method, request.headers.get("host"))
            yield method


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _page(request: Request, status: int, message: str, headers: dict[str, str]) -> HTTPResponse:
    from app.routes.render import error_page

    return error_page(request, status, message, headers)
