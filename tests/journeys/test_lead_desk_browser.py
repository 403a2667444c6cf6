"""A lead's page in a real browser: people act on it, and every open page sees it at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

ANA, OTHER = "+12125550123", "+12125550188"
HOSTILE = '<img src=x onerror="window.broken.push(1)">{{7*7}}\u202e=cmd()' + "w" * 2_000


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _lead(home: House, page: Page) -> str:
    """Let two numbers of one person write, and return the address of the first one's page."""
    await home.text(ANA, "My budget is $450,000")
    await home.text(OTHER, "Hello, it is me")
    await expect(page.locator("#rows > [data-rank]")).to_have_count(2)
    row = await home.services.db.read(
        lambda tx: tx.one("SELECT id FROM leads WHERE phone = :phone", phone=ANA)
    )
    assert row is not None
    return f"/leads/{row['id']}"


async def test_it_is_worked_on_and_seen_at_once(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    path = await _lead(home, page)
    await page.goto(home.base_url + path)
    second = await page.context.new_page()
    await second.goto(home.base_url + path)

    await page.get_by_role("button", name="Qualified").click()
    await expect(second.locator(".step.is-here")).to_have_text("Qualified")
    await page.get_by_label("Add a tag").fill("VIP")
    await page.get_by_label("Add a tag").press("Enter")
    await expect(second.locator(".tags")).to_contain_text("vip")
    await page.get_by_label("Owner").select_option(label="Dana Reyes")
    await expect(second.get_by_text("Dana Reyes gave the lead to Dana Reyes.")).to_be_visible()

    await page.locator("#note").fill(HOSTILE)
    await page.get_by_role("button", name="Keep the note").click()
    note = second.locator(".moment-note")
    await expect(note).to_contain_text("{{7*7}}")
    await expect(page.locator("#note")).to_have_value("")
    await note.get_by_text("Delete").click()
    await expect(page.locator(".moment-note")).to_have_count(0)

    await page.get_by_text("Book an appointment").click()
    booking = page.locator("#lead-appointments form.decide-form").last
    await booking.get_by_label("Day and hour").fill("2027-03-14T02:30")
    await booking.get_by_role("button", name="Book").click()
    await expect(booking.get_by_role("alert")).to_contain_text("The clock leaps over this hour")
    await booking.get_by_label("Day and hour").fill("2026-12-05T10:30")
    await booking.get_by_role("button", name="Book").click()
    await expect(second.locator(".meeting time")).to_contain_text("10:30")
    await expect(second.locator(".step.is-here")).to_have_text("Appointment")
    await second.get_by_role("button", name="Took place").click()
    await expect(page.locator(".meeting")).to_contain_text("Took place")
    await nothing_broke(page)
    await nothing_broke(second)


async def test_two_leads_become_one_and_two_again(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    path = await _lead(home, page)
    await page.goto(home.base_url + path)
    people = page.locator("#lead-people")
    await people.get_by_text("Edit").click()
    await people.get_by_label("Phone").fill(OTHER)
    await people.get_by_role("button", name="Save").click()
    await expect(people.locator(".alike")).to_contain_text("The same number")
    await people.locator(".alike summary").click()
    await people.get_by_role("button", name="Merge").click()
    await expect(page.locator("[data-note]")).to_contain_text("Both are one lead now.")
    await expect(page.locator("#moments")).to_contain_text("Hello, it is me")
    await page.get_by_role("button", name="Take the merge back").click()
    await expect(page.locator("#moments")).not_to_contain_text("Hello, it is me")

    # The two panels are told apart by the address alone.
    await page.get_by_role("link", name="Receipts").click()
    await expect(page.locator("#criterion-budget")).to_be_visible()
    await expect(page.locator("#note")).to_be_hidden()
    await nothing_broke(page)


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_it_is_worked_on_from_a_phone(home: House, browse: Open, language: str) -> None:
    page = await browse(viewport={"width": 390, "height": 844})
    await enter(page, home)
    await home.services.db.write(
        lambda tx: tx.run("UPDATE operators SET language = :code", code=language)
    )
    path = await _lead(home, page)
    await page.goto(home.base_url + path)
    await expect(page.locator("html")).to_have_attribute(
        "dir", "rtl" if language == "ar" else "ltr"
    )
    await page.locator(".step-won").click()
    await expect(page.locator(".step.is-here")).to_have_attribute("value", "won")
    await page.locator("#note").fill("تتصل لاحقًا")
    await page.locator(".note-form button").click()
    await expect(page.locator(".moment-note")).to_contain_text("تتصل لاحقًا")
    wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    await nothing_broke(page)
