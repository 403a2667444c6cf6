"""A real Chromium for tests of pages; every page is watched for broken rules."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, async_playwright

from tests.journeys.demo_world import House

CHROMIUM = Path("/usr/bin/chromium")
HAS_CHROMIUM = CHROMIUM.exists()
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(event.violatedDirective);
});
"""
Open = Callable[..., Awaitable[Page]]


@asynccontextmanager
async def chromium() -> AsyncIterator[Open]:
    """Start a browser; yields what opens a page in a context of its own."""
    if not HAS_CHROMIUM:
        problem = f"no browser at {CHROMIUM}"
        if os.environ.get("CI"):
            pytest.fail(problem)
        pytest.skip(problem)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(OPTIONS)
        )

        async def open_page(**options: Any) -> Page:
            context: BrowserContext = await browser.new_context(
                viewport=options.pop("viewport", {"width": 1440, "height": 900}), **options
            )
            context.set_default_timeout(10_000)
            await context.add_init_script(_WATCH)
            return await context.new_page()

        yield open_page
        await browser.close()


async def enter(page: Page, home: House) -> None:
    """Sign in as an admin, and go on to the conversations."""
    await page.goto(await home.link())
    await page.wait_for_url(f"{home.base_url}/")
    await page.goto(f"{home.base_url}/conversations")


async def speak(page: Page, home: House, language: str) -> None:
    """Choose a language, as the menu of the account does."""
    token = await page.locator("input[name=csrf]").first.get_attribute("value")
    await page.request.post(
        f"{home.base_url}/preferences",
        form={"csrf": str(token), "language": language},
        headers={"origin": home.base_url},
    )


async def nothing_broke(page: Page) -> None:
    """Assert that no rule of the page was broken and no script of a stranger ran."""
    assert await page.evaluate("window.broken") == []
