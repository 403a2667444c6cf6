"""A whole leadline on loopback: simulated providers, example clients, jobs and pages."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app import admin
from app.flows.manage_tenant import Put, put_tenant
from app.main import Server
from app.services import Services
from app.settings import load
from app.wiring import build
from app.world.twilio import TwilioSetup
from app.world.world import World, WorldSetup
from tests.fixtures import ACCOUNT, TOKEN, document

EMAIL = "dana@example.com"


class Phones:
    """What the phone page needs: texts go in by signed webhooks, replies are read at the double."""

    # Nobody signs in by the password of the demo here.
    credentials = ("demo@example.com", "not used by these tests")

    def __init__(self, world: World, clients: dict[str, Put], base_url: str) -> None:
        self._world = world
        self._clients = clients
        self._base_url = base_url

    def businesses(self) -> list[dict[str, Any]]:
        """Return the example clients."""
        return [
            {
                "id": one.tenant.id,
                "name": one.tenant.name,
                "trade": "Homes",
                "language": "English",
                "sample_texts": ["What are your opening hours?", "Do you allow pets?"],
            }
            for one in self._clients.values()
        ]

    async def send(self, phone: str, business: str, text: str) -> None:
        """Text a client."""
        client = next(one for one in self._clients.values() if one.tenant.id == business)
        sms = next(one for one in client.channels if one.kind == "sms")
        await self._world.twilio.inbound(
            public_url=f"{self._base_url}/webhooks/twilio/{sms.key}",
            account_sid=ACCOUNT,
            from_=phone,
            to=sms.address,
            body=text,
        )

    def mails(self) -> list[dict[str, Any]]:
        """Return the mail that people of the clients got, newest first."""
        return [
            {"to": one.to, "subject": one.subject, "text": one.text, "at": one.at_ms}
            for one in reversed(self._world.sendgrid.mails)
        ]

    async def messages(self, phone: str) -> list[dict[str, Any]]:
        """Return what a phone sent and got."""
        return [
            {
                "author": "lead" if one.sender == phone else "business",
                "text": one.body,
                "at": one.created_ms,
            }
            for one in self._world.twilio.records
            if phone in (one.sender, one.to)
        ]


@dataclass(frozen=True, slots=True)
class House:
    """A running leadline with clients acme and bravo."""

    services: Services
    world: World
    phones: Phones
    base_url: str
    acme: Put
    bravo: Put

    async def link(self, email: str = EMAIL, **more: Any) -> str:
        """Make an operator (an admin unless told otherwise) and return a sign-in link."""
        return await admin.create(self.services, email, "Dana Reyes", **more)

    async def text(self, phone: str, text: str, client: Put | None = None) -> None:
        """Let a lead text acme, or another client."""
        await self.phones.send(phone, (client or self.acme).tenant.id, text)


@asynccontextmanager
async def house(folder: Path, **latency_ms: str) -> AsyncIterator[House]:
    """Start everything, and stop it in order."""
    twilio = TwilioSetup(accounts={ACCOUNT: TOKEN})
    world = World(WorldSetup(seed=7, latency_ms=dict(latency_ms), twilio=twilio))
    world_url = await world.start()
    settings = load(
        {
            "data_dir": folder,
            "port": _free_port(),
            "secret_key": "k" * 48,
            "anthropic_api_key": "sk-ant-simulated",
            "anthropic_base_url": world_url,
            "twilio_base_url": world_url,
            "burst_short_ms": 0,
            "burst_long_ms": 0,
            "burst_cap_ms": 0,
            "sign_in_limit_per_min": 1000,
            "preload_models": True,
        },
        {},
    )
    built = await build(settings)
    clients = {
        name: await put_tenant(built, document(name.capitalize(), number))
        for name, number in (("acme", "+15550001111"), ("bravo", "+15550002222"))
    }
    phones = Phones(world, clients, settings.public_url)
    services = replace(built, demo=phones)
    server = Server(services)
    await server.start()
    try:
        acme, bravo = clients["acme"], clients["bravo"]
        yield House(services, world, phones, settings.public_url, acme, bravo)
    finally:
        await server.stop()
        await world.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
