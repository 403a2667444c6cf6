"""Clients as those who manage them see them: state, contact data, onboarding, tests.

Everything is read along an index and stops at the first row, or at a limit: nothing is counted over
all of a client's rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.store.db import Row, Tx

COUNTED_UPTO = 1_000
_LIST = (
    "SELECT id, name, zone, country, is_paused, archived_at, deleting_at, budget_microusd,"
    " budget_tokens, budget_period, profile_version FROM tenants"
)


_FACTS = (
    "has_channel", "has_test", "has_conversation", "has_answer", "has_people", "has_own",
    "has_limited", "has_answered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in the list. ``is_gone``: it is being deleted for good."""

    id: str
    name: str
    zone: str
    country: str
    is_paused: bool
    is_archived: bool
    is_gone: bool

    @property
    def state(self) -> str:
        """Return ``active``, ``paused``, ``archived`` or ``deleting``."""
        if self.is_gone:
            return "deleting"
        if self.is_archived:
            return "archived"
        return "paused" if self.is_paused else "active"


@dataclass(frozen=True, slots=True)
class Contact:
    """What the business is called to people, beside its profile."""

    person: str = ""
    website: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a new client has already; each is true once there is one."""

    has_channel: bool
    is_tested: bool
    has_knowledge: bool
    has_people: bool
    has_member: bool
    has_answered: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """How the last test of a connected thing went; ``detail`` is a code of words."""

    name: str
    at: int
    is_good: bool
    detail: str = ""
    cost_microusd: int = 0


def page_of(
    tx: Tx, after: tuple[str, str] | None, limit: int, *, archived: bool
) -> list[ClientRow]:
    """Return clients by name, those put away or the others; for who sees all of them."""
    name, client_id = after or ("", "")
    wanted = "IS NOT NULL" if archived else "IS NULL"
    rows = tx.all(
        f"{_LIST} WHERE archived_at {wanted} AND (name, id) > (:name, :id)"
        " ORDER BY name, id LIMIT :limit",
        name=name,
        id=client_id,
        limit=limit,
    )
    return [_row(row) for row in rows]


def some_of(tx: Tx, tenant_ids: Iterable[str], *, archived: bool) -> list[ClientRow]:
    """Return these clients by name, those put away or the others."""
    found = (client_row(tx, one) for one in tenant_ids)
    kept = [one for one in found if one is not None and one.is_archived == archived]
    return sorted(kept, key=lambda one: (one.name, one.id))


def client_row(tx: Tx, tenant_id: str) -> ClientRow | None:
    """Return a client as it is listed."""
    row = tx.one(f"{_LIST} WHERE id = :tenant_id", tenant_id=tenant_id)
    return _row(row) if row else None


def _row(row: Row) -> ClientRow:
    return ClientRow(
        row["id"],
        row["name"],
        row["zone"],
        row["country"],
        bool(row["is_paused"]),
        row["archived_at"] is not None,
        row["deleting_at"] is not None,
    )


def leads_since(tx: Tx, tenant_id: str, since: int) -> int:
    """Return how many leads came since then; ``COUNTED_UPTO`` stands for that and more."""
    row = tx.one(
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM leads WHERE tenant_id = :tenant_id"
        " AND created_at >= :since AND merged_into IS NULL LIMIT :most) AS counted",
        tenant_id=tenant_id,
        since=since,
        most=COUNTED_UPTO,
    )
    return row["n"] if row else 0


def contact_of(tx: Tx, tenant_id: str) -> Contact:
    """Return a client's contact data."""
    row = tx.one("SELECT contact FROM tenants WHERE id = :tenant_id", tenant_id=tenant_id)
    known = json.loads(row["contact"] or "{}") if row else {}
    return Contact(**{name: str(known.get(name, "")) for name in Contact.__slots__})


def put_basics(tx: Tx, tenant_id: str, name: str, country: str, contact: Contact) -> None:
    """Set what is no part of the profile's versions."""
    tx.run(
        "UPDATE tenants SET name = :name, country = :country, contact = :contact"
        " WHERE id = :tenant_id",
        tenant_id=tenant_id,
        name=name,
        country=country,
        contact=json.dumps(
            {one: getattr(contact, one) for one in Contact.__slots__}, ensure_ascii=False
        ),
    )


def set_paused(tx: Tx, tenant_id: str, *, paused: bool) -> bool:
    """Let the assistant rest for a client, or work again; False when it did already."""
    return bool(
        tx.run(
            "UPDATE tenants SET is_paused = :paused WHERE id = :tenant_id AND is_paused <> :paused",
            tenant_id=tenant_id,
            paused=int(paused),
        )
    )


def set_archived(tx: Tx, tenant_id: str, at: int | None) -> bool:
    """Put a client away, or take it back with None; False when it is so already."""
    return bool(
        tx.run(
            "UPDATE tenants SET archived_at = :at WHERE id = :tenant_id"
            " AND (archived_at IS NULL) <> (:is_null = 1)",
            tenant_id=tenant_id,
            at=at,
            is_null=int(at is None),
        )
    )


def facts_of(tx: Tx, tenant_id: str) -> Facts:
    """Return what a client has already."""
    row = tx.one(
        "SELECT EXISTS (SELECT 1 FROM channels WHERE tenant_id = :tenant_id AND is_paused = 0)"
        " AS has_channel,"
        " EXISTS (SELECT 1 FROM integration_tests WHERE tenant_id = :tenant_id AND is_good = 1)"
        " AS has_test,"
        " EXISTS (SELECT 1 FROM conversations WHERE tenant_id = :tenant_id) AS has_conversation,"
        " EXISTS (SELECT 1 FROM faqs WHERE tenant_id = :tenant_id AND state = 'approved')"
        " AS has_answer,"
        " EXISTS (SELECT 1 FROM notify_people WHERE tenant_id = :tenant_id) AS has_people,"
        " EXISTS (SELECT 1 FROM operators WHERE tenant_id = :tenant_id AND disabled_at IS NULL)"
        " AS has_own, EXISTS (SELECT 1 FROM operator_clients WHERE tenant_id = :tenant_id)"
        " AS has_limited, EXISTS (SELECT 1 FROM turns WHERE tenant_id = :tenant_id"
        " AND state = 'answered') AS has_answered",
        tenant_id=tenant_id,
    )
    has = {name: bool(row[name]) for name in _FACTS} if row else dict.fromkeys(_FACTS, False)
    return Facts(
        has["has_channel"],
        has["has_test"] or has["has_conversation"],
        has["has_answer"],
        has["has_people"],
        has["has_own"] or has["has_limited"],
        has["has_answered"],
    )


def channel_kinds(tx: Tx, tenant_id: str) -> list[str]:
    """Return the kinds of channel a client has, each once."""
    rows = tx.all(
        "SELECT DISTINCT kind FROM channels WHERE tenant_id = :tenant_id ORDER BY kind",
        tenant_id=tenant_id,
    )
    return [row["kind"] for row in rows]


def last_used(tx: Tx, tenant_id: str, within: int = 300) -> dict[str, int]:
    """Return when each channel was last used, among the latest conversations of a client."""
    rows = tx.all(
        "SELECT channel_id, MAX(last_message_at) AS at FROM (SELECT channel_id, last_message_at"
        " FROM conversations WHERE tenant_id = :tenant_id ORDER BY last_message_at DESC, id DESC"
        " LIMIT :within) AS latest GROUP BY channel_id",
        tenant_id=tenant_id,
        within=within,
    )
    return {row["channel_id"]: row["at"] for row in rows}


def put_test(tx: Tx, tenant_id: str, test: Trial) -> None:
    """Keep how a test went; of each thing only the last."""
    tx.run(
        "INSERT INTO integration_tests (tenant_id, name, at, is_good, detail, cost_microusd)"
        " VALUES (:tenant_id, :name, :at, :is_good, :detail, :cost)"
        " ON CONFLICT (tenant_id, name) DO UPDATE SET at = excluded.at,"
        " is_good = excluded.is_good, detail = excluded.detail,"
        " cost_microusd = excluded.cost_microusd",
        tenant_id=tenant_id,
        name=test.name,
        at=test.at,
        is_good=int(test.is_good),
        detail=test.detail,
        cost=test.cost_microusd,
    )


def drop_test(tx: Tx, tenant_id: str, name: str) -> None:
    """Forget how the last test of a thing went: it is another thing now."""
    tx.run(
        "DELETE FROM integration_tests WHERE tenant_id = :tenant_id AND name = :name",
        tenant_id=tenant_id,
        name=name,
    )


def tests_of(tx: Tx, tenant_id: str) -> dict[str, Trial]:
    """Return the last tests by name; the process's own with an empty tenant."""
    rows = tx.all(
        "SELECT * FROM integration_tests WHERE tenant_id = :tenant_id", tenant_id=tenant_id
    )
    return {
        row["name"]: Trial(
            row["name"], row["at"], bool(row["is_good"]), row["detail"], row["cost_microusd"]
        )
        for row in rows
    }
