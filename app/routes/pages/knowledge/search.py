"""Test search: what a question finds, why it ranks there, and how sure that is."""

from __future__ import annotations

from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.domain.knowledge import Retrieved
from app.domain.tenant import ChannelKind
from app.errors import NotFound
from app.flows.search import search
from app.routes.access import needs
from app.routes.auth import services_of
from app.routes.pages.knowledge.frame import draw_screen, screen_of
from app.routes.pages.knowledge.hits import Outcome, outcome_of
from app.routes.pages.knowledge.screen import Screen, Wanted
from app.routes.pages.knowledge.views import Channel
from vectors.base import Query

_LONGEST = 500
_SHOWN = 8


def add(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_route(show, "/knowledge/search", methods=["GET"])


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the form, and what was found when something was asked."""
    args = request.args
    screen = await screen_of(request, Wanted("other", args.get("client", ""), here="search"))
    base_id, channel = args.get("base", ""), args.get("channel", "")
    if base_id and base_id not in {card.id for card in screen.side.cards}:
        raise NotFound("There is no such knowledge base.")
    if channel and channel not in [kind.value for kind in ChannelKind]:
        raise NotFound("There is no such channel.")
    asked = " ".join(args.get("q", "").split())[:_LONGEST]
    return draw_screen(
        request,
        "search.html",
        screen,
        asked=asked,
        base_id=base_id,
        channel=channel,
        channels=tuple(Channel(kind.value) for kind in ChannelKind),
        faq_address=_faq_address(screen, asked, base_id),
        outcome=await _find(request, screen, asked, channel, base_id) if asked else None,
    )


def _faq_address(screen: Screen, asked: str, base_id: str) -> str:
    """Return where the question is added: in the base asked, else in one people fill."""
    own = [card.id for card in screen.side.cards if not card.is_filed]
    wanted = base_id or next(iter(own), "")
    if not wanted:
        return screen.side.address("/knowledge")
    return f"/knowledge/bases/{wanted}/faqs/new?" + urlencode({"question": asked})


async def _find(
    request: Request, screen: Screen, asked: str, channel: str, base_id: str
) -> Outcome:
    retrieved: Retrieved = await search(
        services_of(request),
        screen.side.client_id,
        Query(asked),
        channel=channel,
        base_id=base_id,
        k=_SHOWN,
    )
    return outcome_of(retrieved, {card.id: card.name for card in screen.side.cards})
