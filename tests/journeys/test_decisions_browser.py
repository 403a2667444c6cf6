"""Decisions in a real browser: drafts sent and rejected, replies judged, spam taken back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from app.domain.profile import settings_of
from app.domain.tenant import Mode
from app.domain.usage import Usage
from app.flows import edit_profile
from app.flows.set_budget import set_budget
from app.flows.spend import note
from app.store import tenants
from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

PHONE = "+12125550123"
ROW = "#rows > [data-rank]"
PETS = "Do you allow pets?"
SPAM = "CONGRATULATIONS! You won a FREE £1000 prize! Call 09061701461 NOW to claim"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _only_drafts(home: House) -> None:
    tenant = await home.services.db.read(tenants.tenant_by_id, home.acme.tenant.id)
    assert tenant is not None
    await edit_profile.save(
        home.services,
        tenant.id,
        replace(settings_of(tenant), mode=Mode.DRAFT_ONLY),
        operator_id=None,
        expected_version=tenant.profile_version,
    )


async def _opened_draft(home: House, page: Page) -> None:
    await home.text(PHONE, PETS)
    await page.locator(f"{ROW} a").first.click()
    await expect(page.locator("#draft-text")).to_have_value(re.compile("small pets are welcome"))


async def _texts_of(home: House, phone: str) -> list[str]:
    async with asyncio.timeout(30):
        while True:
            said = [
                str(one["text"])
                for one in await home.phones.messages(phone)
                if one["author"] == "business"
            ]
            if said:
                return said
            await asyncio.sleep(0.05)


async def test_an_edited_draft_reaches_the_lead_and_is_counted(home: House, browse: Open) -> None:
    await _only_drafts(home)
    page = await browse()
    await enter(page, home)
    await _opened_draft(home, page)
    await page.locator("#draft-text").fill("Yes, small pets are welcome. Which one have you got?")
    await page.get_by_role("button", name="Approve and send").click()
    await expect(page.locator("[data-author=operator] .bubble")).to_contain_text("Which one")
    await expect(page.locator("#draft-text")).to_have_count(0)
    assert await _texts_of(home, PHONE) == ["Yes, small pets are welcome. Which one have you got?"]
    await page.goto(f"{home.base_url}/assistant/quality?client={home.acme.tenant.id}")
    await expect(page.locator(".outcome-row").nth(1)).to_contain_text("Edited, then sent1")
    await expect(page.locator("[data-prior]")).to_contain_text("39")
    await nothing_broke(page)


async def test_what_is_typed_into_a_draft_outlives_a_faster_colleague(
    home: House, browse: Open
) -> None:
    await _only_drafts(home)
    slow, quick = await browse(), await browse()
    for page in (slow, quick):
        await page.goto(await home.link(f"{id(page)}@example.com"))
        await page.wait_for_url(f"{home.base_url}/")
        await page.goto(f"{home.base_url}/conversations")
    await _opened_draft(home, slow)
    await slow.locator("#draft-text").fill("My own words.")
    await quick.goto(slow.url)
    await quick.get_by_role("button", name="Reject").click()
    await expect(slow.locator("#draft-text")).to_have_count(0)
    await expect(slow.locator("#reply-text")).to_have_value("My own words.")
    await expect(slow.locator("#send-problem")).to_contain_text("Somebody was first")
    await expect(slow.locator("#banner")).to_contain_text("A person is needed")
    await nothing_broke(slow)


async def test_a_new_draft_does_not_inherit_what_was_typed_into_the_old(
    home: House, browse: Open
) -> None:
    await _only_drafts(home)
    page = await browse()
    await enter(page, home)
    await _opened_draft(home, page)
    await page.locator("#draft-text").fill("Half a thou")
    await home.text(PHONE, "And what are your opening hours?")
    await expect(page.locator("#draft-text")).to_have_value(re.compile("We are open Monday"))
    await expect(page.locator("#reply-text")).to_have_value("Half a thou")
    await nothing_broke(page)


async def test_a_reply_is_called_right_without_leaving_the_page(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text(PHONE, PETS)
    await page.locator(f"{ROW} a").first.click()
    await page.locator("[data-why] summary").first.click()
    await expect(page.locator(".sureness")).to_contain_text("likely to be right")
    await page.get_by_role("button", name="It was right").click()
    await expect(page.get_by_role("button", name="It was right")).to_have_attribute(
        "aria-pressed", "true"
    )
    await expect(page.locator(".sureness")).to_be_visible()
    await nothing_broke(page)


async def test_spam_has_its_tab_and_is_taken_back(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text(PHONE, SPAM)
    await expect(page.locator("#tabs")).to_contain_text("Spam")
    await expect(page.locator(ROW)).to_have_count(0)
    await page.locator("#tabs").get_by_text("Spam").click()
    await page.locator(f"{ROW} a").first.click()
    await page.get_by_role("button", name="Not spam").click()
    await expect(page.locator("#banner")).not_to_contain_text("Put aside")
    await expect(page.locator("[data-author=assistant]")).to_have_count(1)
    await nothing_broke(page)


async def test_an_alert_of_a_budget_appears_and_is_put_away(home: House, browse: Open) -> None:
    page, services = await browse(), home.services
    await enter(page, home)
    await expect(page.locator(".live-on")).to_be_visible()
    await set_budget(services, home.acme.tenant.id, None, microusd=100, tokens=None, period="month")
    tenant = await services.db.read(tenants.tenant_by_id, home.acme.tenant.id)
    assert tenant is not None
    used = (Usage("p", "m", cost_microusd=96),)
    await services.db.write(note, services, tenant, None, used)
    await expect(page.locator("[data-notice]")).to_contain_text("95% of the budget is spent.")
    await page.get_by_role("button", name="Put away").click()
    await expect(page.locator("[data-notice]")).to_have_count(0)
    await page.reload()
    await expect(page.locator(".live-on")).to_be_visible()
    await expect(page.locator("[data-notice]")).to_have_count(0)
    await nothing_broke(page)
