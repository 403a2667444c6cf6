"""A client's audit log, for programs: ``GET /api/v1/audit?after=…&limit=N&actor=…&action=…``.

Newest first; each line with its hash, so that who keeps them can tell later whether any was
changed: ``hash`` covers the line and the hash of the one before.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic

from app.clock import at
from app.domain.access import Right
from app.domain.audit import AuditLine
from app.routes.access import needs
from app.routes.api.frame import answer, cursor_text
from app.routes.api.keys import enter
from app.routes.api.queries import after, limit, query_of, text
from app.store import audit


class AuditItem(Struct):
    """One change. ``before`` and ``after`` hold what was different."""

    number: int
    at: str
    at_ms: int
    actor_kind: str
    actor_id: str
    actor_name: str
    ip: str
    action: str
    subject_kind: str
    subject_id: str
    before: dict[str, Any]
    after: dict[str, Any]
    hash: str


class AuditLines(Struct):
    """Lines, newest first. ``next`` goes on with older ones, null at the end."""

    lines: list[AuditItem]
    next: str | None


# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "list_audit": (200, None, AuditLines),
}
# What may stand behind the ``?``, by the handler's name.
QUERIES = {
    "list_audit": (
        text("actor", "Only what this person or key changed: its id."),
        text("action", "Only changes of this name."),
        text("subject", "Only changes of this thing: its id."),
        after(int),
        limit(),
    )
}


def setup_audit(app: Sanic[Any, Any]) -> None:
    """Add the route; the limit of a key is the one of all its requests."""
    app.add_route(list_audit, "/api/v1/audit", methods=["GET"], name="api_list_audit")


@needs(Right.MANAGE)
async def list_audit(request: Request) -> HTTPResponse:
    """List who changed what of the client, newest first."""
    services, key = await enter(request)
    asked = query_of(request, QUERIES)
    only = {
        "actor_id": asked.text("actor"),
        "action": asked.text("action"),
        "subject_id": asked.text("subject"),
    }
    before = int(asked.cursor[0]) if asked.cursor else None
    lines = await services.db.read(audit.lines_of, key.tenant_id, before, asked.limit + 1, only)
    items = [_item(one) for one in lines[: asked.limit]]
    more = cursor_text(items[-1].number) if len(lines) > asked.limit else None
    return answer(AuditLines(items, more))


def _item(line: AuditLine) -> AuditItem:
    return AuditItem(
        line.number,
        at(line.at).isoformat(),
        line.at,
        line.actor_kind,
        line.actor_id,
        line.actor_name,
        line.ip,
        line.action,
        line.subject_kind,
        line.subject_id,
        json.loads(line.former or "{}"),
        json.loads(line.latter or "{}"),
        line.hash,
    )
