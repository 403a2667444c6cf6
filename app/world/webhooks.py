"""Delivers Twilio's webhooks: signed for the public URL, posted to the loopback one, retried.

A URL may end in Twilio's connection overrides (``#rc=3&rp=ct,5xx``): the fragment is neither sent
nor signed. Faults are met here: copies (sometimes at once), and webhooks held back.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urldefrag, urlsplit

from app.world.faults import Faults
from app.world.http_client import ConnectFailed, NoAnswer, WebhookClient
from app.world.signature import encode_form, sign

Pairs = list[tuple[str, str]]
CONNECT, TIMEOUT = "connect", "timeout"


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a webhook is tried again, and after what.

    ``on`` holds ``ct`` (nobody listens), ``rt`` (no answer), ``4xx``, ``5xx`` or ``all``. Twilio's
    own default is once, after ``ct`` only.
    """

    count: int = 1
    on: frozenset[str] = frozenset({"ct"})
    wait_s: float = 0.2

    def overridden(self, fragment: str) -> Retries:
        """Apply the ``rc`` and ``rp`` of a URL's fragment."""
        words = parse_qs(fragment)
        count = int(words["rc"][0]) if "rc" in words else self.count
        on = frozenset(words["rp"][0].split(",")) if "rp" in words else self.on
        return Retries(min(count, 5), on, self.wait_s)

    def wants(self, outcome: str) -> bool:
        """Tell whether this outcome (a status, ``connect`` or ``timeout``) is tried again."""
        if outcome == CONNECT:
            return bool(self.on & {"ct", "all"})
        if outcome == TIMEOUT:
            return bool(self.on & {"rt", "all"})
        if outcome.startswith("2"):
            return False
        return bool(self.on & {f"{outcome[0]}xx", "all"})


class Webhooks:
    """Posts webhooks; ``rewrite`` maps public base URLs to loopback ones."""

    def __init__(self, faults: Faults, rewrite: dict[str, str], retries: Retries) -> None:
        self.faults = faults
        self.rewrite = dict(rewrite)
        self.retries = retries
        self.client = WebhookClient()
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Run ``work`` in the background; ``settle`` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Wait until no webhook is on its way."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Cancel what is on its way and close the connections."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.client.close()

    async def deliver(
        self,
        public_url: str,
        pairs: Pairs,
        auth_token: str,
        seen: Callable[[str], None],
        url: str | None = None,
    ) -> str:
        """Deliver one webhook with its faults and return the outcome of the first copy.

        ``url`` is where it is really posted (default: ``public_url`` through ``rewrite``).
        ``seen`` is told the outcome of every attempt.
        """
        dice = self.faults.dice()
        held_s = dice.uniform(0.05, 0.5) if self.faults.happens("reorder") else 0.0
        if self.faults.happens("delay"):
            held_s += dice.uniform(0.0, self.faults.delay_s)
        once = self._attempts(public_url, pairs, auth_token, seen, url)
        if self.faults.happens("duplicate"):
            for _ in range(dice.choice((1, 1, 2))):
                later_s = held_s + dice.choice((0.0, dice.uniform(0.02, 0.3)))
                self.spawn(_later(later_s, once))
        if held_s:
            await asyncio.sleep(held_s)
        return await once()

    def _attempts(
        self,
        public_url: str,
        pairs: Pairs,
        auth_token: str,
        seen: Callable[[str], None],
        url: str | None,
    ) -> Callable[[], Awaitable[str]]:
        signed_url, fragment = urldefrag(public_url)
        retries = self.retries.overridden(fragment)
        target = urldefrag(url)[0] if url else self.local(signed_url)
        body = encode_form(pairs)
        headers = {
            "Host": urlsplit(signed_url).netloc,
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "X-Forwarded-Proto": urlsplit(signed_url).scheme,
            "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
            "X-Twilio-Signature": sign(auth_token, signed_url, pairs),
        }

        async def once() -> str:
            for left in range(retries.count, -1, -1):
                outcome = await self._post(target, body, headers)
                seen(outcome)
                if not left or not retries.wants(outcome):
                    return outcome
                await asyncio.sleep(retries.wait_s)
            raise AssertionError("unreachable")

        return once

    async def _post(self, url: str, body: bytes, headers: dict[str, str]) -> str:
        try:
            status, _ = await self.client.post(url, body, headers)
        except ConnectFailed:
            return CONNECT
        except NoAnswer:
            return TIMEOUT
        return str(status)

    def local(self, public_url: str) -> str:
        """Return where a public URL is served on this machine."""
        for public, local in self.rewrite.items():
            if public_url == public or public_url.startswith((f"{public}/", f"{public}?")):
                return local + public_url[len(public) :]
        return public_url


async def _later(wait_s: float, work: Callable[[], Awaitable[str]]) -> None:
    if wait_s:
        await asyncio.sleep(wait_s)
    await work()
