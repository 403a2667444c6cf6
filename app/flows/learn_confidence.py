"""Confidence is fitted again on what operators did: for all clients, then for each of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from app.domain.calibration import fit
from app.log import get_logger
from app.services import Services
from app.store import outcomes

log = get_logger("confidence")

# Labels come a few a day; a fit an hour is more than they can change.
_EVERY_MS = 3_600_000


async def learn(services: Services) -> int:
    """Fit every client with something new; return how many."""
    found = await services.db.read(outcomes.tenants_with_news)
    if not found:
        return 0
    labels = {
        tenant_id: await services.db.read(outcomes.labels_of, tenant_id)
        for tenant_id in await services.db.read(outcomes.labelled_tenants)
    }
    everybody = [one for rows in labels.values() for one in rows]
    # Newton's method over all labels: for itself, lest it hold up a turn.
    whole = await asyncio.to_thread(fit, everybody)
    now = services.clock.now_ms()
    await services.db.write(outcomes.put_calibration, outcomes.ALL, whole, now)
    for tenant_id, own in labels.items():
        made = await asyncio.to_thread(fit, own, whole, whole.n)
        raws = tuple(await services.db.read(outcomes.recent_raws, tenant_id))
        made = replace(made, raws=raws)
        await services.db.write(
            outcomes.put_calibration, tenant_id, replace(made, fitted_at_ms=now), now
        )
    services.accounts.clear()
    log.info("confidence_fitted", clients=len(labels), labels=len(everybody))
    return len(labels)


async def learn_now_and_then(services: Services) -> int:
    """Fit if the last fit is an hour ago and there is something new; return how many clients."""
    now = services.clock.now_ms()
    if not await services.db.read(outcomes.is_worth_learning, now, _EVERY_MS):
        return 0
    return await learn(services)
