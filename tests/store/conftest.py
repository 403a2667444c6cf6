"""The ids of everything acme knows."""

from __future__ import annotations

import pytest

from app.clock import ManualClock
from app.flows.manage_tenant import Put
from app.services import Services
from tests.store.filled import fill


@pytest.fixture
async def ids(services: Services, acme: Put, clock: ManualClock) -> dict[str, str]:
    """Fill acme with one of everything."""
    return await services.db.write(fill, acme.tenant.id, clock.now_ms())
