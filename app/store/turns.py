"""Turns: claimed by compare-and-set, leased, given back or closed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn as the flows see it."""

    id: str
    tenant_id: str
    conversation_id: str
    state: str
    attempts: int
    due_at: int
    lease_owner: str
    first_inbound_at: int
    last_inbound_id: str
    request_id: str


def _turn(row: Row) -> TurnRow:
    return TurnRow(
        id=row["id"],
        tenant_id=row["tenant_id"],
        conversation_id=row["conversation_id"],
        state=row["state"],
        attempts=row["attempts"],
        due_at=row["due_at"],
        lease_owner=row["lease_owner"],
        first_inbound_at=row["first_inbound_at"],
        last_inbound_id=row["last_inbound_id"],
        request_id=row["request_id"],
    )


def open_turn(tx: Tx, tenant_id: str, conversation_id: str) -> TurnRow | None:
    """Return the turn of a conversation that is not closed yet."""
    row = tx.one(
        "SELECT * FROM turns WHERE conversation_id = :conversation_id"
        " AND tenant_id = :tenant_id AND state IN ('pending', 'answering', 'held')",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return _turn(row) if row else None


def insert_turn(
    tx: Tx,
    tenant_id: str,
    conversation_id: str,
    state: str,
    message_id: str,
    due_at: int,
    now_ms: int,
    request_id: str,
) -> str:
    """Open a turn for a message and return its id."""
    turn_id = new_id()
    tx.run(
        "INSERT INTO turns (id, tenant_id, conversation_id, state, due_at, first_inbound_at,"
        " last_inbound_id, request_id, opened_at) VALUES (:id, :tenant_id, :conversation_id,"
        " :state, :due_at, :now, :message_id, :request_id, :now)",
        id=turn_id,
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        state=state,
        due_at=due_at,
        message_id=message_id,
        request_id=request_id,
        now=now_ms,
    )
    return turn_id


def extend_turn(tx: Tx, tenant_id: str, turn_id: str, message_id: str, due_at: int) -> None:
    """Add a message to an open turn; only a pending one waits anew."""
    tx.run(
        "UPDATE turns SET last_inbound_id = :message_id,"
        " due_at = CASE WHEN state = 'pending' THEN :due_at ELSE due_at END"
        " WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=turn_id,
        message_id=message_id,
        due_at=due_at,
    )


def claim(tx: Tx, turn_id: str, owner: str, now_ms: int, lease_until: int) -> TurnRow | None:
    """Take a due turn, or one whose lease ran out; None when someone else has it."""
    row = tx.one(
        "UPDATE turns SET state = 'answering', attempts = attempts + 1, lease_owner = :owner,"
        " lease_until = :lease_until WHERE id = :id AND ((state = 'pending' AND due_at <= :now)"
        " OR (state = 'answering' AND lease_until <= :now)) RETURNING *",
        id=turn_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    return _turn(row) if row else None


def renew(tx: Tx, turn: TurnRow, lease_until: int) -> bool:
    """Keep a claimed turn for longer; False when it is not ours any more."""
    return bool(
        tx.run(
            "UPDATE turns SET lease_until = :lease_until WHERE tenant_id = :tenant_id AND id = :id"
            " AND state = 'answering' AND lease_owner = :owner",
            tenant_id=turn.tenant_id,
            id=turn.id,
            owner=turn.lease_owner,
            lease_until=lease_until,
        )
    )


def give_back(
    tx: Tx, turn: TurnRow, state: str, due_at: int, error: str = "", is_free: bool = False
) -> bool:
    """Return a claimed turn to ``pending`` or ``held``; ``is_free`` does not count the attempt."""
    return bool(
        tx.run(
            "UPDATE turns SET state = :state, due_at = :due_at, lease_until = 0, lease_owner = '',"
            " attempts = attempts - :free, error = :error"
            " WHERE tenant_id = :tenant_id AND id = :id"
            " AND state = 'answering' AND lease_owner = :owner",
            tenant_id=turn.tenant_id,
            id=turn.id,
            owner=turn.lease_owner,
            state=state,
            due_at=due_at,
            error=error,
            free=int(is_free),
        )
    )


def close(
    tx: Tx,
    turn: TurnRow,
    state: str,
    now_ms: int,
    path: str,
    epoch: int = 0,
    confidence: int | None = None,
    verdict: str = "{}",
    trace: str = "{}",
    error: str = "",
    raw: int | None = None,
    asks: bool = False,
) -> bool:
    """End a claimed turn; False when its lease is not ours any more.

    Args:
        confidence: in percent, as shown; ``raw``: in thousandths, before it was calibrated.
        asks: the lead asked something that the knowledge must answer.
    """
    return bool(
        tx.run(
            "UPDATE turns SET state = :state, answered_at = :now, lease_until = 0, path = :path,"
            " epoch = :epoch, confidence = :confidence, verdict = :verdict, trace = :trace,"
            " error = :error, raw_confidence = :raw, asks_something = :asks"
            " WHERE tenant_id = :tenant_id AND id = :id"
            " AND state = 'answering' AND lease_owner = :owner",
            tenant_id=turn.tenant_id,
            id=turn.id,
            owner=turn.lease_owner,
            state=state,
            now=now_ms,
            path=path,
            epoch=epoch,
            confidence=confidence,
            verdict=verdict,
            trace=trace,
            error=error,
            raw=raw,
            asks=int(asks),
        )
    )


def draft_of(tx: Tx, tenant_id: str, turn_id: str) -> tuple[str, str] | None:
    """Return the conversation of a turn and the draft that waits for a person, or None."""
    row = tx.one(
        "SELECT conversation_id, verdict FROM turns WHERE tenant_id = :tenant_id"
        " AND id = :id AND state = 'escalated'",
        tenant_id=tenant_id,
        id=turn_id,
    )
    text = str(json.loads(row["verdict"]).get("draft") or "") if row else ""
    return (row["conversation_id"], text) if row and text else None


def settle_draft(tx: Tx, tenant_id: str, turn_id: str, is_sent: bool) -> bool:
    """End the waiting of a draft: it was sent by a person, or taken off the table.

    False when somebody else was first: of two decisions on one draft only one is made.
    """
    row = tx.one(
        "SELECT verdict FROM turns WHERE tenant_id = :tenant_id AND id = :id"
        " AND state = 'escalated'",
        tenant_id=tenant_id,
        id=turn_id,
    )
    if row is None:
        return False
    verdict = {**json.loads(row["verdict"]), "draft": ""}
    return bool(
        tx.run(
            "UPDATE turns SET verdict = :verdict, state = CASE WHEN :is_sent = 1 THEN 'answered'"
            " ELSE state END, by_person = :is_sent"
            " WHERE tenant_id = :tenant_id AND id = :id AND state = 'escalated'"
            " AND verdict = :former",
            tenant_id=tenant_id,
            id=turn_id,
            verdict=json.dumps(verdict, ensure_ascii=False),
            former=row["verdict"],
            is_sent=int(is_sent),
        )
    )


def waiting_drafts(tx: Tx, tenant_id: str, conversation_id: str) -> list[str]:
    """Return the turns of a conversation whose drafts wait for a person, oldest first."""
    rows = tx.all(
        "SELECT id, verdict FROM turns WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND state = 'escalated' ORDER BY id DESC LIMIT 50",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return [row["id"] for row in reversed(rows) if json.loads(row["verdict"]).get("draft")]


def last_reply(tx: Tx, tenant_id: str, conversation_id: str, since_ms: int) -> str | None:
    """Return the newest turn the assistant answered by itself since a moment."""
    row = tx.one(
        "SELECT id FROM turns WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND state = 'answered'"
        " AND answered_at >= :since AND path IN ('model', 'repaired', 'floor')"
        " ORDER BY id DESC LIMIT 1",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        since=since_ms,
    )
    return row["id"] if row else None


def close_open(
    tx: Tx, tenant_id: str, conversation_id: str, state: str, path: str, now_ms: int
) -> None:
    """End whatever turn is open in a conversation (opt-out, an operator's answer)."""
    tx.run(
        "UPDATE turns SET state = :state, answered_at = :now, lease_until = 0, path = :path,"
        " lease_owner = '' WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " AND state IN ('pending', 'answering', 'held')",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        state=state,
        path=path,
        now=now_ms,
    )


def hold_open(tx: Tx, tenant_id: str, conversation_id: str) -> None:
    """Hold the open turn: an operator speaks now."""
    tx.run(
        "UPDATE turns SET state = 'held', lease_until = 0, lease_owner = ''"
        " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " AND state IN ('pending', 'answering')",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )


def reopen(tx: Tx, tenant_id: str, turn_id: str, state: str, due_at: int) -> bool:
    """Open a turn again whose reply never left, unless the conversation has moved on since."""
    return bool(
        tx.run(
            "UPDATE turns SET state = :state, due_at = :due_at, answered_at = NULL, attempts = 0"
            " WHERE tenant_id = :tenant_id AND id = :id"
            " AND state IN ('answered', 'escalated') AND NOT EXISTS"
            " (SELECT 1 FROM turns AS later WHERE later.conversation_id = turns.conversation_id"
            " AND later.id > turns.id)",
            tenant_id=tenant_id,
            id=turn_id,
            state=state,
            due_at=due_at,
        )
    )


def answered_upto(tx: Tx, turn: TurnRow) -> str:
    """Return the newest inbound message of the turn before this one, or an empty string."""
    row = tx.one(
        "SELECT last_inbound_id FROM turns WHERE tenant_id = :tenant_id"
        " AND conversation_id = :conversation_id AND id < :id ORDER BY id DESC LIMIT 1",
        tenant_id=turn.tenant_id,
        conversation_id=turn.conversation_id,
        id=turn.id,
    )
    return row["last_inbound_id"] if row else ""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held turn of a conversation that nobody holds."""

    tenant_id: str
    conversation_id: str
    channel_id: str


def held_by_nobody(tx: Tx, since_ms: int, limit: int) -> list[HeldRow]:
    """Return held turns of active conversations, of all tenants, the oldest first."""
    # States and order of the inner list are the index's, so that only open turns are read.
    rows = tx.all(
        "SELECT t.tenant_id, t.conversation_id, c.channel_id FROM (SELECT * FROM turns"
        " WHERE state IN ('pending', 'answering', 'held') ORDER BY conversation_id LIMIT 100000) t"
        " CROSS JOIN conversations c"
        " WHERE c.tenant_id = t.tenant_id AND c.id = t.conversation_id AND t.state = 'held'"
        " AND c.state = 'active' AND t.opened_at >= :since ORDER BY t.id LIMIT :limit",
        since=since_ms,
        limit=limit,
    )
    return [HeldRow(row["tenant_id"], row["conversation_id"], row["channel_id"]) for row in rows]


def last_turn(tx: Tx, tenant_id: str, conversation_id: str) -> str | None:
    """Return the id of a conversation's newest turn."""
    row = tx.one(
        "SELECT id FROM turns WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " ORDER BY id DESC LIMIT 1",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
    )
    return row["id"] if row else None


def resume_held(tx: Tx, tenant_id: str, conversation_id: str, due_at: int) -> str | None:
    """Make a held turn pending again; return its id."""
    row = tx.one(
        "UPDATE turns SET state = 'pending', due_at = :due_at, attempts = 0"
        " WHERE tenant_id = :tenant_id AND conversation_id = :conversation_id"
        " AND state = 'held' RETURNING id",
        tenant_id=tenant_id,
        conversation_id=conversation_id,
        due_at=due_at,
    )
    return row["id"] if row else None


def due(tx: Tx, now_ms: int, limit: int = 500) -> list[str]:
    """Return turns that wait for a bell: due ones first, then those whose lease ran out."""
    rows = tx.all(
        "SELECT id FROM turns WHERE state = 'pending' AND due_at <= :now"
        " ORDER BY due_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    rows += tx.all(
        "SELECT id FROM turns WHERE state = 'answering' AND lease_until <= :now LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["id"] for row in rows]


def expire_leases(tx: Tx) -> int:
    """End every lease: this process is the only one on the data and has just started."""
    return tx.run("UPDATE turns SET lease_until = 0 WHERE state = 'answering'")
