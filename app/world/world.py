"""The simulated world: one server on loopback for all providers' doubles, and the judge.

    world = World(WorldSetup(seed=7, faults="twilio:429=0.05", latency_ms={"anthropic": 800}))
    base_url = await world.start()

Point each provider's base URL at ``base_url`` (OpenAI's at ``base_url + "/v1"``). All of it lives
on the event loop that called ``start``; ``/control/`` offers the same to other processes.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol

from app.clock import Clock, SystemClock
from app.errors import LeadlineError
from app.world.anthropic import OVERLOADED_EVENT, Anthropic
from app.world.clockwork import Latency
from app.world.control import Control
from app.world.faults import PROVIDERS, Faults
from app.world.http_server import Answer, BadRequest, HttpServer, Request, json_answer
from app.world.judge import Verdict, judge
from app.world.openai import OpenAI
from app.world.salesperson import Salesperson
from app.world.sendgrid import SendGrid
from app.world.twilio import Twilio, TwilioSetup
from app.world.webhooks import Retries, Webhooks

_GARBAGE = b"<html><head><title>502 Bad Gateway</title></head><body></body></html>"


@dataclass(slots=True)
class WorldSetup:
    """How the world is. ``faults`` and ``latency_ms`` use the notations of ``faults`` and
    ``clockwork``; ``rewrite`` maps public base URLs to where they are served on this machine."""

    seed: int = 1
    faults: str = ""
    latency_ms: dict[str, str | float] = field(default_factory=dict)
    rewrite: dict[str, str] = field(default_factory=dict)
    twilio: TwilioSetup = field(default_factory=TwilioSetup)
    retries: Retries = field(default_factory=Retries)


class Double(Protocol):
    """What every provider's double can do."""

    def handle(self, request: Request) -> Answer:
        """Answer one request."""
        ...

    def error(self, kind: str) -> Answer:
        """Return the provider's own answer for a fault of this kind."""
        ...

    def reset(self) -> None:
        """Forget what happened."""
        ...


class World:
    """All doubles behind one port."""

    def __init__(self, setup: WorldSetup | None = None, clock: Clock | None = None) -> None:
        """Build the world; nothing listens before ``start``.

        Raises:
            Invalid: the setup's faults or latencies cannot be read.
        """
        self.setup = setup or WorldSetup()
        self.clock = clock or SystemClock()
        seed = self.setup.seed
        self.faults = Faults.parse(self.setup.faults, seed)
        self.latency = {name: Latency() for name in PROVIDERS}
        self.set_latency(self.setup.latency_ms)
        self.webhooks = Webhooks(self.faults, self.setup.rewrite, self.setup.retries)
        salesperson = Salesperson(seed)
        self.twilio = Twilio(self.setup.twilio, self.clock, self.webhooks)
        self.anthropic = Anthropic(salesperson, self.clock, seed)
        self.openai = OpenAI(salesperson, self.clock, seed)
        self.sendgrid = SendGrid(self.clock, seed)
        self._doubles: dict[str, Double] = {
            "twilio": self.twilio,
            "anthropic": self.anthropic,
            "openai": self.openai,
            "sendgrid": self.sendgrid,
        }
        self.calls: Counter[str] = Counter()
        self.base_url = ""
        self._server = HttpServer(self._handle)
        self._control = Control(self)
        self._dice = {name: random.Random(f"{seed}:{name}:latency") for name in PROVIDERS}

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Listen and return the base URL."""
        bound = await self._server.start(host, port)
        self.base_url = self.twilio.base_url = f"http://{host}:{bound}"
        return self.base_url

    async def stop(self) -> None:
        """Stop listening; webhooks on their way are dropped."""
        await self.webhooks.stop()
        await self._server.stop()

    async def settle(self) -> None:
        """Wait until no webhook is on its way."""
        await self.webhooks.settle()

    def set_latency(self, latency_ms: dict[str, str | float]) -> None:
        """Change how long providers take.

        Raises:
            Invalid: a latency cannot be read.
        """
        for name, value in latency_ms.items():
            self.latency[name] = Latency.parse(value)

    def set_faults(self, text: str) -> None:
        """Replace the fault schedule.

        Raises:
            Invalid: it cannot be read.
        """
        self.faults.chances = Faults.parse(text).chances

    def reset(self) -> None:
        """Forget messages, usage and caches; the setup stays."""
        for double in self._doubles.values():
            double.reset()
        self.calls.clear()
        self.faults.counts.clear()

    def verdict(self, *, is_strict: bool = True) -> Verdict:
        """Return what was answered, lost and said twice so far."""
        return judge(self.twilio.records, is_strict=is_strict)

    def report(self, *, is_strict: bool = True) -> dict[str, Any]:
        """Return the verdict with what was asked of the providers, as plain data."""
        return self.verdict(is_strict=is_strict).as_dict() | {
            "calls": dict(self.calls),
            "faults": dict(self.faults.counts),
            "anthropic_usage": dict(self.anthropic.usage),
            "openai_usage": dict(self.openai.usage),
            "defects": [repr(error) for error in self._server.defects],
            "now_s": time.monotonic(),
        }

    # -- serving

    def _handle(self, request: Request) -> Answer:
        if request.path.startswith("/control/"):
            return self._controlled(request)
        name = _provider_of(request)
        if name is None:
            return json_answer(404, {"error": f"nothing is simulated at {request.path}"})
        kind = self.faults.draw(name)
        try:
            answer = self._met(name, kind, request)
        except BadRequest as error:
            answer = json_answer(400, {"code": 20001, "message": str(error), "status": 400})
        answer.delay_s += self.latency[name].draw_s(self._dice[name])
        self.calls[f"{name} {request.method} {_operation(request)} {kind or answer.status}"] += 1
        return answer

    def _controlled(self, request: Request) -> Answer:
        try:
            return self._control.handle(request)
        except (BadRequest, KeyError, TypeError, ValueError, LeadlineError) as error:
            return json_answer(400, {"error": str(error) or type(error).__name__})

    def _met(self, name: str, kind: str | None, request: Request) -> Answer:
        """Answer a request that meets a fault, or none."""
        double = self._doubles[name]
        if kind is None:
            return double.handle(request)
        if kind in ("timeout", "hang"):
            return Answer(delay_s=self.faults.hang_s, cut_after=0)
        if kind == "drop":
            return Answer(cut_after=0)
        if kind == "garbage":
            return Answer(502, _GARBAGE, content_type="text/html")
        if kind.isdigit():
            return double.error(kind)
        answer = double.handle(request)
        if kind == "delay":
            answer.delay_s += self.faults.delay_s
        elif kind == "drop_after":
            answer.cut_after, answer.parts = 0, None
        elif answer.parts is None:
            answer.cut_after = len(answer.body) // 2
        else:
            # Ended in form, as an edge server does it: the client notices nothing but the end.
            answer.parts = answer.parts[: len(answer.parts) // 2]
            if kind == "error_stream":
                answer.parts = [*answer.parts, (0.0, OVERLOADED_EVENT)]
        return answer


def _provider_of(request: Request) -> str | None:
    path = request.path
    if path.startswith(("/v1/messages", "/v1/models")):
        return "anthropic"
    if path in ("/v1/embeddings", "/v1/chat/completions"):
        return "openai"
    if path.startswith("/v3/"):
        return "sendgrid"
    twilio = ("/2010-04-01/", "/v1/Content", "/v1/Services", "/v2/", "/media/")
    return "twilio" if path.startswith(twilio) else None


def _operation(request: Request) -> str:
    parts = request.path.removesuffix(".json").strip("/").split("/")
    if parts[0] == "2010-04-01":
        return parts[3] if len(parts) > 3 else "Accounts"
    return parts[1] if len(parts) > 1 else parts[0]
