"""What all open inboxes share: each event is read once, drawn once for each look, sent to all.

A look is what pages see alike: the same clients, list, language, rights, and opened conversation.
A page itself is a few bytes that wait. One task hears every event of the process; for each batch
it reads the conversations that were touched, whoever watches them, and hands every look the
partials that changed. Another looks at the sessions, each once, and ends the pages of those that
are over or see other clients now.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

import structlog

from app.errors import LeadlineError
from app.flows.presence import PRESENCE_MOVED, Presence
from app.flows.sign_in import IDLE_MS
from app.live import LiveEvent, Subscription
from app.routes.live_pages import Look, Page
from app.routes.live_parts import Part, Print, message, parts_of, print_of
from app.routes.pages.conversations.inbox import load, load_notices, load_thread
from app.routes.pages.conversations.present import row_of
from app.routes.pages.conversations.reply_views import Here
from app.routes.pages.views import Counts, Thread
from app.routes.render import draw
from app.services import Services
from app.store import inbox, inbox_lists, operators
from app.store.db import Tx
from app.store.inbox import Line
from app.store.operators import Operator

log = structlog.get_logger()

LOOK_S = 4.0
BEAT_S = 15.0
GATHER_S = 0.02
BEAT = b": still here\n\n"
# Ids of events are made before their units commit, so one may become visible after a newer one;
# by this time it has, and only then "nothing newer" means nothing was missed.
SETTLED_MS = 10_000
_EVENTS_WAITING = 20_000
_LINES_KEPT = 2_000
_P = "pages/conversations/"


@dataclass(slots=True)
class _News:
    """What some events changed, read once for all looks."""

    lines: dict[tuple[str, str], Line | None]
    old: dict[str, Line]
    threads: dict[str, list[Part]]
    event_id: str
    told: frozenset[str]
    rescored: frozenset[str]


class Hub:
    """All open inboxes of one process."""

    def __init__(self, services: Services, presence: Presence) -> None:
        self._services = services
        self._presence = presence
        self._pages: dict[Look, set[Page]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._ready = asyncio.Event()
        self._lines: OrderedDict[str, Line] = OrderedDict()
        self._prints: dict[str, Print] = {}
        self._counts: dict[str, dict[str, int]] = {}
        self._shown: dict[Look, Counts] = {}
        self._here: dict[Look, tuple[Here, ...]] = {}
        self._opened: dict[Look, tuple[str, int, bytes]] = {}
        self._drawn: dict[tuple[object, ...], str] = {}
        self._generation = 0

    @asynccontextmanager
    async def join(self, look: Look, page: Page) -> AsyncIterator[None]:
        """Let a page hear what happens to what it shows."""
        self._pages.setdefault(look, set()).add(page)
        try:
            if not self._tasks:
                self._tasks = [asyncio.create_task(one) for one in (self._hear(), self._watch())]
            await self._ready.wait()
            yield
        finally:
            self._leave(look, page)

    async def open(self, look: Look, after: str) -> bytes:
        """Return everything on a page that may have missed something, else nothing."""
        db, selected_id = self._services.db, look.selected_id
        newest, at_ms = await db.read(inbox.newest_event, look.scope.tenant_ids)
        await self._know_counts(look)
        if selected_id and selected_id not in self._prints:
            thread = await load_thread(self._services, look.tenant_id, selected_id)
            self._prints[selected_id] = print_of(thread)
        is_settled = at_ms < self._services.clock.now_ms() - SETTLED_MS
        if after == newest and is_settled:
            return b""
        # Who is here already is told with the first change after this.
        self._here.setdefault(look, ())
        kept = self._opened.get(look)
        if kept is None or kept[:2] != (newest, self._generation):
            kept = (newest, self._generation, await self._everything(look, newest))
            self._opened[look] = kept
        return kept[2]

    # -- coming and going

    def _leave(self, look: Look, page: Page) -> None:
        pages = self._pages.get(look, set())
        pages.discard(page)
        if not pages:
            for kept in (self._pages, self._shown, self._opened, self._here):
                kept.pop(look, None)
            if not any(one.selected_id == look.selected_id for one in self._pages):
                self._prints.pop(look.selected_id, None)
        if not self._pages:
            for task in self._tasks:
                task.cancel()
            self.__init__(self._services, self._presence)  # type: ignore[misc]

    async def _hear(self) -> None:
        """Tell every look of what happens, until the process stops."""
        try:
            async with self._services.live.subscribe(None, _EVENTS_WAITING) as subscription:
                self._ready.set()
                while not subscription.is_over:
                    await self._tell(await _gathered(subscription))
        except Exception:
            # Every page comes back and reads anew.
            log.exception("live_pages_ended")
        for page in [page for pages in self._pages.values() for page in pages]:
            page.end()

    async def _watch(self) -> None:
        """End the pages of sessions that are over; let the others' connections live."""
        while True:
            await asyncio.sleep(LOOK_S)
            open_pages = [page for pages in self._pages.values() for page in pages]
            hashes, now_ms = {page.id_hash for page in open_pages}, self._services.clock.now_ms()
            # Looking is not using: an open page alone does not keep a session from idling.
            with suppress(LeadlineError):
                who = await self._services.db.read(_read_operators, hashes, now_ms)
                _keep(open_pages, who)
            for look in list(self._pages):
                self._send(look, self._show_here(look), "")

    # -- what happened

    async def _tell(self, events: list[LiveEvent]) -> None:
        if not events:
            return
        self._generation += 1
        self._drawn.clear()
        news = await self._read(events)
        alerted = {one.tenant_id for one in events if one.kind == "budget_alert"}
        for look in list(self._pages):
            parts = self._changes(look, news)
            if any(look.hears(tenant_id) for tenant_id in news.rescored):
                parts += await self._every_row(look)
            if any(look.hears(tenant_id) for tenant_id in alerted):
                notices = await load_notices(self._services, look.scope, look.seen)
                parts.append(self._draw(look, "_notices.html", notices=notices))
            self._send(look, parts + self._show_here(look), news.event_id)
        for line in news.lines.values():
            if line is not None:
                self._keep_line(line)

    def _send(self, look: Look, parts: list[str], event_id: str) -> None:
        if text := message(parts, event_id):
            data = text.encode()
            for page in self._pages.get(look, ()):
                page.offer(data)

    def _show_here(self, look: Look) -> list[str]:
        """Return who else is in the opened conversation, when that changed."""
        if not look.selected_id:
            return []
        now_ms = self._services.clock.now_ms()
        operator_id = look.shell.operator_id
        found = self._presence.others(look.selected_id, operator_id, now_ms)
        here = tuple(Here(*one) for one in found)
        if here == self._here.get(look, ()):
            return []
        self._here[look] = here
        return [self._draw(look, "_here.html", here=here)]

    async def _read(self, events: list[LiveEvent]) -> _News:
        moved = [e for e in events if e.kind != PRESENCE_MOVED]
        touched = {(e.tenant_id, e.conversation_id) for e in moved if e.conversation_id}
        told = {tenant_id for tenant_id, _ in touched}
        rescored = {e.tenant_id for e in events if e.kind == "scores_recomputed"}
        lines, counts = await self._services.db.read(_read_lines, touched, told & set(self._counts))
        self._counts |= counts
        threads = {}
        for look in list(self._pages):
            one = look.selected_id
            is_told = (look.tenant_id, one) in touched or look.tenant_id in rescored
            if one and is_told and one not in threads:
                threads[one] = await self._thread_parts(look.tenant_id, one)
        ids = [event.id for event in events if event.id]
        old = {one: self._lines[one] for _, one in touched if one in self._lines}
        return _News(
            lines, old, threads, max(ids, default=""), frozenset(told), frozenset(rescored)
        )

    async def _thread_parts(self, tenant_id: str, conversation_id: str) -> list[Part]:
        thread: Thread = await load_thread(self._services, tenant_id, conversation_id)
        parts = parts_of(thread, self._prints.get(conversation_id))
        self._prints[conversation_id] = print_of(thread)
        return parts

    def _changes(self, look: Look, news: _News) -> list[str]:
        parts = []
        for (tenant_id, conversation_id), line in news.lines.items():
            if look.hears(tenant_id):
                parts += self._row(look, conversation_id, line, news.old.get(conversation_id))
        if any(look.hears(tenant_id) for tenant_id in news.told):
            parts += self._recount(look)
        for template, values in news.threads.get(look.selected_id, ()):
            parts.append(self._draw(look, template, **values))
        return parts

    def _row(
        self, look: Look, conversation_id: str, line: Line | None, old: Line | None
    ) -> list[str]:
        filters, shows_client = look.scope.filters, look.scope.shows_client
        row = None
        if line is not None and inbox_lists.is_in(filters, line):
            row = row_of(line, shows_client)
        was_in = old is None or inbox_lists.is_in(filters, old)
        if row is None:
            return [f'<li id="row-{conversation_id}" data-gone></li>'] if was_in else []
        if old is not None and was_in and row_of(old, shows_client) == row:
            return []
        return [self._draw_alike(look, "_row.html", row=row)]

    def _recount(self, look: Look) -> list[str]:
        counts = self._counts_of(look)
        if counts == self._shown.get(look):
            return []
        self._shown[look] = counts
        return [self._draw_alike(look, "_tabs.html", counts=counts)]

    async def _every_row(self, look: Look) -> list[str]:
        """Return the whole list: an edited profile may have moved any lead of it."""
        view = await load(self._services, look.scope, None)
        self._shown[look] = view.counts
        draw_alike = self._draw_alike
        return [
            draw_alike(look, "_rows.html", rows=view.rows, next=view.next),
            draw_alike(look, "_tabs.html", counts=view.counts),
        ]

    async def _everything(self, look: Look, newest: str) -> bytes:
        parts = await self._every_row(look)
        if look.selected_id:
            thread = await load_thread(self._services, look.tenant_id, look.selected_id)
            self._prints[look.selected_id] = print_of(thread)
            parts += [self._draw(look, name, **values) for name, values in parts_of(thread)]
        return message(parts, newest).encode()

    # -- what is known

    async def _know_counts(self, look: Look) -> None:
        missing = [one for one in look.scope.tenant_ids if one not in self._counts]
        if missing:
            _, counts = await self._services.db.read(_read_lines, set(), set(missing))
            self._counts |= counts
        self._shown.setdefault(look, self._counts_of(look))

    def _counts_of(self, look: Look) -> Counts:
        totals = dict.fromkeys(inbox_lists.TABS[1:], 0)
        for tenant_id in look.scope.tenant_ids:
            for tab, n in self._counts.get(tenant_id, {}).items():
                totals[tab] = min(inbox_lists.MOST_COUNTED, totals[tab] + n)
        return Counts(**totals)

    def _keep_line(self, line: Line) -> None:
        self._lines[line.id] = line
        self._lines.move_to_end(line.id)
        if len(self._lines) > _LINES_KEPT:
            self._lines.popitem(last=False)

    def _draw_alike(self, look: Look, template: str, **values: object) -> str:
        """Draw what looks the same whoever is signed in, and whatever is open: once."""
        place = replace(look.scope.place, selected_id="")
        key = (template, place, look.shell.language, *values.values())
        if key not in self._drawn:
            self._drawn[key] = draw(_P + template, look.shell, place=place, **values)
        return self._drawn[key]

    def _draw(self, look: Look, template: str, **values: object) -> str:
        now_ms = self._services.clock.now_ms()
        return draw(_P + template, look.shell, place=look.scope.place, now_ms=now_ms, **values)


async def _gathered(subscription: Subscription) -> list[LiveEvent]:
    """Return what happened, empty when nothing did for a while."""
    events = await subscription.batch(60.0)
    if events:
        # One message makes several events at once; drawing each is no quicker.
        await asyncio.sleep(GATHER_S)
        events += await subscription.batch(0)
    return events


def _keep(pages: Iterable[Page], who: dict[str, Operator]) -> None:
    now = time.monotonic()
    for page in pages:
        operator = who.get(page.id_hash)
        is_same = operator is not None and (operator.role, operator.tenant_ids) == (
            page.operator.role,
            page.operator.tenant_ids,
        )
        if not is_same:
            page.end()
        elif now - page.sent_at >= BEAT_S:
            page.offer(BEAT)


def _read_operators(tx: Tx, hashes: set[str], now_ms: int) -> dict[str, Operator]:
    """Return who is signed in by these sessions, as long as they are in force."""
    found = {one: operators.session_by_hash(tx, one, now_ms, IDLE_MS) for one in hashes}
    return {
        one: session.operator
        for one, session in found.items()
        if session is not None and not session.is_confined
    }


def _read_lines(
    tx: Tx, touched: set[tuple[str, str]], counted: set[str]
) -> tuple[dict[tuple[str, str], Line | None], dict[str, dict[str, int]]]:
    """Return the lines of some conversations, and the counts of some tenants' tabs."""
    lines = {key: inbox.line(tx, *key) for key in touched}
    return lines, {one: inbox_lists.counts(tx, (one,)) for one in counted}
