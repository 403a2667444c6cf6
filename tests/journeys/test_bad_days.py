"""Providers at their worst, from the webhook to the phone: one coherent message, or a person."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.flows.manage_tenant import put_tenant
from app.main import Server
from app.settings import load
from app.store.db import Tx
from app.wiring import build
from app.world.twilio import TwilioSetup
from app.world.twilio_records import Record
from app.world.webhooks import Retries
from app.world.world import World, WorldSetup
from tests.fixtures import ACCOUNT, TOKEN, document
from tests.running import KEY, NUMBER, PUBLIC_URL

LEAD = "+12125550123"
PETS = "Do you allow pets?"
ALWAYS = 1000
QUICK = {
    "burst_short_ms": 0,
    "burst_long_ms": 0,
    "burst_cap_ms": 0,
    "model_timeout_s": 0.6,
    "twilio_timeout_s": 0.6,
    "reconcile_after_s": 0.2,
    "sweep_every_s": 0.1,
}


@dataclass(slots=True)
class Day:
    """A whole server and a whole world in this process."""

    server: Server
    world: World
    key: str

    async def write(self, text: str = PETS, sender: str = LEAD, **more: Any) -> Record:
        """Let a lead write; returns when the webhook was answered."""
        return await self.world.twilio.inbound(
            public_url=f"{PUBLIC_URL}/webhooks/twilio/{self.key}",
            account_sid=ACCOUNT,
            from_=sender,
            to=NUMBER,
            body=text,
            **more,
        )

    def sent(self) -> list[Record]:
        """Return what leads got from us."""
        records = self.world.twilio.records
        return [one for one in records if not one.is_inbound and not one.by_provider]

    async def column(self, sql: str) -> list[Any]:
        """Return the first column of some rows."""

        def read(tx: Tx) -> list[Any]:
            return [row["v"] for row in tx.all(sql)]

        return await self.server.services.db.read(read)

    async def until(self, is_so: Callable[[], Awaitable[bool]], timeout_s: float = 15.0) -> None:
        """Wait until something is so."""
        end = time.monotonic() + timeout_s
        while not await is_so():
            assert time.monotonic() < end, "it never came to that"
            await asyncio.sleep(0.02)

    async def settle(self, timeout_s: float = 15.0) -> None:
        """Wait until no turn and no delivery is open."""

        async def is_settled() -> bool:
            (count,) = await self.column(
                "SELECT (SELECT count(*) FROM turns WHERE state IN ('pending', 'answering'))"
                " + (SELECT count(*) FROM deliveries WHERE state IN ('queued', 'sending')) AS v"
            )
            return count == 0

        await self.until(is_settled, timeout_s)


@pytest.fixture
async def day(tmp_path: Path) -> AsyncIterator[Day]:
    """A server with a model, on a fresh folder."""
    world = World(
        WorldSetup(
            twilio=TwilioSetup(accounts={ACCOUNT: TOKEN}, step_s=0.01), retries=Retries(count=0)
        )
    )
    await world.start()
    world.faults.hang_s = 5.0
    settings = load({"data_dir": tmp_path, "secret_key": KEY, "port": 0}, {}).replaced(
        public_url=PUBLIC_URL,
        twilio_base_url=world.base_url,
        anthropic_base_url=world.base_url,
        anthropic_api_key="key-of-tests",
        **QUICK,
    )
    services = await build(settings)
    put = await put_tenant(services, document("Acme", NUMBER))
    server = Server(services)
    await server.start()
    world.webhooks.rewrite[PUBLIC_URL] = f"http://127.0.0.1:{server.port}"
    yield Day(server, world, put.channels[0].key)
    await server.stop()
    await world.stop()


async def _path(day: Day) -> str:
    (path,) = await day.column("SELECT path AS v FROM turns")
    return str(path)


async def test_on_a_good_day_the_model_answers(day: Day) -> None:
    await day.write()
    await day.settle()
    assert await _path(day) == "model"
    assert len(day.sent()) == 1


@pytest.mark.parametrize("fault", ["429", "500", "529", "timeout", "drop", "cut_stream", "garbage"])
async def test_a_models_bad_moment_is_waited_out(day: Day, fault: str) -> None:
    """T22: one bad answer, then a good one: the model answers, once."""
    day.world.faults.force("anthropic", fault)
    await day.write()
    await day.settle()
    assert await _path(day) in ("model", "repaired")
    assert len(day.sent()) == 1


@pytest.mark.parametrize("fault", ["429", "500", "529", "timeout", "401", "402", "garbage"])
async def test_a_models_bad_day_means_the_floor(day: Day, fault: str) -> None:
    """T22: one coherent message within a bounded time, never silence and never half a message."""
    day.world.faults.force("anthropic", fault, ALWAYS)
    await day.write()
    await day.settle()
    assert await _path(day) == "floor"
    (record,) = day.sent()
    assert "pets are welcome" in record.body


@pytest.mark.parametrize(
    "answer",
    [
        {"content": [{"type": "text", "text": "I cannot help."}], "stop_reason": "refusal"},
        {"content": [{"type": "text", "text": "No tool, just words."}], "stop_reason": "end_turn"},
        {"content": [{"type": "tool_use", "name": "reply", "input": {"text": ""}}]},
        {"content": [{"type": "tool_use", "name": "launch", "input": {"text": "x"}}]},
        {
            "content": [{"type": "tool_use", "name": "reply", "input": {"text": "Half a sen"}}],
            "stop_reason": "max_tokens",
        },
    ],
    ids=["refusal", "no_tool", "empty", "unknown_tool", "cut"],
)
async def test_an_unusable_answer_never_reaches_a_lead(day: Day, answer: dict[str, Any]) -> None:
    """DOMAIN 42: one repair, then the floor; no raw text of a model unvalidated."""
    day.world.anthropic.scripted.extend([answer] * 4)
    await day.write()
    await day.settle()
    (record,) = day.sent()
    assert "pets are welcome" in record.body
    assert await _path(day) == "floor"


@pytest.mark.parametrize("fault", ["429", "500", "503", "hang", "drop", "drop_after", "garbage"])
async def test_twilios_bad_moment_costs_and_doubles_nothing(day: Day, fault: str) -> None:
    """T23: whatever became of the first attempt, the lead gets one message."""
    day.world.faults.force("twilio", fault)
    await day.write()
    await day.settle()
    await asyncio.sleep(0.5)
    assert len(day.sent()) == 1
    verdict = day.world.verdict()
    assert (verdict.lost, verdict.duplicated) == (0, 0)


async def test_statuses_come_home(day: Day) -> None:
    await day.write()
    await day.settle()

    async def is_delivered() -> bool:
        return await day.column("SELECT state AS v FROM deliveries") == ["delivered"]

    await day.until(is_delivered)


async def test_everything_at_once_loses_and_doubles_nothing(day: Day) -> None:
    """T24, T25: faults, copies and the wrong order, sixty leads at once."""
    day.world.set_faults(
        "twilio:drop_after=0.1,twilio:429=0.1,twilio:500=0.05,anthropic:529=0.1,"
        "anthropic:timeout=0.03,duplicate=0.3,reorder=0.3"
    )
    await asyncio.gather(*(day.write(sender=f"+1212556{n:04d}") for n in range(60)))
    await day.settle(60)
    day.world.set_faults("")
    await asyncio.sleep(1.0)
    await day.settle()
    verdict = day.world.verdict()
    assert (verdict.answered, verdict.lost, verdict.duplicated) == (60, 0, 0)


async def test_a_wrong_token_is_found_once_and_loses_nothing(day: Day) -> None:
    day.world.faults.force("twilio", "401", 3)
    for n in range(3):
        await day.write(sender=f"+1212556{n:04d}")

    async def is_paused() -> bool:
        return await day.column("SELECT is_paused AS v FROM channels WHERE kind = 'sms'") == [1]

    await day.until(is_paused)
    # Those that were being sent when it was found wait too, all in the one outage.
    assert set(await day.column("SELECT reason AS v FROM escalations")) == {"channel_paused"}
    assert await day.column("SELECT kind AS v FROM incidents") == ["channel_paused"]
    assert set(await day.column("SELECT state AS v FROM turns")) <= {
        "pending",
        "answering",
        "answered",
    }


async def test_a_bad_signature_stores_nothing(day: Day) -> None:
    """T27: forged, and with another client's token."""
    day.world.twilio.setup.accounts[ACCOUNT] = "a-token-of-somebody-else"
    record = await day.write()
    assert record.attempts == ["403"]
    assert await day.column("SELECT count(*) AS v FROM messages") == [0]


async def test_an_unknown_path_stores_nothing(day: Day) -> None:
    day.key = "x" * 32
    record = await day.write()
    assert record.attempts == ["404"]
    assert await day.column("SELECT count(*) AS v FROM messages") == [0]


async def test_unknown_fields_change_nothing(day: Day) -> None:
    await day.write(extra=[("NewThing", "1"), ("ChannelMetadata", '{"type":"x"}')])
    await day.settle()
    assert len(day.sent()) == 1
