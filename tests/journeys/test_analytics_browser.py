"""Analytics in a real browser: every figure is what its rows say, on a phone and in Arabic too."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser
LEADS = ("+12125550101", "+12125550102")
PERSON = "I want to talk to a person please"
# Whatever a link to rows says as a number, beside where it leads.
_LINKS = """
() => [...document.querySelectorAll('main a[href^="/analytics/rows/"]')].map((link) => {
  const figure = link.querySelector(".figure-value, .numeric[dir=ltr]") ?? link;
  const said = figure.textContent.replace(/\\d+–\\d+:/, "").replaceAll(",", "");
  const text = said.match(/^\\s*(\\d+)\\b/);
  return text && [link.getAttribute("href"), Number(text[1])];
}).filter(Boolean)
"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _counted(page: Page, home: House) -> None:
    """Let leads write, and wait on the dashboard until everything of it is counted."""
    await page.goto(f"{home.base_url}/")
    await home.text(LEADS[0], PERSON)
    await home.text(LEADS[1], "Do you allow pets?")
    await home.text(LEADS[0], "=SUM(1) <script>alert(1)</script>", home.bravo)
    await expect(page.locator("#card-leads .figure-value")).to_have_text("3")
    await expect(page.locator("#replies .figure-value")).to_be_visible()
    await expect(page.locator("#unreplied")).to_have_count(0)


async def _wrong(page: Page) -> list[str]:
    """Return the figures of a page that are not what their lists and files say."""
    links: list[tuple[str, int]] = await page.evaluate(_LINKS)
    assert links
    wrong = []
    base = page.url.partition("/analytics")[0].partition("/?")[0]
    for href, number in links:
        listed = await (await page.request.get(base + href)).text()
        file = await page.request.get(base + href.replace("/rows/", "/export/"))
        lines = list(csv.reader(io.StringIO((await file.text()).removeprefix("\ufeff"))))
        if (listed.count("data-row="), len(lines) - 1) != (number, number):
            wrong.append(f"{href}: {number}")
    return wrong


async def _agrees(page: Page, address: str) -> None:
    """Assert that figures and rows agree, once what has just happened is counted."""
    for _ in range(5):
        await page.goto(address)
        wrong = await _wrong(page)
        if not wrong:
            return
        await asyncio.sleep(2)
    raise AssertionError(wrong)


async def test_every_figure_is_what_its_rows_say(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await _counted(page, home)
    for path in ("/?period=today", "/analytics?period=today", f"/?client={home.acme.tenant.id}"):
        await _agrees(page, home.base_url + path)
    await page.goto(f"{home.base_url}/")
    await page.locator("#card-leads").click()
    await expect(page.locator("#rows-count")).to_have_text("3")
    await expect(page.locator("[data-row]")).to_have_count(3)
    await page.get_by_label("Client", exact=True).select_option(home.bravo.tenant.id)
    await expect(page.locator("[data-row]")).to_have_count(1)
    async with page.expect_download() as got:
        await page.get_by_role("link", name="CSV").click()
    assert (await got.value).suggested_filename == "leads.csv"
    await page.get_by_role("link", name="Analytics").last.click()
    await page.locator("a.share", has_text="The assistant alone").click()
    await expect(page.locator(".rows-head .chip")).to_contain_text("The assistant alone")
    await page.get_by_role("link", name="7 days").click()
    await expect(page.locator(".rows-head .chip")).to_contain_text("The assistant alone")
    await page.locator("[data-row] a").first.click()
    await page.wait_for_url("**/conversations/*")
    await nothing_broke(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_phone_in_arabic(home: House, browse: Open, scheme: str) -> None:
    page = await browse(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    await enter(page, home)
    await _counted(page, home)
    token = await page.locator("input[name=csrf]").first.get_attribute("value")
    await page.request.post(
        f"{home.base_url}/preferences",
        form={"csrf": str(token), "language": "ar"},
        headers={"origin": home.base_url},
    )
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path in ("/analytics?period=today", "/analytics/rows/waits?period=today"):
        await page.goto(home.base_url + path)
        assert await page.evaluate("document.dir") == "rtl"
        assert await page.evaluate(over) <= 0
        assert "First reply" not in await page.locator("main").inner_text()
    await expect(page.locator("[data-row]")).to_have_count(3)
    await expect(page.locator(".rows-label").first).to_be_visible()
    await page.goto(f"{home.base_url}/analytics?period=today")
    await expect(page.locator(".figures-second").first).to_be_visible()
    await nothing_broke(page)
