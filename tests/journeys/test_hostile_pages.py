"""Hostile text in everything a lead has a say in, in a real browser: no page is moved by it.

It comes in through the doors leads have, is then written into every column of theirs, and at last
arrives while pages are open.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from playwright.async_api import ConsoleMessage, Page

from tests.journeys.browser import Open, chromium, enter, speak
from tests.journeys.demo_world import House, house
from tests.journeys.every_page import every_page
from tests.journeys.full_house import HOSTILE, furnish, poison

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LEAD, SHORT = "+12125550101", HOSTILE[:1000] + "W" * 400
# What moved the page: a script that ran, a rule that was broken, an element a text became, or a
# page that has to be pushed sideways.
MOVED = """() => {
  const moved = window.broken.map((rule) => "broke " + rule);
  if (window.owned) moved.push("a script of a stranger ran");
  for (const one of document.querySelectorAll(
    "style, base, script:not([src^='/static/']), img[src=x], [onload], [onerror], [onfocus], "
    + "a[href^='javascript'], a[href*='evil']:not([href^='/']), form[action*='evil'], "
    + "[hx-get='/']")) {
    moved.push("became an element: " + one.outerHTML.slice(0, 120));
  }
  const ways = [document.documentElement, ...document.querySelectorAll("main, .scrolls")];
  for (const one of ways) {
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) {
      const wide = [...one.querySelectorAll("*")].find((inner) =>
        inner.getBoundingClientRect().right > innerWidth + 1
        || inner.getBoundingClientRect().left < -1);
      moved.push(`${one.tagName} .${one.className} scrolls sideways, ${one.scrollWidth} in `
        + `${one.clientWidth}: ${wide?.outerHTML.slice(0, 160)}`);
    }
  }
  return moved;
}"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def come_in(home: House) -> None:
    """Send hostile text through every door leads have."""
    keys = {one.kind: one.key for one in home.acme.channels}
    async with httpx2.AsyncClient(base_url=home.base_url) as web:
        form = dict.fromkeys(("name", "message", "source", "page", SHORT[:60]), SHORT)
        given = {**form, "phone": "+12125550177", "email": "noor@example.com"}
        sent = await web.post(f"/forms/{keys['web_form']}", data=given)
        assert sent.status_code in (303, 422), sent.text
        begun = await web.post(f"/chat/{keys['web_chat']}/sessions", json={"page": SHORT})
        said = {"id": "hostile-0001", "text": SHORT, "name": SHORT, "page": SHORT}
        visitor = {"authorization": f"Bearer {begun.json()['token']}"}
        path = f"/chat/{keys['web_chat']}/messages"
        assert (await web.post(path, json=said, headers=visitor)).status_code < 500
    await home.text(LEAD, SHORT)
    await home.text(LEAD, "I want to talk to a person please")


def heard(page: Page) -> list[str]:
    """Return the list that fills with what the console says about the policy and crashes."""
    said: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            said.append(message.text[:200])

    page.on("console", listen)
    page.on("pageerror", lambda error: said.append(f"crashed: {error}"[:200]))
    return said


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("ar", 390)])
async def test_no_page_is_moved_by_what_leads_write(
    home: House, browse: Open, language: str, width: int
) -> None:
    page = await browse(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    said = heard(page)
    await enter(page, home)
    await come_in(home)
    now = home.services.clock.now_ms()
    ids = await home.services.db.write(furnish, home.acme.tenant.id, now)
    await home.services.db.write(poison, home.acme.tenant.id)
    await speak(page, home, language)
    moved = []
    for path in await every_page(home, page.request, ids):
        await page.goto(home.base_url + path, wait_until="load")
        moved += [f"{path}: {one}" for one in [*await page.evaluate(MOVED), *said]]
        said.clear()
    assert not moved, "\n".join(["", *moved])


async def test_no_open_page_is_moved_by_what_arrives(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844}, locale="ar")
    said = heard(page)
    await enter(page, home)
    await come_in(home)
    row = await home.services.db.read(
        lambda tx: tx.one("SELECT id, lead_id FROM conversations ORDER BY id DESC LIMIT 1")
    )
    assert row is not None
    moved = []
    for path in (
        "/", "/leads", "/leads?view=board", "/conversations", "/escalations",
        f"/conversations/{row['id']}", f"/leads/{row['lead_id']}",
    ):  # fmt: skip
        await page.goto(home.base_url + path, wait_until="load")
        await home.text(LEAD, f"{path} {SHORT}")
        await page.wait_for_timeout(900)
        moved += [f"{path}: {one}" for one in [*await page.evaluate(MOVED), *said]]
        said.clear()
    assert not moved, "\n".join(["", *moved])
