"""An admin sets what a client may spend in a period; what was spent stays where it was spent.

Each kind of period has rows of its own, and calls were booked to the kind that held then: with a
change of kind the new period's row is made anew from the calls since it began. A limit that is
raised makes its alerts sound again; one that is lowered below what is spent is told at once, as
nothing will be spent after it that could.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.audit import Actor
from app.domain.budget import ALERTS_AT, PERIODS, limits_of, percent_of, period_of
from app.domain.periods import starts_at
from app.domain.tenant import Tenant
from app.errors import Conflict, Invalid, NotFound
from app.flows.announce import announce_for
from app.flows.spend import tell
from app.services import Services
from app.store import audit, profiles, spending, usage
from app.store.db import Tx

# A billion dollars, and as many tokens: what is above was mistyped, and would not fit every column.
LARGEST = 10**15
# Money in micro-USD, tokens, and the kind of period.
Limit = tuple[int | None, int | None, str]


async def set_budget(
    services: Services,
    tenant_id: str,
    operator_id: str | None,
    *,
    microusd: int | None,
    tokens: int | None,
    period: str,
    seen: Limit | None = None,
    actor: Actor | None = None,
) -> None:
    """Set what a client may spend.

    Args:
        microusd: in micro-USD, above 0; None: no limit in money.
        tokens: of every kind together, above 0; None: no limit in tokens.
        period: ``day``, ``week`` or ``month`` of the client's zone.
        seen: what the caller saw set; None: whatever is.
        actor: who does it, for the audit log.

    Raises:
        Conflict: something else is set by now than was seen.
        Invalid: a limit is no such number, or there is no such period.
        NotFound: there is no such client.
    """
    for limit in (microusd, tokens):
        if limit is not None and not 0 < limit <= LARGEST:
            raise Invalid("A limit is a whole number above 0, or none.")
    if period not in PERIODS:
        raise Invalid(f"A period is one of {', '.join(PERIODS)}.")
    wanted = (microusd, tokens, period)
    await services.db.write(_set, services, tenant_id, operator_id, wanted, seen, actor)
    services.accounts.clear()


def _set(
    tx: Tx,
    services: Services,
    tenant_id: str,
    operator_id: str | None,
    wanted: Limit,
    seen: Limit | None,
    actor: Actor | None,
) -> None:
    microusd, tokens, period = wanted
    found = profiles.lock_tenant(tx, tenant_id)
    if found is None:
        raise NotFound("There is no such client.")
    if seen not in (None, (found.budget_microusd, found.budget_tokens, found.budget_period)):
        raise Conflict("Somebody saved this meanwhile; nothing was overwritten.")
    tenant = replace(found, budget_microusd=microusd, budget_tokens=tokens, budget_period=period)
    if tenant == found:
        return
    spending.put_limits(tx, tenant_id, microusd, tokens, period)
    announce_for(
        tx,
        services,
        tenant_id,
        "budget_changed",
        operator_id,
        microusd=microusd,
        tokens=tokens,
        period=period,
    )
    now_ms, limits = services.clock.now_ms(), limits_of(tenant)
    if actor is not None:
        subject, former, latter = ("client", tenant_id), _told(found), _told(tenant)
        audit.note(tx, actor, now_ms, tenant_id, "budget_changed", subject, former, latter)
    now = period_of(tenant, now_ms)
    if period != found.budget_period:
        since = starts_at(period, tenant.zone, now_ms)
        used = spending.used_between(tx, tenant_id, since, now_ms + 1)
        spending.put_spent(tx, tenant_id, now, used)
    percent = 0 if limits.is_open else percent_of(usage.spent_in(tx, tenant_id, now), limits)
    spending.forget_alerts(tx, tenant_id, now, percent)
    reached = [level for level in ALERTS_AT if percent >= level]
    if reached:
        tell(tx, services, tenant, now, reached[-1])


def _told(tenant: Tenant) -> dict[str, str]:
    """Return the limits as the audit log says them: money in dollars."""
    money, tokens = tenant.budget_microusd, tenant.budget_tokens
    return {
        "dollars": "" if money is None else f"{money / 1_000_000:.2f}",
        "tokens": "" if tokens is None else str(tokens),
        "period": tenant.budget_period,
    }
