"""Sign-in and account security in a real browser, with an authenticator of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Page, expect

from tests.journeys.browser import Open, chromium, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser
SECURITY = "/settings/security"
PASSWORD = "tidal-anchor-47"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


def named(home: House, path: str) -> str:
    """Return an address by the name browsers keep passkeys for."""
    return home.base_url.replace("127.0.0.1", "localhost") + path


async def enter(page: Page, home: House) -> None:
    """Sign in at the name, choose a password, and open the page."""
    path = (await home.link()).removeprefix(home.base_url)
    await page.goto(named(home, path))
    await page.wait_for_url(named(home, "/"))
    await page.goto(named(home, "/account/password"))
    await page.get_by_label("New password").fill(PASSWORD)
    await page.get_by_role("button", name="Save").click()
    await page.wait_for_url(named(home, "/"))
    await page.goto(named(home, SECURITY))


async def give_authenticator(page: Page) -> None:
    """Give the browser a device that knows its owner."""
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


async def leave(page: Page, home: House) -> None:
    """Sign out by forgetting the session."""
    await page.context.clear_cookies()
    await page.goto(named(home, "/login"))


async def test_a_passkey_is_added_and_signs_in(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await give_authenticator(page)
    await page.get_by_label("Name of the new passkey").fill("Work laptop")
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.locator("[data-codes] li")).to_have_count(10)
    await page.get_by_role("link", name="I have saved them").click()
    row = page.locator("[data-passkey-row]")
    await expect(row).to_contain_text("Work laptop")
    # The device has one already, and says so without a change.
    await page.get_by_role("button", name="Add a passkey").click()
    await expect(page.locator("[data-problem]")).to_have_text(
        "This device has a passkey for you already."
    )
    await leave(page, home)
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.wait_for_url(named(home, "/"))
    # After the password it is the second step.
    await leave(page, home)
    await page.get_by_label("E-mail").fill("dana@example.com")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    await page.get_by_role("button", name="Use a passkey").click()
    await page.wait_for_url(named(home, "/"))
    await page.goto(named(home, SECURITY))
    await expect(row).to_contain_text("last used")
    await row.get_by_role("button", name="Remove").click()
    await expect(row).to_have_count(0)
    await nothing_broke(page)


async def test_an_app_is_set_up_from_the_picture(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.get_by_role("button", name="Set up").click()
    picture = page.get_by_alt_text("QR code for your authenticator app")
    assert await picture.evaluate("(one) => one.complete && one.naturalWidth > 50")
    secret = (await page.locator("[data-secret]").inner_text()).replace(" ", "")
    await page.get_by_label("Code").fill("000000")
    await page.get_by_role("button", name="Turn it on").click()
    await expect(page.get_by_role("alert")).to_contain_text("The code is not right")
    await page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    await page.get_by_role("button", name="Turn it on").click()
    codes = await page.locator("[data-codes] li").all_inner_texts()
    await leave(page, home)
    await page.get_by_label("E-mail").fill("dana@example.com")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.get_by_text("Lost your device? Use a recovery code").click()
    await page.get_by_label("Recovery code").fill(codes[0])
    await page.get_by_role("button", name="Sign in with this code").click()
    await expect(page.locator("main")).to_contain_text("9 codes left")
    await nothing_broke(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_it_fits_a_phone_in_arabic(home: House, browse: Open, scheme: str) -> None:
    page = await browse(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    await enter(page, home)
    token = await page.locator("input[name=csrf]").first.get_attribute("value")
    await page.request.post(
        named(home, "/preferences"),
        form={"csrf": str(token), "language": "ar"},
        headers={"origin": named(home, "")},
    )
    await page.goto(named(home, SECURITY))
    await page.locator("form[action$='/app/begin'] button").click()
    await page.wait_for_url("**/security/app")
    for path in (f"{SECURITY}/app", SECURITY, f"{SECURITY}/confirm", "/account/password"):
        await page.goto(named(home, path))
        assert await page.evaluate("document.documentElement.dir") == "rtl"
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360, path
    await nothing_broke(page)
