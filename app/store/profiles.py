"""Versions of a tenant's profile: every one there was, and drafts of those to come.

``tenants`` holds the one in force; ``profile_version`` there is its number. Numbers only rise, a
draft takes one too, and a published version is never changed: replays and receipts name it. A
draft thrown away keeps its number to itself: an evaluation that still runs must not count for
another one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.profile import Settings, with_settings
from app.domain.tenant import Mode, Tenant
from app.store.db import Row, Tx
from app.store.tenants import profile_from_json, profile_to_json, tenant_by_id

DRAFT, PUBLISHED, DISCARDED = "draft", "published", "discarded"
_SELECT = (
    "SELECT v.*, o.name AS operator_name, o.email AS operator_email FROM profile_versions v"
    " LEFT JOIN operators o ON o.id = v.operator_id"
    " WHERE v.tenant_id = :tenant_id AND v.state <> 'discarded'"
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version. ``operator_name`` is empty when no person of the dashboard made it.

    ``evaluation`` is what an evaluation of exactly these settings found, in percent, or empty.
    """

    tenant_id: str
    version: int
    state: str
    settings: Settings
    note: str = ""
    operator_id: str | None = None
    operator_name: str = ""
    restored_from: int | None = None
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    at_ms: int = 0

    @property
    def is_draft(self) -> bool:
        """Tell whether it was never in force."""
        return self.state == DRAFT


def settings_to_json(settings: Settings) -> str:
    """Return settings as JSON text."""
    made = {
        "profile": json.loads(profile_to_json(settings.profile)),
        "languages": settings.languages,
        "zone": settings.zone,
        "mode": settings.mode.value,
    }
    return json.dumps(made, ensure_ascii=False)


def settings_from_json(text: str) -> Settings:
    """Return the settings written by ``settings_to_json``."""
    data: dict[str, Any] = json.loads(text)
    profile = profile_from_json(json.dumps(data["profile"]))
    return Settings(profile, tuple(data["languages"]), data["zone"], Mode(data["mode"]))


def insert_version(tx: Tx, one: Version) -> None:
    """Keep a version."""
    tx.run(
        "INSERT INTO profile_versions (tenant_id, version, state, settings, note, operator_id,"
        " restored_from, evaluation, at) VALUES (:tenant_id, :version, :state, :settings, :note,"
        " :operator_id, :restored_from, :evaluation, :at)",
        tenant_id=one.tenant_id,
        version=one.version,
        state=one.state,
        settings=settings_to_json(one.settings),
        note=one.note,
        operator_id=one.operator_id,
        restored_from=one.restored_from,
        evaluation=json.dumps(dict(one.evaluation)) if one.evaluation else "",
        at=one.at_ms,
    )


def version_by_number(tx: Tx, tenant_id: str, version: int) -> Version | None:
    """Return a version of a tenant; there is none of a number no database takes."""
    if not 0 <= version < 1 << 31:
        return None
    row = tx.one(
        f"{_SELECT} AND v.version = :version",
        tenant_id=tenant_id,
        version=version,
    )
    return _version(row) if row else None


def versions_of(tx: Tx, tenant_id: str, before: int = 0, limit: int = 50) -> list[Version]:
    """Return versions of a tenant, newest first; with ``before`` only older ones."""
    rows = tx.all(
        f"{_SELECT} AND (:before = 0 OR v.version < :before) ORDER BY v.version DESC LIMIT :limit",
        tenant_id=tenant_id,
        before=before,
        limit=limit,
    )
    return [_version(row) for row in rows]


def _version(row: Row) -> Version:
    return Version(
        tenant_id=row["tenant_id"],
        version=row["version"],
        state=row["state"],
        settings=settings_from_json(row["settings"]),
        note=row["note"],
        operator_id=row["operator_id"],
        operator_name=row["operator_name"] or row["operator_email"] or "",
        restored_from=row["restored_from"],
        evaluation=json.loads(row["evaluation"]) if row["evaluation"] else {},
        at_ms=row["at"],
    )


def lock_tenant(tx: Tx, tenant_id: str) -> Tenant | None:
    """Return a tenant as it is in force, which nobody else changes until this unit ends."""
    tx.lock("SELECT id FROM tenants WHERE id = :tenant_id", tenant_id=tenant_id)
    return tenant_by_id(tx, tenant_id)


def next_number(tx: Tx, tenant_id: str) -> int:
    """Return the number of the version after the last; the tenant must be locked."""
    row = tx.one(
        "SELECT profile_version AS now, (SELECT MAX(version) FROM profile_versions"
        " WHERE tenant_id = :tenant_id) AS last FROM tenants WHERE id = :tenant_id",
        tenant_id=tenant_id,
    )
    return max(row["now"], row["last"] or 0) + 1 if row else 1


def put_in_force(tx: Tx, tenant_id: str, settings: Settings, version: int) -> None:
    """Let a version decide from now on; what else there is of the tenant stays."""
    tx.run(
        "UPDATE tenants SET profile = :profile, languages = :languages, zone = :zone,"
        " mode = :mode, profile_version = :version WHERE id = :tenant_id",
        tenant_id=tenant_id,
        profile=profile_to_json(settings.profile),
        languages=json.dumps(settings.languages),
        zone=settings.zone,
        mode=settings.mode.value,
        version=version,
    )


def mark_published(
    tx: Tx, tenant_id: str, version: int, operator_id: str | None, now_ms: int
) -> bool:
    """Make a draft a published version; False when it is none."""
    return bool(
        tx.run(
            "UPDATE profile_versions SET state = 'published', operator_id = :operator_id,"
            " at = :now WHERE tenant_id = :tenant_id AND version = :version AND state = 'draft'",
            tenant_id=tenant_id,
            version=version,
            operator_id=operator_id,
            now=now_ms,
        )
    )


def discard_draft(tx: Tx, tenant_id: str, version: int) -> bool:
    """Throw a draft away; False when it is none: a published version stays for ever."""
    return bool(
        tx.run(
            "UPDATE profile_versions SET state = 'discarded'"
            " WHERE tenant_id = :tenant_id AND version = :version AND state = 'draft'",
            tenant_id=tenant_id,
            version=version,
        )
    )


def put_evaluation(tx: Tx, tenant_id: str, version: int, evaluation: Mapping[str, Any]) -> bool:
    """Keep what an evaluation of a version found; False when there is no such version."""
    return bool(
        tx.run(
            "UPDATE profile_versions SET evaluation = :evaluation"
            " WHERE tenant_id = :tenant_id AND version = :version",
            tenant_id=tenant_id,
            version=version,
            evaluation=json.dumps(dict(evaluation)),
        )
    )


def tenant_at(tx: Tx, tenant_id: str, version: int) -> Tenant | None:
    """Return the tenant as it was, or would be, under a version; None when there is none.

    What is not part of a version (name, country, budget) is as it is now.
    """
    tenant = tenant_by_id(tx, tenant_id)
    if tenant is None:
        return None
    found = version_by_number(tx, tenant_id, version)
    if found is None:
        # A tenant of before there were versions has none until it is first saved.
        return tenant if tenant.profile_version == version else None
    return with_settings(tenant, found.settings, version)


def keep_current(tx: Tx, tenant: Tenant, settings: Settings, now_ms: int) -> None:
    """Record the version in force of a tenant that was last saved before there were versions."""
    if version_by_number(tx, tenant.id, tenant.profile_version) is None:
        row = Version(tenant.id, tenant.profile_version, PUBLISHED, settings, at_ms=now_ms)
        insert_version(tx, row)


def with_number(row: Version, version: int, **changed: Any) -> Version:
    """Return a version as another one, with another number."""
    return replace(row, version=version, **changed)
