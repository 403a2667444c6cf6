"""What the inbox reads: one conversation with its messages, and what happened since.

Every function is given the tenants the reader may see and asks for one tenant at a time, so each
statement carries ``tenant_id`` and runs along an index; lists are in ``store/inbox_lists``.
Nothing is written but the unread mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.escalation import Facts
from app.store import escalations
from app.store.db import Row, Tx

MESSAGES_SHOWN = 60

# One text for the list and the head: a conversation with its lead, channel, client and holder.
# The open turn is named by the very list of states its index has, so that only that is read.
_LINE = (
    "SELECT c.id, c.tenant_id, c.lead_id, c.address, c.state, c.operator_id, c.needs_person,"
    " c.last_message_at, c.last_snippet, c.last_author, c.unread, c.language, c.created_at,"
    " c.spam_at, c.last_inbound_at, l.name, l.email, l.source, l.score, l.temperature,"
    " l.score_reasons, l.opted_out_at, t.name AS client_name, h.kind AS channel,"
    " o.name AS holder_name,"
    " (SELECT COUNT(*) FROM turns u WHERE u.conversation_id = c.id"
    "  AND u.state IN ('pending', 'answering', 'held') AND u.state <> 'held') AS open_turns"
    " FROM conversations c"
    " JOIN leads l ON l.tenant_id = c.tenant_id AND l.id = c.lead_id"
    " JOIN tenants t ON t.id = c.tenant_id"
    " JOIN channels h ON h.id = c.channel_id"
    " LEFT JOIN operators o ON o.id = c.operator_id"
    " WHERE c.tenant_id = :tenant_id AND c.id = :id"
)


# One step along an index for each tenant, in one statement.
_NEWEST_EVENT = (
    "SELECT t.id, (SELECT e.id FROM events e WHERE e.tenant_id = t.id"
    " AND e.conversation_id IS NOT NULL ORDER BY e.id DESC LIMIT 1) AS newest FROM tenants t"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A conversation as the list and the head need it; names as in the tables."""

    id: str
    tenant_id: str
    lead_id: str
    address: str
    state: str
    operator_id: str | None
    needs_person: bool
    last_message_at: int
    last_snippet: str
    last_author: str
    unread: int
    language: str
    created_at: int
    name: str
    email: str
    source: str
    score: int
    temperature: str
    score_reasons: str
    opted_out_at: int | None
    client_name: str
    channel: str
    holder_name: str
    is_answering: bool
    spam_at: int = 0
    last_inbound_at: int = 0

    @property
    def is_spam(self) -> bool:
        """Tell whether it is put aside as spam, and nobody has dealt with it since."""
        is_dealt_with = self.needs_person or self.state == "held" or self.last_author != "lead"
        return self.spam_at > 0 and not is_dealt_with


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message with its delivery and the turn that made it, where there is one."""

    id: str
    turn_id: str
    author: str
    operator_name: str
    body: str
    media: str
    at: int
    state: str
    gate: str
    next_action: str
    error: str
    error_code: int | None
    confidence: int | None
    path: str
    verdict: str
    trace: str
    raw: int | None = None
    asks: bool = False
    outcome: str = ""
    signs: str = ""
    edited_at: int | None = None
    deleted_at: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class EscalationLine:
    """The pending escalation with what is known, and the turn that was not sent, where there is
    one; confidences as in the tables."""

    reason: str
    summary: str
    created_at: int
    facts: Facts
    turn_id: str = ""
    verdict: str = ""
    trace: str = ""
    path: str = ""
    confidence: int | None = None
    raw: int | None = None
    asks: bool = False


def clients(tx: Tx, tenant_ids: frozenset[str] | None) -> list[tuple[str, str]]:
    """Return id and name of the tenants a reader sees, by name: these, or all with None."""
    if tenant_ids is None:
        rows = tx.all("SELECT id, name FROM tenants ORDER BY name, id")
        return [(row["id"], row["name"]) for row in rows]
    found = (tx.one("SELECT id, name FROM tenants WHERE id = :id", id=one) for one in tenant_ids)
    return sorted(((row["id"], row["name"]) for row in found if row), key=lambda one: one[::-1])


def people_of(tx: Tx, tenant_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return id and name of who may hold a conversation of these tenants, by name, 100 at most."""
    wanted = set(tenant_ids)
    rows = tx.all(
        "SELECT id, name, email, tenant_id FROM operators WHERE disabled_at IS NULL"
        " ORDER BY name, email LIMIT 300"
    )
    seen = [row for row in rows if row["tenant_id"] is None or row["tenant_id"] in wanted]
    return [(row["id"], row["name"] or row["email"]) for row in seen[:100]]


def line(tx: Tx, tenant_id: str, conversation_id: str) -> Line | None:
    """Return one conversation of a tenant."""
    row = tx.one(_LINE, tenant_id=tenant_id, id=conversation_id)
    return _line(row) if row else None


def tenant_of(tx: Tx, conversation_id: str) -> str | None:
    """Return whose conversation this is; the caller compares it with what the reader may see."""
    row = tx.one("SELECT tenant_id FROM conversations WHERE id = :id", id=conversation_id)
    return row["tenant_id"] if row else None


# A message with the delivery in force, the turn that made it, and who decided on that.
_MESSAGES = (
    "SELECT m.id, m.author, m.body, m.media, m.at, o.name AS operator_name, m.said_by, d.kind,"
    " m.turn_id, d.state, d.gate, d.next_action, d.error, d.error_code,"
    " u.confidence, u.path, u.verdict, u.trace, u.raw_confidence, u.asks_something, m.signs,"
    " m.edited_at, m.deleted_at, k.outcome FROM messages m"
    " LEFT JOIN deliveries d ON d.message_id = m.id AND d.replaced_by IS NULL"
    " LEFT JOIN turns u ON u.id = m.turn_id AND m.author = 'assistant'"
    " LEFT JOIN outcomes k ON k.tenant_id = m.tenant_id AND k.turn_id = u.id"
    " LEFT JOIN operators o ON o.id = m.operator_id"
    " WHERE m.tenant_id = :tenant_id AND m.conversation_id = :id"
)


def messages(
    tx: Tx,
    tenant_id: str,
    conversation_id: str,
    before: int | None,
    limit: int,
    before_id: str = "",
) -> list[MessageLine]:
    """Return the newest messages, oldest first.

    Args:
        before: only those before this time in epoch milliseconds, None for all; of the same
            millisecond those with an id smaller than ``before_id``.
    """
    rows = tx.all(
        _MESSAGES + " AND (m.at, m.id) < (:before, :before_id)"
        " ORDER BY m.at DESC, m.id DESC LIMIT :limit",
        tenant_id=tenant_id,
        id=conversation_id,
        before=before if before is not None else 1 << 60,
        before_id=before_id,
        limit=limit,
    )
    return [_message(row) for row in reversed(rows)]


def message(tx: Tx, tenant_id: str, conversation_id: str, message_id: str) -> MessageLine | None:
    """Return one message of a conversation."""
    row = tx.one(
        _MESSAGES + " AND m.id = :message_id",
        tenant_id=tenant_id,
        id=conversation_id,
        message_id=message_id,
    )
    return _message(row) if row else None


def escalation(tx: Tx, tenant_id: str, conversation_id: str) -> EscalationLine | None:
    """Return the pending escalation, with the verdict on a draft that waits for a person."""
    row = tx.one(
        "SELECT * FROM escalations WHERE tenant_id = :tenant_id"
        " AND conversation_id = :id AND state = 'pending'",
        tenant_id=tenant_id,
        id=conversation_id,
    )
    if row is None:
        return None
    facts = escalations.from_row(row).facts
    line = EscalationLine(row["reason"], row["summary"], row["created_at"], facts)
    turn = tx.one(
        "SELECT id, verdict, trace, path, confidence, raw_confidence, asks_something FROM turns"
        " WHERE tenant_id = :tenant_id AND conversation_id = :id"
        " AND state = 'escalated' AND answered_at >= :since ORDER BY id DESC LIMIT 1",
        tenant_id=tenant_id,
        id=conversation_id,
        since=row["created_at"],
    )
    if turn is None:
        return line
    return replace(
        line,
        turn_id=turn["id"],
        verdict=turn["verdict"],
        trace=turn["trace"],
        path=turn["path"],
        confidence=turn["confidence"],
        raw=turn["raw_confidence"],
        asks=bool(turn["asks_something"]),
    )


def mark_read(tx: Tx, tenant_id: str, conversation_id: str) -> bool:
    """Forget the unread count; True when there was one."""
    return bool(
        tx.run(
            "UPDATE conversations SET unread = 0"
            " WHERE tenant_id = :tenant_id AND id = :id AND unread > 0",
            tenant_id=tenant_id,
            id=conversation_id,
        )
    )


def mark_unread(tx: Tx, tenant_id: str, conversation_id: str) -> bool:
    """Mark a conversation as not read, for somebody else or for later; True when it was read."""
    return bool(
        tx.run(
            "UPDATE conversations SET unread = 1"
            " WHERE tenant_id = :tenant_id AND id = :id AND unread = 0",
            tenant_id=tenant_id,
            id=conversation_id,
        )
    )


def newest_event(tx: Tx, tenant_ids: Iterable[str]) -> tuple[str, int]:
    """Return id and time (epoch ms) of the latest event of a conversation, ``("", 0)`` if none."""
    wanted = frozenset(tenant_ids)
    if len(wanted) == 1:
        rows = tx.all(_NEWEST_EVENT + " WHERE t.id = :id", id=next(iter(wanted)))
    else:
        rows = tx.all(_NEWEST_EVENT)
    newest = max((row["newest"] or "" for row in rows if row["id"] in wanted), default="")
    row = tx.one("SELECT at FROM events WHERE id = :id", id=newest) if newest else None
    return (newest, row["at"]) if row else ("", 0)


def _line(row: Row) -> Line:
    return Line(
        id=row["id"],
        tenant_id=row["tenant_id"],
        lead_id=row["lead_id"],
        address=row["address"],
        state=row["state"],
        operator_id=row["operator_id"],
        needs_person=bool(row["needs_person"]),
        last_message_at=row["last_message_at"],
        last_snippet=row["last_snippet"],
        last_author=row["last_author"],
        unread=row["unread"],
        language=row["language"],
        created_at=row["created_at"],
        name=row["name"],
        email=row["email"],
        source=row["source"],
        score=row["score"],
        temperature=row["temperature"],
        score_reasons=row["score_reasons"],
        opted_out_at=row["opted_out_at"],
        client_name=row["client_name"],
        channel=row["channel"],
        holder_name=row["holder_name"] or "",
        is_answering=row["open_turns"] > 0 and row["state"] == "active",
        spam_at=row["spam_at"] or 0,
        last_inbound_at=row["last_inbound_at"],
    )


def _message(row: Row) -> MessageLine:
    return MessageLine(
        id=row["id"],
        turn_id=row["turn_id"] or "",
        author=row["author"],
        operator_name=row["said_by"] or row["operator_name"] or "",
        body=row["body"],
        media=row["media"],
        at=row["at"],
        state=row["state"] or "",
        gate=row["gate"] or "",
        next_action=row["next_action"] or "",
        error=row["error"] or "",
        error_code=row["error_code"],
        confidence=row["confidence"],
        path=row["path"] or "",
        verdict=row["verdict"] or "",
        trace=row["trace"] or "",
        raw=row["raw_confidence"],
        asks=bool(row["asks_something"]),
        outcome=row["outcome"] or "",
        signs=row["signs"],
        edited_at=row["edited_at"],
        deleted_at=row["deleted_at"],
        kind=row["kind"] or "",
    )
