"""Every page there is, from the route table, as a signed-in reader finds it.

A page with an id of a kind nobody thought about fails here: ``tests/journeys/full_house.py`` names
a value for it.
"""

from __future__ import annotations

import re

from playwright.async_api import APIRequestContext

from app.ids import new_id
from app.main import create_app
from app.services import Services
from tests.journeys.demo_world import House

_PARAMETER = re.compile(r"<(\w+)(?::[^>]*)?>")
# What never is a page: what programs and scripts ask for. Their answers have tests of their own.
_NO_PAGES = ("/api/", "/static/", "/webhooks/", "/live/", "/chat/", "/livez", "/readyz", "/healthz")
# Pages that are something else for one client, or in another shape.
_SHAPES = (
    "/?client={client_id}",
    "/analytics?client={client_id}",
    "/leads?client={client_id}",
    "/leads?view=board",
    "/leads?q=acme&status=new&score_from=1",
    "/conversations?tab=hot&client={client_id}",
    "/conversations/replies?client={client_id}",
    "/escalations?tab=resolved",
    "/escalations/team?client={client_id}",
    "/knowledge?client={client_id}",
    "/knowledge/search?client={client_id}&q=opening+hours",
    "/settings?client={client_id}",
    "/settings/audit?client={client_id}",
    "/nowhere/at/all",
)
# Pages that are there only in the middle of something; other tests open them.
_IN_BETWEEN = {
    "/a/<token:str>": "needs a link from an e-mail: test_acknowledge",
    "/login/link/<token:str>": "needs a fresh link; without one it says so",
    "/<name:widget.js|widget.css>": "a script and its style, no page",
    "/demo/phone/<phone_id:str>/events": "a stream",
}


def addresses(services: Services, ids: dict[str, str]) -> list[str]:
    """Return the address of every GET route that may be a page, and its other shapes."""
    app = create_app(services, f"pages-{new_id()}")
    found = []
    for declared in sorted({f"/{one.path}" for one in app.router.routes if "GET" in one.methods}):
        if declared.startswith(_NO_PAGES) or declared in _IN_BETWEEN:
            continue
        unknown = set(_PARAMETER.findall(declared)) - set(ids)
        assert not unknown, f"{declared}: name {unknown} in tests/journeys/full_house.py"
        found.append(_PARAMETER.sub(lambda match: ids[match[1]], declared))
    return [*found, *(one.format_map(ids) for one in _SHAPES)]


async def every_page(home: House, reader: APIRequestContext, ids: dict[str, str]) -> list[str]:
    """Return the path of every whole page the reader can open; none may have crashed."""
    pages, crashed = {}, []
    for path in addresses(home.services, ids):
        answer = await reader.get(home.base_url + path, headers={"accept": "text/html"})
        kind = answer.headers.get("content-type", "")
        if answer.status >= 500:
            crashed.append(f"{path} answered {answer.status}")
        elif kind.startswith("text/html") and "<html" in await answer.text():
            # Where it led to in the end: some only lead on.
            pages[answer.url.removeprefix(home.base_url)] = None
    assert not crashed, "\n".join(crashed)
    return list(pages)
