"""What is kept in memory is never older than the last edit of this process."""

from __future__ import annotations

import asyncio
from typing import Any

from app.domain.tenant import Faq
from app.flows.manage_knowledge import default_base, delete_faq, save_faq
from app.flows.manage_tenant import Put
from app.resources import Resources
from app.services import Services
from app.store.db import Database


class SlowDatabase:
    """A database whose first answer to a reader is held back by the test."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.has_read = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def read(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Read at once, and answer when the test says so."""
        found = await self._db.read(fn, *args, **kwargs)
        self.has_read.set()
        await self.may_answer.wait()
        return found


async def test_what_was_read_before_an_edit_is_not_kept_behind_it(
    services: Services, acme: Put
) -> None:
    tenant_id = acme.tenant.id
    base = await default_base(services, tenant_id)
    faq = await save_faq(
        services, tenant_id, Faq("", "Is there a lift?", "Yes.", "en", base_id=base.id)
    )
    slow = SlowDatabase(services.db)
    accounts = Resources(slow, services.sealer)  # type: ignore[arg-type]
    asked = asyncio.create_task(accounts.knowledge(tenant_id))
    await slow.has_read.wait()
    await delete_faq(services, tenant_id, faq.id)
    accounts.clear()
    slow.may_answer.set()
    assert faq.id in [one.id for one in (await asked).passages]
    assert faq.id not in [one.id for one in (await accounts.knowledge(tenant_id)).passages]
