"""The mail page of the demo: what people of the example clients were told, as text.

Only mounted in the demo; ``services.demo.mails()`` returns dictionaries with ``to``, ``subject``,
``text`` and ``at`` (epoch milliseconds), newest first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.routes.access import public
from app.routes.auth import protect, services_of
from app.routes.render import render
from app.services import Services

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mail; ``path`` is where its link leads on this server, or empty."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail."""

    to: str
    subject: str
    at_ms: int
    lines: tuple[Line, ...]


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page, when there is a simulated world to send to."""
    services: Services = app.ctx.services
    if services.demo is None:
        return
    pages = Blueprint("demo_mail")
    protect(pages)
    pages.add_route(show, "/demo/mail", methods=["GET"])
    app.blueprint(pages)


@public("only the demo has it: a mailbox, on this machine")
async def show(request: Request) -> HTTPResponse:
    """Draw the newest mails."""
    services = services_of(request)
    own = re.escape(services.settings.public_url)
    # Of all that looks like a link only those to this server are made one.
    link = re.compile(rf"^(.*?){own}(/\S*)$")
    letters = tuple(
        Letter(one["to"], one["subject"], one["at"], _lines(one["text"], link))
        for one in services.demo.mails()[:_SHOWN]
    )
    return render(request, "pages/mail.html", letters=letters)


def _lines(text: str, link: re.Pattern[str]) -> tuple[Line, ...]:
    lines = []
    for line in text.splitlines():
        found = link.match(line)
        lines.append(Line(found[1], found[2]) if found else Line(line))
    return tuple(lines)
