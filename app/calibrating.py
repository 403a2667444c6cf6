"""What ``leadline calibrate`` prints: how many decisions confidence rests on, and how well."""

from __future__ import annotations

import json
from typing import Any

from rich.table import Table

from app.domain.calibration import ENOUGH
from app.domain.tenant import Tenant
from app.flows.learn_confidence import learn
from app.kb_show import Screen, printable
from app.services import Services
from app.store import tenants
from app.store.db import Tx
from app.store.quality import Quality, decided_by_all, quality_of


async def calibrate_shown(services: Services, screen: Screen, as_json: bool) -> int:
    """Fit what is new and print every client's labels, error and threshold; returns 0."""
    await learn(services)
    rows = await services.db.read(_read, services.clock.now_ms())
    if as_json:
        screen.console.print_json(json.dumps([_as_json(*one) for one in rows], ensure_ascii=False))
        return 0
    table = Table("Client", box=None, pad_edge=False)
    for name in ("Labels", "ECE", "Error rate", "Threshold"):
        table.add_column(name, justify="right")
    table.add_column("")
    for tenant, found in rows:
        made, rate = found.calibration, tenant.profile.error_rate
        table.add_row(
            printable(tenant.name),
            f"{found.decided:,}",
            _percent(found.own.ece if found.own else None),
            _percent(rate),
            _percent(None if rate is None else made.threshold(rate)),
            "prior" if made.is_prior else "",
        )
    screen.console.print(table)
    if any(found.calibration.is_prior for _, found in rows):
        screen.console.print(f"prior: not yet calibrated; {ENOUGH} decisions are needed.")
    return 0


def _read(tx: Tx, now_ms: int) -> list[tuple[Tenant, Quality]]:
    decided = decided_by_all(tx)
    return [(one, quality_of(tx, one.id, now_ms, decided, 0)) for one in tenants.all_tenants(tx)]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.1f}%"


def _as_json(tenant: Tenant, found: Quality) -> dict[str, Any]:
    made, rate = found.calibration, tenant.profile.error_rate
    return {
        "client_id": tenant.id,
        "client": tenant.name,
        "labels": found.decided,
        "ece": found.own.ece if found.own else None,
        "error_rate": rate,
        "threshold": None if rate is None else made.threshold(rate),
        "is_prior": made.is_prior,
    }
