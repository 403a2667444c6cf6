"""The escalations page in a real browser, against the whole product."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

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


async def test_it_shows_who_needs_a_person_as_it_happens(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.get_by_role("link", name="Escalations").click()
    await expect(page.locator(".live-on")).to_be_visible()
    await home.text(LEAD, PERSON)
    rows = page.locator("#escalations > li[data-rank]")
    await expect(rows).to_have_count(1)
    await expect(page.locator("#pending-count")).to_have_text("1")
    await home.text(OTHER, PERSON, home.bravo)
    await expect(rows).to_have_count(2)
    await rows.first.get_by_role("button", name="Acknowledge").click()
    await expect(rows.first.get_by_role("button", name="Acknowledge")).to_have_count(0)
    await expect(rows.first.locator("[data-age]")).to_have_count(0)
    await expect(rows.last.locator("[data-age]")).to_contain_text("of 15 min")
    await rows.first.get_by_text("Other outcome").click()
    await rows.first.get_by_role("button", name="Booked").click()
    await expect(rows).to_have_count(1)
    await page.get_by_role("link", name="Resolved").click()
    await expect(page.locator("#escalations")).to_contain_text("Booked")
    await nothing_broke(page)


async def test_somebody_is_added_to_the_team(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.goto(f"{home.base_url}/escalations/team?client={home.acme.tenant.id}")
    form = page.locator("form.panel-dashed")
    await form.get_by_label("Name").fill("Omar")
    await form.get_by_label("E-mail").first.fill("omar@example.com")
    await form.get_by_role("button", name="Add").click()
    await expect(page.locator("main")).to_contain_text("omar@example.com")
    await expect(page.locator("main")).to_contain_text("No mail service is set up")
    await nothing_broke(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_phone_in_arabic(home: House, browse: Open, scheme: str) -> None:
    page = await browse(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    await enter(page, home)
    await home.text(LEAD, PERSON)
    await page.goto(f"{home.base_url}/escalations")
    await page.locator("#escalations > li[data-rank]").wait_for()
    token = await page.locator("input[name=csrf]").first.get_attribute("value")
    await page.request.post(
        f"{home.base_url}/preferences",
        form={"csrf": str(token), "language": "ar"},
        headers={"origin": home.base_url},
    )
    for path in ("/escalations", "/escalations/team"):
        await page.goto(home.base_url + path)
        assert await page.evaluate("document.documentElement.dir") == "rtl"
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await nothing_broke(page)


async def test_a_phone_leads_from_each_place_to_the_others(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 360, "height": 740})
    await enter(page, home)
    places = ("/conversations", "/escalations", "/knowledge", "/assistant")
    for here, there in zip(places, (*places[1:], places[0]), strict=True):
        await page.goto(home.base_url + here)
        if there in ("/knowledge", "/assistant"):
            await page.locator(".foot-bar summary").click()
        link = page.locator(f".foot-bar a[href='{there}']")
        box = await link.bounding_box()
        assert box is not None, f"{here} does not lead to {there}"
        assert box["x"] >= 0, f"{here} cuts off what leads to {there}"
        assert box["x"] + box["width"] <= 360, f"{here} cuts off what leads to {there}"
        await link.click()
        await page.wait_for_url(f"**{there}**")
    await nothing_broke(page)
