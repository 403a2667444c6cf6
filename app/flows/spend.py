"""Money: reserve the worst case before a model call, settle what it really cost after."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.clock import at
from app.domain.usage import Usage
from app.services import Services
from app.store import usage as usages
from app.store.db import Tx
from app.store.turns import TurnRow


def month_of(zone: str, now_ms: int) -> str:
    """Return the budget's period: the month in the tenant's zone, ``2026-11``."""
    return at(now_ms).astimezone(ZoneInfo(zone)).strftime("%Y-%m")


async def reserve(services: Services, turn: TurnRow, worst_case_microusd: int) -> bool:
    """Reserve the worst case of a call; False when the tenant's budget does not hold it."""
    tenant = (await services.accounts.knowledge(turn.tenant_id)).tenant
    if tenant.budget_microusd is None:
        return True
    period = month_of(tenant.zone, services.clock.now_ms())
    return await services.db.write(
        usages.reserve,
        turn.tenant_id,
        turn.id,
        period,
        tenant.budget_microusd,
        worst_case_microusd,
    )


def book(tx: Tx, turn: TurnRow, period: str, used: Sequence[Usage], now_ms: int) -> None:
    """Free a turn's reservation and record what its calls cost, even when the draft is void."""
    free(tx, turn)
    for one in used:
        usages.insert_usage(tx, turn.tenant_id, turn.id, period, one, now_ms)


def free(tx: Tx, turn: TurnRow) -> None:
    """Give back a turn's reservation: its call failed, or will not be made."""
    usages.free_reservation(tx, turn.tenant_id, turn.id)
