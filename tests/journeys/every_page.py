"""Every page there is, as a signed-in reader finds it."""

from __future__ import annotations

from playwright.async_api import APIRequestContext

from bench.places import known_ids, paths, routes
from tests.journeys.demo_world import House


async def every_page(home: House, reader: APIRequestContext) -> list[str]:
    """Return the path of every whole page the reader can open, with ids that exist."""
    known = await home.services.db.read(known_ids, home.acme.tenant.id)
    pages = {}
    for path in paths(routes(), known):
        answer = await reader.get(home.base_url + path, headers={"accept": "text/html"})
        kind = answer.headers.get("content-type", "")
        if answer.ok and kind.startswith("text/html") and "<html" in await answer.text():
            # Where it led to in the end: some only lead on.
            pages[answer.url.removeprefix(home.base_url)] = None
    return list(pages)
