"""What demo and simulate share: example clients, a stage for the world, leads who write.

The simulated world and its leads live on an event loop and thread of their own (the stage), apart
from the web side and the jobs. So a busy world delays no webhook on the loop that is measured, and
what leadline does delays no simulated provider, as far as one interpreter can keep them apart.

Credentials of the example clients are made up and exist here only; every provider's address is
replaced together with its key, so that no key of the person at the machine is ever used.
"""

from __future__ import annotations

import asyncio
import random
import threading
import tomllib
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import uvloop

from app.domain.tenant import ChannelKind
from app.flows.manage_tenant import Put, put_tenant
from app.services import Services
from app.settings import Settings
from app.world.phones import Lead
from app.world.scripts import TRADES
from app.world.twilio import TwilioSetup
from app.world.twilio_records import Record
from app.world.website import Website
from app.world.world import World, WorldSetup

CLIENTS = Path(__file__).parent / "world" / "clients"
SITES = Path(__file__).parent / "world" / "sites"
ACCOUNT_SID = "AC" + "5" * 32
_AUTH_TOKEN = "token-of-the-simulated-account"
_BY_PHONE = (ChannelKind.SMS, ChannelKind.WHATSAPP)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Client:
    """An example client in the database; ``trade`` is the name of its document."""

    trade: str
    put: Put

    @property
    def name(self) -> str:
        """The business's name."""
        return self.put.tenant.name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it serves, its main one first."""
        return self.put.tenant.languages

    def address(self, kind: str) -> str:
        """Return the number leads of this channel write to."""
        return self._channel(kind)[0]

    def path(self, kind: str) -> str:
        """Return the path of this channel's webhook."""
        return f"/webhooks/twilio/{self._channel(kind)[1]}"

    def _channel(self, kind: str) -> tuple[str, str]:
        return next((c.address, c.key) for c in self.put.channels if c.kind == kind)


def example_documents() -> dict[str, dict[str, Any]]:
    """Return the example clients' documents by trade, with the simulated account's credentials."""
    documents = {}
    for trade in TRADES:
        document = tomllib.loads((CLIENTS / f"{trade}.toml").read_text("utf-8"))
        for channel in document["channels"]:
            if channel["kind"] in _BY_PHONE:
                channel["credentials"] = {"account_sid": ACCOUNT_SID, "auth_token": _AUTH_TOKEN}
        documents[trade] = document
    return documents


def fill_site(site: Website, trade: str) -> None:
    """Publish the website of an example client."""
    pages = tomllib.loads((SITES / f"{trade}.toml").read_text("utf-8"))["pages"]
    for page in pages:
        site.put(page["path"], page["title"], page["paragraphs"], page["links"])


async def put_clients(services: Services) -> dict[str, Client]:
    """Create the example clients, or bring them up to date; by trade."""
    return {
        trade: Client(trade, await put_tenant(services, document))
        for trade, document in example_documents().items()
    }


def world_setup(**more: Any) -> WorldSetup:
    """Return the setup of a world that knows the example clients' account."""
    return WorldSetup(twilio=TwilioSetup(accounts={ACCOUNT_SID: _AUTH_TOKEN}), **more)


def on_world(settings: Settings, base_url: str, folder: Path, **more: Any) -> Settings:
    """Return settings whose providers are all simulated and whose data is in ``folder``.

    ``more`` counts only where the person at the machine did not choose a value of their own.
    """
    free = {name: value for name, value in more.items() if settings.origin(name) == "default"}
    return settings.replaced(
        data_dir=folder,
        database_url="",
        secret_key="",
        host="127.0.0.1",
        domain="",
        anthropic_api_key="sk-ant-simulated",
        anthropic_base_url=base_url,
        openai_api_key="sk-simulated",
        openai_base_url=f"{base_url}/v1",
        twilio_base_url=base_url,
        hubspot_access_token="",
        calcom_api_key="",
        sendgrid_api_key="SG.simulated",
        sendgrid_base_url=base_url,
        notify_from="leadline <leadline@example.com>",
        **free,
    )


class Stage:
    """A world on a thread of its own. Only coroutines given to ``run`` may touch the world."""

    def __init__(self, setup: WorldSetup) -> None:
        self.world = World(setup)
        self._loop = uvloop.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="world", daemon=True)

    async def start(self) -> str:
        """Start the world and return its base URL."""
        self._thread.start()
        return await self.run(self.world.start())

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the stage and wait for it; cancelled when the caller is."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def stop(self) -> None:
        """Stop the world and end the thread."""
        if not self._thread.is_alive():
            return
        await self.run(self.world.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        self._loop.close()


@dataclass(frozen=True, slots=True)
class Pace:
    """How leads behave in time: ``typing_s`` between two texts of a burst, ``reading_s`` (from, to)
    before an answer, ``patience_s`` until one gives up on a reply."""

    typing_s: float = 0.08
    reading_s: tuple[float, float] = (0.05, 0.25)
    patience_s: float = 60.0


class Players:
    """Leads who write to the example clients and answer what they are asked."""

    def __init__(
        self, world: World, clients: dict[str, Client], public_url: str, pace: Pace | None = None
    ) -> None:
        self._world = world
        self._clients = clients
        self._public_url = public_url
        self._pace = pace or Pace()

    async def play(self, lead: Lead) -> None:
        """Play one lead until it has nothing more to say, or nobody replies."""
        dice = random.Random(lead.number)
        text: str | None = lead.opening()
        while text is not None:
            last = await self._write(lead, text)
            reply = await self._world.twilio.reply_to(last, self._pace.patience_s)
            if reply is None:
                return
            await asyncio.sleep(dice.uniform(*self._pace.reading_s))
            text = lead.next(self._newest_reply(last).body)

    async def play_all(
        self,
        leads: Sequence[Lead],
        every_s: float,
        at_once: int,
        done: Callable[[Lead], None] = lambda lead: None,
    ) -> None:
        """Let a lead come every so many seconds, at most ``at_once`` of them at a time."""
        free = asyncio.Semaphore(at_once)

        async def one(lead: Lead) -> None:
            try:
                await self.play(lead)
            finally:
                free.release()
            done(lead)

        async with asyncio.TaskGroup() as group:
            for lead in leads:
                await free.acquire()
                group.create_task(one(lead))
                await asyncio.sleep(every_s)

    async def _write(self, lead: Lead, text: str) -> Record:
        """Write a text the way this lead types it, and return its last message."""
        client = self._clients[lead.trade]
        sent: list[asyncio.Task[Record]] = []
        for part in lead.typed(text):
            if sent:
                await asyncio.sleep(self._pace.typing_s)
            work = self._world.twilio.inbound(
                public_url=self._public_url + client.path(lead.channel),
                account_sid=ACCOUNT_SID,
                from_=lead.number,
                to=client.address(lead.channel),
                body=part,
                channel=lead.channel,
                extra=[("ProfileName", lead.name)] if lead.channel == "whatsapp" else (),
            )
            sent.append(asyncio.create_task(work))
        return (await asyncio.gather(*sent))[-1]

    def _newest_reply(self, inbound: Record) -> Record:
        records = self._world.twilio.by_lead[inbound.sender or ""]
        return next(r for r in reversed(records) if not r.is_inbound and not r.by_provider)
