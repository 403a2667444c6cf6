"""Choosing one's own password: after the first sign-in by link, or to change it."""

from __future__ import annotations

from dataclasses import dataclass

from sanic import Blueprint, HTTPResponse, Request

from app.domain.access import Right
from app.errors import Invalid, TooManyRequests, Unauthenticated
from app.flows.sign_in import choose_password
from app.routes.access import needs
from app.routes.auth import (
    PASSWORD,
    SECURITY,
    form_of,
    operator_of,
    prove_first,
    seat_of,
    services_of,
    with_session,
)
from app.routes.render import redirect, render


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """The form for a new password; ``has_one``: the current one is asked for."""

    has_one: bool
    problem: str = ""


def add(pages: Blueprint) -> None:
    """Add the page."""
    pages.add_route(show_password, PASSWORD, methods=["GET"])
    pages.add_route(set_password, PASSWORD, methods=["POST"], stream=True)


@needs(Right.ACCOUNT)
async def show_password(request: Request) -> HTTPResponse:
    """Ask for a new password."""
    has_one = operator_of(request).password_hash != ""
    # Who has none yet has nothing to prove with: the link they came by was the proof.
    if has_one and (first := prove_first(request, PASSWORD)) is not None:
        return first
    return render(request, "pages/auth/password.html", view=PasswordForm(has_one))


@needs(Right.ACCOUNT)
async def set_password(request: Request) -> HTTPResponse:
    """Set the operator's own password and go on with a new session."""
    seat, fields = seat_of(request), form_of(request)
    has_one = seat.operator.password_hash != ""
    if has_one and (first := prove_first(request, PASSWORD)) is not None:
        return first
    try:
        secret = await choose_password(
            services_of(request),
            request.app.ctx.attempts,
            seat.session,
            fields.get("current", ""),
            fields.get("password", ""),
            seat.actor,
            seat.user_agent,
        )
    except (Invalid, Unauthenticated, TooManyRequests) as error:
        view = PasswordForm(has_one, error.message)
        return render(request, "pages/auth/password.html", status=error.status, view=view)
    where = f"{SECURITY}?note=password" if has_one else "/"
    return with_session(request, redirect(where), secret)
