"""Takes the manual's pictures from a running demo: ``python packaging/screenshots.py URL LINK``.

``URL`` is the demo's address, ``LINK`` the sign-in link it printed. Leads text every example
business through the phone simulator first, so that the pictures show a real inbox; the pictures
go to ``docs/screens/`` (those of every page in every look to its folder ``pages``), or to the
folder named after them. Needs playwright and a Chromium
(``LEADLINE_CHROMIUM``).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

SCREENS = Path(__file__).resolve().parent.parent / "docs" / "screens"
OUT = Path(sys.argv[3]) if len(sys.argv) > 3 else SCREENS
CHROMIUM = os.environ.get("LEADLINE_CHROMIUM", "/usr/bin/chromium")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
LIMIT_BYTES = 300_000
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
ANSWER_MS = 4000
SETTLE_MS = 700
# A client of the demo that has a website, and what it is given besides.
CLIENT, SITE_BASE = "Harbour Homes", "Website"
DOCUMENTS = {
    "House rules.md": "# House rules\n\n## Quiet hours\n\nQuiet hours are from 22:00 to 7:00, and"
    " until 9:00 on Sundays.\n\n## Parking\n\nGuests park free of charge behind the house, in bays"
    " 4 to 9. Motorbikes stand next to the bicycle shed.\n",
    "Fees 2026.csv": "what,price\nKey replacement,45 USD\nLate payment,25 USD\nCleaning,180 USD\n",
    "scan.pdf": "MZ\x90\x00 no document at all",
}
UNKNOWN = ("Is there a swimming pool on the roof?", "Does the building have a swimming pool?")
# Dollars: what the leads of a picture cost is a good part of it.
BUDGET = "0.20"
ARABIC_CLIENT, ARABIC_QUESTION = "خدمات البيت السريعة", "كم سعر الزيارة؟"
# Every page an operator lives in, in each look: the name of its pictures, and its address. What
# stands in braces is the client of that language, and a lead and a conversation of theirs.
PAGES = {
    "dashboard": "/",
    "leads": "/leads",
    "board": "/leads?view=board",
    "lead": "/leads/{lead}",
    "import": "/leads/import/{client}",
    "conversations": "/conversations",
    "conversation": "/conversations/{conversation}",
    "replies": "/conversations/replies?client={client}",
    "needs-person": "/escalations",
    "needs-person-team": "/escalations/team?client={client}",
    "knowledge-home": "/knowledge?client={client}",
    "assistant-home": "/assistant?client={client}",
    "analytics": "/analytics",
    "clients": "/clients",
    "client": "/clients/{client}",
    "client-new": "/clients/new",
    "settings": "/settings?client={client}",
    "settings-hours": "/settings/hours?client={client}",
    "settings-assistant": "/settings/assistant?client={client}",
    "settings-notifications": "/settings/notifications?client={client}",
    "settings-integrations": "/settings/integrations?client={client}",
    "settings-keys": "/settings/keys?client={client}",
    "settings-team": "/settings/team?client={client}",
    "security": "/settings/security",
    "audit": "/settings/audit",
    "api": "/settings/api",
    "api-section": "/settings/api/leads",
}
_QUALITY = 60
_LATIN, _ARABIC = "^[A-Za-z ,.'$0-9?!:]+$", "[\\u0600-\\u06ff]"


def main() -> int:
    """Take every picture and return an exit code."""
    if len(sys.argv) not in (3, 4):
        print(__doc__)
        return 2
    url, link = sys.argv[1].rstrip("/"), sys.argv[2]
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        _text_every_business(browser, url)
        context = _picture_the_inbox(browser, url, link)
        _picture_the_knowledge(context, url)
        _picture_the_assistant(context, url)
        _picture_every_page(context, url)
        context.close()
        _picture_the_login(browser, url)
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


def _picture_the_inbox(browser: Browser, url: str, link: str) -> BrowserContext:
    context = browser.new_context(viewport=WIDE, color_scheme="light")
    page = context.new_page()
    page.goto(link)
    page.wait_for_url(f"{url}/")
    page.goto(f"{url}/conversations")
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
    page.close()
    return context


def _picture_the_knowledge(context: BrowserContext, url: str) -> None:
    page = context.new_page()
    page.set_viewport_size(WIDE)
    _ask_what_nobody_knows(page, url)
    page.goto(f"{url}/knowledge")
    page.locator("#client").select_option(label=CLIENT)
    page.wait_for_load_state()
    page.locator("[name=name]").fill("House rules")
    page.get_by_role("button", name="Create").click()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
            for name, text in DOCUMENTS.items()
        ]
    )
    page.locator("#documents > [data-state=ready]").nth(len(DOCUMENTS) - 2).wait_for()
    page.locator("#documents > [data-state=refused]").wait_for()
    _both(page, "knowledge-documents")
    page.get_by_role("link", name="Overview").first.click()
    _both(page, "knowledge")
    page.get_by_role("link", name="Test search").first.click()
    page.locator("input[name=q]").fill("Where can our guests park?")
    page.get_by_role("button", name="Search").click()
    _picture(page, "knowledge-search")
    page.get_by_role("link", name="Gaps").first.click()
    _picture(page, "knowledge-gaps")
    _picture_the_website(page)
    page.goto(f"{url}/knowledge")
    page.set_viewport_size(NARROW)
    _picture(page, "knowledge-phone")
    page.set_viewport_size(WIDE)
    _speak(page, "ar")
    page.locator("#client").select_option(label=ARABIC_CLIENT)
    page.wait_for_load_state()
    page.locator("a[href^='/knowledge/search']").first.click()
    page.locator("input[name=q]").fill(ARABIC_QUESTION)
    page.locator("main form button").first.click()
    _picture(page, "knowledge-arabic")
    _speak(page, "en")
    page.close()


def _picture_the_assistant(context: BrowserContext, url: str) -> None:
    """The pages of an assistant, the receipts of a hot lead, and who needs a person."""
    page = context.new_page()
    page.set_viewport_size(WIDE)
    page.goto(f"{url}/assistant")
    page.locator("#client").select_option(label=CLIENT)
    _picture(page, "assistant")
    for tab in ("Qualification", "Quality", "Budget"):
        page.get_by_role("link", name=tab, exact=True).first.click()
        if tab == "Budget":
            page.locator("[name=money]").fill(BUDGET)
            page.get_by_role("button", name="Save").click()
        _picture(page, f"assistant-{tab.lower()}")
    _open(page, url, "?tab=hot", _LATIN)
    page.locator("[data-score-link]:visible").first.click()
    _picture(page, "score")
    page.goto(f"{url}/escalations")
    _picture(page, "escalations")
    page.close()


def _picture_every_page(context: BrowserContext, url: str) -> None:
    """The pages wide and on a phone, light and dark, and in Arabic."""
    page = context.new_page()
    ids = _ids(page, url, CLIENT, _LATIN)
    for name, path in PAGES.items():
        page.set_viewport_size(WIDE)
        page.goto(url + path.format_map(ids))
        _both(page, f"pages/{name}")
        page.set_viewport_size(NARROW)
        _both(page, f"pages/{name}-phone")
    page.set_viewport_size(WIDE)
    page.goto(url)
    _speak(page, "ar")
    ids = _ids(page, url, ARABIC_CLIENT, _ARABIC)
    for name, path in PAGES.items():
        page.set_viewport_size(WIDE)
        page.goto(url + path.format_map(ids))
        _picture(page, f"pages/{name}-arabic")
        page.set_viewport_size(NARROW)
        _picture(page, f"pages/{name}-arabic-phone")
    page.set_viewport_size(WIDE)
    page.goto(url)
    _speak(page, "en")
    page.close()


def _ids(page: Page, url: str, client: str, wanted: str) -> dict[str, str]:
    """A client by its name, and a conversation in its language with the lead it is with."""
    page.goto(f"{url}/leads")
    option = page.locator("#client option", has_text=client).first
    client_id = option.get_attribute("value") or ""
    _open(page, url, f"?client={client_id}", wanted)
    lead = page.locator("a[href^='/leads/']").first.get_attribute("href") or ""
    conversation = page.url.rsplit("/", 1)[-1].split("?")[0]
    return {
        "client": client_id,
        "conversation": conversation,
        # The first link may lead to a message of the lead's.
        "lead": lead.removeprefix("/leads/").split("/")[0].split("#")[0],
    }


def _picture_the_login(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto(f"{url}/login")
    _both(page, "pages/login")
    page.set_viewport_size(NARROW)
    _both(page, "pages/login-phone")
    page.close()
    page = browser.new_page(viewport=WIDE, locale="ar")
    page.goto(f"{url}/login")
    _picture(page, "pages/login-arabic")
    page.set_viewport_size(NARROW)
    _picture(page, "pages/login-arabic-phone")
    page.close()


def _ask_what_nobody_knows(page: Page, url: str) -> None:
    page.goto(f"{url}/demo/phone")
    page.locator(f"[data-name='{CLIENT}']").click()
    for text in UNKNOWN:
        page.locator("#phone-text").fill(text)
        page.locator("#phone-form button").click()
        page.wait_for_timeout(ANSWER_MS)


def _picture_the_website(page: Page) -> None:
    """The demo's own website; a change waits there if the demo has made one."""
    page.get_by_role("link", name=SITE_BASE, exact=True).first.click()
    page.locator("#base-tabs a").nth(2).click()
    page.locator("[id^=site-] h2 a").first.click()
    _picture(page, "knowledge-website")


def _both(page: Page, name: str) -> None:
    _picture(page, name)
    page.emulate_media(color_scheme="dark")
    _picture(page, f"{name}-dark")
    page.emulate_media(color_scheme="light")


def _picture(page: Page, name: str) -> None:
    page.wait_for_load_state()
    page.wait_for_timeout(SETTLE_MS)
    if "/" in name:
        # Of every page in every look; the manual shows none of them.
        (OUT / name).parent.mkdir(exist_ok=True)
        page.screenshot(path=OUT / f"{name}.jpg", type="jpeg", quality=_QUALITY)
    else:
        page.screenshot(path=OUT / f"{name}.png")


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
    elif query:
        _open(page, url, "", wanted)
    else:
        rows.first.locator("a").click()
    page.wait_for_timeout(SETTLE_MS)


def _speak(page: Page, language: str) -> None:
    page.locator("details[data-menu] summary:visible").first.click()
    page.locator(f"button[name=language][value={language}]:visible").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    sys.exit(main())
