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
SETTLE_MS = 700
_LATIN, _ARABIC = "^[A-Za-z ,.'$0-9?!:]+$", "[\\u0600-\\u06ff]"


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
    _open(page, url, "?tab=hot", _LATIN)
    page.screenshot(path=OUT / "inbox.png")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=OUT / "inbox-dark.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=OUT / "thread-phone.png")
    page.goto(f"{url}/conversations")
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=OUT / "inbox-phone.png")
    page.set_viewport_size(WIDE)
    _speak(page, "ar")
    _open(page, url, "", _ARABIC)
    page.screenshot(path=OUT / "inbox-arabic.png")
    _speak(page, "en")
    context.close()


def _open(page: Page, url: str, query: str, wanted: str) -> None:
    """Open the first conversation whose last message matches, in the unfiltered list."""
    page.goto(f"{url}/conversations{query}")
    rows = page.locator("#rows > [data-rank]")
    found = rows.evaluate_all(
        "(rows, wanted) => rows.map(row => row.id.slice(4)).filter((_, index) =>"
        " new RegExp(wanted).test(rows[index].querySelectorAll('[dir=auto]')[1].textContent))",
        wanted,
    )
    if found:
        page.goto(f"{url}/conversations/{found[0]}")
    else:
        rows.first.locator("a").click()
    page.wait_for_timeout(SETTLE_MS)


def _speak(page: Page, language: str) -> None:
    page.locator("details[data-menu] summary:visible").first.click()
    page.locator(f"button[name=language][value={language}]:visible").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    sys.exit(main())
