"""The memory of the Twilio double: who said what to whom, and waiting for what comes next."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable

from app.world.twilio_records import Record


class Memory:
    """Every message, by id and by lead; nothing is ever dropped but by ``reset``.

    ``listeners`` are told each message as it is kept, on the world's event loop.
    """

    def __init__(self) -> None:
        self.listeners: list[Callable[[Record], None]] = []
        self._waiting: dict[str, list[asyncio.Event]] = defaultdict(list)
        self.reset()

    def reset(self) -> None:
        """Forget every message and opt-out."""
        self.records: list[Record] = []
        self.by_sid: dict[str, Record] = {}
        self.by_lead: dict[str, list[Record]] = defaultdict(list)
        self.opted_out: set[tuple[str, str]] = set()
        self.last_inbound_ms: dict[tuple[str, str], int] = {}
        self.last_sender: dict[str, str] = {}

    def keep(self, record: Record) -> None:
        """Remember a message."""
        self.records.append(record)
        self.by_sid[record.sid] = record
        lead = (record.sender or "") if record.is_inbound else record.to
        self.by_lead[lead].append(record)
        for waiting in self._waiting.pop(lead, []):
            waiting.set()
        for listener in self.listeners:
            listener(record)

    def records_with(self, address: str) -> list[Record]:
        """Return every message to or from an address (a lead's or one of ours)."""
        if address in self.by_lead:
            return self.by_lead[address]
        return [r for r in self.records if address in (r.to, r.sender)]

    async def reply_to(self, inbound: Record, timeout_s: float) -> Record | None:
        """Wait for the first message to a lead accepted after it wrote ``inbound``.

        Returns None when none came in time. Twilio's own answers are no reply.
        """
        try:
            async with asyncio.timeout(timeout_s):
                return await self._next_reply(inbound)
        except TimeoutError:
            return None

    async def _next_reply(self, inbound: Record) -> Record:
        while (reply := self._reply_after(inbound)) is None:
            news = asyncio.Event()
            self._waiting[inbound.sender or ""].append(news)
            await news.wait()
        return reply

    def _reply_after(self, inbound: Record) -> Record | None:
        return next(
            (
                record
                for record in self.by_lead[inbound.sender or ""]
                if not record.is_inbound
                and not record.by_provider
                and record.seen_s >= inbound.seen_s
                and record.sender in (None, inbound.to)
            ),
            None,
        )
