"""The chat widget in a real browser, on somebody else's page under a strict policy."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from app.domain.tenant import ChannelAccount, ChannelKind
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import Put
from app.queue import Queue
from app.services import Services
from app.world.http_server import Answer, HttpServer, Request
from tests.fixtures import HeardBell
from tests.journeys.served import served
from tests.routes.public import channel, count

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
PICTURES = os.environ.get("LEADLINE_PICTURES", "")
HOSTILE = '<img src=x onerror="document.title=1"> https://example.com/a?b=1.'
# The styles of this page must not reach the widget.
STYLE = "* { color: red !important; font-size: 40px } button { display: none !important }"


class Shop:
    """A tenant's page with the widget on it, and the assistant behind it."""

    def __init__(self, services: Services, bell: HeardBell, page: Page, home: str) -> None:
        self.services, self.bell, self.page, self.home = services, bell, page, home
        self.problems: list[str] = []

    async def reply(self) -> None:
        for _ in range(50):
            for turn_id in self.bell.take(Queue.AI):
                await answer(self.services, turn_id)
            for delivery_id in self.bell.take(Queue.DELIVERY):
                await deliver(self.services, delivery_id)
                return
            await asyncio.sleep(0.05)

    async def picture(self, name: str) -> None:
        if PICTURES:
            await self.page.screenshot(path=str(Path(PICTURES) / f"widget-{name}.png"))


@pytest.fixture
async def shop(
    services: Services, bell: HeardBell, acme: Put, request: pytest.FixtureRequest
) -> AsyncIterator[Shop]:
    if not CHROMIUM:
        pytest.skip("no browser here")
    chat = channel(acme, ChannelKind.WEB_CHAT)
    language = getattr(request, "param", "en")
    async with served(services) as home, async_playwright() as playwright:
        server = HttpServer(lambda asked: shop_page(asked, home, chat, language))
        port = await server.start("127.0.0.1", 0)
        allow(services, chat, f"http://127.0.0.1:{port}")
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = await browser.new_page(viewport={"width": 900, "height": 700})
        made = Shop(services, bell, page, f"http://127.0.0.1:{port}/")
        page.on("pageerror", lambda error: made.problems.append(str(error)))
        page.on(
            "console",
            lambda line: made.problems.append(line.text) if "Policy" in line.text else None,
        )
        await page.goto(made.home)
        yield made
        await browser.close()
        await server.stop()


def shop_page(asked: Request, home: str, chat: ChannelAccount, language: str) -> Answer:
    policy = (
        f"default-src 'none'; script-src {home}; connect-src {home}; style-src 'sha256-none' 'self'"
    )
    if asked.path == "/style.css":
        return Answer(200, STYLE.encode(), "text/css")
    html = (
        f'<!doctype html><html lang="{language}"><title>Shop</title>'
        '<link rel="stylesheet" href="/style.css"><h1>Shop</h1>'
        f'<script src="{home}/widget.js" data-key="{chat.key}" async></script></html>'
    )
    headers = {"Content-Security-Policy": policy}
    return Answer(200, html.encode(), "text/html; charset=utf-8", headers)


def allow(services: Services, chat: ChannelAccount, origin: str) -> None:
    looks = {"title": "Acme Homes", "greeting": "Hi! How can we help?", "color": "#0f766e"}
    account = replace(chat, settings={"origins": [origin], **looks})
    services.accounts._by_key.put(chat.key, account)


async def write(page: Page, text: str) -> None:
    await page.locator("textarea").fill(text)
    await page.keyboard.press("Enter")


def skip_postgres(services: Services) -> None:
    if "Postgres" in type(services.db).__name__:
        pytest.skip("the browser sees no difference")


async def test_a_visitor_asks_and_reads_the_answer(shop: Shop) -> None:
    skip_postgres(shop.services)
    await shop.page.get_by_role("button", name="Open chat").click()
    await expect(shop.page.locator(".bubble").first).to_contain_text("How can we help?")
    await write(shop.page, "What are your opening hours?")
    await shop.reply()
    await expect(shop.page.locator(".bubble.them").last).to_contain_text("9 to 18")
    await shop.picture("en")
    for _ in range(40):
        row = await shop.services.db.read(lambda tx: tx.one("SELECT state FROM deliveries"))
        if row is not None and row["state"] == "delivered":
            break
        await asyncio.sleep(0.05)
    assert row is not None
    assert row["state"] == "delivered"
    assert shop.problems == []


async def test_its_conversation_survives_a_new_page(shop: Shop) -> None:
    skip_postgres(shop.services)
    await shop.page.get_by_role("button", name="Open chat").click()
    await write(shop.page, "Do you allow pets?")
    await shop.reply()
    await expect(shop.page.locator(".bubble.them").last).to_contain_text("pets")
    await shop.page.goto(shop.home)
    await shop.page.get_by_role("button", name="Open chat").click()
    await expect(shop.page.locator(".bubble.you")).to_have_count(1)
    await expect(shop.page.locator(".bubble.them").last).to_contain_text("pets")


async def test_it_shows_foreign_text_as_text(shop: Shop) -> None:
    skip_postgres(shop.services)
    await shop.page.get_by_role("button", name="Open chat").click()
    await write(shop.page, HOSTILE)
    bubble = shop.page.locator(".bubble.you")
    await expect(bubble).to_contain_text('<img src=x onerror="document.title=1">')
    await expect(bubble.locator("img")).to_have_count(0)
    assert await bubble.locator("a").get_attribute("href") == "https://example.com/a?b=1"
    assert await shop.page.title() == "Shop"


async def test_the_pages_styles_stay_outside(shop: Shop) -> None:
    skip_postgres(shop.services)
    launcher = shop.page.get_by_role("button", name="Open chat")
    await expect(launcher).to_be_visible()
    await launcher.click()
    size = await shop.page.locator("textarea").evaluate("e => getComputedStyle(e).fontSize")
    assert size == "15px"


@pytest.mark.parametrize("shop", ["ar"], indirect=True)
async def test_it_reads_from_right_to_left(shop: Shop) -> None:
    skip_postgres(shop.services)
    await shop.page.get_by_role("button", name="افتح المحادثة").click()
    await write(shop.page, "مرحبا، هل الشقة متاحة؟")
    await expect(shop.page.locator(".frame")).to_have_attribute("dir", "rtl")
    await expect(shop.page.locator(".bubble.you")).to_contain_text("مرحبا")
    box: Any = await shop.page.locator(".frame").bounding_box()
    assert box["x"] < 100
    await shop.picture("ar")


async def test_it_sends_once_what_was_written_without_connection(shop: Shop) -> None:
    skip_postgres(shop.services)
    await shop.page.get_by_role("button", name="Open chat").click()
    await write(shop.page, "First")
    await expect(shop.page.locator(".bubble.you")).not_to_have_class("sending")
    await shop.page.context.set_offline(True)
    await write(shop.page, "Second")
    await expect(shop.page.get_by_role("status")).to_contain_text("No connection")
    await shop.page.context.set_offline(False)
    await expect(shop.page.locator(".bubble.sending")).to_have_count(0, timeout=15_000)
    for _ in range(50):
        if await count(shop.services, "messages") == 2:
            break
        await asyncio.sleep(0.1)
    assert await count(shop.services, "messages") == 2
