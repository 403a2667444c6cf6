"""Every page there is, from the route table: a new one is looked at without anybody naming it."""

from __future__ import annotations

import re

from playwright.async_api import APIRequestContext

from app.main import create_app
from app.store.db import Tx
from app.store.owners import _TABLES
from tests.journeys.demo_world import House

_PARAMETER = re.compile(r"<(\w+)(?::[^>]*)?>")
# What a path may name beside the ids of rows.
_VALUES = {"version": "1", "number": "1", "preset": "real_estate", "name": "real_estate"}
# Not pages: what programs and browsers fetch, and what is left by being opened.
_NO_PAGES = ("/api/", "/static/", "/webhooks/", "/live", "/chat/", "/forms/", "/w/", "/demo/")


async def every_page(home: House, reader: APIRequestContext) -> list[str]:
    """Return the path of every whole page a signed-in reader can open, with ids that exist."""
    known = await home.services.db.read(_ids, home.acme.tenant.id)
    found = dict.fromkeys(f"{path}?client={home.acme.tenant.id}" for path in _CLIENT_PAGES)
    for path in sorted(_paths(home)):
        names = set(_PARAMETER.findall(path))
        if path.startswith(_NO_PAGES) or not names <= set(known):
            continue
        found[_PARAMETER.sub(lambda match: known[match[1]], path)] = None
    pages = {}
    for path in found:
        answer = await reader.get(home.base_url + path, headers={"accept": "text/html"})
        kind = answer.headers.get("content-type", "")
        if answer.ok and kind.startswith("text/html") and "<html" in await answer.text():
            # Where it led to in the end: some only lead on.
            pages[answer.url.removeprefix(home.base_url)] = None
    return list(pages)


# Pages that show something else for one client.
_CLIENT_PAGES = ("/", "/analytics", "/leads", "/settings", "/escalations/team")


def _paths(home: House) -> set[str]:
    app = create_app(home.services, f"paths-{id(home):x}")
    return {f"/{route.path}" for route in app.router.routes if "GET" in route.methods}


def _ids(tx: Tx, tenant_id: str) -> dict[str, str]:
    found = {"client_id": tenant_id, **_VALUES}
    for name, table in _TABLES.items():
        # Names of tables of ours.
        row = tx.one(
            f"SELECT id FROM {table} WHERE tenant_id = :t ORDER BY id LIMIT 1",
            t=tenant_id,
        )
        if row is not None:
            found[name] = row["id"]
    return found
