"""``leadline simulate``: plays leads through the whole path and reports what became of them.

The product is the real one: webhooks over HTTP with signatures, database, jobs, SDKs, one delivery
gate. Only the providers are simulated, on a thread of their own. Data lives in a temporary folder
and is gone afterwards. What was answered, lost or said twice is judged by what the simulated Twilio
saw, never by the product's own word; a lead counts as answered when each of its messages was.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import uvloop

from app.errors import Invalid
from app.log import set_up
from app.main import Server
from app.playing import Pace, Players, Stage, on_world, put_clients, world_setup
from app.services import Services
from app.settings import Settings
from app.store import figures
from app.wiring import build
from app.world.phones import make_leads
from app.world.world import World

CHANNELS = ("sms", "whatsapp")
PUBLIC_URL = "https://leads.example.com"
# Short, so that a run takes seconds, but not off: leads that write in bursts must be waited for.
_BURST_MS = {"burst_short_ms": 50, "burst_long_ms": 150, "burst_cap_ms": 400}
_EVERY_S = 0.12
_AT_ONCE = 40
_SETTLE_S = 60.0
_LOOK_S = 0.1
# As the server has it: threads that wait get the interpreter quickly.
_SWITCH_INTERVAL_S = 0.001


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be played. ``shares`` are faults by name, each a share from 0 to 1."""

    leads: int
    seed: int
    shares: dict[str, float]
    channels: tuple[str, ...] = CHANNELS

    @property
    def faults(self) -> str:
        """The faults in the world's notation."""
        return ",".join(f"{name}={share}" for name, share in self.shares.items())


def run(
    leads: int,
    seed: int,
    shares: dict[str, float],
    as_json: bool,
    settings: Settings,
    channel: str | None = None,
) -> int:
    """Play leads and report; 0 when nothing was lost or said twice, else 1.

    Raises:
        Invalid: an unknown channel or fault.
    """
    if channel is not None and channel not in CHANNELS:
        raise Invalid(f"--channel {channel}: simulate plays {' and '.join(CHANNELS)}.")
    wish = Wish(leads, seed, shares, (channel,) if channel else CHANNELS)
    if settings.origin("log_level") == "default":
        # Faults are made on purpose here: what they cause is no warning.
        set_up("error", settings.log_format)
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    if as_json:
        result = uvloop.run(_until_stopped(simulate(wish, settings)))
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        result = _on_terminal(wish, settings)
    return 0 if result["lost"] == 0 and result["duplicated"] == 0 else 1


def _on_terminal(wish: Wish, settings: Settings) -> dict[str, Any]:
    from app import report

    with report.progress(wish.leads) as advance:
        result = uvloop.run(_until_stopped(simulate(wish, settings, advance)))
    report.show(result)
    return result


async def _until_stopped(work: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """Let SIGTERM end a run as Ctrl-C does: everything is closed, the folder removed.

    Raises:
        Abort: it was stopped.
    """
    task = asyncio.ensure_future(work)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        raise click.Abort from None


async def simulate(
    wish: Wish, settings: Settings, advance: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """Play leads on a fresh leadline and return the report.

    Raises:
        Invalid: a fault is not known.
    """
    stage = Stage(world_setup(seed=wish.seed, faults=wish.faults))
    with tempfile.TemporaryDirectory(prefix="leadline-simulate-") as folder:
        try:
            base_url = await stage.start()
            server = await _serve(settings, base_url, Path(folder))
            try:
                return await _play(wish, stage, server, advance)
            finally:
                await server.stop()
        finally:
            await stage.stop()


async def _serve(settings: Settings, base_url: str, folder: Path) -> Server:
    more = {**_BURST_MS, "preload_models": True}
    ours = on_world(settings, base_url, folder, **more)
    server = Server(await build(ours.replaced(port=0, public_url=PUBLIC_URL)))
    await server.start()
    return server


async def _play(
    wish: Wish, stage: Stage, server: Server, advance: Callable[[], None]
) -> dict[str, Any]:
    world, services = stage.world, server.services
    world.webhooks.rewrite[PUBLIC_URL] = f"http://127.0.0.1:{server.port}"
    clients = await put_clients(services)
    players = Players(world, clients, PUBLIC_URL, Pace())
    leads = make_leads(wish.leads, wish.seed, channels=wish.channels)
    started = time.monotonic()
    await stage.run(players.play_all(leads, _EVERY_S, _AT_ONCE, lambda lead: advance()))
    unfinished = await _settle(stage, services)
    took_s = time.monotonic() - started
    return await _report(wish, world, services, took_s) | {"unfinished": unfinished}


async def _settle(stage: Stage, services: Services) -> int:
    """Wait until nothing is on its way any more; return how much still is at the deadline."""
    deadline = time.monotonic() + _SETTLE_S
    quiet = 0
    while True:
        try:
            await stage.run(asyncio.wait_for(stage.world.settle(), _SETTLE_S))
        except TimeoutError:
            pass
        left = await services.db.read(figures.open_work)
        # Twice, because the last webhook may have opened a turn after the look.
        quiet = quiet + 1 if left == 0 else 0
        if quiet == 2 or time.monotonic() > deadline:
            return left
        await asyncio.sleep(_LOOK_S)


async def _report(wish: Wish, world: World, services: Services, took_s: float) -> dict[str, Any]:
    verdict = world.verdict()
    used = await services.db.read(figures.usage_totals)
    warmth = await services.db.read(figures.temperatures)
    settings = services.settings
    return {
        "leads": wish.leads,
        "answered": verdict.leads_answered,
        "lost": verdict.leads_lost,
        "duplicated": verdict.duplicated,
        "refused": verdict.refused,
        "messages": {
            "inbound": verdict.inbound,
            "answered": verdict.answered,
            "lost": verdict.lost,
            "outbound": verdict.outbound,
        },
        "first_reply_ms": verdict.first_reply_ms,
        "reply_ms": verdict.reply_ms,
        "score": {name: warmth.get(name, 0) for name in ("hot", "warm", "cold")},
        "cost_usd": round(sum(row["cost_microusd"] for row in used.values()) / 1e6, 4),
        "tokens": {
            name: sum(row[name] for row in used.values())
            for name in ("input", "cache_write", "cache_read", "output")
        },
        "model_calls": {provider: row["calls"] for provider, row in used.items()},
        "paths": await services.db.read(figures.paths),
        "seed": wish.seed,
        "channels": list(wish.channels),
        "faults": dict(world.faults.counts),
        "fault_shares": wish.shares,
        "burst_ms": {name: getattr(settings, name) for name in _BURST_MS},
        "duration_s": round(took_s, 1),
        "lost_sids": verdict.lost_sids,
        "duplicated_sids": verdict.duplicated_sids,
    }
