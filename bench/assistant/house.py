"""A whole leadline in one process for measuring: real database, real adapters, doubles on loopback.

Nothing works by itself: who measures lets a message arrive, answers the turn and sends, one step
after the other, so that a run is the same every time.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.clock import ManualClock
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelKind
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put, put_tenant
from app.flows.receive import Receipt, receive
from app.library import Library
from app.live import Live
from app.llm.anthropic import AnthropicModel
from app.llm.chain import ModelChain
from app.log import set_up
from app.queue import Bell, Queue
from app.resources import Resources
from app.sealing import Sealer
from app.services import Services
from app.settings import Settings, load
from app.store.db import Tx
from app.store.migrate import migrate
from app.store.sqlite import SqliteDatabase
from app.wiring import build_channels
from app.world.twilio import TwilioSetup
from app.world.twilio_records import Record
from app.world.webhooks import Retries
from app.world.world import World, WorldSetup

ACCOUNT, TOKEN = "AC" + "0" * 31 + "1", "a-token-of-the-bench"
SECRET_KEY, MODEL_KEY = "k" * 20 + "canarysecretkey" + "k" * 20, "sk-ant-canary-of-the-bench-0001"
PUBLIC_URL = "https://leads.example.com"
_NOWHERE = "http://127.0.0.1:1"
START_MS = 1_764_000_000_000


class Heard(Bell):
    """A bell that nobody works for."""

    def __init__(self) -> None:
        super().__init__()
        self.rang: list[tuple[Queue, str]] = []
        self.connect(lambda queue, row_id, _delay: self.rang.append((queue, row_id)))

    def take(self, queue: Queue) -> list[str]:
        """Return what rang for a queue since the last look, each once."""
        ids = list(dict.fromkeys(row for which, row in self.rang if which is queue))
        self.rang = [entry for entry in self.rang if entry[0] is not queue]
        return ids


class House:
    """Services, their bell, their clock, and the world they send to."""

    def __init__(self, services: Services, bell: Heard, world: World, clock: ManualClock) -> None:
        self.services = services
        self.bell = bell
        self.world = world
        self.clock = clock
        self._count = 0

    async def put(self, document: dict[str, Any]) -> Put:
        """Make a client."""
        return await put_tenant(self.services, document)

    async def hear(
        self, put: Put, kind: ChannelKind, sender: str, text: str, number: int = 0
    ) -> Receipt:
        """Let one message arrive; ``number`` is that of a message heard before."""
        if not number:
            self._count += 1
            number = self._count
        account = next(one for one in put.channels if one.kind is kind)
        inbound = InboundMessage(
            f"SM{number:032d}",
            sender,
            account.address,
            text,
            phone=sender if kind is ChannelKind.WEB_FORM else "",
            consent="I agree to be contacted." if kind is ChannelKind.WEB_FORM else "",
        )
        return await receive(self.services, account, inbound)

    async def hear_twice(self, put: Put, sender: str, text: str) -> None:
        """Let one message arrive that the provider says twice, at the same moment."""
        self._count += 1
        number = self._count
        await asyncio.gather(
            *(self.hear(put, ChannelKind.SMS, sender, text, number) for _ in range(2))
        )

    async def work(self) -> None:
        """Answer and send until no bell rings."""
        for _ in range(12):
            turns, deliveries = self.bell.take(Queue.AI), []
            for turn_id in turns:
                await answer(self.services, turn_id)
            deliveries = self.bell.take(Queue.DELIVERY)
            for delivery_id in deliveries:
                await deliver(self.services, delivery_id)
            if not turns and not deliveries:
                return
            self.clock.advance(1)

    async def rows(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        """Return rows as plain dictionaries."""

        def read(tx: Tx) -> list[dict[str, Any]]:
            return [{name: row[name] for name in row.keys()} for row in tx.all(sql, **params)]  # noqa: SIM118

        return await self.services.db.read(read)

    async def change(self, sql: str, **params: Any) -> None:
        """Change rows behind the flows' back."""
        await self.services.db.write(lambda tx: tx.run(sql, **params))

    def sent(self) -> list[Record]:
        """Return what Twilio accepted from us."""
        return [
            record
            for record in self.world.twilio.records
            if not record.is_inbound and not record.by_provider
        ]


@asynccontextmanager
async def open_house(faults: str = "", seed: int = 1, **settings: Any) -> AsyncIterator[House]:
    """Build a house in a temporary folder, with the model's adapter pointed at its double."""
    # Faults are made on purpose here: what they cause is no warning.
    set_up("error", "json")
    clock = ManualClock(START_MS)
    world = World(
        WorldSetup(
            seed=seed,
            faults=faults,
            rewrite={PUBLIC_URL: _NOWHERE},
            twilio=TwilioSetup(accounts={ACCOUNT: TOKEN}, step_s=0.0),
            retries=Retries(count=0),
        ),
        clock,
    )
    await world.start()
    with tempfile.TemporaryDirectory(prefix="leadline-bench-") as folder:
        made = _settings(Path(folder), world, settings)
        db = await SqliteDatabase.open(Path(folder) / "bench.db", readers=2)
        await migrate(db, clock.now_ms())
        sealer, bell = Sealer(SECRET_KEY), Heard()
        model = AnthropicModel(
            MODEL_KEY, made.anthropic_model, base_url=f"{world.base_url}", timeout_s=5.0
        )
        services = Services(
            settings=made,
            clock=clock,
            db=db,
            accounts=Resources(db, sealer),
            channels=build_channels(made),
            model=ModelChain([model], clock),
            bell=bell,
            live=Live(),
            sealer=sealer,
            library=Library(made.data_dir),
        )
        house = House(services, bell, world, clock)
        try:
            yield house
        finally:
            await model.aclose()
            for channel in {id(one): one for one in services.channels.values()}.values():
                close = getattr(channel, "close", None)
                if close is not None:
                    await close()
            await db.close()
            await world.stop()


def with_model(house: House, model: object) -> None:
    """Let another model answer."""
    house.services = replace(house.services, model=model)  # type: ignore[arg-type]


def _settings(folder: Path, world: World, more: dict[str, Any]) -> Settings:
    given = {
        "data_dir": folder / "data",
        "secret_key": SECRET_KEY,
        "twilio_base_url": world.base_url,
        "twilio_timeout_s": 2.0,
        "public_url": PUBLIC_URL,
        "recordings_days": 0,
    }
    made = load(given, {})
    quick = {"burst_short_ms": 0, "burst_long_ms": 0, "burst_cap_ms": 0}
    return made.replaced(**(quick | more))
