"""A stage for flow tests: leads write, flows run one by one, and the Twilio double keeps count.

Nothing works by itself here. A test decides which bell is heard and in which order, so it can
stand between any two steps of a turn.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from app.clock import ManualClock
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelAccount, ChannelKind
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.flows.receive import Receipt, receive
from app.flows.reconcile import reconcile
from app.llm.base import ModelAnswer, ModelRequest, ToolCall
from app.queue import Queue
from app.services import Services
from app.store.db import Tx
from app.world.twilio_records import Record
from app.world.world import World
from tests.fixtures import HeardBell, said

LEAD = "+12125550123"
QUESTION = "Do you allow pets?"
HOURS = "What are your opening hours?"


class ScriptedModel:
    """A provider of models that waits for the test, and says what the test wants it to say.

    ``asked`` is set when a call has arrived; the answer goes out once ``may_answer`` is set.
    ``says`` are texts or errors in order; the last one is repeated.
    """

    name = "scripted"

    def __init__(
        self, *says: str | Exception, is_slow: bool = False, cost_microusd: int = 0
    ) -> None:
        self.says = list(says) or ["We are open Monday to Friday from 9 to 18."]
        self.requests: list[ModelRequest] = []
        self.asked = asyncio.Event()
        self.may_answer = asyncio.Event()
        self.cost_microusd = cost_microusd
        if not is_slow:
            self.may_answer.set()

    async def ask(self, request: ModelRequest) -> ModelAnswer:
        """Answer with the next text, as one call of ``reply``."""
        self.requests.append(request)
        self.asked.set()
        await self.may_answer.wait()
        said_now = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if isinstance(said_now, Exception):
            raise said_now
        call = ToolCall("reply", {"text": said_now, "grounding": [], "confidence": "high"})
        return ModelAnswer((call,))

    def worst_case_microusd(self, request: ModelRequest) -> int:
        """Return the price the test set."""
        return self.cost_microusd


class Stage:
    """Services, their bell, and the world they send to."""

    def __init__(
        self, services: Services, bell: HeardBell, world: World, clock: ManualClock
    ) -> None:
        self.services = services
        self.bell = bell
        self.world = world
        self.clock = clock

    def with_model(self, model: ScriptedModel) -> None:
        """Let this model answer instead of the floor."""
        self.services = replace(self.services, model=model)

    def with_settings(self, **values: Any) -> None:
        """Change process settings."""
        self.services = replace(self.services, settings=self.services.settings.replaced(**values))

    # -- what happens

    async def receive(self, account: ChannelAccount, inbound: InboundMessage) -> Receipt:
        """Let one message arrive."""
        return await receive(self.services, account, inbound)

    async def lead_says(
        self,
        put: Put,
        text: str,
        sender: str = LEAD,
        kind: ChannelKind = ChannelKind.SMS,
        **more: Any,
    ) -> Receipt:
        """Let a lead write to a channel of a tenant; return the receipt."""
        return await self.receive(channel(put, kind), said(text, sender, **more))

    async def answer_all(self) -> list[str]:
        """Answer every turn whose bell rang; return the turns."""
        ids = self.bell.take(Queue.AI)
        for turn_id in ids:
            await answer(self.services, turn_id)
        return ids

    async def deliver_all(self) -> list[str]:
        """Send everything whose bell rang; return the deliveries."""
        ids = self.bell.take(Queue.DELIVERY)
        for delivery_id in ids:
            await deliver(self.services, delivery_id)
        return ids

    async def reconcile_all(self) -> list[str]:
        """Look up everything whose bell rang; return the deliveries."""
        ids = self.bell.take(Queue.RECONCILE)
        for delivery_id in ids:
            await reconcile(self.services, delivery_id)
        return ids

    async def work(self) -> None:
        """Answer and send until no bell rings; reconciling is left to the test."""
        for _ in range(20):
            if not await self.answer_all() and not await self.deliver_all():
                return
        raise AssertionError("the bells never stop")

    # -- what is

    async def rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        """Return rows as plain dictionaries."""

        def read(tx: Tx) -> list[dict[str, Any]]:
            return [_plain(row) for row in tx.all(sql, **params)]

        return await self.services.db.read(read)

    async def column(self, sql: str, **params: Any) -> list[Any]:
        """Return the first column."""
        return [next(iter(row.values())) for row in await self.rows(sql, **params)]

    async def change(self, sql: str, **params: Any) -> None:
        """Change rows behind the flows' back."""
        await self.services.db.write(lambda tx: tx.run(sql, **params))

    async def turn_states(self) -> list[str]:
        """Return the states of all turns, oldest first."""
        return await self.column("SELECT state FROM turns ORDER BY id")

    async def delivery_states(self) -> list[str]:
        """Return the states of all deliveries, oldest first."""
        return await self.column("SELECT state FROM deliveries ORDER BY id")

    def sent(self, to: str | None = None) -> list[Record]:
        """Return what Twilio accepted from us, oldest first."""
        return [
            record
            for record in self.world.twilio.records
            if not record.is_inbound and not record.by_provider and to in (None, record.to)
        ]


def channel(put: Put, kind: ChannelKind = ChannelKind.SMS) -> ChannelAccount:
    """Return a tenant's channel of a kind."""
    return next(account for account in put.channels if account.kind is kind)


def _plain(row: Any) -> dict[str, Any]:
    return {name: row[name] for name in row.keys()}  # noqa: SIM118
