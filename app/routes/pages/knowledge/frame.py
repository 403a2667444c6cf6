"""What all knowledge pages share: which screen a request asks for, how it is drawn, what follows.

Forms post and come back with a ``note``, a code that the page turns into a sentence.
"""

from __future__ import annotations

from urllib.parse import urlencode

from sanic import HTTPResponse, Request
from sanic.response import json as as_json

from app.domain.knowledge import Base
from app.errors import NotFound
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.knowledge.reads import base_of
from app.routes.pages.knowledge.screen import Screen, Wanted, load
from app.routes.pages.knowledge.views import Form
from app.routes.pages.knowledge.words import NOTE_WORDS
from app.routes.pages.views import initials
from app.routes.render import HEADERS, redirect, render


async def screen_of(request: Request, wanted: Wanted) -> Screen:
    """Return the screen a request asks for; what is not the operator's is not there."""
    return await load(services_of(request), operator_of(request), wanted)


async def open_base(request: Request, base_id: str) -> Base:
    """Return the base a request works on; a foreign one is not there."""
    return await base_of(services_of(request), operator_of(request), base_id)


async def open_client(request: Request, client_id: str) -> str:
    """Return the id of a client the operator may see.

    Raises:
        NotFound: there is none, or it is not theirs.
    """
    operator = operator_of(request)
    if not operator.sees(client_id):
        raise NotFound("There is no such client.")
    await services_of(request).accounts.knowledge(client_id)
    return client_id


def draw_screen(
    request: Request,
    template: str,
    screen: Screen,
    status: int = 200,
    form: Form | None = None,
    **context: object,
) -> HTTPResponse:
    """Draw a knowledge page; ``form`` is one that is drawn again."""
    operator = operator_of(request)
    return render(
        request,
        f"pages/knowledge/{template}",
        status=status,
        screen=screen,
        side=screen.side,
        form=form or Form(),
        note=NOTE_WORDS.get(request.args.get("note", ""), ""),
        operator_initials=initials(operator.name or operator.email),
        **context,
    )


def typed(request: Request, problem: str) -> Form:
    """Return the form a request carries, to be drawn again with what is wrong with it."""
    return Form(form_of(request), problem)


def done(path: str, note: str = "", **query: str) -> HTTPResponse:
    """Go on to a page, which says what was done."""
    asked = {**query, "note": note} if note else query
    return redirect(path + ("?" + urlencode(asked) if asked else ""))


def wants_json(request: Request) -> bool:
    """Tell whether a script of ours asks."""
    return request.headers.get("x-requested-with") == "fetch"


def told(values: dict[str, object], status: int = 200) -> HTTPResponse:
    """Return an answer for a script of ours."""
    return as_json(values, status=status, headers=HEADERS)
