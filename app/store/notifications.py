"""Notifications: one message to one person by one channel; claimed before it is sent.

queued → sending → sent; failed, unknown, cancelled and folded end it. ``unknown`` may have arrived
and is not sent again: the chain of people goes on by itself. ``folded`` is told in a digest.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.tenant import Priority
from app.ids import new_id
from app.store.db import Row, Tx
from app.store.people import PersonRow


@dataclass(frozen=True, slots=True)
class NotificationRow:
    """A notification as the flows see it.

    ``subject_kind`` is escalation, incident or person; ``kind`` is call, reminder, over, digest or
    test. ``tenant_id`` None: of the agency. ``through_id`` is the channel a text goes through.
    """

    id: str
    tenant_id: str | None
    subject_kind: str
    subject_id: str
    person_id: str
    person_name: str
    language: str
    channel: str
    address: str
    through_id: str
    kind: str
    priority: Priority
    step: int
    state: str
    attempts: int
    due_at: int
    lease_owner: str
    sending_at: int | None
    sent_at: int | None
    error: str
    created_at: int


def _notification(row: Row) -> NotificationRow:
    plain = {name: row[name] for name in NotificationRow.__slots__}
    return NotificationRow(**{**plain, "priority": Priority(row["priority"])})


def person_of(row: NotificationRow) -> PersonRow:
    """Return the person of a notification as they were then: edited or taken off the list since."""
    is_mail = row.channel == "email"
    return PersonRow(
        row.person_id,
        row.tenant_id,
        row.person_name,
        email=row.address if is_mail else "",
        phone="" if is_mail else row.address,
        channels=(row.channel,),
        language=row.language,
    )


def insert_notification(
    tx: Tx,
    tenant_id: str | None,
    subject: tuple[str, str],
    person: PersonRow,
    channel: str,
    kind: str,
    now_ms: int,
    *,
    due_at: int = 0,
    step: int = 0,
    priority: Priority = Priority.NORMAL,
    through_id: str = "",
    problem: str = "",
) -> str | None:
    """Queue a notification and return its id; None when this one was made before.

    Args:
        subject: kind and id of what it is about; an empty id is the notification's own.
        problem: why it cannot leave, which makes it failed from the start.
    """
    new = new_id()
    made = tx.run(
        "INSERT INTO notifications (id, tenant_id, subject_kind, subject_id, person_id,"
        " person_name, language, channel, address, through_id, kind, priority, step, state,"
        " due_at, error, created_at) VALUES (:id, :tenant_id, :subject_kind, :subject_id,"
        " :person_id, :person_name, :language, :channel, :address, :through_id, :kind, :priority,"
        " :step, :state, :due_at, :error, :now) ON CONFLICT DO NOTHING",
        id=new,
        tenant_id=tenant_id,
        subject_kind=subject[0],
        subject_id=subject[1] or new,
        person_id=person.id,
        person_name=person.name,
        language=person.language,
        channel=channel,
        address=person.address(channel),
        through_id=through_id,
        kind=kind,
        priority=priority.value,
        step=step,
        state="failed" if problem else "queued",
        due_at=max(due_at, now_ms),
        error=problem,
        now=now_ms,
    )
    return new if made else None


def notification_by_id(tx: Tx, notification_id: str) -> NotificationRow | None:
    """Return a notification; the id comes from a bell or a signed link."""
    row = tx.one("SELECT * FROM notifications WHERE id = :id", id=notification_id)
    return _notification(row) if row else None


def claim(
    tx: Tx, notification_id: str, owner: str, now_ms: int, lease_until: int
) -> NotificationRow | None:
    """Mark a queued, due notification as ``sending``; None when someone else has it."""
    row = tx.one(
        "UPDATE notifications SET state = 'sending', attempts = attempts + 1,"
        " lease_owner = :owner, lease_until = :lease_until, sending_at = :now"
        " WHERE id = :id AND state = 'queued' AND due_at <= :now RETURNING *",
        id=notification_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    return _notification(row) if row else None


def claim_unknown(
    tx: Tx, notification_id: str, owner: str, now_ms: int, lease_until: int
) -> NotificationRow | None:
    """Take a ``sending`` notification whose lease ran out: its outcome is unknown."""
    row = tx.one(
        "UPDATE notifications SET lease_owner = :owner, lease_until = :lease_until"
        " WHERE id = :id AND state = 'sending' AND lease_until <= :now RETURNING *",
        id=notification_id,
        owner=owner,
        now=now_ms,
        lease_until=lease_until,
    )
    return _notification(row) if row else None


def finish(
    tx: Tx,
    row: NotificationRow,
    state: str,
    now_ms: int,
    error: str = "",
    provider_message_id: str = "",
) -> bool:
    """End a claimed notification; False when the lease is not ours any more."""
    return bool(
        tx.run(
            "UPDATE notifications SET state = :state, lease_until = 0, error = :error,"
            " provider_message_id = :provider_id,"
            " sent_at = CASE WHEN :state = 'sent' THEN :now ELSE sent_at END,"
            " sending_at = CASE WHEN :state IN ('folded', 'cancelled') THEN NULL"
            " ELSE sending_at END"
            " WHERE id = :id AND state = 'sending' AND lease_owner = :owner",
            id=row.id,
            owner=row.lease_owner,
            state=state,
            error=error[:300],
            provider_id=provider_message_id,
            now=now_ms,
        )
    )


def requeue(tx: Tx, row: NotificationRow, due_at: int, error: str) -> bool:
    """Give a claimed notification back, to be sent later."""
    return bool(
        tx.run(
            "UPDATE notifications SET state = 'queued', lease_until = 0, due_at = :due_at,"
            " error = :error, sending_at = NULL"
            " WHERE id = :id AND state = 'sending' AND lease_owner = :owner",
            id=row.id,
            owner=row.lease_owner,
            due_at=due_at,
            error=error[:300],
        )
    )


def sent_since(tx: Tx, person_id: str, channel: str, since_ms: int, but_id: str) -> tuple[int, int]:
    """Return how many a person got by a channel since a time, and when the first of them left."""
    # Two units must not both see room for one more.
    tx.lock("SELECT id FROM notify_people WHERE id = :id", id=person_id)
    row = tx.one(
        "SELECT COUNT(*) AS n, COALESCE(MIN(sending_at), 0) AS first_at FROM notifications"
        " WHERE person_id = :person_id AND channel = :channel AND sending_at > :since"
        " AND id <> :but_id",
        person_id=person_id,
        channel=channel,
        since=since_ms,
        but_id=but_id,
    )
    return (row["n"], row["first_at"]) if row else (0, 0)


def take_folded(tx: Tx, digest: NotificationRow) -> None:
    """Let a digest tell everything that was folded for its person and channel so far."""
    tx.run(
        "UPDATE notifications SET digest_id = :digest_id WHERE person_id = :person_id"
        " AND channel = :channel AND state = 'folded' AND digest_id IS NULL",
        digest_id=digest.id,
        person_id=digest.person_id,
        channel=digest.channel,
    )


def folded_in(tx: Tx, digest_id: str) -> list[NotificationRow]:
    """Return what a digest tells, oldest first."""
    rows = tx.all(
        "SELECT * FROM notifications WHERE digest_id = :digest_id ORDER BY id",
        digest_id=digest_id,
    )
    return [_notification(row) for row in rows]


def of_subject(tx: Tx, subject_kind: str, subject_id: str) -> list[NotificationRow]:
    """Return every notification about an escalation or incident, oldest first."""
    rows = tx.all(
        "SELECT * FROM notifications WHERE subject_id = :id AND subject_kind = :kind ORDER BY id",
        id=subject_id,
        kind=subject_kind,
    )
    return [_notification(row) for row in rows]


def note_acknowledged(tx: Tx, subject_id: str, person_id: str, now_ms: int) -> None:
    """Note whose answer it was; an empty person marks all of them."""
    tx.run(
        "UPDATE notifications SET acknowledged_at = :now,"
        " state = CASE WHEN state = 'sent' THEN 'acknowledged' ELSE state END"
        " WHERE subject_id = :id AND (:person_id = '' OR person_id = :person_id)"
        " AND acknowledged_at IS NULL",
        id=subject_id,
        person_id=person_id,
        now=now_ms,
    )


def due_notifications(tx: Tx, now_ms: int, limit: int = 200) -> list[str]:
    """Return those to send now, and those of a process that is gone."""
    rows = tx.all(
        "SELECT id FROM notifications WHERE state = 'queued' AND due_at <= :now"
        " ORDER BY due_at LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    rows += tx.all(
        "SELECT id FROM notifications WHERE state = 'sending' AND lease_until <= :now"
        " ORDER BY lease_until LIMIT :limit",
        now=now_ms,
        limit=limit,
    )
    return [row["id"] for row in rows]


def expire_leases(tx: Tx) -> int:
    """End the leases of a process that is gone."""
    return tx.run("UPDATE notifications SET lease_until = 0 WHERE state = 'sending'")
