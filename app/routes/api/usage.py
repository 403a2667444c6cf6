"""What a client has spent, for programs: ``/api/v1/usage`` with ``Authorization: Bearer KEY``.

    GET    /        the period that runs now

The client is the key's and nothing in a request can name another.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from sanic import HTTPResponse, Request, Sanic
from sanic.response import raw

from app.clock import at
from app.domain.access import Right
from app.domain.budget import Cost, limits_of, period_of
from app.domain.periods import starts_at
from app.domain.tenant import Tenant
from app.errors import NotFound
from app.routes.access import needs
from app.routes.api.keys import enter
from app.store import tenants, usage
from app.store.db import Tx


class Amount(Struct):
    """Money in micro-USD (a millionth of a dollar) and tokens of every kind together."""

    microusd: int
    tokens: int


class Limits(Struct):
    """What may be spent in a period; null is no limit."""

    microusd: int | None
    tokens: int | None


class UsageAnswer(Struct):
    """The period that runs now, by the client's clock: ``2026-11-25``, ``2026-W48`` or ``2026-11``.

    ``reserved`` is the worst case of calls that run at this moment, beside what is spent.
    """

    period: str
    period_kind: str
    zone: str
    started_at: str
    spent: Amount
    reserved: Amount
    limits: Limits


BODIES: dict[str, tuple[int, type[Struct] | None, type[Struct] | None]] = {
    "show_usage": (200, None, UsageAnswer),
}


def setup_usage(app: Sanic[Any, Any]) -> None:
    """Add the route; the limit of a key is the one of all its requests."""
    app.add_route(show_usage, "/api/v1/usage", methods=["GET"], name="usage_show_usage")


@needs(Right.READ)
async def show_usage(request: Request) -> HTTPResponse:
    """Show what the client has spent in the period that runs now, and what it may spend."""
    services, key = await enter(request)
    shape = await services.db.read(_read, key.tenant_id, services.clock.now_ms())
    return raw(msgspec.json.encode(shape), content_type="application/json")


def _read(tx: Tx, tenant_id: str, now_ms: int) -> UsageAnswer:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    period = period_of(tenant, now_ms)
    spent, reserved = (
        usage.spent_in(tx, tenant.id, period),
        usage.reserved_in(tx, tenant.id, period),
    )
    return _shape(tenant, period, now_ms, spent, reserved)


def _shape(tenant: Tenant, period: str, now_ms: int, spent: Cost, reserved: Cost) -> UsageAnswer:
    limits = limits_of(tenant)
    return UsageAnswer(
        period,
        tenant.budget_period,
        tenant.zone,
        at(starts_at(tenant.budget_period, tenant.zone, now_ms)).isoformat(),
        Amount(spent.microusd, spent.tokens),
        Amount(reserved.microusd, reserved.tokens),
        Limits(limits.microusd, limits.tokens),
    )
