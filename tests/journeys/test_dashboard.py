"""The dashboard in a real browser, against the whole product and the simulated world."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from app.flows.receive import receive
from tests.fixtures import document, said
from tests.journeys.browser import Open, chromium, enter, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser

PHONE = "+12125550123"
ROW, ASSISTANT = "#rows > [data-rank]", "[data-author=assistant] .bubble"
HOSTILE = (
    '<img src=x onerror="window.broken.push(1)">',
    "<script>window.broken.push(2)</script>",
    '"><svg onload=window.broken.push(3)>',
    "{{ 7 * 7 }} ${7*7} {% raw %}",
    "</textarea></template></li><iframe srcdoc='<script>parent.broken.push(4)</script>'>",
    "data: x\n\nevent: draw\ndata: <img src=x onerror=window.broken.push(5)>\r\r",
    "\u202etxet desrever \u2066 isolate \u2028 line",
)


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def test_it_shows_a_reply_without_reloading(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await expect(page.locator(ROW)).to_have_count(0)
    await home.text(PHONE, "Do you allow pets?")
    await expect(page.locator(ROW)).to_have_count(1)
    await page.locator(f"{ROW} a").click()
    await expect(page.locator(ASSISTANT)).to_contain_text("small pets are welcome")
    await home.text(PHONE, "And what are your opening hours?")
    await expect(page.locator(ASSISTANT)).to_have_count(2)
    await expect(page.locator(".message").last).to_contain_text("Delivered")
    await nothing_broke(page)


async def test_it_explains_a_reply_and_its_score(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text(PHONE, "My budget is $450,000. Do you allow pets?")
    await page.locator(f"{ROW} a").click()
    await page.locator("[data-why] summary").first.click()
    await expect(page.locator(".why").first).to_contain_text("Rests on")
    await expect(page.locator("#details")).to_contain_text("450,000")
    await page.locator("#details a[href^='#message-']").first.click()
    await expect(page.locator(".message:target")).to_contain_text("$450,000")


async def test_it_keeps_what_is_typed_while_messages_arrive(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text(PHONE, "Hello")
    await page.locator(f"{ROW} a").click()
    await expect(page.locator(ASSISTANT)).to_have_count(1)
    await page.locator("#reply-text").type("Hi, this is Da")
    await page.get_by_role("button", name="Take over").click()
    await expect(page.locator("#thread-head")).to_contain_text("You are in charge")
    await page.locator("#reply-text").press_sequentially("na")
    await expect(page.locator("#reply-text")).to_have_value("Hi, this is Dana")
    await page.locator("#reply-text").press("Enter")
    await expect(page.locator("[data-author=operator] .bubble")).to_have_text("Hi, this is Dana")
    await expect(page.locator("#reply-text")).to_have_value("")


async def test_it_is_silent_until_given_back(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text(PHONE, "Hello")
    await page.locator(f"{ROW} a").click()
    await expect(page.locator(ASSISTANT)).to_have_count(1)
    await page.get_by_role("button", name="Take over").click()
    await expect(page.locator("#thread-head")).to_contain_text("You are in charge")
    await home.text(PHONE, "Do you allow pets?")
    await expect(page.locator("[data-author=lead]")).to_have_count(2)
    await asyncio.sleep(0.5)
    await expect(page.locator(ASSISTANT)).to_have_count(1)
    await page.get_by_role("button", name="Give back").click()
    await expect(page.locator(ASSISTANT)).to_have_count(2)


async def test_it_catches_up_after_a_lost_connection(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await home.text(PHONE, "Hello")
    await page.locator(f"{ROW} a").click()
    await expect(page.locator(ASSISTANT)).to_have_count(1)
    home.services.live.close()
    await home.text(PHONE, "Do you allow pets?")
    await home.text("+13125550123", "Hello from another phone")
    await expect(page.locator(ASSISTANT)).to_have_count(2)
    await expect(page.locator(ROW)).to_have_count(2)
    await expect(page.locator(".message[data-author=lead]")).to_have_count(2)
    await expect(page.locator("#inbox")).to_have_attribute("data-live", "on")


async def test_it_keeps_hostile_text_inert(home: House, browse: Open) -> None:
    page = await browse()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    evil = await _hostile_client(home)
    await enter(page, home)
    account = await home.services.accounts.account(evil.channels[0].id)
    for number, text in enumerate(HOSTILE):
        sender = f"+1212555{number:04d}"
        inbound = said(text, sender, profile_name=text.split("\n", maxsplit=1)[0])
        receipt = await receive(home.services, account, inbound)
        await expect(page.locator(f"#row-{receipt.conversation_id}")).to_be_visible()
        await page.goto(f"{home.base_url}/conversations/{receipt.conversation_id}")
        await receive(home.services, account, said(text, sender))
        await expect(page.locator(".message[data-author=lead]")).to_have_count(2)
        shown = await page.locator(".message[data-author=lead] .bubble").last.text_content()
        assert (shown or "").split() == text.split()
        await nothing_broke(page)
    assert dialogs == []


async def _hostile_client(home: House) -> Any:
    from app.flows.manage_tenant import put_tenant

    return await put_tenant(home.services, document(HOSTILE[0], "+15550009999"))


async def test_it_works_without_script(home: House, browse: Open) -> None:
    page = await browse(java_script_enabled=False)
    await home.text(PHONE, "Do you allow pets?")
    await page.goto(await home.link())
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_role("link", name="Conversations").click()
    await page.locator(f"{ROW} a").click()
    await page.get_by_role("button", name="Take over").click()
    await page.locator("#reply-text").fill("Dana here")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("[data-author=operator] .bubble")).to_have_text("Dana here")
    await page.get_by_role("button", name="Give back").click()
    await expect(page.locator("#thread-head")).to_contain_text("The assistant is in charge")


async def test_it_answers_the_phone_simulator(home: House, browse: Open) -> None:
    page = await browse()
    await page.goto(f"{home.base_url}/demo/phone")
    await page.locator("#phone-samples button").nth(1).click()
    await expect(page.locator("#phone-messages li")).to_have_count(2)
    await expect(page.locator("#phone-messages li").last).to_contain_text("small pets")
    await page.reload()
    await expect(page.locator("#phone-messages li")).to_have_count(2)
    await page.locator("[data-business]").nth(1).click()
    await expect(page.locator("#phone-messages li")).to_have_count(0)
    await nothing_broke(page)


@pytest.mark.parametrize("language", ["en", "es", "ar"])
async def test_it_fits_every_screen(home: House, browse: Open, language: str) -> None:
    page = await browse()
    await home.text(PHONE, "Do you allow pets? " + "https://example.com/" + "x" * 300)
    await enter(page, home)
    await page.locator("details[data-menu] summary").first.click()
    await page.locator(f"button[name=language][value={language}]").first.click()
    for width in (390, 768, 1024, 1440):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(f"{home.base_url}/conversations")
        address = await page.locator(f"{ROW} a").get_attribute("href")
        for path in ("/conversations", address):
            await page.goto(f"{home.base_url}{path}")
            over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert await page.evaluate(over) <= 0, (language, width, path)
    assert await page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    await nothing_broke(page)


async def test_it_shows_list_and_thread_apart_on_a_phone(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844})
    await home.text(PHONE, "Hello")
    await enter(page, home)
    await expect(page.locator("#rows")).to_be_visible()
    await page.locator(f"{ROW} a").click()
    await expect(page.locator("#rows")).to_be_hidden()
    await page.get_by_role("link", name="Back to the list").click()
    await expect(page.locator("#rows")).to_be_visible()


async def test_it_remembers_the_theme(home: House, browse: Open) -> None:
    page = await browse(color_scheme="light")
    await enter(page, home)
    background = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(background)
    await page.locator("details[data-menu] summary").first.click()
    await page.get_by_role("button", name="Dark").first.click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "leadline-dark")
    assert await page.evaluate(background) != light
