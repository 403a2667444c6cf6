"""The dashboard: how it goes, for one client or the whole agency, and who needs somebody now."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.figures_period import CHOICES
from app.domain.text import storable
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.pages.dashboard.reads import Asked, load
from app.routes.pages.dashboard.words import (
    CARD_ICONS,
    CARD_WORDS,
    LACK_ICONS,
    LACK_WORDS,
    PERIOD_NAME_WORDS,
)
from app.routes.pages.knowledge.words import CHANNEL_WORDS
from app.routes.render import render

# What every partial of the page is given beside its value.
WORDS = {
    "cards": CARD_WORDS,
    "icons": CARD_ICONS,
    "channels": CHANNEL_WORDS,
    "lacks": LACK_WORDS,
    "lack_icons": LACK_ICONS,
}


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page."""
    pages = Blueprint("dashboard")
    protect(pages)
    pages.add_route(show, "/", methods=["GET"])
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw the dashboard."""
    screen = await load(services_of(request), operator_of(request), asked_of(request))
    periods = tuple((one, PERIOD_NAME_WORDS[one]) for one in CHOICES)
    return render(
        request,
        "pages/dashboard/index.html",
        screen=screen,
        place=screen.place,
        periods=periods,
        words=WORDS,
    )


def asked_of(request: Request) -> Asked:
    """Return what a request asks for; checked by ``load``."""
    names = ("client", "period", "from", "to")
    return Asked(*(storable(str(request.args.get(name, ""))) for name in names))
