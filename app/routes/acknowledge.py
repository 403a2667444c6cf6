"""The public page of a signed link: ``GET`` shows a button, ``POST`` answers.

Mail scanners and previews fetch links, so fetching one does nothing. Who holds the link sees no
more than the message said that it came with.
"""

from __future__ import annotations

from typing import Any

from sanic import HTTPResponse, Request, Sanic

from app.domain.escalation_words import reason_sentence
from app.flows.acknowledge import Opened, acknowledge_by_link, open_link
from app.routes.access import public
from app.routes.auth import refuse_foreign, services_of
from app.routes.body import form
from app.routes.render import Shell, render, theme_of
from app.routes.translate import LANGUAGES


def mount(app: Sanic[Any, Any]) -> None:
    """Add the page; it needs no session."""
    path = "/a/<token:str>"
    app.add_route(show, path, methods=["GET"], name="acknowledge_link")
    app.add_route(answer, path, methods=["POST"], name="use_acknowledge_link", stream=True)


@public("the path holds a one-time token sent to the person who is asked")
async def show(request: Request, token: str) -> HTTPResponse:
    """Ask for one press of a button."""
    return _draw(request, await open_link(services_of(request), token))


@public("the path holds a one-time token sent to the person who is asked")
async def answer(request: Request, token: str) -> HTTPResponse:
    """Answer in the name of the person the link was sent to."""
    refuse_foreign(request)
    await form(request)
    return _draw(request, await acknowledge_by_link(services_of(request), token))


def _draw(request: Request, opened: Opened) -> HTTPResponse:
    language = opened.language if opened.language in LANGUAGES else "en"
    request.ctx.shell = Shell(language, theme_of(request), path=request.path)
    status = 410 if opened.is_expired else 200
    return render(
        request,
        "pages/escalations/link.html",
        status=status,
        opened=opened,
        reason=reason_sentence(opened.reason.value, language),
    )
