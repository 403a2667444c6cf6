"""The policy of every route, written at its handler.

``@needs(right)`` is for signed-in people and for keys: the guard of pages and ``enter`` of the API
look it up and refuse who lacks the right. ``@public(why)`` is for everybody and says why. A route
without a policy stops the program at its start, and so fails every test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sanic import Request, Sanic

from app.domain.access import Right

Handler = TypeVar("Handler", bound=Callable[..., Any])
_NAME = "__policy__"
# Sanic's own, which takes no decorator: files of ours that hold no data.
_BUILT_IN = ("static",)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a route asks for; ``right`` None is everybody, and ``why`` the reason."""

    right: Right | None
    why: str = ""


def needs(right: Right) -> Callable[[Handler], Handler]:
    """Mark a handler: only for who has the right."""
    return _marked(Policy(right))


def public(why: str) -> Callable[[Handler], Handler]:
    """Mark a handler: for everybody, because of ``why``."""
    return _marked(Policy(None, why))


def _marked(policy: Policy) -> Callable[[Handler], Handler]:
    def mark(handler: Handler) -> Handler:
        setattr(handler, _NAME, policy)
        return handler

    return mark


def policy_of(handler: object) -> Policy | None:
    """Return the policy of a handler, None when it has none."""
    found = getattr(handler, _NAME, None)
    return found if isinstance(found, Policy) else None


def right_of(request: Request) -> Right | None:
    """Return the right a request's route asks for.

    Raises:
        LookupError: the route has no policy, which ``check`` makes impossible.
    """
    policy = policy_of(request.route.handler) if request.route else None
    if policy is None:
        raise LookupError(f"{request.path} has no policy")
    return policy.right


def check(app: Sanic[Any, Any]) -> None:
    """Refuse an application with a route nobody thought about.

    Raises:
        LookupError: names every route without a policy.
    """
    missing = [
        f"{'/'.join(sorted(route.methods))} /{route.path} ({route.name})"
        for route in app.router.routes
        if policy_of(route.handler) is None and route.name.split(".")[-1] not in _BUILT_IN
    ]
    if missing:
        raise LookupError("Routes without a policy: " + "; ".join(missing))
