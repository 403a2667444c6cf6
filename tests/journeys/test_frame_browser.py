"""What every page has, in a real browser: the palette, the keys, and the bar of a phone."""

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


async def test_the_palette_finds_pages_and_clients(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find a page, a lead or a client")
    await expect(field).to_be_focused()
    await field.fill("brav")
    await expect(page.locator(".palette-hit")).to_have_text(["Bravo"])
    await field.fill("knowl")
    await expect(page.locator(".palette-hit")).to_have_text(["Knowledge"])
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/knowledge*")
    await nothing_broke(page)


async def test_keys_go_places_unless_somebody_writes(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.keyboard.press("g")
    await page.keyboard.press("e")
    await page.wait_for_url("**/escalations")
    await page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(keys).to_be_visible()
    await keys.get_by_label("Use single keys as shortcuts").uncheck()
    await page.keyboard.press("Escape")
    await page.keyboard.press("g")
    await page.keyboard.press("k")
    await expect(page).to_have_url(f"{home.base_url}/escalations")


async def test_a_phone_has_a_bar_with_everything(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844}, locale="ar")
    await enter(page, home)
    bar = page.locator(".foot-bar")
    await expect(bar.locator("> .foot-item")).to_have_count(4)
    await bar.locator("summary").click()
    await expect(bar.locator(".foot-sheet a[href='/analytics']")).to_be_visible()
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide


async def test_a_phone_shows_the_tab_that_is_open(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844}, locale="ar")
    await enter(page, home)
    await page.goto(f"{home.base_url}/settings/team?client={home.acme.tenant.id}")
    tab = page.locator(".side-places [aria-current='page']")
    await expect(tab).to_be_in_viewport(ratio=0.9)
