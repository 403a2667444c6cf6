"""One open page of the inbox, and what it shares with all pages that look the same.

Texts are drawn with a stand-in for the session's token, which every page gets its own for. A page
is a few bytes that wait; a thousand of them are open at a busy agency.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass

from app.routes.pages.conversations.inbox import Scope
from app.routes.render import Shell
from app.store.operators import Session

STAND_IN = f"csrf-{secrets.token_hex(16)}"
_MINE = STAND_IN.encode()
_TEXTS_WAITING = 64


@dataclass(frozen=True, slots=True)
class Look:
    """What pages see alike. ``heard`` None: every client, those made later included."""

    heard: frozenset[str] | None
    scope: Scope
    shell: Shell
    tenant_id: str = ""
    seen: frozenset[str] = frozenset()

    def hears(self, tenant_id: str) -> bool:
        """Tell whether a client is one of the list's."""
        return self.heard is None or tenant_id in self.heard

    @property
    def selected_id(self) -> str:
        """Return the opened conversation, or empty."""
        return self.scope.place.selected_id


class Page:
    """One open page: what is to be sent to it next."""

    __slots__ = ("_csrf", "_waiting", "_wake", "id_hash", "is_over", "operator", "sent_at")

    def __init__(self, session: Session) -> None:
        self.id_hash = session.id_hash
        self.operator = session.operator
        self.is_over = False
        self.sent_at = time.monotonic()
        self._csrf = session.csrf.encode()
        self._waiting: deque[bytes] | None = None
        self._wake: asyncio.Future[None] | None = None

    def offer(self, data: bytes) -> None:
        """Have something sent; a page that does not take what it is sent is ended."""
        if self.is_over:
            return
        self._waiting = self._waiting if self._waiting is not None else deque()
        self._waiting.append(data)
        if len(self._waiting) > _TEXTS_WAITING:
            self.end()
        self._stir()

    def end(self) -> None:
        """Let the stream end."""
        self.is_over = True
        self._stir()

    async def texts(self) -> AsyncIterator[bytes]:
        """Yield what is to be sent, until the page is over."""
        while True:
            while self._waiting:
                self.sent_at = time.monotonic()
                yield self.own(self._waiting.popleft())
            self._waiting = None
            if self.is_over:
                return
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
            self._wake = None

    def own(self, data: bytes) -> bytes:
        """Return a text with this session's token in it."""
        return data.replace(_MINE, self._csrf) if _MINE in data else data

    def _stir(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)
