"""Templates a provider has approved, which may leave after WhatsApp's 24-hour window.

A body has places ``{{1}}``, ``{{2}}``, …; the provider knows the template by its own sid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.store.db import Row, Tx

STATUSES = ("approved", "pending", "paused", "rejected")
_PLACE = re.compile(r"\{\{(\d{1,2})\}\}")


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template in one language; ``status`` is one of ``STATUSES``."""

    id: str
    tenant_id: str
    name: str
    language: str
    body: str
    provider_sid: str
    status: str


def places_of(body: str) -> tuple[str, ...]:
    """Return the numbers of a body's places, each once, in their order."""
    return tuple(sorted(set(_PLACE.findall(body)), key=int))


def filled(body: str, values: Mapping[str, str]) -> str:
    """Return a body with values in its places; a place without one stays as it is."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), body)


def template_by_id(tx: Tx, tenant_id: str, template_id: str) -> TemplateRow | None:
    """Return a template of a tenant."""
    row = tx.one(
        "SELECT * FROM message_templates WHERE tenant_id = :tenant_id AND id = :id",
        tenant_id=tenant_id,
        id=template_id,
    )
    return _template(row) if row else None


def templates_of(tx: Tx, tenant_id: str) -> list[TemplateRow]:
    """Return a tenant's templates by name and language; they are few."""
    rows = tx.all(
        "SELECT * FROM message_templates WHERE tenant_id = :tenant_id"
        " ORDER BY name, language LIMIT 200",
        tenant_id=tenant_id,
    )
    return [_template(row) for row in rows]


def put_template(tx: Tx, tenant_id: str, template: TemplateRow, now_ms: int) -> str:
    """Add a template, or change the one of that name and language; return its id."""
    row = tx.one(
        "INSERT INTO message_templates (id, tenant_id, name, language, body, provider_sid, status,"
        " created_at, updated_at) VALUES (:id, :tenant_id, :name, :language, :body, :sid, :status,"
        " :now, :now) ON CONFLICT (tenant_id, name, language) DO UPDATE SET body = :body,"
        " provider_sid = :sid, status = :status, updated_at = :now RETURNING id",
        id=template.id,
        tenant_id=tenant_id,
        name=template.name,
        language=template.language,
        body=template.body,
        sid=template.provider_sid,
        status=template.status,
        now=now_ms,
    )
    return str(row["id"]) if row else template.id


def delete_template(tx: Tx, tenant_id: str, template_id: str) -> bool:
    """Delete a template; False when there is none."""
    return bool(
        tx.run(
            "DELETE FROM message_templates WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=template_id,
        )
    )


def _template(row: Row) -> TemplateRow:
    return TemplateRow(**{name: row[name] for name in TemplateRow.__slots__})
