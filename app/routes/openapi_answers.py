"""What a route of ``/api/v1`` can answer: its success, and the refusals that go with what it is.

Every refusal has the one shape of errors. A status that is not listed here for a route is a defect
of the route; ``tests/contracts/test_openapi.py`` looks for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.flows.idempotency import LONGEST_KEY

_ALWAYS = ("X-Request-Id",)
_WITH_KEY = ("RateLimit", "RateLimit-Policy")

# Status, name, what it means, an example of code and message, headers of its own.
_REFUSALS: dict[int, tuple[str, str, str, str, tuple[str, ...]]] = {
    400: ("Invalid", "No valid JSON, a badly framed body, or no usable header.",
          "invalid", "The body is not valid JSON.", ()),
    401: ("Unauthenticated", "No key, or one that is not in force.",
          "unauthenticated", "The API key is not valid.", ("WWW-Authenticate",)),
    403: ("Forbidden", "The scopes of the key do not allow it.",
          "forbidden", "The scopes of this key do not allow this.", ()),
    404: ("NotFound", "Not there, or not this client's.",
          "not_found", "There is nothing here.", ()),
    409: ("Conflict", "The state has moved on, or the same request with this `Idempotency-Key` is"
          " being worked on (then with `Retry-After`).",
          "conflict", "The state has changed in the meantime; load it again.", ("Retry-After",)),
    412: ("PreconditionFailed", "Somebody else changed it since the `ETag` in `If-Match`.",
          "precondition_failed", "Somebody else has changed it since you read it; load it again.",
          ()),
    413: ("TooLarge", "The body is too large.",
          "too_large", "The body is larger than 65536 bytes.", ()),
    415: ("UnsupportedMediaType", "The body is not of a type that is taken here.",
          "unsupported_media_type", "Send JSON, with Content-Type: application/json.", ()),
    422: ("Unprocessable", "A field or parameter is missing or of the wrong kind (`fields` names"
          " it), or the `Idempotency-Key` belongs to another request.",
          "unprocessable", "limit must be a whole number from 1 to 100.", ()),
    429: ("TooManyRequests", "Too many requests.",
          "too_many_requests", "Too many requests; please slow down.", ("Retry-After",)),
    502: ("NeedsOperator", "Somebody must act: a provider refuses, or the budget is spent.",
          "provider_refused", "The provider refused the message for good.", ()),
    503: ("Unavailable", "The database or a provider does not answer; try again.",
          "store_unavailable", "The database cannot be written at the moment.", ("Retry-After",)),
}  # fmt: skip
_FIELDS = {422: {"limit": "must be a whole number from 1 to 100."}}

_HEADERS = {
    "X-Request-Id": ("Finds the request in the log.", {"type": "string"}),
    "RateLimit-Policy": (
        'How often the key may ask: `"key";q=600;w=60` is 600 requests in 60 seconds.',
        {"type": "string"},
    ),
    "RateLimit": (
        'What is left: `"key";r=599;t=1` is 599 requests now, all of them again in a second.',
        {"type": "string"},
    ),
    "Retry-After": ("Seconds to wait.", {"type": "string", "pattern": "^[0-9]+$"}),
    "WWW-Authenticate": ("`Bearer`.", {"type": "string"}),
    "ETag": ("The version, for `If-Match`.", {"type": "string"}),
    "Idempotent-Replayed": (
        "`true`: this was done before; it is the answer of then.",
        {"type": "string", "enum": ["true"]},
    ),
}


def shared_headers() -> dict[str, Any]:
    """Return the headers of answers, for ``components``."""
    return {
        name: {"description": about, "schema": schema} for name, (about, schema) in _HEADERS.items()
    }


def shared_refusals() -> dict[str, Any]:
    """Return the refusals, for ``components``."""
    return {row[0]: _refusal(status, *row[1:]) for status, row in _REFUSALS.items()}


def _refusal(
    status: int, about: str, code: str, message: str, own: tuple[str, ...]
) -> dict[str, Any]:
    error: dict[str, Any] = {"code": code, "message": message}
    if status in _FIELDS:
        error["fields"] = _FIELDS[status]
    content = {"schema": {"$ref": "#/components/schemas/Error"}, "example": {"error": error}}
    return {
        "description": about,
        "headers": _headers((*_ALWAYS, *own)),
        "content": {"application/json": content},
    }


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def answers_of(
    status: int,
    content: dict[str, Any] | None,
    *,
    is_public: bool,
    is_change: bool,
    has_ids: bool,
    has_json: bool,
    has_query: bool,
    is_versioned: bool,
    also: tuple[int, ...],
) -> dict[str, Any]:
    """Return the answers of a route, by status."""
    names = (*_ALWAYS, *(() if is_public else _WITH_KEY))
    names += ("ETag",) if is_versioned else ()
    names += ("Idempotent-Replayed",) if is_change else ()
    done: dict[str, Any] = {"description": "Done.", "headers": _headers(names)}
    if content is not None:
        done["content"] = content
    refused = set(also)
    refused |= set() if is_public else {401, 403, 429, 503}
    refused |= {404} if has_ids else set()
    # Also of the Idempotency-Key: not one, of another request, or of one that runs.
    refused |= {400, 409, 413, 422} if is_change else set()
    refused |= {422} if has_query else set()
    refused |= {415} if has_json else set()
    refused |= {412} if is_versioned and is_change else set()
    answers = {str(status): done}
    for one in sorted(refused):
        answers[str(one)] = {"$ref": f"#/components/responses/{_REFUSALS[one][0]}"}
    return answers


def header_parameters(method: str, is_versioned: bool) -> list[dict[str, Any]]:
    """Return the headers a route of ``/api/v1`` obeys, as parameters."""
    found = []
    if method in ("POST", "PUT", "PATCH", "DELETE"):
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "description": "Sent again with the same key, a request is not done again for 24"
                " hours: the first answer comes back.",
                "schema": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": LONGEST_KEY,
                    "pattern": "^[!-~]+$",
                },
            }
        )
        if is_versioned:
            found.append(
                {
                    "name": "If-Match",
                    "in": "header",
                    "description": "The `ETag` you read; refused with 412 when somebody else"
                    " changed it since.",
                    "schema": {"type": "string", "examples": ['"7"', "*"]},
                }
            )
    return found
