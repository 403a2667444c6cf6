"""The dashboard's figures in a real browser: live, drawn, on a phone and from right to left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser
LEAD, OTHER = "+12125550101", "+12125550102"
PERSON = "I want to talk to a person please"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _figure(page: Page, key: str, value: str) -> None:
    await expect(page.locator(f"#card-{key} .figure-value")).to_have_text(value)


async def test_figures_move_by_themselves_and_lead_to_their_rows(home: House, browse: Open) -> None:
    page = await browse()
    await page.goto(await home.link())
    await page.wait_for_url(f"{home.base_url}/")
    await expect(page.locator(".live-on")).to_be_visible()
    await _figure(page, "leads", "0")
    await home.text(LEAD, PERSON)
    await _figure(page, "leads", "1")
    await expect(page.locator("#card-escalations")).to_contain_text("1 waiting")
    await expect(page.locator("#replies")).to_contain_text("half of all leads")
    await expect(page.locator("#trend-chart canvas")).to_be_visible()
    await page.get_by_text("As a table").click()
    await home.text(OTHER, PERSON, home.bravo)
    await expect(page.locator("tr[data-day] td").first).to_have_text("2")
    await page.get_by_label("Client", exact=True).select_option(home.bravo.tenant.id)
    await _figure(page, "leads", "1")
    await page.get_by_role("link", name="7 days").click()
    await expect(page.locator("tr[data-day]")).to_have_count(7)
    assert f"client={home.bravo.tenant.id}" in page.url
    await page.locator("#queue .dash-row").first.click()
    await page.wait_for_url("**/conversations/*")
    await nothing_broke(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_phone_in_arabic(home: House, browse: Open, scheme: str) -> None:
    page = await browse(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    await enter(page, home)
    await home.text(LEAD, PERSON)
    token = await page.locator("input[name=csrf]").first.get_attribute("value")
    await page.request.post(
        f"{home.base_url}/preferences",
        form={"csrf": str(token), "language": "ar"},
        headers={"origin": home.base_url},
    )
    await page.goto(f"{home.base_url}/?period=90d")
    await _figure(page, "leads", "1")
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(over) <= 0
    assert await page.evaluate("document.dir") == "rtl"
    await expect(page.locator("#trend-chart")).to_have_css("direction", "ltr")
    await nothing_broke(page)


async def test_it_works_without_script(home: House, browse: Open) -> None:
    page = await browse(java_script_enabled=False)
    await page.goto(await home.link())
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("#trend-chart")).to_be_hidden()
    await page.get_by_text("Custom").click()
    await page.get_by_label("From", exact=True).fill("2026-01-01")
    await page.get_by_label("To", exact=True).fill("2026-01-03")
    await page.get_by_role("button", name="Show").last.click()
    assert "period=custom" in page.url
    await page.get_by_text("As a table").click()
    await expect(page.get_by_role("table")).to_be_visible()
