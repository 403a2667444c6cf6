"""What a client may spend and has spent. Its people see it; the agency's admins, who pay, set it.

An alert stands in the inbox until somebody puts it away; a cookie keeps what was put away, as that
is a matter of one browser.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.domain.budget import ALERTS_AT, PERIODS, Cost, period_of
from app.domain.periods import days_before, starts_at
from app.domain.tenant import Tenant
from app.domain.text import ascii_digits
from app.errors import Forbidden, Invalid
from app.flows.set_budget import LARGEST, set_budget
from app.routes.access import needs
from app.routes.audited import actor_of
from app.routes.auth import form_of, operator_of, protect, services_of
from app.routes.pages.assistant.budget_views import HEIGHT, WIDTH, Budget, bars_of, gauges_of
from app.routes.pages.assistant.frame import Side, done, draw, side_of
from app.routes.pages.conversations.decision_words import PERIOD_WORDS, PROBLEM_WORDS
from app.routes.pages.conversations.inbox import PUT_AWAY, put_away
from app.routes.pages.conversations.page import is_script
from app.routes.render import HEADERS, redirect
from app.store import spending, usage
from app.store.db import Tx

_PATH = "/assistant/budget"
_DAYS, _LONGEST = 30, 31
_MOST_PUT_AWAY = 20
_YEAR_S = 365 * 86_400


def mount(app: Sanic[Any, Any]) -> None:
    """Add the budget page."""
    pages = Blueprint("budget")
    protect(pages)
    pages.add_route(show, _PATH, methods=["GET"])
    path = "/assistant/clients/<client_id:str>/budget"
    pages.add_route(save, path, methods=["POST"], stream=True)
    pages.add_route(put_alert_away, "/budget-alerts/put-away", methods=["POST"], stream=True)
    app.blueprint(pages)


@needs(Right.READ)
async def show(request: Request) -> HTTPResponse:
    """Draw a client's budget."""
    return await _draw(request, await side_of(request, "budget"))


async def _draw(
    request: Request,
    side: Side,
    status: int = 200,
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> HTTPResponse:
    services, tenant = services_of(request), side.tenant
    view = await services.db.read(_read, tenant, services.clock.now_ms())
    return draw(
        request,
        "budget.html",
        side,
        status,
        view=view,
        typed=typed or _typed(tenant),
        problems={"money": "", "tokens": "", "period": "", **(problems or {})},
        periods=tuple(PERIOD_WORDS.items()),
        period_word=PERIOD_WORDS[tenant.budget_period],
        marks=ALERTS_AT,
        drawing=(WIDTH, HEIGHT),
        may_set=operator_of(request).may(Right.AGENCY),
    )


def _typed(tenant: Tenant) -> dict[str, str]:
    money = "" if tenant.budget_microusd is None else _dollars(tenant.budget_microusd)
    tokens = "" if tenant.budget_tokens is None else str(tenant.budget_tokens)
    return {"money": money, "tokens": tokens, "period": tenant.budget_period}


def _dollars(microusd: int) -> str:
    exact = f"{Decimal(microusd) / 1_000_000:f}"
    return exact if "." not in exact else exact.rstrip("0").rstrip(".")


def _read(tx: Tx, tenant: Tenant, now_ms: int) -> Budget:
    period = period_of(tenant, now_ms)
    since = starts_at(tenant.budget_period, tenant.zone, now_ms)
    # A month may be longer than what is drawn.
    days = spending.use_of_days(tx, tenant.id, days_before(tenant.zone, now_ms, _LONGEST))
    used = spending.together(use for day, uses in days if day.starts_ms >= since for use in uses)
    spent = usage.spent_in(tx, tenant.id, period)
    return Budget(
        period,
        tenant.budget_period,
        tenant.zone,
        gauges_of(tenant, spent, usage.reserved_in(tx, tenant.id, period)),
        tuple(spending.alerts_of(tx, tenant.id, period)),
        bars_of([(day, sum((use.cost for use in uses), Cost())) for day, uses in days[-_DAYS:]]),
        tuple(used),
        spent.microusd,
        spending.qualified_since(tx, tenant.id, since),
    )


@needs(Right.AGENCY)
async def save(request: Request, client_id: str) -> HTTPResponse:
    """Set what a client may spend."""
    side = await side_of(request, "budget", client_id)
    if not operator_of(request).may(Right.AGENCY):
        raise Forbidden("Only admins may change what a client may spend.")
    fields = form_of(request)
    typed = {name: fields.get(name, "")[:30] for name in ("money", "tokens", "period")}
    problems: dict[str, str] = {}
    microusd = _number(typed, "money", 1_000_000, problems)
    tokens = _number(typed, "tokens", 1, problems)
    if typed["period"] not in PERIODS:
        problems["period"] = PROBLEM_WORDS["period"]
    if problems:
        return await _draw(request, side, 422, problems, typed)
    await set_budget(
        services_of(request),
        side.client_id,
        operator_of(request).id,
        microusd=microusd,
        tokens=tokens,
        period=typed["period"],
        actor=actor_of(request),
    )
    return done(side, _PATH, "budget_set")


def _number(typed: dict[str, str], name: str, unit: int, problems: dict[str, str]) -> int | None:
    """Return a limit in its smallest unit; None for an empty field, or with its problem noted."""
    plain = ascii_digits(typed[name]).strip().lstrip("$").replace(" ", "").replace(",", "")
    plain = plain.replace("٬", "").replace("٫", ".")
    if not plain:
        return None
    try:
        value = Decimal(plain) * unit
    except ArithmeticError:
        # No number, or one larger than there is room for: 1e999999.
        value = Decimal(0)
    if not value.is_finite() or value != value.to_integral_value() or not 0 < value <= LARGEST:
        problems[name] = PROBLEM_WORDS[name]
        return None
    return int(value)


@needs(Right.READ)
async def put_alert_away(request: Request) -> HTTPResponse:
    """Show an alert of a budget no more in this browser."""
    key = form_of(request).get("key", "")
    # A cookie holds ASCII.
    if (
        not key
        or len(key) > 80
        or not key.isascii()
        or not all(one.isalnum() or one in ".-" for one in key)
    ):
        raise Invalid("There is no such alert.")
    kept = [one for one in put_away(request.cookies.get(PUT_AWAY) or "") if one != key]
    response = redirect(form_of(request).get("back") or "/conversations")
    if is_script(request):
        response = HTTPResponse(status=204, headers=HEADERS)
    response.add_cookie(
        PUT_AWAY,
        "_".join([*kept, key][-_MOST_PUT_AWAY:]),
        max_age=_YEAR_S,
        httponly=True,
        samesite="Lax",
        secure=services_of(request).settings.public_url.startswith("https://"),
    )
    return response
