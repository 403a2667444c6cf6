"""The second proof of a sign-in, and the sign-in by passkey.

The page knows a half-session by a cookie of its own; no guarded route takes that one. What a
browser's passkey says comes as JSON in a form field, so that every answer here is a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json as as_json

from app.errors import Invalid, LeadlineError, TooManyRequests, Unauthenticated
from app.flows import proving
from app.flows import second_step as flow
from app.routes.access import public
from app.routes.auth import (
    SECOND_STEP,
    SECURITY,
    Login,
    entered,
    half_secret,
    has_passkeys,
    refuse_foreign,
    services_of,
    who,
)
from app.routes.body import form
from app.routes.render import HEADERS, local_path, redirect, render

_WHY = "who signs in has no session yet"
_REFUSED = (Invalid, Unauthenticated, TooManyRequests)


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The page that asks for the second proof."""

    email: str
    has_app: bool
    has_passkey: bool
    next: str = "/"
    problem: str = ""


def mount(app: Sanic[Any, Any]) -> None:
    """Add the pages and what scripts ask."""
    app.add_route(show, SECOND_STEP, methods=["GET"], name="second_step")
    app.add_route(finish, SECOND_STEP, methods=["POST"], name="finish_second_step", stream=True)
    options = f"{SECOND_STEP}/options"
    app.add_route(ask, options, methods=["POST"], name="ask_second_step", stream=True)
    path = "/login/passkey"
    app.add_route(ask_any, f"{path}/options", methods=["POST"], name="ask_passkey", stream=True)
    app.add_route(enter, path, methods=["POST"], name="enter_by_passkey", stream=True)


@public(_WHY)
async def show(request: Request) -> HTTPResponse:
    """Ask for the second proof."""
    view = await _view(request, local_path(request.args.get("next", "/")))
    return redirect("/login") if view is None else _draw(request, view)


@public(_WHY)
async def finish(request: Request) -> HTTPResponse:
    """Take the second proof: a code, or what a passkey said."""
    refuse_foreign(request)
    fields = await form(request)
    where, secret = local_path(fields.get("next", "/")), half_secret(request)
    services, attempts = services_of(request), request.app.ctx.attempts
    try:
        if credential := fields.get("credential"):
            entry = await flow.finish_by_passkey(
                services, attempts, secret, credential, *who(request)
            )
            return await entered(request, entry, where)
        code = fields.get("code", "")
        entry, method = await flow.finish_by_code(services, attempts, secret, code, *who(request))
    except _REFUSED as error:
        return await _refused(request, error, where)
    # Who had to use a recovery code sees how many are left, and can set up anew.
    used = f"{SECURITY}?note=recovered"
    return await entered(request, entry, used if method == "recovery_code" else where)


@public(_WHY)
async def ask(request: Request) -> HTTPResponse:
    """Return what the browser asks a passkey of the half-session's operator."""
    refuse_foreign(request)
    await form(request)
    return as_json(await flow.ask_passkey(services_of(request), half_secret(request)), 200, HEADERS)


@public(_WHY)
async def ask_any(request: Request) -> HTTPResponse:
    """Return what the browser asks any passkey it has for this place."""
    refuse_foreign(request)
    await form(request)
    return as_json(await proving.ask_passkey(services_of(request), None, ""), 200, HEADERS)


@public(_WHY)
async def enter(request: Request) -> HTTPResponse:
    """Sign in by what a passkey said."""
    refuse_foreign(request)
    fields = await form(request)
    where, credential = local_path(fields.get("next", "/")), fields.get("credential", "")
    try:
        entry = await flow.sign_in_by_passkey(
            services_of(request), request.app.ctx.attempts, credential, *who(request)
        )
    except _REFUSED as error:
        view = Login(where, problem=error.message, has_passkeys=has_passkeys(request))
        return render(request, "pages/auth/login.html", status=error.status, view=view)
    return await entered(request, entry, where)


async def _refused(request: Request, error: LeadlineError, where: str) -> HTTPResponse:
    """Draw the page again with what was wrong, or the sign-in when the half-session is over."""
    view = await _view(request, where, error.message)
    if view is not None:
        return _draw(request, view, error.status)
    over = Login(where, problem=error.message, has_passkeys=has_passkeys(request))
    return render(request, "pages/auth/login.html", status=error.status, view=over)


async def _view(request: Request, where: str, problem: str = "") -> SecondStep | None:
    step = await flow.step_of(services_of(request), half_secret(request))
    if step is None:
        return None
    has_passkey = step.has_passkey and has_passkeys(request)
    return SecondStep(step.half.operator.email, step.has_app, has_passkey, where, problem)


def _draw(request: Request, view: SecondStep, status: int = 200) -> HTTPResponse:
    return render(request, "pages/auth/second.html", status=status, view=view)
