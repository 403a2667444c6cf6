"""Every page there is, from the route table: a new one is measured without anybody naming it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from sanic import Sanic

from app.routes import setup_routes
from app.settings import Settings
from app.store.db import Tx
from app.store.owners import _TABLES

_PARAMETER = re.compile(r"<(\w+)(?::[^>]*)?>")
# What a path may name beside the ids of rows.
_VALUES = {"version": "1", "number": "1", "preset": "real_estate"}
# Not pages: what programs and browsers fetch.
_NO_PAGES = ("/api/", "/static/", "/webhooks/", "/live", "/chat/", "/forms/", "/w/", "/demo/")
# Pages that show something else for one client.
_OF_A_CLIENT = ("/", "/analytics", "/leads", "/settings", "/escalations/team")


def routes() -> list[str]:
    """Return the path of every GET route as the program declares it."""
    app: Sanic[Any, Any] = Sanic(f"places-{id(_VALUES)}", configure_logging=False)
    app.ctx.services = SimpleNamespace(settings=Settings(secret_key="only listed"), demo=None)
    setup_routes(app)
    Sanic.unregister_app(app)
    return sorted({f"/{route.path}" for route in app.router.routes if "GET" in route.methods})


def known_ids(tx: Tx, tenant_id: str) -> dict[str, str]:
    """Return an id of this client for each name a path gives one, where there is one."""
    found = {"client_id": tenant_id, **_VALUES}
    for name, table in _TABLES.items():
        # The table's name is one of ours.
        sql = f"SELECT id FROM {table} WHERE tenant_id = :t ORDER BY id DESC LIMIT 1"  # noqa: S608
        row = tx.one(sql, t=tenant_id)
        if row is not None:
            found[name] = row["id"]
    return found


def paths(declared: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """Return what may be a page, with ids that exist; what needs another id is left out."""
    found = [f"{path}?client={known['client_id']}" for path in _OF_A_CLIENT]
    for path in declared:
        if path.startswith(_NO_PAGES) or not set(_PARAMETER.findall(path)) <= set(known):
            continue
        found.append(_PARAMETER.sub(lambda match: known[match[1]], path))
    return found
