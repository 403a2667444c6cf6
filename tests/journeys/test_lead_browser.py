"""The score with receipts in a real browser: corrections, deletions and decisions move it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

PHONE = "+12125550123"
BUDGET, ROOMS = "My budget is $450,000", "We need 3 bedrooms"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _tells(home: House, page: Page) -> None:
    """Let a lead tell budget and bedrooms, and open the conversation."""
    for count, text in enumerate((BUDGET, ROOMS), 1):
        await home.text(PHONE, text)
        if count == 1:
            await page.locator("#rows > [data-rank] a").click()
        await expect(page.locator("[data-author=assistant] .bubble")).to_have_count(count)


async def test_correcting_a_message_moves_the_score_by_its_points(
    home: House, browse: Open
) -> None:
    page = await browse()
    await enter(page, home)
    await _tells(home, page)
    await page.locator("[data-score-link]").click()
    points, row = page.locator("#points"), page.locator
    await expect(points).to_have_text("100")
    budget, rooms = row("#criterion-budget"), row("#criterion-bedrooms")
    await expect(budget.locator("[data-points]")).to_have_text("60")
    await expect(budget).to_contain_text("$450,000”")
    await expect(rooms.locator("[data-points]")).to_have_text("40")

    await budget.get_by_role("link", name="Correct or delete").click()
    await page.get_by_label("What the lead said").fill("My budget is $150,000")
    await page.get_by_role("button", name="Correct the message").click()
    await expect(page.locator("[data-note]")).to_contain_text("100 → 40")
    await expect(points).to_have_text("40")
    await expect(budget).to_contain_text("USD 150,000")
    await budget.get_by_text("Before: 1").click()
    await expect(budget.locator(".is-void")).to_contain_text("USD 450,000")

    await rooms.get_by_role("link", name="Correct or delete").click()
    await expect(page.locator("[data-without]")).to_have_text("40 → 0")
    await page.get_by_role("button", name="Delete the message").click()
    await expect(points).to_have_text("0")
    await expect(page.locator("body")).not_to_contain_text("3 bedrooms")
    await expect(page.locator("[data-ask]")).to_contain_text("+40")

    await budget.get_by_text("Decide otherwise").click()
    await budget.get_by_label("What holds").fill("500k")
    await budget.get_by_label("Why", exact=True).fill("Said so on the phone")
    await budget.get_by_role("button", name="Decide", exact=True).click()
    await expect(points).to_have_text("60")
    await expect(budget).to_contain_text("Decided by Dana Reyes")
    await expect(budget).to_contain_text("Said so on the phone")
    await budget.get_by_role("button", name="Take the decision back").click()
    await expect(points).to_have_text("0")
    await nothing_broke(page)


async def test_a_receipt_leads_to_its_message(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await _tells(home, page)
    await page.locator("[data-score-link]").click()
    await page.locator("#criterion-budget .receipt-words").click()
    await page.wait_for_url(re.compile(r"/conversations/.+#message-"))
    message = page.locator(f"#{page.url.partition('#')[2]}")
    await expect(message).to_contain_text("$450,000")
    await expect(message).to_be_in_viewport()
    await nothing_broke(page)


async def test_it_works_without_script(home: House, browse: Open) -> None:
    scripted = await browse()
    await enter(scripted, home)
    await _tells(home, scripted)
    page = await browse(java_script_enabled=False)
    await page.goto(await home.link("ana@example.com"))
    await page.get_by_role("button", name="Sign in").click()
    await page.goto(f"{home.base_url}/conversations")
    await page.locator("#rows > [data-rank] a").click()
    await page.locator("[data-score-link]").click()
    budget = page.locator("#criterion-budget")
    await budget.locator("summary", has_text="Decide otherwise").click()
    await budget.get_by_label("What holds").fill("nothing much")
    await budget.get_by_label("Why", exact=True).fill("A hunch")
    await budget.get_by_role("button", name="Decide", exact=True).click()
    await expect(budget.get_by_role("alert")).to_contain_text("Write an amount of money.")
    await expect(budget.get_by_label("Why", exact=True)).to_have_value("A hunch")
    await budget.get_by_role("link", name="Correct or delete").click()
    await page.get_by_role("button", name="Delete the message").click()
    await expect(page.locator("#points")).to_have_text("40")


@pytest.mark.parametrize("language", ["en", "es", "ar"])
async def test_it_fits_a_phone(home: House, browse: Open, language: str) -> None:
    page = await browse(viewport={"width": 360, "height": 740})
    await enter(page, home)
    await home.text(PHONE, BUDGET + ", " + "x" * 200)
    await page.locator("#rows > [data-rank] a").click()
    await page.locator("[data-toggle-details]").first.click()
    await expect(page.locator("[data-score-link]")).to_be_visible()
    await page.request.post(
        f"{home.base_url}/preferences",
        form={
            "csrf": await page.locator("#inbox").get_attribute("data-csrf") or "",
            "language": language,
        },
        headers={"origin": home.base_url},
    )
    await page.locator("[data-score-link]").click()
    await expect(page.locator("html")).to_have_attribute("lang", language)
    await expect(page.locator("#points")).to_have_text("60")
    for _ in range(2):
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(width) <= 0
        main = "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(window.main)"
        assert await page.evaluate(main) <= 0
        if "/messages/" not in page.url:
            await page.locator("#criterion-budget a.act").click()
    await nothing_broke(page)


async def test_a_bubble_leads_to_its_correction_and_back(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await _tells(home, page)
    talk, lead = page.url, page.locator("[data-author=lead]")
    await lead.first.hover()
    await lead.first.get_by_role("link", name="Correct or delete").click()
    await page.get_by_label("What the lead said").fill("My budget is $250,000")
    await page.get_by_role("button", name="Correct the message").click()
    await page.wait_for_url(talk)
    await expect(lead.first.locator(".bubble")).to_have_text("My budget is $250,000")
    await expect(lead.first).to_contain_text("corrected")
    await lead.last.hover()
    await lead.last.get_by_role("link", name="Correct or delete").click()
    await page.get_by_role("button", name="Delete the message").click()
    await page.wait_for_url(talk)
    await expect(lead.last.locator(".bubble")).to_contain_text("This message was deleted.")
    await expect(page.locator("[data-score-link]")).to_contain_text("60")
    await nothing_broke(page)
