"""The reference of the API in a real browser: found by words, copied, in every look."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def test_it_finds_a_call_and_shows_how_it_is_used(home: House, browse: Open) -> None:
    page = await browse()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await enter(page, home)
    await page.goto(f"{home.base_url}/settings/api")
    await page.get_by_label("Search the calls").fill("resolve")
    call = page.locator(".api-row:visible")
    await expect(call).to_have_count(1)
    await call.click()
    article = page.locator("article:target")
    await expect(article).to_contain_text("/api/v1/escalations/{escalation_id}/resolve")
    await article.get_by_role("button", name="Copy").first.click()
    await expect(article.get_by_role("button", name="Copied")).to_be_visible()
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert '/api/v1/escalations/$ESCALATION_ID/resolve" \\\n  -H "Authorization' in copied
    await nothing_broke(page)


async def test_it_fits_a_phone_in_arabic(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844})
    await enter(page, home)
    token = await page.locator("[data-csrf]").get_attribute("data-csrf")
    await page.request.post(
        f"{home.base_url}/preferences",
        form={"csrf": str(token), "language": "ar"},
        headers={"Origin": home.base_url},
    )
    for path in ("/settings/api", "/settings/api/knowledge"):
        await page.goto(home.base_url + path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (
            await page.locator(".api-path").first.evaluate("e => getComputedStyle(e).direction")
            == "ltr"
        )
    await expect(page.locator("nav", has_text="كل الاستدعاءات").first).to_be_visible()
    await nothing_broke(page)
