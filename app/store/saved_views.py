"""Lists somebody has given a name: their own, or for everybody who sees the same clients.

A row without an operator is shared: with ``tenant_id`` among those who see the client, without
among the agency's people.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from app.ids import new_id
from app.store.db import Tx
from app.store.operators import Operator

MOST_VIEWS = 50


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named list; ``query`` is the list's own query string."""

    id: str
    name: str
    query: str
    is_shared: bool
    tenant_id: str | None


def views_for(tx: Tx, operator: Operator, page: str) -> list[SavedView]:
    """Return the views of a page that somebody has or shares, by name."""
    rows = tx.all(
        "SELECT id, tenant_id, operator_id, name, query FROM saved_views WHERE page = :page"
        " AND (operator_id = :operator_id OR operator_id IS NULL)",
        page=page,
        operator_id=operator.id,
    )
    found = [
        SavedView(r["id"], r["name"], r["query"], r["operator_id"] is None, r["tenant_id"])
        for r in rows
    ]
    kept = (one for one in found if not one.is_shared or _shares(operator, one))
    return sorted(kept, key=lambda one: (one.is_shared, one.name.casefold(), one.id))


def insert_view(
    tx: Tx, operator: Operator, page: str, name: str, query: str, is_shared: bool, now_ms: int
) -> str | None:
    """Keep a view; None when somebody has as many as are allowed.

    A shared one of a client's member is that client's.
    """
    if len(views_for(tx, operator, page)) >= MOST_VIEWS:
        return None
    view_id = new_id()
    tx.run(
        "INSERT INTO saved_views (id, tenant_id, operator_id, page, name, query, created_at)"
        " VALUES (:id, :tenant_id, :operator_id, :page, :name, :query, :now)",
        id=view_id,
        tenant_id=operator.tenant_id if is_shared else None,
        operator_id=None if is_shared else operator.id,
        page=page,
        name=name,
        query=query,
        now=now_ms,
    )
    return view_id


def delete_view(
    tx: Tx, operator: Operator, page: str, view_id: str, may_shared: bool = True
) -> bool:
    """Forget a view somebody has or shares; False when there is none such they may forget."""
    found = [one for one in views_for(tx, operator, page) if one.id == view_id]
    if not found or (found[0].is_shared and not may_shared):
        return False
    return bool(tx.run("DELETE FROM saved_views WHERE id = :id", id=view_id))


def _shares(operator: Operator, view: SavedView) -> bool:
    """Tell whether a shared view is for somebody: the agency's are for its own people.

    Who has some clients only hears nothing of a view of another one: its name may say much.
    """
    if view.tenant_id:
        return operator.sees(view.tenant_id)
    if operator.tenant_id is not None:
        return False
    named = parse_qs(view.query).get("client", [])
    return all(operator.sees(one) for one in named)
