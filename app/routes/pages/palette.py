"""The command palette: one field that finds a page, a lead or a client, from everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import html

from app.domain.access import Right
from app.domain.text import storable
from app.routes.access import needs
from app.routes.areas import areas_for
from app.routes.auth import operator_of, protect, services_of
from app.routes.render import HEADERS, draw
from app.routes.translate import translator
from app.store import inbox, palette
from app.store.db import Tx
from app.store.operators import Operator

_LEADS, _CLIENTS, _LONGEST = 8, 5, 80
# A palette looks at so many clients' leads; who has more chooses a client first.
_SEARCHED = 200
# Where else one may want to go; by the words one would type.
PLACE_WORDS = {
    "/leads?view=board": "Leads as a board",
    "/conversations?tab=needs_person": "Conversations that need a person",
    "/knowledge/search": "Try a question",
    "/knowledge/gaps": "Unanswered questions",
    "/assistant/qualification": "Qualification questions",
    "/assistant/budget": "Budget",
    "/escalations/team": "Who is told",
    "/settings/hours": "Hours",
    "/settings/integrations": "Integrations",
    "/settings/notifications": "Notifications",
    "/settings/keys": "API keys",
    "/settings/team": "Team",
    "/settings/security": "Password and second factor",
    "/settings/audit": "Audit log",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the palette. ``kind``: place, lead, client."""

    kind: str
    label: str
    path: str
    hint: str = ""


def mount(app: Sanic[Any, Any]) -> None:
    """Add the palette."""
    pages = Blueprint("palette")
    protect(pages)
    pages.add_route(find, "/palette", methods=["GET"])
    app.blueprint(pages)


@needs(Right.READ)
async def find(request: Request) -> HTTPResponse:
    """Draw what a text finds; everything one may go to when it is empty."""
    asked = storable(request.args.get("q", ""))[:_LONGEST].strip()
    operator, shell = operator_of(request), request.ctx.shell
    said = translator(shell.language)
    hits = _places(asked.casefold(), said)
    if asked:
        hits += await services_of(request).db.read(_find, operator, asked)
    page = draw("pages/palette/_hits.html", shell, hits=hits[:24], asked=asked)
    return html(page, headers=HEADERS)


def _places(asked: str, said: Any) -> list[Hit]:
    places = {area.path: area.name for area in areas_for("")} | PLACE_WORDS
    named = ((path, said(name)) for path, name in places.items())
    return [Hit("place", name, path) for path, name in named if _is_like(asked, name)]


def _is_like(asked: str, name: str) -> bool:
    name = name.casefold()
    return all(any(word.startswith(one) for word in name.split()) for one in asked.split())


def _find(tx: Tx, operator: Operator, asked: str) -> list[Hit]:
    clients = inbox.clients(tx, operator.tenant_ids)
    wanted = asked.casefold()
    hits = [
        Hit("client", name, f"/clients/{client_id}")
        for client_id, name in clients
        if wanted in name.casefold()
    ][:_CLIENTS]
    ids = [client_id for client_id, _ in clients[:_SEARCHED]]
    shows_client = len(clients) > 1
    for one in palette.find_leads(tx, ids, asked, _LEADS):
        name = one.name or one.phone or one.email
        path = (
            f"/conversations/{one.conversation_id}" if one.conversation_id else f"/leads/{one.id}"
        )
        hits.append(Hit("lead", name, path, one.client_name if shows_client else ""))
    return hits
