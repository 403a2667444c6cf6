"""The live stream of the list of leads: rows and cards appear, move and go as leads do.

What happened names a lead, or a conversation and so a lead. Of each the row is read again and
pushed if it belongs to what the page shows. A stream keeps only what tells whether a row changed,
never the rows: a thousand open pages must not cost much.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from sanic import Blueprint, HTTPResponse, Request, Sanic

from app.domain.access import Right
from app.errors import NotFound
from app.live import LiveEvent
from app.routes.access import needs
from app.routes.auth import operator_of, protect, services_of
from app.routes.live import follow, message
from app.routes.pages.leads import reads
from app.routes.pages.leads.page import asked_of, chosen_columns, words
from app.routes.pages.leads.query import Asked
from app.routes.pages.leads.views import BoardColumn, LeadRow, LeadsScreen, mark_of, row_of
from app.routes.render import Shell, draw
from app.services import Services
from app.store import lead_lines, lead_list
from app.store.db import Tx
from app.store.lead_list import Found, Key
from app.store.operators import Operator

# A burst is drawn together; nobody reads faster than this.
_PAUSE_S = 0.2
# So many leads at once are no change to follow but another list: it is read as a whole.
_MOST_TOUCHED = 60
_WHOLE = ("scores_recomputed", "leads_imported")
_NOT = ("document_", "website_", "gap_", "knowledge_", "budget_", "profile_", "notification_")
_P = "pages/leads/"
_Touched = frozenset[tuple[str, str]]


def mount(app: Sanic) -> None:  # type: ignore[type-arg]
    """Add the stream."""
    streams = Blueprint("live_leads")
    protect(streams)
    streams.add_route(stream_leads, "/live/leads", methods=["GET"])
    app.blueprint(streams)


@needs(Right.READ)
async def stream_leads(request: Request) -> HTTPResponse | None:
    """Push what changes on one page of leads until it is closed."""
    services, operator, asked = services_of(request), operator_of(request), asked_of(request)
    screen = _Stream(services, operator, request.ctx.shell, asked, chosen_columns(request))
    scope = await services.db.read(reads.scope_of, operator, asked)
    sees_all = operator.sees_all and not asked.client_id
    heard = None if sees_all else frozenset(scope.tenant_ids)
    return await follow(request, heard, screen, request.args.get("mark", ""))


@dataclass(slots=True)
class _Stream:
    """One page, as last sent: of each lead shown a mark, of each column its count."""

    services: Services
    operator: Operator
    shell: Shell
    asked: Asked
    columns: tuple[str, ...]
    shown: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int | None] = field(default_factory=dict)
    floor: Key | None = None
    read_at: float = 0.0

    @property
    def is_board(self) -> bool:
        return self.asked.view == "board"

    @property
    def is_first(self) -> bool:
        return self.asked.after is None and self.asked.before is None

    async def open(self, seen: str) -> str:
        """Read the page; return all of it when the page shows something else."""
        screen = await self.services.db.read(reads.load, self.operator, self.asked, self.columns)
        self._keep(screen)
        return "" if screen.mark == seen else self._whole(screen)

    def _keep(self, screen: LeadsScreen) -> None:
        rows = [*screen.rows, *(row for column in screen.board for row in column.rows)]
        self.shown = {row.id: mark_of(row) for row in rows}
        self.counts = {column.status: column.count for column in screen.board}
        self.floor, self.read_at = screen.floor, time.monotonic()

    def _whole(self, screen: LeadsScreen) -> str:
        parts = [self._row(row) for row in screen.rows]
        for column in screen.board:
            parts += [self._row(row) for row in column.rows]
            parts.append(self._count(column))
        return message(parts, "")

    async def catch_up(self, events: list[LiveEvent]) -> str:
        """Return what changed by these events, or empty."""
        told = [one for one in events if not one.kind.startswith(_NOT)]
        if not told:
            return ""
        await asyncio.sleep(max(0.0, self.read_at + _PAUSE_S - time.monotonic()))
        self.read_at = time.monotonic()
        db = self.services.db
        try:
            touched = await db.read(_touched, told)
            if len(touched) > _MOST_TOUCHED or any(one.kind in _WHOLE for one in told):
                return await self._again()
            rows, counts = await db.read(self._read, touched)
        except NotFound:
            # The client is gone: the page says so when it is loaded again.
            return ""
        parts = [self._moved(lead_id, row) for lead_id, row in rows.items()]
        parts += [self._count(one) for one in counts if self.counts.get(one.status) != one.count]
        self.counts |= {one.status: one.count for one in counts}
        return message([part for part in parts if part], "")

    async def _again(self) -> str:
        before = self.shown
        screen = await self.services.db.read(reads.load, self.operator, self.asked, self.columns)
        self._keep(screen)
        gone = [self._gone(one) for one in before if one not in self.shown]
        text = self._whole(screen)
        return message(gone, "") + text

    def _read(
        self, tx: Tx, touched: _Touched
    ) -> tuple[dict[str, LeadRow | None], list[BoardColumn]]:
        scope = reads.scope_of(tx, self.operator, self.asked)
        allowed = frozenset(scope.tenant_ids)
        column = scope.asked.wanted.column
        rows: dict[str, LeadRow | None] = {}
        for tenant_id, lead_id in touched:
            if tenant_id not in allowed:
                continue
            key = lead_list.fits(tx, tenant_id, scope.asked.wanted, lead_id)
            found = [Found(key, tenant_id)] if key and self._is_here(lead_id, key) else []
            lines = lead_lines.lines(tx, found)
            rows[lead_id] = row_of(lines[0], column, scope.shows_client) if lines else None
        counts = []
        if self.is_board and rows:
            counts = [
                BoardColumn(status, "", (), reads.count(tx, scope, status))
                for status in self.counts
            ]
        return rows, counts

    def _is_here(self, lead_id: str, key: Key) -> bool:
        """Tell whether a lead that fits the list stands on this page of it."""
        if self.is_board:
            return True
        if not self.is_first:
            return lead_id in self.shown and (self.floor is None or key >= self.floor)
        return self.floor is None or key >= self.floor

    def _moved(self, lead_id: str, row: LeadRow | None) -> str:
        if row is None:
            return self._gone(lead_id) if self.shown.pop(lead_id, "") else ""
        mark = mark_of(row)
        if self.shown.get(lead_id) == mark:
            return ""
        self.shown[lead_id] = mark
        return self._row(row)

    def _gone(self, lead_id: str) -> str:
        if self.is_board:
            return f'<li id="card-{lead_id}" data-gone></li>'
        return f'<tr id="lead-{lead_id}" data-gone></tr>'

    def _row(self, row: LeadRow) -> str:
        template = "_card.html" if self.is_board else "_row.html"
        return draw(
            _P + template,
            self.shell,
            row=row,
            columns=self.columns,
            is_placed=self.is_first,
            **words(),
        )

    def _count(self, column: BoardColumn) -> str:
        return draw(_P + "_count.html", self.shell, column=column)


def _touched(tx: Tx, events: Iterable[LiveEvent]) -> _Touched:
    """Return the leads something happened to, with whose they are."""
    found: set[tuple[str, str]] = set()
    talks: set[tuple[str, str]] = set()
    for event in events:
        named = [event.data.get("lead_id"), *event.data.get("lead_ids", ())]
        found |= {(event.tenant_id, str(one)) for one in named if one}
        if event.conversation_id:
            talks.add((event.tenant_id, event.conversation_id))
    for tenant_id, conversation_id in talks:
        lead_id = lead_lines.lead_of_conversation(tx, tenant_id, conversation_id)
        if lead_id is not None:
            found.add((tenant_id, lead_id))
    return frozenset(found)
