"""Takes the manual's pictures from a running demo: ``python packaging/screenshots.py URL LINK``.

``URL`` is the demo's address, ``LINK`` the sign-in link it printed. Leads text every example
business through the phone simulator first, so that the pictures show a real inbox; the pictures
go to ``docs/screenshots/``. Needs playwright and a Chromium (``LEADLINE_CHROMIUM``).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

OUT = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
CHROMIUM = os.environ.get("LEADLINE_CHROMIUM", "/usr/bin/chromium")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
LIMIT_BYTES = 300_000
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
ANSWER_MS = 4000


def main() -> int:
    """Take every picture and return an exit code."""
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    url, link = sys.argv[1].rstrip("/"), sys.argv[2]
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        _text_every_business(browser, url)
        _picture_the_inbox(browser, url, link)
        browser.close()
    too_large = [p.name for p in OUT.glob("*.png") if p.stat().st_size > LIMIT_BYTES]
    if too_large:
        print(f"larger than {LIMIT_BYTES} bytes: {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


def _text_every_business(browser: Browser, url: str) -> None:
    """Two leads for each business, who use the texts it offers; the first phone is pictured."""
    for lead in range(2):
        page = browser.new_page(viewport={"width": 1200, "height": 860}, color_scheme="light")
        page.goto(f"{url}/demo/phone")
        businesses = page.locator("[data-business]")
        for number in reversed(range(businesses.count())):
            businesses.nth(number).click()
            samples = page.locator("#phone-samples button")
            for text in range(lead, min(samples.count(), lead + 2)):
                samples.nth(text).click()
                page.wait_for_timeout(ANSWER_MS)
        if lead == 0:
            page.mouse.move(0, 0)
            page.screenshot(path=OUT / "phone-simulator.png")
        page.close()


def _picture_the_inbox(browser: Browser, url: str, link: str) -> None:
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    page = context.new_page()
    page.goto(link)
    page.wait_for_url("**/conversations")
    _open(page, url, 0)
    page.screenshot(path=OUT / "inbox.png")
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=OUT / "inbox-dark.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    page.goto(f"{url}/conversations")
    page.wait_for_timeout(400)
    page.screenshot(path=OUT / "inbox-phone.png")
    _open(page, url, 0)
    page.screenshot(path=OUT / "thread-phone.png")
    page.set_viewport_size(WIDE)
    _speak(page, "ar")
    arabic = page.locator("#rows > [data-rank]").evaluate_all(
        "rows => rows.findIndex(row => /[\\u0600-\\u06ff]/.test(row.textContent.slice(0, 60)))"
    )
    _open(page, url, max(arabic, 0))
    page.screenshot(path=OUT / "inbox-arabic.png")
    _speak(page, "en")
    context.close()


def _open(page: Page, url: str, number: int) -> None:
    page.goto(f"{url}/conversations")
    page.locator("#rows > [data-rank] a").nth(number).click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)


def _speak(page: Page, language: str) -> None:
    page.locator("details[data-menu] summary:visible").first.click()
    page.locator(f"button[name=language][value={language}]:visible").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    sys.exit(main())
