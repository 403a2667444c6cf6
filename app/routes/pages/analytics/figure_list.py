"""The page that lists the rows behind a figure: as many as the figure says, each a link on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.figures_behind import count_behind
from app.domain.figures_of_day import Figures
from app.domain.text import storable
from app.errors import NotFound
from app.routes.figure_rows import CHOICES, TEXTS, parts_of, span_of
from app.routes.pages.analytics.words import (
    CELL_WORDS,
    COLUMN_WORDS,
    EMPTY_SOURCE_WORDS,
    HANDLED_WORDS,
    ROWS_WORDS,
    STEP_WORDS,
    WAIT_WORDS,
)
from app.routes.pages.conversations.decision_words import OUTCOME_WORDS
from app.routes.pages.conversations.present import masked
from app.routes.pages.dashboard.views import Place
from app.routes.pages.knowledge.words import CHANNEL_WORDS
from app.routes.pages.lead.words import APPOINTMENT_WORDS, STATUS_WORDS
from app.routes.pages.leads.words import HEAT_WORDS
from app.routes.pages.views import Client
from app.routes.pages.words import ESCALATION_WORDS, PRIORITY_WORDS
from app.routes.pages.words import OUTCOME_WORDS as RESOLVED_WORDS
from app.store import analytics_rows
from app.store.analytics_kinds import KINDS
from app.store.analytics_rows import Behind, Key, Page
from app.store.db import Tx

__all__ = ["WORDS", "Screen", "Wanted", "screen_of", "span_of", "wanted_of"]

WORDS = {"kinds": ROWS_WORDS, "columns": COLUMN_WORDS, "sources": EMPTY_SOURCE_WORDS}
# The cells of a kind that are shown; the file has all of them.
_COLUMNS = {
    "leads": ("temperature", "status", "step", "channel", "source", "created_at"),
    "appointments": ("starts_at", "state", "created_at"),
    "escalations": ("reason", "priority", "outcome", "created_at", "resolved_at"),
    "replies": ("written_at", "replied_at", "first_reply_ms"),
    "waits": (
        "handled", "assistant_reply_ms", "person_reply_ms", "person_reply_open_ms",
        "resolution_ms", "began_at",
    ),
    "outcomes": ("outcome", "confidence", "at"),
    "usage": ("model", "input_tokens", "output_tokens", "cost_microusd", "at"),
}  # fmt: skip
# What the values of a column are called, by kind where the same name means different things.
_CALLED: Mapping[str, Mapping[str, str]] = {
    "temperature": HEAT_WORDS,
    "status": STATUS_WORDS,
    "step": STEP_WORDS,
    "channel": CHANNEL_WORDS | {"": CELL_WORDS["none"]},
    "source": EMPTY_SOURCE_WORDS,
    "state": APPOINTMENT_WORDS | CELL_WORDS,
    "reason": ESCALATION_WORDS,
    "priority": PRIORITY_WORDS,
    "handled": HANDLED_WORDS,
    "wait": WAIT_WORDS,
    "replied": {"yes": CELL_WORDS["replied"], "no": CELL_WORDS["unreplied"]},
    "outcome": OUTCOME_WORDS | RESOLVED_WORDS,
}
_UNITS = {"cost_microusd": "money", "confidence": "percent"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows somebody asks for."""

    what: str
    parts: dict[str, str]
    after: Key | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and how it is written: time, span, money, percent, number, word (ours) or text."""

    column: str
    kind: str
    value: str | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: who it is about, where it leads to, and its cells."""

    id: str
    name: str
    href: str
    client_name: str
    score: int | None
    temperature: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """The page; ``count`` is the figure, None where no figure says how many there are."""

    place: Place
    clients: tuple[Client, ...]
    wanted: Wanted
    count: int | None
    columns: tuple[str, ...]
    narrowed: tuple[Cell, ...]
    rows: tuple[Row, ...]
    after: Key | None

    @property
    def path(self) -> str:
        """Return the page's address without its query."""
        return f"/analytics/rows/{self.wanted.what}"

    @property
    def more(self) -> str:
        """Return the query of the page behind this one."""
        return self.place.query(after=f"{self.after.at_ms}.{self.after.id}") if self.after else ""

    @property
    def names(self) -> bool:
        """Tell whether the rows are about leads."""
        return "lead_id" in KINDS[self.wanted.what].headers

    @property
    def whole(self) -> str:
        """Return the query of the same rows, narrowed to nothing."""
        return Place(self.place.client_id, self.place.period).query()

    @property
    def back(self) -> str:
        """Return the address of the page of figures."""
        return f"/analytics?{Place(self.place.client_id, self.place.period).query()}"


def wanted_of(what: str, args: Mapping[str, str], also: tuple[str, ...] = ()) -> Wanted:
    """Return which rows a request asks for.

    Raises:
        NotFound: there are none of such a kind, or they cannot be narrowed so.
    """
    if what not in KINDS and what not in also:
        raise NotFound("There are no such rows.")
    said = {name: args.get(name) for name in (*CHOICES, *TEXTS)}
    said = {name: storable(value)[:200] for name, value in said.items() if value is not None}
    parts, wrong = parts_of(what, said)
    if wrong:
        raise NotFound("There are no such rows.")
    at_ms, _, last_id = str(args.get("after") or "").partition(".")
    is_key = at_ms.isascii() and at_ms.isdecimal() and len(at_ms) <= 15
    return Wanted(what, parts, Key(int(at_ms), storable(last_id)[:40]) if is_key else None)


def screen_of(
    tx: Tx,
    clients: tuple[Client, ...],
    place: Place,
    wanted: Wanted,
    found: Page,
    figures: Figures,
) -> Screen:
    """Return the page of some rows."""
    names: dict[str, tuple[str, str]] = {}
    for tenant_id in {one.tenant_id for one in found.rows}:
        ids = [one.cells.get("lead_id") for one in found.rows if one.tenant_id == tenant_id]
        names |= analytics_rows.names_of(tx, tenant_id, [one for one in ids if one])
    whose = {one.id: one.name for one in clients} if not place.client_id else {}
    shows_client = len(clients) > 1
    return Screen(
        Place(place.client_id, place.period, tuple(wanted.parts.items())),
        clients,
        wanted,
        count_behind(figures, wanted.what, wanted.parts),
        _COLUMNS[wanted.what],
        tuple(_cell(name, value) for name, value in wanted.parts.items()),
        tuple(
            _row(wanted.what, one, names, whose.get(one.tenant_id, "") if shows_client else "")
            for one in found.rows
        ),
        found.after,
    )


def _row(what: str, row: Behind, names: Mapping[str, tuple[str, str]], client_name: str) -> Row:
    cells = row.cells
    name, address = names.get(cells.get("lead_id") or "", ("", ""))
    lead_id, conversation_id = cells.get("lead_id"), cells.get("conversation_id")
    href = f"/leads/{lead_id}" if lead_id else ""
    if conversation_id:
        href = f"/conversations/{conversation_id}"
    return Row(
        row.key.id,
        name or (masked(address) if address else ""),
        href,
        client_name,
        cells.get("score"),
        cells.get("temperature", ""),
        tuple(_cell(column, cells[column]) for column in _COLUMNS[what]),
    )


def _cell(column: str, value: str | int | None) -> Cell:
    if value is None:
        return Cell(column, "none", None)
    called = _CALLED.get(column, {})
    if value in called:
        return Cell(column, "word", called[str(value)])
    if value == "":
        return Cell(column, "none", None)
    if column in ("tens", "sure"):
        low = int(value)
        return Cell(column, "text", f"{low}–{100 if low == 90 else low + 9}")
    last = column.rpartition("_")[2]
    kind = {"at": "time", "ms": "span"}.get(last) or _UNITS.get(column)
    return Cell(column, kind or ("number" if isinstance(value, int) else "text"), value)
