"""Asks once more who sits at the browser, before what protects the account may be changed."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json as as_json

from app.domain.access import Right
from app.errors import Invalid, TooManyRequests, Unauthenticated
from app.flows import prove_again as flow
from app.flows.proving import ask_passkey
from app.routes.access import needs
from app.routes.auth import (
    CONFIRM,
    SECURITY,
    form_of,
    has_passkeys,
    operator_of,
    seat_of,
    services_of,
    with_session,
)
from app.routes.pages.settings.frame import own_side
from app.routes.pages.settings.security_views import confirm_of
from app.routes.render import HEADERS, local_path, redirect, render


def add(pages: Blueprint) -> None:
    """Add the page and what its script asks."""
    pages.add_route(show_proof, CONFIRM, methods=["GET"])
    pages.add_route(prove, CONFIRM, methods=["POST"], stream=True)
    pages.add_route(ask_proof, f"{CONFIRM}/options", methods=["POST"], stream=True)


@needs(Right.ACCOUNT)
async def show_proof(request: Request) -> HTTPResponse:
    """Ask for a proof."""
    return await _draw(request, request.args.get("next", SECURITY))


@needs(Right.ACCOUNT)
async def prove(request: Request) -> HTTPResponse:
    """Take a proof and go on with a new session."""
    seat, fields = seat_of(request), form_of(request)
    services, attempts = services_of(request), request.app.ctx.attempts
    where = local_path(fields.get("next", SECURITY))
    try:
        if credential := fields.get("credential"):
            secret = await flow.prove_by_passkey(services, attempts, seat, credential)
        elif code := fields.get("code"):
            secret = await flow.prove_by_code(services, attempts, seat, code)
        else:
            secret = await flow.prove_by_password(
                services, attempts, seat, fields.get("password", "")
            )
    except (Invalid, TooManyRequests, Unauthenticated) as error:
        return await _draw(request, where, error.message, error.status)
    where = f"{SECURITY}?note=proved" if where == SECURITY else where
    return with_session(request, redirect(where), secret)


@needs(Right.ACCOUNT)
async def ask_proof(request: Request) -> HTTPResponse:
    """Return what the browser asks a passkey of the operator."""
    seat = seat_of(request)
    bound = seat.session.id_hash
    options = await ask_passkey(services_of(request), seat.operator.id, bound)
    return as_json(options, 200, HEADERS)


async def _draw(request: Request, where: str, problem: str = "", status: int = 200) -> HTTPResponse:
    works, where = has_passkeys(request), local_path(where)
    view = await services_of(request).db.read(
        confirm_of, operator_of(request), works, where, problem
    )
    return render(
        request,
        "pages/auth/confirm.html",
        status=status,
        side=await own_side(request),
        view=view,
        problem_text=view.problem,
    )
