"""How good a client's replies are: coverage, how far its numbers can be trusted, what was decided.

The error rate is part of the profile: setting it is a new version, as with every other edit.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.profile import settings_of
from app.domain.tenant import Tenant
from app.domain.text import ascii_digits
from app.errors import Conflict, Unprocessable
from app.flows import edit_profile
from app.flows.learn_confidence import learn
from app.routes.access import needs
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.assistant.frame import Side, done, draw, editor_side, side_of
from app.routes.pages.assistant.quality_views import LEFT, ROW, SIDE, TOP, Panel, panel_of
from app.routes.pages.conversations.decision_words import PROBLEM_WORDS
from app.store import tenants
from app.store.db import Tx
from app.store.quality import decided_by_all, quality_of

_PATH = "/assistant/quality"
_CLIENT = "/assistant/clients/<client_id:str>/quality"
_NOTE = "error rate"
# Coverage is of the present, not of what was learnt since.
_WINDOW_MS = 30 * 86_400_000


def mount(app: Sanic[Any, Any]) -> None:
    """Add the quality page."""
    pages = Blueprint("quality")
    protect(pages)
    pages.add_route(show, _PATH, methods=["GET"])
    for name, handler in (("error-rate", save_rate), ("learn", learn_now)):
        pages.add_route(handler, f"{_CLIENT}/{name}", methods=["POST"], stream=True)
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's quality; who has several and names none gets a row for each."""
    side = await side_of(request, "quality")
    if len(side.clients) > 1 and not request.args.get("client"):
        ids = tuple(one.id for one in side.clients)
        return draw(request, "quality_all.html", side, panels=await _panels(request, ids))
    return await _draw(request, side)


async def _panels(request: Request, ids: tuple[str, ...]) -> tuple[Panel, ...]:
    services = services_of(request)
    since = services.clock.now_ms() - _WINDOW_MS
    return await services.db.read(_read, ids, since)


def _read(tx: Tx, ids: tuple[str, ...], since_ms: int) -> tuple[Panel, ...]:
    found, decided = (tenants.tenant_by_id(tx, one) for one in ids), decided_by_all(tx)
    if len(ids) == 1:
        return tuple(panel_of(t, quality_of(tx, t.id, since_ms, decided)) for t in found if t)
    return tuple(_row(tx, one, since_ms, decided) for one in found if one)


def _row(tx: Tx, tenant: Tenant, since_ms: int, decided: int) -> Panel:
    """Return what a list of clients shows of one: recent replies say what a rate holds."""
    recent = ROW if tenant.profile.error_rate is not None else 0
    return panel_of(tenant, quality_of(tx, tenant.id, since_ms, decided, recent), is_row=True)


async def _draw(
    request: Request, side: Side, status: int = 200, problem: str = "", typed: str | None = None
) -> HTTPResponse:
    (panel,) = await _panels(request, (side.client_id,))
    rate = side.tenant.profile.error_rate
    if typed is None:
        typed = "" if rate is None else f"{rate * 100:g}"
    return draw(
        request,
        "quality.html",
        side,
        status,
        panel=panel,
        plot=(LEFT, TOP, SIDE),
        typed=typed,
        version=side.tenant.profile_version,
        problem_text=problem,
    )


@needs(Right.MANAGE)
async def save_rate(request: Request, client_id: str) -> HTTPResponse:
    """Set the share of wrong replies the client accepts."""
    side = await editor_side(request, "quality", client_id)
    fields, services = form_of(request), services_of(request)
    typed = fields.get("error_rate", "")[:20]
    try:
        rate = _rate(typed)
    except ValueError:
        return await _draw(request, side, 422, PROBLEM_WORDS["rate"], typed)
    settings = settings_of(side.tenant)
    profile = replace(settings.profile, error_rate=rate)
    said = fields.get("version", "")
    expected = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0
    try:
        version = await edit_profile.save(
            services,
            side.client_id,
            replace(settings, profile=profile),
            operator_id=operator_of(request).id,
            expected_version=expected or side.tenant.profile_version,
            note=_NOTE,
        )
    except (Conflict, Unprocessable) as error:
        return await _draw(request, side, error.status, error.message, typed)
    note = "unchanged" if version == side.tenant.profile_version else "published"
    return done(side, _PATH, note, client=side.client_id)


def _rate(text: str) -> float | None:
    """Return a share from a percentage as people write it; None for an empty field.

    Raises:
        ValueError: it is none between 0 and 100.
    """
    plain = ascii_digits(text).strip().rstrip("%٪").strip().replace(",", ".").replace("٫", ".")
    if not plain:
        return None
    try:
        percent = Decimal(plain)
    except InvalidOperation:
        raise ValueError("no number") from None
    if not (percent.is_finite() and 0 <= percent <= 100):
        raise ValueError("out of range")
    return float(percent / 100)


@needs(Right.MANAGE)
async def learn_now(request: Request, client_id: str) -> HTTPResponse:
    """Fit the confidence on what was decided since the last fit."""
    side = await editor_side(request, "quality", client_id)
    fitted = await learn(services_of(request))
    return done(side, _PATH, "learnt" if fitted else "nothing_new", client=side.client_id)
