"""Which days something happened to, since a source was last looked through.

Everything that changes a figure leaves an event, a call of a model, or a later ``updated_at``. An
event touches its own day, and those on which its conversation, its last turn and its escalations
began, because figures stand on the day a thing began.

Answers are quarters of an hour, not days: what day it was is the client's clock's business, and
no clock is shifted by less. What is read was grouped by the database, so that a flood of a hundred
thousand rows is a few lines here.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.ids import first_at, made_at
from app.store.db import Row, Tx

QUARTER_MS = 900_000
# Ids and times are made before their units commit: one may become visible behind a later one.
LOOK_BACK_MS = 10_000
BY_ID, BY_TIME = ("events", "usage"), ("leads", "appointments")


@dataclass(frozen=True, slots=True)
class Touched:
    """That something happened in a quarter of an hour of a tenant.

    ``what`` and ``sign`` tell whether it is the same that was seen at the last look.
    """

    what: str
    tenant_id: str
    quarter: int
    sign: tuple[str, int]

    @property
    def at_ms(self) -> int:
        """Return when the quarter begins, in epoch milliseconds."""
        return self.quarter * QUARTER_MS


# What is new is few, and read along the ids. ``CROSS JOIN`` keeps SQLite to this order, and where
# there is nothing to join, an inner list in the order of the ids does: else it reads everything
# there is, along an index in the order of the groups.
_OF_EVENTS = {
    "events": (
        "SELECT e.tenant_id, e.at / 900000 AS quarter, MAX(e.id) AS newest, COUNT(*) AS n"
        " FROM (SELECT id, tenant_id, at FROM events WHERE id > :after ORDER BY id LIMIT 500000)"
        " AS e GROUP BY e.tenant_id, e.at / 900000"
    ),
    "conversations": (
        "SELECT c.tenant_id, c.created_at / 900000 AS quarter, MAX(e.id) AS newest, COUNT(*) AS n"
        " FROM events e CROSS JOIN conversations c"
        " WHERE e.id > :after AND c.id = e.conversation_id"
        " GROUP BY c.tenant_id, c.created_at / 900000"
    ),
    "turns": (
        "SELECT o.tenant_id, o.opened / 900000 AS quarter, MAX(o.id) AS newest, COUNT(*) AS n"
        " FROM (SELECT e.tenant_id, e.id, (SELECT MAX(t.opened_at) FROM turns t"
        " WHERE t.conversation_id = e.conversation_id) AS opened FROM events e"
        " WHERE e.id > :after AND e.conversation_id IS NOT NULL) AS o"
        " WHERE o.opened IS NOT NULL GROUP BY o.tenant_id, o.opened / 900000"
    ),
    "escalations": (
        "SELECT s.tenant_id, s.created_at / 900000 AS quarter, MAX(e.id) AS newest, COUNT(*) AS n"
        " FROM events e CROSS JOIN escalations s WHERE e.id > :after"
        " AND s.tenant_id = e.tenant_id AND s.conversation_id = e.conversation_id"
        " GROUP BY s.tenant_id, s.created_at / 900000"
    ),
}
_USAGE = (
    "SELECT u.tenant_id, u.at / 900000 AS quarter, MAX(u.id) AS newest, COUNT(*) AS n"
    " FROM (SELECT id, tenant_id, at FROM usage WHERE id > :after ORDER BY id LIMIT 500000) AS u"
    " GROUP BY u.tenant_id, u.at / 900000"
)
# Both the day it began and the one it changed on.
_LEADS = (
    "SELECT tenant_id, created_at / 900000 AS began, updated_at / 900000 AS changed,"
    " MAX(updated_at) AS newest, COUNT(*) AS n FROM leads WHERE updated_at > :after"
    " GROUP BY tenant_id, created_at / 900000, updated_at / 900000"
)
_APPOINTMENTS = (
    "SELECT tenant_id, created_at / 900000 AS began, updated_at / 900000 AS changed,"
    " starts_at / 900000 AS starts, MAX(updated_at) AS newest, COUNT(*) AS n FROM appointments"
    " WHERE updated_at > :after"
    " GROUP BY tenant_id, created_at / 900000, updated_at / 900000, starts_at / 900000"
)
_NEWEST = {
    "events": "SELECT MAX(id) AS newest FROM events",
    "usage": "SELECT MAX(id) AS newest FROM usage",
    "leads": "SELECT MAX(updated_at) AS newest FROM leads",
    "appointments": "SELECT MAX(updated_at) AS newest FROM appointments",
}


def places(tx: Tx) -> dict[str, str]:
    """Return up to where each source was looked through; its present end when it never was."""
    rows = tx.all("SELECT source, upto FROM counted_upto")
    found = {row["source"]: str(row["upto"]) for row in rows}
    for source, sql in _NEWEST.items():
        if source not in found:
            row = tx.one(sql)
            found[source] = _behind(source, row["newest"] if row else None)
    return found


def put_places(tx: Tx, upto: dict[str, str]) -> None:
    """Keep up to where each source was looked through."""
    for source, place in upto.items():
        tx.run(
            "INSERT INTO counted_upto (source, upto) VALUES (:source, :upto)"
            " ON CONFLICT (source) DO UPDATE SET upto = excluded.upto",
            source=source,
            upto=place,
        )


def touched_since(tx: Tx, upto: dict[str, str]) -> tuple[list[Touched], dict[str, str]]:
    """Return what happened since some places, and the places to look from the next time."""
    found: list[Touched] = []
    newest: dict[str, str | int] = {}
    for what, sql in _OF_EVENTS.items():
        _take(found, newest, "events", what, tx.all(sql, after=upto["events"]), ("quarter",))
    _take(found, newest, "usage", "usage", tx.all(_USAGE, after=upto["usage"]), ("quarter",))
    rows = tx.all(_LEADS, after=int(upto["leads"]))
    _take(found, newest, "leads", "leads", rows, ("began", "changed"))
    rows = tx.all(_APPOINTMENTS, after=int(upto["appointments"]))
    _take(found, newest, "appointments", "appointments", rows, ("began", "changed", "starts"))
    return found, upto | {source: _behind(source, place) for source, place in newest.items()}


def _take(
    found: list[Touched],
    newest: dict[str, str | int],
    source: str,
    what: str,
    rows: list[Row],
    columns: tuple[str, ...],
) -> None:
    for row in rows:
        sign = (str(row["newest"]), int(row["n"]))
        for column in columns:
            # The columns tell apart what the same rows did to several days.
            found.append(Touched(f"{what} {column}", row["tenant_id"], int(row[column]), sign))
        if source not in newest or row["newest"] > newest[source]:
            newest[source] = row["newest"]


def _behind(source: str, newest: str | int | None) -> str:
    """Return the place from which a source is looked through again, a little before its end."""
    if source in BY_TIME:
        return str(max(0, int(newest or 0) - LOOK_BACK_MS))
    return first_at(max(0, made_at(str(newest)) - LOOK_BACK_MS)) if newest else ""


def began_at(tx: Tx, tenant_id: str) -> int | None:
    """Return when the first thing of a tenant happened that is counted; None when nothing did."""
    found = []
    for sql in (
        "SELECT MIN(created_at) AS began FROM leads WHERE tenant_id = :t AND merged_into IS NULL",
        "SELECT MIN(created_at) AS began FROM conversations WHERE tenant_id = :t",
        "SELECT MIN(at) AS began FROM messages WHERE tenant_id = :t",
        "SELECT MIN(at) AS began FROM usage WHERE tenant_id = :t",
    ):
        row = tx.one(sql, t=tenant_id)
        if row is not None and row["began"] is not None:
            found.append(int(row["began"]))
    return min(found, default=None)


def zones(tx: Tx) -> dict[str, str]:
    """Return the zone of every tenant."""
    return {row["id"]: row["zone"] for row in tx.all("SELECT id, zone FROM tenants")}


def counted_zones(tx: Tx) -> dict[str, str]:
    """Return the zones tenants' days were counted in; one that never was is left out."""
    rows = tx.all("SELECT tenant_id, zone FROM counted_zones")
    return {row["tenant_id"]: row["zone"] for row in rows}


def put_zone(tx: Tx, tenant_id: str, zone: str) -> None:
    """Keep that a tenant's days are counted in a zone."""
    tx.run(
        "INSERT INTO counted_zones (tenant_id, zone) VALUES (:tenant_id, :zone)"
        " ON CONFLICT (tenant_id) DO UPDATE SET zone = excluded.zone",
        tenant_id=tenant_id,
        zone=zone,
    )
