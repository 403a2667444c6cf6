"""Every change leaves a line in the audit log.

A flow that knows what was and what is now notes it in its own transaction, with the actor that
``actor_of`` gives. For every other change that went well, the line is written here after the
answer is made: who, what route, on what, from where. So no route can be forgotten.
"""

from __future__ import annotations

from typing import Any

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse

from app.domain.access import Right
from app.domain.audit import AGENCY, Actor
from app.routes.access import policy_of
from app.services import Services
from app.store import audit

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What changes nothing of the business: reading marks, searches, one's own theme.
_SMALL = frozenset(
    {
        "mark_read",
        "mark_unread",
        "set_preferences",
        "put_alert_away",
        "log_out",
        "ask",
        "preview",
        "ask_proof",
        "ask_new_passkey",
    }
)


def mount(app: Sanic[Any, Any]) -> None:
    """Look at every answer."""
    app.register_middleware(note_answer, "response")


def enter_as(request: Request, actor: Actor, tenant_ids: list[str]) -> None:
    """Remember who a request is from, and whose things it names."""
    request.ctx.actor = actor
    request.ctx.owner_ids = tenant_ids


def actor_of(request: Request) -> Actor:
    """Return who acts, to be handed to a flow; behind a guard only."""
    actor: Actor = request.ctx.actor
    return actor


def changed(request: Request, former: dict[str, object], latter: dict[str, object]) -> None:
    """Say what was different before and after, where no flow writes the line."""
    request.ctx.changed = (former, latter)


async def note_answer(request: Request, response: BaseHTTPResponse) -> None:
    """Write the line of a change that went well, when no flow has written it."""
    actor = getattr(request.ctx, "actor", None)
    if actor is None or actor.is_noted or request.method in _SAFE or response.status >= 400:
        return
    handler = request.route.handler if request.route else None
    policy = policy_of(handler)
    name = getattr(handler, "__name__", "")
    if policy is None or policy.right in (None, Right.READ) or name in _SMALL:
        return
    services: Services = request.app.ctx.services
    chain = next(iter(request.ctx.owner_ids), AGENCY)
    ids = {key: str(value) for key, value in request.match_info.items()}
    subject = next(reversed(ids.items()), ("", ""))
    action = action_of(request.route.name if request.route else "")
    former, latter = getattr(request.ctx, "changed", (None, ids))
    await services.db.write(
        audit.note, actor, services.clock.now_ms(), chain, action, subject, former, latter
    )


def action_of(name: str) -> str:
    """Return what the log calls what a route does, by the route's name."""
    return name.split(".", 1)[-1]
