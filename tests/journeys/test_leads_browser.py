"""The list of leads in a real browser: found, changed, moved, brought in and out, seen at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from app.domain.audit import SYSTEM
from app.flows.import_leads import import_leads
from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.broken.push(1)">{{7*7}}' + "w" * 70
LIST = f"""name,phone,email,source,tags,consent
Ana Ruiz,+12125550101,ana@example.com,Fair,"buyer,vip",Signed at the fair
Ben Ortega,+12125550102,ben@example.com,Fair,buyer,Signed at the fair
ليلى حداد,+12125550103,layla@example.com,فيسبوك,buyer,
"{HOSTILE.replace('"', '""')}",+12125550104,,=1+1,seller,
"""


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        await import_leads(running.services, SYSTEM, running.acme.tenant.id, LIST.encode())
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _open(home: House, page: Page, path: str = "/leads") -> None:
    await enter(page, home)
    await page.goto(home.base_url + path)
    await expect(page.locator(".live-on")).to_be_visible()


async def test_a_list_is_narrowed_kept_and_changed(home: House, browse: Open) -> None:
    page = await browse()
    await _open(home, page)
    rows = page.locator("#lead-rows > tr")
    await expect(rows).to_have_count(4)
    # Somebody writes: there without loading the page again.
    await home.text("+12125550188", "Hello, I am looking for a home")
    await expect(rows).to_have_count(5)

    await page.keyboard.press("/")
    await page.keyboard.type("ana")
    await page.keyboard.press("Enter")
    await expect(rows).to_have_count(1)
    await page.get_by_role("link", name="Take this filter off").click()
    await page.get_by_text("Filter", exact=True).click()
    await page.get_by_label("Tag").first.fill("Buyer")
    await page.get_by_role("button", name="Apply").click()
    await expect(rows).to_have_count(3)
    await page.get_by_text("Save this view").click()
    await page.locator("form[action='/leads/views']").get_by_label("Name").fill("Buyers <b>")
    await page.locator("form[action='/leads/views']").get_by_role("button", name="Save").click()
    await page.get_by_role("link", name="All leads").click()
    await expect(rows).to_have_count(5)
    await page.get_by_role("link", name="Buyers <b>").click()
    await expect(rows).to_have_count(3)

    # Two are picked with the keyboard and changed after a yes.
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    await expect(page.locator(".bulk-count")).to_contain_text("2")
    await page.locator("#bulk-status").select_option("qualified")
    await page.get_by_role("button", name="Set status").click()
    await expect(page.locator("#confirm")).to_contain_text("Set the status to “Qualified”?")
    await page.get_by_role("button", name="Change 2 leads").click()
    await expect(page.locator(".changed-note")).to_have_text("2 leads were changed.")
    await expect(page.locator(".status-chip.status-qualified")).to_have_count(2)

    await page.get_by_text("Columns", exact=True).click()
    await page.get_by_label("E-mail", exact=True).check()
    await page.get_by_role("button", name="Show these").click()
    await expect(page.locator("#lead-rows")).to_contain_text("layla@example.com")
    await page.get_by_role("button", name="Remove this view").click()
    await expect(page.get_by_role("link", name="Buyers <b>")).to_have_count(0)
    await nothing_broke(page)


async def test_cards_move_by_hand_and_by_key(home: House, browse: Open) -> None:
    page = await browse()
    await _open(home, page, "/leads?view=board")
    other = await page.context.new_page()
    await other.goto(f"{home.base_url}/leads?view=board")
    await expect(other.locator(".live-on")).to_be_visible()
    ana = page.locator(".board-card", has_text="Ana Ruiz")
    await ana.drag_to(page.locator("[data-column='qualified']"))
    won = page.locator("#board-won")
    await expect(page.locator("#board-qualified")).to_contain_text("Ana Ruiz")
    await expect(other.locator("#board-qualified")).to_contain_text("Ana Ruiz")
    await expect(other.locator("#count-new")).to_have_text("3")
    await expect(other.locator("#count-qualified")).to_have_text("1")

    menu = ana.get_by_label("Move to")
    await menu.focus()
    await menu.select_option("won")
    await expect(won).to_contain_text("Ana Ruiz")
    await expect(other.locator("#board-won")).to_contain_text("Ana Ruiz")
    await expect(other.locator("#board-qualified .board-card")).to_have_count(0)
    await expect(menu).to_be_focused()
    # What is refused goes back to where it was, and says why.
    await page.route("**/move", lambda route: route.abort())
    await menu.select_option("lost")
    await expect(page.locator("#board-problem")).to_have_text("No connection. Try again.")
    await expect(won).to_contain_text("Ana Ruiz")
    await nothing_broke(page)
    await nothing_broke(other)


async def test_a_list_goes_out_and_comes_in(home: House, browse: Open) -> None:
    page = await browse()
    await _open(home, page, f"/leads?client={home.acme.tenant.id}")
    async with page.expect_download() as waited:
        await page.get_by_role("link", name="Export").click()
    out = await asyncio.to_thread(Path(await (await waited.value).path()).read_bytes)
    assert b"'=1+1" in out
    await page.goto(f"{home.base_url}/leads")
    await page.get_by_text("Import", exact=True).click()
    await page.get_by_role("link", name="Bravo").click()
    bad = "Nobody at all,,,,,,,,,,,,,,,\n".join(("", "1,,Short,'+12" + "," * 12 + "\n"))
    table = {"name": HOSTILE + ".csv", "mimeType": "text/csv", "buffer": out + bad.encode()}
    await page.get_by_label("CSV file").set_input_files(table)
    await page.get_by_role("button", name="Look at the file").click()
    await expect(page.locator("main")).to_contain_text("4 new · 0 here already · 2 with a problem")
    await expect(page.locator(".sheet tbody tr").first).to_have_class("sheet-bad")
    await page.get_by_role("button", name="Add 4 leads").click()
    await expect(page.locator(".changed-note")).to_contain_text(
        "4 leads were added. Nothing was sent."
    )
    await expect(page.locator("#lead-rows > tr")).to_have_count(4)
    await page.locator("#lead-rows > tr", has_text="{{7*7}}").click()
    await expect(page.locator("h1")).to_contain_text("{{7*7}}")
    await nothing_broke(page)


async def test_it_is_worked_with_on_a_phone_in_arabic(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844}, has_touch=True)
    await enter(page, home)
    await home.services.db.write(
        lambda tx: tx.run("UPDATE operators SET language = :code", code="ar")
    )
    for path in ("/leads", "/leads?view=board", f"/leads/import/{home.acme.tenant.id}"):
        await page.goto(home.base_url + path)
        await expect(page.locator("html")).to_have_attribute("dir", "rtl")
        wide = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, path
    await page.goto(f"{home.base_url}/leads")
    await page.locator(".leads-filter > summary").tap()
    sheet = await page.locator(".leads-sheet").bounding_box()
    assert sheet is not None
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= 390
    assert sheet["y"] >= 0
    await page.locator("select[name=status]").first.select_option("new")
    await page.locator(".leads-sheet .btn-primary").tap()
    await expect(page.locator("#lead-rows > tr")).to_have_count(4)
    await page.locator("#lead-rows .lead-pick-label").first.tap()
    await page.locator("#bulk-status").select_option("won")
    await page.locator("#bulk button[value=status]").tap()
    await page.locator("#confirm .btn-primary").tap()
    await expect(page.locator(".changed-note")).to_be_visible()
    await expect(page.locator("#lead-rows > tr")).to_have_count(3)
    await page.goto(f"{home.base_url}/leads?view=board&status=new")
    await page.locator(".board-move").first.select_option("contacted")
    await expect(page.locator(".board-card")).to_have_count(2)
    await page.goto(f"{home.base_url}/leads?view=board")
    await page.locator(".board-move").first.select_option("lost")
    await expect(page.locator("#board-lost .board-card")).to_have_count(1)
    await nothing_broke(page)
