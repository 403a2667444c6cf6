"""Account security: what somebody signs in with, where they are signed in, and what is demanded.

Before anything that protects the account is changed, who sits there proves once more who they are;
``proved`` sends them there. Ending a session needs no proof: it takes nothing from its owner.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote

from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import json as as_json

from app.authenticator import address_of, picture_of
from app.domain.access import Right
from app.errors import Conflict, Invalid, NotFound, TooManyRequests, Unauthenticated
from app.flows import secure_account as flow
from app.flows.secure_account import Change
from app.routes.access import needs
from app.routes.auth import (
    SECURITY,
    form_of,
    has_passkeys,
    operator_of,
    passkey_site,
    protect,
    prove_first,
    seat_of,
    services_of,
    with_session,
)
from app.routes.pages.settings import confirm, password
from app.routes.pages.settings.frame import own_side
from app.routes.pages.settings.security_views import Place, screen_of
from app.routes.render import HEADERS, redirect, render

_REFUSED = (Conflict, Invalid, NotFound, TooManyRequests, Unauthenticated)
_APP = f"{SECURITY}/app"
# A secret in four groups of eight is easier to type.
_GROUP = 4
Handler = TypeVar("Handler", bound=Callable[..., Awaitable[HTTPResponse]])


def mount(app: Sanic[Any, Any]) -> None:
    """Add the pages."""
    pages = Blueprint("security")
    protect(pages)
    password.add(pages)
    confirm.add(pages)
    pages.add_route(show, SECURITY, methods=["GET"])
    pages.add_route(show_app, _APP, methods=["GET"])
    for path, handler in (
        ("app", turn_app_on),
        ("app/begin", begin_app),
        ("app/off", turn_app_off),
        ("passkeys", add_passkey),
        ("passkeys/options", ask_new_passkey),
        ("passkeys/name", rename_passkey),
        ("passkeys/remove", remove_passkey),
        ("codes", make_codes),
        ("sessions/end", end_session),
        ("sessions/end-others", end_others),
        ("required", require_factor),
    ):
        pages.add_route(handler, f"{SECURITY}/{path}", methods=["POST"], stream=True)
    app.blueprint(pages)


def proved(handler: Handler) -> Handler:
    """Let only who proved lately who they are come to a handler, and draw what it refuses."""

    @wraps(handler)
    async def guarded(request: Request) -> HTTPResponse:
        if (first := prove_first(request, SECURITY)) is not None:
            return first
        try:
            return await handler(request)
        except _REFUSED as error:
            return await _draw(request, problem=error.message, status=error.status)

    return guarded  # type: ignore[return-value]


@needs(Right.ACCOUNT)
async def show(request: Request) -> HTTPResponse:
    """Draw the page."""
    return await _draw(request, note=request.args.get("note", ""))


@needs(Right.ACCOUNT)
@proved
async def begin_app(request: Request) -> HTTPResponse:
    """Make a secret for an app."""
    await flow.begin_app(services_of(request), seat_of(request))
    return redirect(_APP)


@needs(Right.ACCOUNT)
@proved
async def show_app(request: Request) -> HTTPResponse:
    """Draw the secret that waits for its first code."""
    return await _draw_app(request)


@needs(Right.ACCOUNT)
@proved
async def turn_app_on(request: Request) -> HTTPResponse:
    """Take the app into use by its first code."""
    code = form_of(request).get("code", "")
    try:
        change = await flow.turn_app_on(
            services_of(request), request.app.ctx.attempts, seat_of(request), code
        )
    except (TooManyRequests, Unauthenticated) as error:
        return await _draw_app(request, error.message, error.status)
    return await _changed(request, change, "app-on")


@needs(Right.ACCOUNT)
@proved
async def turn_app_off(request: Request) -> HTTPResponse:
    """Forget the app."""
    return await _changed(
        request, await flow.turn_app_off(services_of(request), seat_of(request)), "app-off"
    )


@needs(Right.ACCOUNT)
@proved
async def ask_new_passkey(request: Request) -> HTTPResponse:
    """Return what the browser needs to make a passkey."""
    options = await flow.ask_new_passkey(services_of(request), seat_of(request))
    return as_json(options, 200, HEADERS)


@needs(Right.ACCOUNT)
@proved
async def add_passkey(request: Request) -> HTTPResponse:
    """Keep the passkey a browser made."""
    fields = form_of(request)
    change = await flow.add_passkey(
        services_of(request), seat_of(request), fields.get("credential", ""), fields.get("name", "")
    )
    return await _changed(request, change, "passkey-added")


@needs(Right.ACCOUNT)
@proved
async def rename_passkey(request: Request) -> HTTPResponse:
    """Give a passkey another name."""
    fields = form_of(request)
    await flow.rename_passkey(
        services_of(request), seat_of(request), fields.get("passkey", ""), fields.get("name", "")
    )
    return redirect(f"{SECURITY}?note=passkey-named")


@needs(Right.ACCOUNT)
@proved
async def remove_passkey(request: Request) -> HTTPResponse:
    """Forget a passkey."""
    passkey_id = form_of(request).get("passkey", "")
    change = await flow.remove_passkey(services_of(request), seat_of(request), passkey_id)
    return await _changed(request, change, "passkey-removed")


@needs(Right.ACCOUNT)
@proved
async def make_codes(request: Request) -> HTTPResponse:
    """Make new recovery codes and show them this once."""
    return await _changed(
        request, await flow.make_codes(services_of(request), seat_of(request)), ""
    )


@needs(Right.ACCOUNT)
async def end_session(request: Request) -> HTTPResponse:
    """End one session."""
    id_hash = form_of(request).get("session", "")
    try:
        await flow.end_session(services_of(request), seat_of(request), id_hash)
    except NotFound as error:
        return await _draw(request, problem=error.message, status=error.status)
    return redirect(f"{SECURITY}?note=session-ended")


@needs(Right.ACCOUNT)
async def end_others(request: Request) -> HTTPResponse:
    """End every session but this one."""
    await flow.end_others(services_of(request), seat_of(request))
    return redirect(f"{SECURITY}?note=sessions-ended")


@needs(Right.AGENCY)
@proved
async def require_factor(request: Request) -> HTTPResponse:
    """Demand a second step of everybody, or no more."""
    is_on = form_of(request).get("required") == "1"
    await flow.require_factor(services_of(request), seat_of(request), is_on)
    return redirect(f"{SECURITY}?note={'required' if is_on else 'not-required'}")


async def _changed(request: Request, change: Change, note: str) -> HTTPResponse:
    """Go on in the new session: to the codes when there are some, else to the page."""
    side = await own_side(request)
    if change.codes:
        saved = quote("leadline\n" + "\n".join(change.codes) + "\n")
        response = render(
            request, "pages/auth/codes.html", side=side, codes=change.codes, saved=saved
        )
    else:
        response = redirect(f"{SECURITY}?note={note}")
    return with_session(request, response, change.secret)


async def _draw_app(request: Request, problem: str = "", status: int = 200) -> HTTPResponse:
    operator = operator_of(request)
    secret = await flow.pending_secret(services_of(request), operator)
    parts = [secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP)]
    address = address_of(secret, operator.email)
    return render(
        request,
        "pages/auth/app.html",
        status=status,
        side=await own_side(request),
        picture=picture_of(address),
        address=address,
        secret=" ".join(parts),
        problem_text=problem,
    )


async def _draw(
    request: Request, note: str = "", problem: str = "", status: int = 200
) -> HTTPResponse:
    services, seat = services_of(request), seat_of(request)
    site, works = passkey_site(request), has_passkeys(request)
    place = Place(works, f"{site.origin}{SECURITY}" if site and not works else "")
    now = services.clock.now_ms()
    screen = await services.db.read(
        screen_of, seat.session, seat.user_agent, place, now, note, problem
    )
    return render(
        request,
        "pages/auth/security.html",
        status=status,
        side=await own_side(request),
        screen=screen,
        note=screen.note,
        problem_text=screen.problem,
    )
