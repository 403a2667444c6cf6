"""The kinds of rows that figures are counted from: where they are found, and what a row says.

The conditions are those of the counters (``store/counting``); where a counter has a statement that
finds rows, it is the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.figures_summary import STEPS
from app.domain.tenant import Tenant
from app.store.counting import clocks, funnel, replies
from app.store.db import Row

Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is listed: ``sql`` finds the rows of a span, ``at`` and ``id`` are its key.

    ``keys`` is what stands between SELECT and the conditions when only keys are read, once for each
    part that an index has apart. ``narrows`` are conditions by the name of the filter, ``computed``
    those on cells, ``hints`` what SQL can say of these, by name and value.
    """

    sql: str
    keys: tuple[str, ...]
    at: str
    id: str
    headers: tuple[str, ...]
    cells: Callable[[Row, Tenant], dict[str, Any]]
    narrows: Mapping[str, str] = field(default_factory=dict)
    computed: Mapping[str, Callable[[Cells, str], bool]] = field(default_factory=dict)
    hints: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def filters(self) -> frozenset[str]:
        """Return by what the rows may be narrowed."""
        return frozenset(self.narrows) | frozenset(self.computed)


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
BOUND: Mapping[str, Callable[[str], Any]] = {"tens": int, "sure": int}


def _of_span(at: str) -> str:
    """Return the condition of a span, by the column of its time."""
    name = at.partition(".")[0]
    return f" WHERE {name}.tenant_id = :tenant_id AND {at} >= :from_ms AND {at} < :to_ms"


_BEGUN = "conversations c" + _of_span("c.created_at")
_CALLED_FOR = (
    "EXISTS (SELECT 1 FROM escalations e WHERE e.tenant_id = c.tenant_id"
    " AND e.conversation_id = c.id)"
)
_BOOKED = (
    "l.status IN ('won', 'appointment') OR EXISTS (SELECT 1 FROM appointments a"
    " WHERE a.tenant_id = l.tenant_id AND a.lead_id = l.id AND a.state <> 'cancelled')"
)
_COME_TO = {
    "won": "l.status = 'won'",
    "booked": f"({_BOOKED})",
    "qualified": f"(l.status = 'qualified' OR l.temperature = 'hot' OR {_BOOKED})",
}


def _keyed(sql: str, at: str, id_: str) -> str:
    """Return a statement of a counter with the key in front of what it selects."""
    return sql.replace("SELECT ", f"SELECT {at} AS key_at, {id_} AS key_id, ", 1)


KINDS: Mapping[str, Kind] = {
    "leads": Kind(
        _keyed(funnel.ROWS, "l.created_at", "l.id"),
        ("leads l" + _of_span("l.created_at") + " AND l.merged_into IS NULL",),
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
        {("step", step): sql for step, sql in _COME_TO.items()},
    ),
    "appointments": Kind(
        "SELECT a.created_at AS key_at, a.id AS key_id, a.id AS appointment_id, a.lead_id,"
        " a.created_at, a.starts_at, a.ends_at, a.state, a.origin FROM appointments a"
        " WHERE a.tenant_id = :tenant_id AND a.created_at >= :from_ms AND a.created_at < :to_ms",
        ("appointments a" + _of_span("a.created_at"),),
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
        tuple(
            "escalations e" + _of_span("e.created_at") + f" AND e.state = '{state}'"
            for state in ("pending", "resolved")
        ),
        "e.created_at",
        "e.id",
        _ESCALATION,
        _plain(*_ESCALATION),
        {"reason": "e.reason = :reason"},
    ),
    "replies": Kind(
        _keyed(replies.ROWS, "c.created_at", "c.id"),
        (
            f"{_BEGUN} AND EXISTS (SELECT 1 FROM messages w WHERE w.conversation_id = c.id"  # noqa: S608
            " AND w.author = 'lead')",
        ),
        "c.created_at",
        "c.id",
        _REPLY,
        _reply,
        computed={"replied": lambda cells, said: (cells["replied_at"] is not None) == _yes(said)},
    ),
    "waits": Kind(
        _keyed(clocks.ROWS, "c.created_at", "c.id"),
        (_BEGUN,),
        "c.created_at",
        "c.id",
        _WAIT,
        _wait,
        computed={
            "handled": lambda cells, said: bool(cells["handled"] == said),
            "wait": lambda cells, said: cells[f"{said}_ms"] is not None,
        },
        hints={("handled", "escalated"): _CALLED_FOR, ("wait", "resolution"): "c.ended_at > 0"},
    ),
    "outcomes": Kind(
        "SELECT o.at AS key_at, o.turn_id AS key_id, o.turn_id, t.conversation_id, o.outcome,"
        " t.confidence, o.at FROM outcomes o LEFT JOIN turns t ON t.id = o.turn_id"
        " AND t.tenant_id = o.tenant_id"
        " WHERE o.tenant_id = :tenant_id AND o.at >= :from_ms AND o.at < :to_ms",
        (
            "outcomes o LEFT JOIN turns t ON t.id = o.turn_id AND t.tenant_id = o.tenant_id"
            + _of_span("o.at"),
        ),
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
        ("usage u" + _of_span("u.at"),),
        "u.at",
        "u.id",
        _USAGE,
        _plain(*_USAGE),
        {"model": "u.model = :model"},
    ),
}


def _yes(said: str) -> bool:
    return said == "yes"
