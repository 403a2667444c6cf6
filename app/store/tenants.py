"""Tenants and their channel accounts."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.domain.tenant import (
    ChannelAccount,
    ChannelKind,
    Criterion,
    CriterionKind,
    EscalationRule,
    Mode,
    Opening,
    Priority,
    Profile,
    RuleKind,
    SpecialDay,
    Tenant,
)
from app.store.db import Row, Tx


def profile_to_json(profile: Profile) -> str:
    """Return a profile as JSON text."""
    return json.dumps(asdict(profile), ensure_ascii=False)


def profile_from_json(text: str) -> Profile:
    """Return the profile written by ``profile_to_json``; fields it lacks take their defaults."""
    data: dict[str, Any] = json.loads(text)
    criteria = tuple(
        Criterion(
            **{
                **item,
                "kind": CriterionKind(item["kind"]),
                "options": tuple(item.get("options", ())),
                "accepts": tuple(item.get("accepts", ())),
            }
        )
        for item in data.pop("criteria", ())
    )
    for name in ("never_say", "allowed_links"):
        data[name] = tuple(data.get(name, ()))
    data["openings"] = tuple(Opening(**item) for item in data.get("openings", ()))
    data["special_days"] = tuple(
        SpecialDay(**{**item, "hours": tuple(item.get("hours", ()))})
        for item in data.get("special_days", ())
    )
    data["rules"] = tuple(
        EscalationRule(
            RuleKind(item["kind"]),
            item["value"],
            Priority(item.get("priority", Priority.NORMAL.value)),
            item.get("note", ""),
        )
        for item in data.get("rules", ())
    )
    return Profile(**data, criteria=criteria)


def _tenant(row: Row) -> Tenant:
    return Tenant(
        id=row["id"],
        name=row["name"],
        zone=row["zone"],
        country=row["country"],
        languages=tuple(json.loads(row["languages"])),
        mode=Mode(row["mode"]),
        is_paused=bool(row["is_paused"]),
        profile=profile_from_json(row["profile"]),
        profile_version=row["profile_version"],
        budget_microusd=row["budget_microusd"],
        inline_tokens=row["inline_tokens"],
        budget_tokens=row["budget_tokens"],
        budget_period=row["budget_period"],
    )


def put_tenant(tx: Tx, tenant: Tenant, now_ms: int) -> None:
    """Insert a tenant, or replace what can be edited of it."""
    tx.run(
        "INSERT INTO tenants (id, name, zone, country, languages, mode, is_paused, profile,"
        " profile_version, budget_microusd, budget_tokens, budget_period, created_at)"
        " VALUES (:id, :name, :zone, :country, :languages, :mode, :is_paused, :profile, :version,"
        " :budget, :budget_tokens, :budget_period, :now)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, zone = excluded.zone,"
        " country = excluded.country, languages = excluded.languages, mode = excluded.mode,"
        " is_paused = excluded.is_paused, profile = excluded.profile,"
        " profile_version = tenants.profile_version + 1,"
        " budget_microusd = excluded.budget_microusd, budget_tokens = excluded.budget_tokens,"
        " budget_period = excluded.budget_period",
        id=tenant.id,
        name=tenant.name,
        zone=tenant.zone,
        country=tenant.country,
        languages=json.dumps(tenant.languages),
        mode=tenant.mode.value,
        is_paused=int(tenant.is_paused),
        profile=profile_to_json(tenant.profile),
        version=tenant.profile_version,
        budget=tenant.budget_microusd,
        budget_tokens=tenant.budget_tokens,
        budget_period=tenant.budget_period,
        now=now_ms,
    )


def tenant_by_id(tx: Tx, tenant_id: str) -> Tenant | None:
    """Return a tenant."""
    row = tx.one("SELECT * FROM tenants WHERE id = :tenant_id", tenant_id=tenant_id)
    return _tenant(row) if row else None


def all_tenants(tx: Tx) -> list[Tenant]:
    """Return all tenants by name; for the admin's own machine only."""
    return [_tenant(row) for row in tx.all("SELECT * FROM tenants ORDER BY name, id")]


def tenant_by_name(tx: Tx, name: str) -> Tenant | None:
    """Return the tenant of this exact name."""
    row = tx.one("SELECT * FROM tenants WHERE name = :name ORDER BY id LIMIT 1", name=name)
    return _tenant(row) if row else None


def is_silent(tx: Tx, tenant_id: str) -> bool:
    """Tell whether the assistant may not speak for a tenant anywhere: paused, or switched off.

    A channel with a mode of its own, and closed hours, are looked at with the whole profile.
    """
    row = tx.one(
        "SELECT is_paused, mode, profile FROM tenants WHERE id = :tenant_id", tenant_id=tenant_id
    )
    if row is None or row["is_paused"]:
        return True
    if row["mode"] != Mode.OFF.value:
        return False
    return not any(json.loads(row["profile"]).get("modes", {}).values())


def other_names(tx: Tx, tenant_id: str) -> list[str]:
    """Return the names of all other tenants: words that a reply of this one must not hold."""
    rows = tx.all(
        "SELECT name FROM tenants WHERE id <> :tenant_id ORDER BY name", tenant_id=tenant_id
    )
    return [row["name"] for row in rows]


def put_channel(tx: Tx, account: ChannelAccount, credentials_sealed: str, now_ms: int) -> None:
    """Insert a channel account, or replace its address, credentials and settings."""
    tx.run(
        "INSERT INTO channels (id, tenant_id, kind, key, address, credentials_sealed, settings,"
        " created_at) VALUES (:id, :tenant_id, :kind, :key, :address, :sealed, :settings, :now)"
        " ON CONFLICT (id) DO UPDATE SET address = excluded.address,"
        " credentials_sealed = excluded.credentials_sealed, settings = excluded.settings",
        id=account.id,
        tenant_id=account.tenant_id,
        kind=account.kind.value,
        key=account.key,
        address=account.address,
        sealed=credentials_sealed,
        settings=json.dumps(account.settings),
        now=now_ms,
    )


def _account(row: Row) -> tuple[ChannelAccount, str]:
    account = ChannelAccount(
        id=row["id"],
        tenant_id=row["tenant_id"],
        kind=ChannelKind(row["kind"]),
        key=row["key"],
        address=row["address"],
        settings=json.loads(row["settings"]),
        is_paused=bool(row["is_paused"]),
        pause_reason=row["pause_reason"],
    )
    return account, row["credentials_sealed"]


def channel_by_key(tx: Tx, key: str) -> tuple[ChannelAccount, str] | None:
    """Return a channel account without credentials, and its sealed credentials."""
    row = tx.one("SELECT * FROM channels WHERE key = :key", key=key)
    return _account(row) if row else None


def channel_by_id(tx: Tx, channel_id: str) -> tuple[ChannelAccount, str] | None:
    """Return a channel account without credentials, and its sealed credentials."""
    row = tx.one("SELECT * FROM channels WHERE id = :channel_id", channel_id=channel_id)
    return _account(row) if row else None


def channels_of(tx: Tx, tenant_id: str) -> list[tuple[ChannelAccount, str]]:
    """Return all channel accounts of a tenant with their sealed credentials, oldest first."""
    rows = tx.all(
        "SELECT * FROM channels WHERE tenant_id = :tenant_id ORDER BY id", tenant_id=tenant_id
    )
    return [_account(row) for row in rows]


def pause_channel(tx: Tx, tenant_id: str, channel_id: str, reason: str) -> bool:
    """Pause a channel; True when it was running before (so that there is one alert, no storm)."""
    return bool(
        tx.run(
            "UPDATE channels SET is_paused = 1, pause_reason = :reason"
            " WHERE tenant_id = :tenant_id AND id = :channel_id AND is_paused = 0",
            tenant_id=tenant_id,
            channel_id=channel_id,
            reason=reason,
        )
    )


def resume_channel(tx: Tx, tenant_id: str, channel_id: str) -> bool:
    """Let a paused channel run again; False when it was running."""
    return bool(
        tx.run(
            "UPDATE channels SET is_paused = 0, pause_reason = ''"
            " WHERE tenant_id = :tenant_id AND id = :channel_id AND is_paused = 1",
            tenant_id=tenant_id,
            channel_id=channel_id,
        )
    )
