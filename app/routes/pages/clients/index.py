"""The agency's clients: a list with what each needs, and the form for a new one.

Who sees one client only is led to its own page. Every figure is read along an index and bounded;
nothing is counted over all rows of a client.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.presets import PRESET_WORDS
from app.domain.text import storable
from app.errors import Conflict, Invalid
from app.flows.manage_client import LONGEST, create_client
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.clients.views import Card, card_of
from app.routes.pages.settings.page import city_zones
from app.routes.pages.settings.words import NOTE_WORDS
from app.routes.pages.views import initials
from app.routes.render import redirect, render
from app.store import clients
from app.store.clients import ClientRow
from app.store.db import Tx
from app.store.operators import Operator

_PATH = "/clients"
_PAGE = 40
_SAMPLE = ("en", "es", "ar")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of clients. ``after`` is the address of the next, empty at the end."""

    cards: tuple[Card, ...]
    after: str
    is_archived: bool


def add(pages: Blueprint) -> None:
    """Add the list and the form."""
    pages.add_route(show, _PATH, methods=["GET"])
    pages.add_route(show_new, f"{_PATH}/new", methods=["GET"])
    pages.add_route(create, f"{_PATH}/new", methods=["POST"], stream=True)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the clients, or lead on to the only one there is for the reader."""
    operator, services = operator_of(request), services_of(request)
    own = operator.tenant_ids
    if own is not None and len(own) == 1:
        return redirect(f"{_PATH}/{next(iter(own))}")
    is_archived = request.args.get("show", "") == "archived"
    name, client_id = (storable(str(request.args.get(one, "")))[:200] for one in ("name", "id"))
    after = (name, client_id) if client_id else None
    view = await services.db.read(_read, operator, after, is_archived, services.clock.now_ms())
    return render(
        request,
        "pages/clients/index.html",
        view=view,
        note=NOTE_WORDS.get(request.args.get("note", ""), ""),
        may_make=operator.may(Right.AGENCY),
        operator_initials=initials(operator.name or operator.email),
    )


def _read(
    tx: Tx, operator: Operator, after: tuple[str, str] | None, is_archived: bool, now_ms: int
) -> Listed:
    rows: Sequence[ClientRow]
    if operator.tenant_ids is None:
        rows = clients.page_of(tx, after, _PAGE + 1, archived=is_archived)
    else:
        every = clients.some_of(tx, operator.tenant_ids, archived=is_archived)
        rows = [one for one in every if after is None or (one.name, one.id) > after][: _PAGE + 1]
    cards = tuple(card_of(tx, row, now_ms) for row in rows[:_PAGE])
    more = ""
    if len(rows) > _PAGE:
        asked = {"name": cards[-1].row.name, "id": cards[-1].row.id}
        more = f"{_PATH}?" + urlencode(asked | ({"show": "archived"} if is_archived else {}))
    return Listed(cards, more, is_archived)


@needs(Right.AGENCY)
async def show_new(request: Request) -> HTTPResponse:
    """Draw the form for a new client."""
    return _draw_new(request, {"languages": "en", "zone": "America/New_York", "country": "US"})


def _draw_new(
    request: Request, typed: dict[str, str], status: int = 200, problem: str = ""
) -> HTTPResponse:
    operator = operator_of(request)
    return render(
        request,
        "pages/clients/new.html",
        status=status,
        typed={
            name: typed.get(name, "") for name in ("name", "zone", "country", "languages", "preset")
        },
        presets=tuple(PRESET_WORDS.items()),
        zones=city_zones(),
        longest=LONGEST,
        problem_text=problem,
        operator_initials=initials(operator.name or operator.email),
    )


@needs(Right.AGENCY)
async def create(request: Request) -> HTTPResponse:
    """Make a client and go on to what is left to be done for it."""
    fields = form_of(request)
    preset = fields.get("preset", "")
    try:
        made = await create_client(
            services_of(request),
            actor_of(request),
            fields.get("name", ""),
            fields.get("zone", "").strip(),
            fields.get("country", "").strip().upper(),
            fields.get("languages", "").replace(",", " ").split(),
            preset if preset in PRESET_WORDS else "",
        )
    except (Invalid, Conflict) as error:
        return _draw_new(request, fields, error.status, error.message)
    return redirect(f"{_PATH}/{made.id}?note=created")
