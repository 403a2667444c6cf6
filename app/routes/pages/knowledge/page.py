"""Knowledge: all bases of a client, how its index is, and how much goes into the prompt."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import Conflict, Invalid
from app.flows import manage_knowledge as flow
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.knowledge import base as knowledge_base
from app.routes.pages.knowledge import faqs as knowledge_faqs
from app.routes.pages.knowledge import gaps as knowledge_gaps
from app.routes.pages.knowledge import search as knowledge_search
from app.routes.pages.knowledge import sites as knowledge_sites
from app.routes.pages.knowledge.frame import done, draw_screen, open_client, screen_of, typed
from app.routes.pages.knowledge.screen import Wanted
from app.routes.pages.knowledge.words import PROBLEM_WORDS
from app.routes.pages.views import initials
from app.routes.render import render
from app.routes.upload import sweep
from app.services import Services
from app.store import inbox


def mount(app: Sanic[Any, Any]) -> None:
    """Add the knowledge pages."""
    for part in (
        knowledge_base,
        knowledge_faqs,
        knowledge_sites,
        knowledge_search,
        knowledge_gaps,
    ):
        pages = Blueprint(f"knowledge_{part.__name__.rpartition('.')[2]}")
        protect(pages)
        part.add(pages)
        app.blueprint(pages)
    home = Blueprint("knowledge")
    protect(home)
    client = "/knowledge/clients/<client_id:str>"
    home.add_route(show, "/knowledge", methods=["GET"])
    home.add_route(create, f"{client}/bases", methods=["POST"], stream=True)
    home.add_route(set_inline, f"{client}/inline", methods=["POST"], stream=True)
    app.blueprint(home)
    app.register_listener(_clear, "before_server_start")


def _clear(app: Sanic[Any, Any], *_: object) -> None:
    services: Services = app.ctx.services
    sweep(services.library.uploads)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the bases of a client."""
    services, operator = services_of(request), operator_of(request)
    if not await services.db.read(inbox.clients, operator.tenant_ids):
        mark = initials(operator.name or operator.email)
        return render(request, "pages/knowledge/empty.html", operator_initials=mark)
    screen = await screen_of(request, Wanted("home", request.args.get("client", "")))
    return draw_screen(request, "home.html", screen)


@needs(Right.TEACH)
async def create(request: Request, client_id: str) -> HTTPResponse:
    """Create a base and open it."""
    client_id = await open_client(request, client_id)
    fields = form_of(request)
    try:
        base = await flow.create_base(services_of(request), client_id, fields.get("name", ""))
    except (Invalid, Conflict) as error:
        screen = await screen_of(request, Wanted("home", client_id))
        form = typed(request, error.message)
        return draw_screen(request, "home.html", screen, error.status, form)
    return done(f"/knowledge/bases/{base.id}", "created")


@needs(Right.TEACH)
async def set_inline(request: Request, client_id: str) -> HTTPResponse:
    """Set up to how many tokens everything goes into the prompt."""
    client_id = await open_client(request, client_id)
    text = form_of(request).get("tokens", "").strip()
    try:
        if not text.isdecimal() or len(text) > 9:
            raise Invalid(PROBLEM_WORDS["number"])
        await flow.set_inline_tokens(services_of(request), client_id, int(text))
    except Invalid as error:
        screen = await screen_of(request, Wanted("home", client_id))
        form = typed(request, error.message)
        return draw_screen(request, "home.html", screen, error.status, form)
    return done("/knowledge", "saved", client=client_id)
