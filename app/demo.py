"""``leadline demo``: the whole product on this machine, against simulated providers.

Example clients, an operator with a one-time link, a phone page to text from, and a few simulated
leads, so that the first screen is not empty and moves. Everything is real but the providers and
those leads. The data folder is a temporary one unless ``--data-dir`` names one; a folder that holds
another leadline's data is refused, because example clients do not belong there.

A signal ends it at any moment, also while it starts: what was opened so far is closed in reverse.
"""

from __future__ import annotations

import asyncio
import random
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvloop

from app import admin
from app.documents.guard import Guard
from app.domain.audit import SYSTEM
from app.errors import CannotStart, Conflict
from app.flows.crawl_site import add_website, remove_website
from app.flows.manage_knowledge import create_base
from app.flows.manage_team import save_person
from app.flows.prepared_texts import save_reply, save_template
from app.ids import new_id
from app.main import Lock, Server
from app.past.weeks import put_past
from app.playing import (
    ACCOUNT_SID,
    Client,
    Pace,
    Players,
    Stage,
    fill_site,
    on_world,
    put_clients,
    world_setup,
)
from app.report import show_demo
from app.services import Services
from app.settings import Settings
from app.store import bases, canned_replies, people, websites
from app.store.message_templates import TemplateRow
from app.store.people import PersonRow
from app.wiring import DATABASE_NAME, build
from app.world.phones import Lead, make_leads
from app.world.scripts import LANGUAGES, OPENINGS
from app.world.website import Website

OPERATOR, PASSWORD = "demo@example.com", "try-leadline"
_HOST = "127.0.0.1"
_MARK = "demo"
# A model that takes a moment, and a short wait for bursts: a reply comes in well under a second,
# and one still sees that somebody is thinking.
_LATENCY_MS: dict[str, str | float] = {"anthropic": "uniform:200:450"}
_TIMES = {
    "burst_short_ms": 150,
    "burst_long_ms": 400,
    "burst_cap_ms": 1500,
    "drain_s": 3.0,
    "preload_models": True,
}
_PACE = Pace(typing_s=0.3, reading_s=(2.0, 7.0))
_FIRST_LEADS = 8
_FIRST_EVERY_S = 0.7
_EVERY_S = (20.0, 45.0)
# Their numbers lie above those the phone page gives out (555 0100 to 0199).
_FIRST_INDEX = 10_000
_SWITCH_INTERVAL_S = 0.001

# Who is told by mail when a lead needs a person; the demo's Mail page shows it.
_PEOPLE = {"real_estate": "Robin Hale", "dental": "Lucía Prieto", "home_services": "Sam Ortiz"}
_TRADES = {
    "real_estate": "Real estate",
    "dental": "Dental clinic",
    "home_services": "Home services",
}
# What its team has ready to send, in the language of the example client.
_REPLIES = {
    "en": (
        ("hello", "Hello {name}, you are talking to a person at {business} now. How can I help?"),
        ("call", "May we call you? Tell us a time that suits you today or tomorrow."),
    ),
    "es": (
        ("hola", "Hola, {name}: ahora le atiende una persona de {business}. ¿En qué le ayudo?"),
        ("llamada", "¿Podemos llamarle? Díganos una hora que le venga bien hoy o mañana."),
    ),
    "ar": (
        ("مرحبا", "مرحبًا {name}، يحدثك الآن شخص من فريق {business}. كيف أساعدك؟"),
        ("اتصال", "هل نتصل بك؟ أخبرنا بالوقت المناسب لك اليوم أو غدًا."),
    ),
}
_TEMPLATES = {
    "en": "Hello {{1}}, are you still interested? Write back here and we go on where we were.",
    "es": "Hola, {{1}}: ¿sigue interesado? Escríbanos por aquí y continuamos donde lo dejamos.",
    "ar": "مرحبًا {{1}}، هل ما زلت مهتمًا؟ اكتب لنا هنا لنكمل من حيث توقفنا.",
}
# This client has a website that is crawled.
_WITH_SITE, _SITE_BASE = "real_estate", "Website"
_MAX_SAMPLES = 3
_HOW = (
    "The first link signs you in, once and within 30 minutes. Text as a lead from the phone,",
    "and watch the reply arrive on the dashboard.",
)
_NAMES = {"en": "English", "es": "Español", "ar": "العربية"}


class Phones:
    """What the phone page needs: texts go in as signed webhooks, replies are read at the double."""

    def __init__(self, stage: Stage, public_url: str) -> None:
        self._stage = stage
        self._public_url = public_url
        self.clients: dict[str, Client] = {}
        # Shown on the sign-in page and taken there, as long as this demo runs.
        self.credentials = (OPERATOR, PASSWORD)

    def businesses(self) -> list[dict[str, Any]]:
        """Return the example clients."""
        return [_business(client) for client in self.clients.values()]

    async def send(self, phone: str, business: str, text: str) -> None:
        """Text a business as the lead with this number."""
        client = next(c for c in self.clients.values() if c.put.tenant.id == business)
        await self._stage.run(
            self._stage.world.twilio.inbound(
                public_url=self._public_url + client.path("sms"),
                account_sid=ACCOUNT_SID,
                from_=phone,
                to=client.address("sms"),
                body=text,
            )
        )

    def mails(self) -> list[dict[str, Any]]:
        """Return the mail that people of the clients got, newest first."""
        mails = list(self._stage.world.sendgrid.mails)
        return [
            {"to": one.to, "subject": one.subject, "text": one.text, "at": one.at_ms}
            for one in reversed(mails)
        ]

    async def messages(self, phone: str) -> list[dict[str, Any]]:
        """Return what this number sent and got, oldest first."""
        # The world only appends, so a copy made on this thread is whole.
        records = list(self._stage.world.twilio.by_lead.get(phone, ()))
        return [
            {
                "author": "lead" if record.is_inbound else "business",
                "text": record.body,
                "at": record.created_ms,
            }
            for record in records
        ]


def _business(client: Client) -> dict[str, Any]:
    tenant = client.put.tenant
    first = client.languages[0]
    others = [code for code in LANGUAGES if code != first]
    openings = OPENINGS[client.trade]
    return {
        "id": tenant.id,
        "name": tenant.name,
        "trade": _TRADES[client.trade],
        "language": _NAMES[first],
        "sample_texts": [*openings[first][:_MAX_SAMPLES], *(openings[code][0] for code in others)],
    }


@dataclass(frozen=True, slots=True)
class Scene:
    """A running demo: what is printed about it."""

    address: str
    link: str
    folder: Path
    is_temporary: bool
    wanted_port: int
    port: int
    clients: tuple[Client, ...]


def run(settings: Settings, port: int) -> int:
    """Run the demo until SIGTERM or SIGINT; return the exit code.

    Raises:
        CannotStart: the data folder is another leadline's, or in use.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    return uvloop.run(_until_stopped(settings, port))


async def _until_stopped(settings: Settings, port: int) -> int:
    task = asyncio.current_task()
    assert task is not None
    is_stopping = False

    def stop() -> None:
        nonlocal is_stopping
        # Once: a second signal would cut the clearing up short.
        if not is_stopping:
            is_stopping = True
            task.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        with _folder(settings) as folder:
            await _demo(settings, folder, port)
    except asyncio.CancelledError:
        if not is_stopping:
            raise
    return 0


@contextmanager
def _folder(settings: Settings) -> Iterator[Path]:
    """Give a folder for the data: the one named by flag, else one that is removed at the end."""
    if settings.origin("data_dir") != "flag":
        with tempfile.TemporaryDirectory(prefix="leadline-demo-") as name:
            yield Path(name)
        return
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (folder / DATABASE_NAME).exists() and not (folder / _MARK).exists():
        raise CannotStart(
            f"{folder} holds the data of a leadline that is no demo. Choose another --data-dir."
        )
    (folder / _MARK).touch()
    lock = Lock(folder)
    try:
        yield folder
    finally:
        lock.release()


async def _demo(settings: Settings, folder: Path, wanted_port: int) -> None:
    port = _free_port(wanted_port)
    address = f"http://{_HOST}:{port}"
    async with AsyncExitStack() as closing:
        stage = Stage(world_setup(seed=random.randrange(2**31), latency_ms=_LATENCY_MS))
        closing.push_async_callback(stage.stop)
        base_url = await stage.start()
        ours = on_world(settings, base_url, folder, **_TIMES)
        phones = Phones(stage, address)
        # One model is enough here, and loading the second one's library takes as long again.
        ours = ours.replaced(port=port, public_url=address, openai_api_key="")
        site = Website()
        fill_site(site, _WITH_SITE)
        site_url = await stage.run(site.start())
        closing.push_async_callback(lambda: stage.run(site.stop()))
        guard = Guard(loopback_ports=frozenset({int(site_url.rpartition(":")[2])}))
        services = replace(await build(ours), demo=phones, guard=guard)
        server = Server(services)
        closing.push_async_callback(server.stop)
        phones.clients = await put_clients(services)
        await put_past(services, phones.clients)
        await _put_people(services, phones.clients)
        await _put_prepared(services, stage, phones.clients)
        await _put_site(services, phones.clients[_WITH_SITE].put.tenant.id, site_url)
        await server.start()
        link = await _link(services)
        is_temporary = settings.origin("data_dir") != "flag"
        clients = tuple(phones.clients.values())
        _show(Scene(address, link, folder, is_temporary, wanted_port, port, clients))
        await stage.run(_keep_playing(Players(stage.world, phones.clients, address, _PACE)))


def _free_port(wanted: int) -> int:
    """Return the wanted port, or a free one when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise CannotStart(f"No port is free on {_HOST}.")


async def _put_people(services: Services, clients: dict[str, Client]) -> None:
    """Let somebody be told for each example client, unless somebody is already."""
    for trade, client in clients.items():
        tenant = client.put.tenant
        if await services.db.read(people.people_of, tenant.id):
            continue
        language = client.languages[0] if client.languages[0] in LANGUAGES else "en"
        person = PersonRow(
            "", None, _PEOPLE[trade], f"desk@{trade.replace('_', '-')}.example",
            zone=tenant.zone, language=language,
        )  # fmt: skip
        await save_person(services, tenant.id, person)


async def _put_prepared(services: Services, stage: Stage, clients: dict[str, Client]) -> None:
    """Give each example client canned replies and an approved template, known to the world."""
    for client in clients.values():
        tenant_id, language = client.put.tenant.id, client.languages[0]
        if not await services.db.read(canned_replies.replies_of, tenant_id):
            for shortcut, text in _REPLIES[language]:
                await save_reply(services, tenant_id, shortcut, text, "", SYSTEM)
        body = _TEMPLATES[language]
        # A world begins anew, and with it the provider's name of the template.
        sid = await stage.run(_make_template(stage, body, language))
        template = TemplateRow(
            new_id(), tenant_id, "still_interested", language, body, sid, "approved"
        )
        await save_template(services, template, SYSTEM)


async def _make_template(stage: Stage, body: str, language: str) -> str:
    given: dict[str, object] = {
        "friendly_name": "still_interested",
        "language": language,
        "types": {"twilio/text": {"body": body}},
    }
    return str(stage.world.twilio.resources.add_template(ACCOUNT_SID, given, 0)["sid"])


async def _put_site(services: Services, tenant_id: str, url: str) -> None:
    """Let an example client's website be crawled, in a base of its own."""
    found = await services.db.read(bases.base_by_name, tenant_id, _SITE_BASE)
    base = found or await create_base(services, tenant_id, _SITE_BASE)
    for known in await services.db.read(websites.websites_in, tenant_id, base.id):
        # A demo of before, whose site was served at another port.
        await remove_website(services, tenant_id, known.id)
    await add_website(services, tenant_id, base.id, f"{url}/")


async def _link(services: Services) -> str:
    try:
        return await admin.create(services, OPERATOR, "Demo", "owner")
    except Conflict:
        return await admin.link(services, OPERATOR)


async def _keep_playing(players: Players) -> None:
    """Let some leads write at once, then one now and then, until cancelled."""
    dice = random.Random()
    index = _FIRST_INDEX + dice.randrange(20_000)
    async with asyncio.TaskGroup() as group:
        for number, lead in enumerate(_leads(index)):
            group.create_task(players.play(lead))
            is_first = number < _FIRST_LEADS
            await asyncio.sleep(_FIRST_EVERY_S if is_first else dice.uniform(*_EVERY_S))


def _leads(index: int) -> Iterator[Lead]:
    """Return leads without end, on both phone channels."""
    while True:
        yield from make_leads(1, channels=("sms", "whatsapp"), first_index=index)
        index += 1


def _show(scene: Scene) -> None:
    show_demo(
        [
            ("Dashboard", scene.link),
            ("Phone", f"{scene.address}/demo/phone"),
            ("Mail", f"{scene.address}/demo/mail"),
        ],
        _HOW,
        list(_facts(scene)),
    )


def _facts(scene: Scene) -> Iterator[tuple[str, str]]:
    for number, client in enumerate(scene.clients):
        about = f"{client.name}: {_TRADES[client.trade]}, {_NAMES[client.languages[0]]}"
        yield "" if number else "Clients", about
    yield "Simulated", "Twilio (SMS, WhatsApp), SendGrid, Anthropic, and some leads who write."
    yield "", "No account is used and nothing leaves this machine."
    yield "Data", f"{scene.folder} ({'removed at the end' if scene.is_temporary else 'kept'})"
    if scene.wanted_port not in (0, scene.port):
        yield "Port", f"{scene.wanted_port} is taken, so this is {scene.port}."
