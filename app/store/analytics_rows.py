"""The rows behind the figures: as many as a figure says, newest first, a page or a day at a time.

A figure is a sum of days, counted by ``store/counting``; what is listed here is what was counted,
found by the same conditions. Rows are of several kinds (``KINDS``), and each may be narrowed to a
slice of its figure. Most conditions are SQL along the index of the time; the few that hold only of
what is computed of a row (``computed``) are looked for in steps, so that a rare answer costs
several requests and not a long one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.figures_summary import STEPS
from app.domain.tenant import Tenant
from app.store.counting import clocks, funnel, replies
from app.store.db import Row, Tx

Cells = Mapping[str, Any]
# So many rows are looked at for one page when a condition cannot be told by the database.
_MOST_LOOKED_AT = 1_500
_LAST = 1 << 60


class Key(NamedTuple):
    """Where a row stands: when it was, in epoch milliseconds, and its id."""

    at_ms: int
    id: str


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for, of one tenant, as its own clock has them; the end excluded."""

    tenant: Tenant
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A row behind a figure; its cells are named as ``Kind.headers`` are."""

    key: Key
    tenant_id: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, newest first; ``after`` is where to go on, None when there is nothing behind it."""

    rows: tuple[Behind, ...]
    after: Key | None


@dataclass(frozen=True, slots=True)
class Kind:
    """What is listed: ``sql`` finds the rows of a span, ``at`` and ``id`` are its key.

    ``narrows`` are conditions by the name of the filter, ``computed`` those on cells.
    """

    sql: str
    at: str
    id: str
    headers: tuple[str, ...]
    cells: Callable[[Row, Tenant], dict[str, Any]]
    narrows: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, Callable[[Cells, str], bool]] = field(default_factory=dict)

    @property
    def filters(self) -> frozenset[str]:
        """Return by what the rows may be narrowed."""
        return frozenset(self.narrows) | frozenset(self.computed)


def page(
    tx: Tx,
    spans: Sequence[Span],
    what: str,
    parts: Mapping[str, str],
    limit: int,
    after: Key | None = None,
) -> Page:
    """Return the rows behind a figure after a key, of some tenants together.

    A page may hold fewer than asked for and still have an ``after``.

    Args:
        what: a name of ``KINDS``.
        parts: what to narrow it to, by names of ``Kind.filters``.
    """
    kind = KINDS[what]
    most = limit + 1
    if any(name in kind.computed for name in parts):
        most = max(most, _MOST_LOOKED_AT // max(len(spans), 1))
    found: list[Behind] = []
    # Of every tenant all is known down to here.
    known: Key | None = None
    for span in spans:
        rows, end = _read(tx, kind, span, parts, most, after)
        found += rows
        if end is not None:
            known = end if known is None else max(known, end)
    found.sort(key=lambda one: one.key, reverse=True)
    certain = [one for one in found if known is None or one.key >= known]
    shown = tuple(certain[:limit])
    return Page(shown, shown[-1].key if len(certain) > limit else known)


def rows_of(tx: Tx, span: Span, what: str, parts: Mapping[str, str]) -> list[Behind]:
    """Return all rows of a span, newest first; for a day, which is never many."""
    return _read(tx, KINDS[what], span, parts, _LAST, None)[0]


def _read(
    tx: Tx, kind: Kind, span: Span, parts: Mapping[str, str], most: int, after: Key | None
) -> tuple[list[Behind], Key | None]:
    """Return the rows that fit, and the last one looked at when there may be more behind it."""
    told = [kind.narrows[name] for name in parts if name in kind.narrows]
    key = after or Key(_LAST, "")
    rows = tx.all(
        f"{kind.sql}{''.join(f' AND {one}' for one in told)}"
        f" AND ({kind.at} < :at OR {kind.id} < :id)"
        f" ORDER BY {kind.at} DESC, {kind.id} DESC LIMIT :most",
        tenant_id=span.tenant.id,
        from_ms=span.from_ms,
        to_ms=min(span.to_ms, key.at_ms + 1),
        at=key.at_ms,
        id=key.id,
        most=most,
        **{name: _BOUND.get(name, str)(parts[name]) for name in parts if name in kind.narrows},
    )
    rests = [(test, parts[name]) for name, test in kind.computed.items() if name in parts]
    found = []
    for row in rows:
        cells = kind.cells(row, span.tenant)
        if all(test(cells, value) for test, value in rests):
            found.append(Behind(Key(row["key_at"], row["key_id"]), span.tenant.id, cells))
    last = Key(rows[-1]["key_at"], rows[-1]["key_id"]) if len(rows) >= most else None
    return found, last


def _plain(*names: str) -> Callable[[Row, Tenant], dict[str, Any]]:
    return lambda row, _: {name: row[name] for name in names}


def _lead(row: Row, _: Tenant) -> dict[str, Any]:
    cells = {name: row[name] for name in _LEAD[1:-1]}
    return {"lead_id": row["id"], **cells, "step": STEPS[row["step"]]}


def _wait(row: Row, tenant: Tenant) -> dict[str, Any]:
    one = clocks.clocks_of(row, tenant)
    pairs = (pair or (None, None) for pair in (one.assistant, one.person, one.resolution))
    waits = [value for pair in pairs for value in pair]
    values = (one.conversation_id, one.lead_id, one.began_at, one.handled, *waits)
    return dict(zip(_WAIT, values, strict=True))


def _reply(row: Row, _: Tenant) -> dict[str, Any]:
    replied = row["replied"]
    wait = None if replied is None else max(0, replied - row["written"])
    values = (row["id"], row["lead_id"], row["written"], replied, wait)
    return dict(zip(_REPLY, values, strict=True))


def _has_come_to(cells: Cells, step: str) -> bool:
    return STEPS.index(cells["step"]) >= STEPS.index(step)


_LEAD = (
    "lead_id", "created_at", "source", "channel", "temperature", "status", "score", "step",
)  # fmt: skip
_APPOINTMENT = (
    "appointment_id", "lead_id", "created_at", "starts_at", "ends_at", "state", "origin",
)  # fmt: skip
_ESCALATION = (
    "escalation_id", "conversation_id", "lead_id", "reason", "priority", "created_at",
    "acknowledged_at", "resolved_at", "outcome",
)  # fmt: skip
_REPLY = ("conversation_id", "lead_id", "written_at", "replied_at", "first_reply_ms")
_WAIT = (
    "conversation_id", "lead_id", "began_at", "handled", "assistant_reply_ms",
    "assistant_reply_open_ms", "person_reply_ms", "person_reply_open_ms", "resolution_ms",
    "resolution_open_ms",
)  # fmt: skip
_OUTCOME = ("turn_id", "conversation_id", "outcome", "confidence", "at")
_USAGE = (
    "turn_id", "conversation_id", "provider", "model", "input_tokens", "cache_read_tokens",
    "cache_write_tokens", "output_tokens", "cost_microusd", "at",
)  # fmt: skip
_BOUND: Mapping[str, Callable[[str], Any]] = {"tens": int, "sure": int}


def _keyed(sql: str, at: str, id_: str) -> str:
    """Return a statement of a counter with the key in front of what it selects."""
    return sql.replace("SELECT ", f"SELECT {at} AS key_at, {id_} AS key_id, ", 1)


KINDS: Mapping[str, Kind] = {
    "leads": Kind(
        _keyed(funnel.ROWS, "l.created_at", "l.id"),
        "l.created_at",
        "l.id",
        _LEAD,
        _lead,
        {
            "temperature": "l.temperature = :temperature",
            "channel": "l.channel = :channel",
            "source": "l.source = :source",
            "tens": "CASE WHEN l.score > 99 THEN 90 ELSE l.score / 10 * 10 END = :tens",
        },
        {"step": _has_come_to},
    ),
    "appointments": Kind(
        "SELECT a.created_at AS key_at, a.id AS key_id, a.id AS appointment_id, a.lead_id,"
        " a.created_at, a.starts_at, a.ends_at, a.state, a.origin FROM appointments a"
        " WHERE a.tenant_id = :tenant_id AND a.created_at >= :from_ms AND a.created_at < :to_ms",
        "a.created_at",
        "a.id",
        _APPOINTMENT,
        _plain(*_APPOINTMENT),
        # Made is whatever was not called off.
        {"state": "(a.state = :state OR (:state = 'made' AND a.state <> 'cancelled'))"},
    ),
    "escalations": Kind(
        "SELECT e.created_at AS key_at, e.id AS key_id, e.id AS escalation_id, e.conversation_id,"
        " c.lead_id, e.reason, e.priority, e.created_at, e.acknowledged_at, e.resolved_at,"
        " e.outcome FROM escalations e JOIN conversations c ON c.id = e.conversation_id"
        " WHERE e.tenant_id = :tenant_id AND e.state IN ('pending', 'resolved')"
        " AND e.created_at >= :from_ms AND e.created_at < :to_ms",
        "e.created_at",
        "e.id",
        _ESCALATION,
        _plain(*_ESCALATION),
        {"reason": "e.reason = :reason"},
    ),
    "replies": Kind(
        _keyed(replies.ROWS, "c.created_at", "c.id"),
        "c.created_at",
        "c.id",
        _REPLY,
        _reply,
        computed={"replied": lambda cells, said: (cells["replied_at"] is not None) == _yes(said)},
    ),
    "waits": Kind(
        _keyed(clocks.ROWS, "c.created_at", "c.id"),
        "c.created_at",
        "c.id",
        _WAIT,
        _wait,
        computed={
            "handled": lambda cells, said: bool(cells["handled"] == said),
            "wait": lambda cells, said: cells[f"{said}_ms"] is not None,
        },
    ),
    "outcomes": Kind(
        "SELECT o.at AS key_at, o.turn_id AS key_id, o.turn_id, t.conversation_id, o.outcome,"
        " t.confidence, o.at FROM outcomes o LEFT JOIN turns t ON t.id = o.turn_id"
        " AND t.tenant_id = o.tenant_id"
        " WHERE o.tenant_id = :tenant_id AND o.at >= :from_ms AND o.at < :to_ms",
        "o.at",
        "o.turn_id",
        _OUTCOME,
        _plain(*_OUTCOME),
        {
            "outcome": "o.outcome = :outcome",
            "sure": "CASE WHEN t.confidence > 99 THEN 90 ELSE t.confidence / 10 * 10 END = :sure",
        },
    ),
    "usage": Kind(
        "SELECT u.at AS key_at, u.id AS key_id, u.turn_id, t.conversation_id, u.provider, u.model,"
        " u.input_tokens, u.cache_read_tokens, u.cache_write_tokens, u.output_tokens,"
        " u.cost_microusd, u.at FROM usage u LEFT JOIN turns t ON t.id = u.turn_id"
        " AND t.tenant_id = u.tenant_id"
        " WHERE u.tenant_id = :tenant_id AND u.at >= :from_ms AND u.at < :to_ms",
        "u.at",
        "u.id",
        _USAGE,
        _plain(*_USAGE),
        {"model": "u.model = :model"},
    ),
}


def _yes(said: str) -> bool:
    return said == "yes"


def names_of(tx: Tx, tenant_id: str, lead_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the names of leads and where they write from, by id."""
    found = {}
    for lead_id in set(lead_ids):
        row = tx.one(
            "SELECT name, phone, email FROM leads WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=lead_id,
        )
        if row is not None:
            found[lead_id] = (row["name"], row["phone"] or row["email"] or "")
    return found
