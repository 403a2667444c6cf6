"""Money and tokens: reserve the worst case before a model call, settle what it really cost after.

Everything that is paid for goes through here: replies and their repairs, summaries, embeddings, the
playground. At the end of the budget nothing is silent: the floor answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.budget import ALERTS_AT, Cost, cost_of, limits_of, percent_of, period_of
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.flows.announce import announce_for
from app.llm.base import LanguageModel, ModelRequest
from app.llm.wire import most_tokens
from app.services import Services
from app.store import usage as usages
from app.store.db import Tx

# What a tool list weighs at most, and what a model may think before it speaks.
_TOOLS_BYTES, _THOUGHT_TOKENS = 12_000, 4_096
# Nothing was reserved because nothing is limited.
UNLIMITED = "unlimited"


def worst_of(model: LanguageModel, request: ModelRequest) -> Cost:
    """Return the most one call can cost; a chain may ask every one of its models."""
    asked = len(getattr(model, "models", (model,)))
    tokens = most_tokens(request, _TOOLS_BYTES) + request.max_tokens + _THOUGHT_TOKENS
    return Cost(model.worst_case_microusd(request), tokens * asked)


async def reserve(
    services: Services, tenant: Tenant, turn_id: str | None, worst: Cost
) -> str | None:
    """Reserve the worst case of a call; None when the tenant's budget does not hold it.

    Args:
        turn_id: what the turn had reserved before is replaced by this; ``worst`` must then
            include what its earlier calls used, which is booked only with the turn.
    """
    if limits_of(tenant).is_open:
        return UNLIMITED
    return await services.db.write(_reserve, services, tenant, turn_id, worst)


def _reserve(
    tx: Tx,
    services: Services,
    tenant: Tenant,
    turn_id: str | None,
    worst: Cost,
    replaces: str | None = None,
) -> str | None:
    now = services.clock.now_ms()
    # Both a lease and a call end well before; only a dead process leaves a reservation behind.
    expires_at = now + int((services.settings.lease_s + services.settings.model_timeout_s) * 1000)
    period, limits = period_of(tenant, now), limits_of(tenant)
    return usages.reserve(tx, tenant.id, turn_id, period, limits, worst, now, expires_at, replaces)


class Purse:
    """Pays for the calls of one draft outside of a turn: each reserved before, all booked after.

    A second call is reserved together with what the first has used, and if that is refused the
    first stays reserved until it is booked.
    """

    def __init__(self, services: Services, tenant: Tenant) -> None:
        self._services = services
        self._tenant = tenant
        self._held: str | None = None

    async def may_ask(self, worst: Cost) -> bool:
        """Reserve a call, with what was used before it; False when the budget does not hold it."""
        if limits_of(self._tenant).is_open:
            return True
        held = await self._services.db.write(
            _reserve, self._services, self._tenant, None, worst, self._held
        )
        self._held = held or self._held
        return held is not None

    async def pay(self, used: Sequence[Usage]) -> None:
        """Book what the calls used."""
        if used or self._held is not None:
            held, self._held = self._held or UNLIMITED, None
            await settle(self._services, self._tenant, held, used)


async def settle(
    services: Services, tenant: Tenant, reservation_id: str, used: Sequence[Usage]
) -> None:
    """Give a reservation back and record what its call used; for calls outside of a turn."""
    await services.db.write(_settle, services, tenant, reservation_id, used)


def _settle(
    tx: Tx, services: Services, tenant: Tenant, reservation_id: str, used: Sequence[Usage]
) -> None:
    period = None
    if reservation_id != UNLIMITED:
        period = usages.free(tx, tenant.id, reservation_id)
    note(tx, services, tenant, None, used, period)


def book(tx: Tx, services: Services, tenant: Tenant, turn_id: str, used: Sequence[Usage]) -> None:
    """Free a turn's reservation and record what its calls cost, even when the draft is void."""
    period = None if limits_of(tenant).is_open else usages.free_turn(tx, tenant.id, turn_id)
    note(tx, services, tenant, turn_id, used, period)


def free(tx: Tx, tenant_id: str, turn_id: str) -> None:
    """Give back a turn's reservation: its call failed, or will not be made."""
    usages.free_turn(tx, tenant_id, turn_id)


def note(
    tx: Tx,
    services: Services,
    tenant: Tenant,
    turn_id: str | None,
    used: Sequence[Usage],
    period: str | None = None,
) -> None:
    """Record what calls used, and tell once when the budget nears its end.

    Args:
        period: the one that held the reservation, which is over when a call ran past midnight.
    """
    now, limits = services.clock.now_ms(), limits_of(tenant)
    period = period or period_of(tenant, now)
    for one in used:
        usages.insert_usage(tx, tenant.id, turn_id, period, one, now)
    if not used or limits.is_open:
        return
    percent = percent_of(usages.spent_in(tx, tenant.id, period), limits)
    reached = [level for level in ALERTS_AT if percent >= level]
    if reached:
        tell(tx, services, tenant, period, reached[-1])


def tell(tx: Tx, services: Services, tenant: Tenant, period: str, percent: int) -> bool:
    """Tell that a threshold of the budget was reached, once a period; True when it was told."""
    now = services.clock.now_ms()
    # Who learns of 100 % needs no word of 80 % any more.
    for level in ALERTS_AT:
        if level < percent:
            usages.note_alert(tx, tenant.id, period, level, now)
    if not usages.note_alert(tx, tenant.id, period, percent, now):
        return False
    announce_for(tx, services, tenant.id, "budget_alert", percent=percent, period=period)
    return True


def used_by(calls: Sequence[Usage]) -> Cost:
    """Return what some calls used together."""
    return sum(map(cost_of, calls), Cost())
