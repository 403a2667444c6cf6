"""People who are told when a person is needed: a client's own, or those of the agency."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.domain.tenant import Priority
from app.ids import new_id
from app.store.db import Row, Tx

CHANNELS = ("email", "sms")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody to tell. ``tenant_id`` None: of the agency.

    ``channels`` are those of ``CHANNELS`` they are told by; quiet hours are local ``HH:MM`` in
    ``zone``, both empty for none, and may pass midnight.
    """

    id: str
    tenant_id: str | None
    name: str
    email: str = ""
    phone: str = ""
    ordinal: int = 0
    channels: tuple[str, ...] = ("email",)
    min_priority: Priority = Priority.NORMAL
    quiet_from: str = ""
    quiet_to: str = ""
    zone: str = "UTC"
    language: str = "en"

    def address(self, channel: str) -> str:
        """Return where they are reached by a channel; empty for nowhere."""
        return self.email if channel == "email" else self.phone


def _person(row: Row) -> PersonRow:
    plain = {name: row[name] for name in PersonRow.__slots__}
    channels, least = tuple(json.loads(row["channels"])), Priority(row["min_priority"])
    return PersonRow(**{**plain, "channels": channels, "min_priority": least})


def people_of(tx: Tx, tenant_id: str | None) -> list[PersonRow]:
    """Return who is told for a tenant, in order; with None the agency's own people."""
    if tenant_id is None:
        rows = tx.all("SELECT * FROM notify_people WHERE tenant_id IS NULL ORDER BY ordinal, id")
    else:
        rows = tx.all(
            "SELECT * FROM notify_people WHERE tenant_id = :tenant_id ORDER BY ordinal, id",
            tenant_id=tenant_id,
        )
    return [_person(row) for row in rows]


def person_by_id(tx: Tx, tenant_id: str | None, person_id: str) -> PersonRow | None:
    """Return a person of a tenant, or of the agency."""
    found = (one for one in people_of(tx, tenant_id) if one.id == person_id)
    return next(found, None)


def put_person(tx: Tx, tenant_id: str | None, person: PersonRow, now_ms: int) -> str | None:
    """Add a person (empty id) at the end, or change one; None when the tenant has no such one."""
    values = {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "channels": json.dumps(person.channels),
        "least": person.min_priority.value,
        "quiet_from": person.quiet_from,
        "quiet_to": person.quiet_to,
        "zone": person.zone,
        "language": person.language,
    }
    if person.id:
        changed = tx.run(
            "UPDATE notify_people SET name = :name, email = :email, phone = :phone,"
            " channels = :channels, min_priority = :least, quiet_from = :quiet_from,"
            " quiet_to = :quiet_to, zone = :zone, language = :language"
            " WHERE id = :id AND COALESCE(tenant_id, '') = :owner",
            id=person.id,
            owner=tenant_id or "",
            **values,
        )
        return person.id if changed else None
    person_id = new_id()
    tx.run(
        "INSERT INTO notify_people (id, tenant_id, ordinal, name, email, phone, channels,"
        " min_priority, quiet_from, quiet_to, zone, language, created_at) VALUES (:id,"
        " :tenant_id, :ordinal, :name, :email, :phone, :channels, :least, :quiet_from, :quiet_to,"
        " :zone, :language, :now)",
        id=person_id,
        tenant_id=tenant_id,
        ordinal=max((one.ordinal for one in people_of(tx, tenant_id)), default=-1) + 1,
        now=now_ms,
        **values,
    )
    return person_id


def move_up(tx: Tx, tenant_id: str | None, person_id: str) -> bool:
    """Let a person be told one place earlier; False when there is none or they are the first."""
    everybody = people_of(tx, tenant_id)
    place = next((n for n, one in enumerate(everybody) if one.id == person_id), 0)
    if place == 0:
        return False
    everybody[place - 1], everybody[place] = everybody[place], everybody[place - 1]
    for number, one in enumerate(everybody):
        tx.run("UPDATE notify_people SET ordinal = :n WHERE id = :id", n=number, id=one.id)
    return True


def delete_person(tx: Tx, tenant_id: str | None, person_id: str) -> bool:
    """Forget a person; False when the tenant has no such one."""
    return bool(
        tx.run(
            "DELETE FROM notify_people WHERE id = :id AND COALESCE(tenant_id, '') = :owner",
            id=person_id,
            owner=tenant_id or "",
        )
    )


def admins(tx: Tx) -> list[PersonRow]:
    """Return the agency's admins as people to tell by e-mail, oldest first."""
    rows = tx.all(
        "SELECT id, name, email, language FROM operators WHERE tenant_id IS NULL"
        " AND role = 'admin' AND disabled_at IS NULL ORDER BY created_at, id"
    )
    return [
        PersonRow(row["id"], None, row["name"] or row["email"], row["email"],
                  language=row["language"])
        for row in rows
    ]  # fmt: skip


def remind_after_min(tx: Tx, tenant_id: str) -> int:
    """Return the minutes until somebody who did not answer is told again."""
    row = tx.one("SELECT remind_after_min FROM tenants WHERE id = :tenant_id", tenant_id=tenant_id)
    return int(row["remind_after_min"]) if row else 10


def set_remind_after(tx: Tx, tenant_id: str, minutes: int) -> bool:
    """Change the minutes until somebody is told again."""
    return bool(
        tx.run(
            "UPDATE tenants SET remind_after_min = :minutes WHERE id = :tenant_id",
            tenant_id=tenant_id,
            minutes=minutes,
        )
    )
