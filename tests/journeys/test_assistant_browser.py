"""The assistant pages in a real browser, against the whole product."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from app.domain.presets import preset_settings
from app.domain.profile import settings_of
from app.flows import edit_profile as edit
from app.store import tenants
from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.broken.push(1)">'


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _go(page: Page, home: House, path: str = "") -> None:
    await page.goto(f"{home.base_url}/assistant{path}?client={home.acme.tenant.id}")


async def _tone(home: House) -> str:
    tenant = await home.services.db.read(tenants.tenant_by_id, home.acme.tenant.id)
    assert tenant is not None
    return tenant.profile.tone


async def test_it_goes_from_an_edit_to_its_difference_and_back(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.get_by_role("link", name="Assistant").click()
    await page.get_by_label("Tone").fill(f"dry, brief, exact {HOSTILE}")
    await page.get_by_placeholder("Why it is changed").fill("Shorter replies")
    await page.get_by_role("button", name="Save and publish").click()
    await expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert (await _tone(home)).startswith("dry, brief, exact")
    await page.get_by_role("link", name="History").click()
    await expect(page.locator(".version-row").first).to_contain_text("Shorter replies")
    await expect(page.locator("#changes ins").first).to_contain_text("dry")
    await page.get_by_role("button", name="Roll back to version 1").click()
    await expect(page.get_by_role("status")).to_contain_text("Rolled back.")
    await expect(page.locator(".version-row").first).to_contain_text("Version 3")
    await expect(page.locator(".version-row").first).to_contain_text("In force")
    assert await _tone(home) == home.acme.tenant.profile.tone
    await nothing_broke(page)


async def test_two_editors_lose_nothing(home: House, browse: Open) -> None:
    first, second = await browse(), await browse()
    await enter(first, home)
    await second.goto(await home.link("eve@example.com"))
    for page in (first, second):
        await _go(page, home)
    await first.get_by_label("Tone").fill("theirs")
    await first.get_by_role("button", name="Save and publish").click()
    await expect(first.get_by_role("status")).to_be_visible()
    await second.get_by_label("Address").fill("1 Quay Street")
    await second.get_by_role("button", name="Save and publish").click()
    await expect(second.get_by_role("alert").first).to_contain_text("saved version 2 while you")
    await expect(second.get_by_label("Tone")).to_have_value("theirs")
    await expect(second.get_by_label("Address")).to_have_value("1 Quay Street")
    await second.get_by_role("button", name="Save and publish").click()
    await expect(second.get_by_role("status")).to_contain_text("Saved.")
    assert await _tone(home) == "theirs"


async def test_it_adds_a_question_and_sees_its_share(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await _go(page, home, "/qualification")
    await page.get_by_role("link", name="Add a question").click()
    await page.get_by_label("Short name").fill("Pets")
    await page.locator("[name='questions.en']").fill("Do you have pets?")
    await expect(page.get_by_label("Options, one a line")).to_be_visible()
    await page.get_by_text("Yes or no", exact=True).click()
    await expect(page.get_by_label("Options, one a line")).to_be_hidden()
    await page.locator("label", has=page.locator("[name='accepts.yes_no'][value=no]")).click()
    await page.get_by_label("Weight").fill("100")
    await expect(page.locator("[data-share] strong")).to_have_text("50")
    await page.get_by_role("button", name="Save and publish").click()
    await expect(page.locator(".criterion-card").last).to_contain_text("No counts.")
    await page.locator(".criterion-card").last.get_by_role("button", name="Move up").click()
    await expect(page.locator(".criterion-card").nth(1)).to_contain_text("Do you have pets?")
    await page.locator("[name='answer.pets']").fill("no, none")
    await page.get_by_role("button", name="Score it").click()
    await expect(page.locator("#example")).to_contain_text("50 / 50")
    await nothing_broke(page)


async def test_a_preset_is_looked_at_before_it_is_taken(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await _go(page, home, "/qualification")
    await page.get_by_role("link", name="Clinics").click()
    await expect(page.locator("main")).to_contain_text("Which treatment do you need? (30)")
    await page.get_by_text("Take none").click()
    await page.get_by_role("button", name="Show what would change").click()
    await expect(page.locator("main")).not_to_contain_text("Which treatment do you need? (30)")
    await page.get_by_text("Replace mine").click()
    await page.get_by_role("button", name="Keep as a draft").click()
    await expect(page.locator("main")).to_contain_text("You are editing draft 2.")
    await expect(page.locator(".criterion-card").first).to_contain_text("Treatment")
    await page.get_by_role("link", name="History").click()
    await page.get_by_role("link", name="Review").click()
    await page.get_by_role("button", name="Publish draft 2").click()
    await expect(page.locator(".version-row").first).to_contain_text("In force")
    await nothing_broke(page)


async def test_it_works_without_script(home: House, browse: Open) -> None:
    page = await browse(java_script_enabled=False)
    await page.goto(await home.link())
    await page.get_by_role("button", name="Sign in").click()
    await _go(page, home, "/rules")
    await page.locator("[name='rules.0.value']").fill("lawyer, police")
    await page.get_by_role("button", name="Save and publish").click()
    await expect(page.get_by_role("status")).to_contain_text("Saved.")
    await expect(page.locator("[name='rules.0.value']")).to_have_value("lawyer, police")
    await _go(page, home, "/qualification/new")
    await page.get_by_text("Date", exact=True).click()
    await expect(page.get_by_label("Within so many days")).to_be_visible()
    await expect(page.get_by_label("Options, one a line")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "es", "ar"])
async def test_it_fits_every_screen(home: House, browse: Open, language: str) -> None:
    page = await browse()
    await enter(page, home)
    tenant_id = home.acme.tenant.id
    wanted = settings_of(home.acme.tenant)
    preset = preset_settings("real_estate").profile
    about = "A rather long word: " + "x" * 300
    profile = replace(
        wanted.profile, about=about, criteria=preset.criteria, rules=preset.rules, tone="y" * 200
    )
    await edit.save(
        home.services,
        tenant_id,
        replace(wanted, profile=profile),
        operator_id=None,
        expected_version=1,
        note="z" * 200,
    )
    await page.locator("details[data-menu] summary").first.click()
    await page.locator(f"button[name=language][value={language}]").first.click()
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    main = "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth"
    places = ("", "/qualification", "/qualification/budget", "/rules", "/history", "/presets/legal")
    for width in (390, 768, 1024, 1440):
        await page.set_viewport_size({"width": width, "height": 800})
        for place in places:
            await _go(page, home, place)
            assert await page.evaluate(over) <= 0, (language, width, place)
            assert await page.evaluate(main) <= 0, (language, width, place)
    assert await page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    await nothing_broke(page)
