"""Clients and settings in a real browser: everything an admin sets up, in one sitting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from app.domain.access import Role
from tests.journeys.browser import Open, chromium, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser
NAME = "Lakeside Dental"
TABS = (
    "",
    "/hours",
    "/assistant",
    "/notifications",
    "/integrations",
    "/keys",
    "/team",
    "/security",
    "/audit",
)


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def enter(page: Page, home: House) -> None:
    """Sign in as the agency's owner."""
    await page.goto(await home.link(role=Role.OWNER))
    await page.wait_for_url(f"{home.base_url}/")


async def speak_arabic(page: Page, home: House) -> None:
    """Choose the language in the menu behind the initials."""
    token = await page.locator("input[name=csrf]").first.get_attribute("value")
    await page.request.post(
        f"{home.base_url}/preferences",
        form={"csrf": str(token), "language": "ar"},
        headers={"origin": home.base_url},
    )


async def make_client(page: Page, home: House) -> str:
    """Make a client of a preset, and return its id."""
    await page.goto(f"{home.base_url}/clients")
    await page.get_by_role("link", name="New client").first.click()
    await page.get_by_label("Name of the business").fill(NAME)
    await page.get_by_label("Clinics").check()
    await page.get_by_role("button", name="Make the client").click()
    await expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    await expect(page.get_by_role("status")).to_have_text(
        "The client is there. These steps are left."
    )
    return page.url.rpartition("/")[2].partition("?")[0]


async def test_a_client_is_made_set_up_paused_and_deleted(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    client = await make_client(page, home)
    await page.get_by_role("link", name="Invite somebody of the business").click()
    await page.get_by_label("E-mail").fill("omar@lakeside.example")
    await page.get_by_label("Viewer").check()
    await page.get_by_role("button", name="Invite").click()
    link = await page.get_by_label("Invitation link").input_value()
    await expect(page.locator("main li").first).to_contain_text("omar@lakeside.example")

    await page.goto(f"{home.base_url}/clients/{client}")
    await page.get_by_role("button", name="Pause").click()
    await expect(page.locator("main")).to_contain_text("leads are taken in and wait for people")
    await page.get_by_role("button", name="Activate").click()
    await expect(page.get_by_role("status")).to_have_text("The assistant works.")

    await page.get_by_role("link", name="Settings").last.click()
    await page.get_by_role("link", name="Audit log").click()
    log = page.locator(".audit-line")
    said = (
        "activated the assistant",
        "paused the assistant",
        "invited somebody",
        "made the client",
    )
    for number, sentence in enumerate(said):
        await expect(log.nth(number)).to_contain_text(sentence)
        await expect(log.nth(number)).to_contain_text("Dana Reyes")
    await page.get_by_role("link", name="Verify").click()
    await expect(page.get_by_role("status")).to_contain_text("all are as they were written")

    guest = await browse()
    await guest.goto(link)
    await guest.wait_for_url(f"{home.base_url}/")
    await guest.goto(f"{home.base_url}/clients")
    await expect(guest.get_by_role("heading", name=NAME)).to_be_visible()
    await expect(guest.get_by_text("Danger zone")).to_have_count(0)

    await page.goto(f"{home.base_url}/clients/{client}")
    await page.get_by_text("Delete for good").first.click()
    await page.get_by_label("Type the name to confirm:").fill("Lakeside")
    await page.get_by_role("button", name="Delete for good").click()
    await expect(page.get_by_role("alert")).to_have_text("Type the client's name exactly.")
    await page.get_by_text("Delete for good").first.click()
    await page.get_by_label("Type the name to confirm:").fill(NAME)
    await page.get_by_role("button", name="Delete for good").click()
    await expect(page.get_by_role("status")).to_contain_text("The client is being deleted")
    await guest.reload()
    assert "/login" in guest.url
    await nothing_broke(page)
    await nothing_broke(guest)


async def test_a_key_is_replaced_while_the_old_one_works(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.goto(f"{home.base_url}/settings/keys?client={home.acme.tenant.id}")
    await page.get_by_label("What it is for").fill("Website")
    await page.get_by_role("button", name="Make the key").click()
    secrets = [await page.get_by_label("API key").input_value()]
    await page.get_by_label("The old key").select_option("3600")
    await page.get_by_role("button", name="Replace").click()
    await expect(page.get_by_role("status")).to_contain_text("The old one works until")
    secrets.append(await page.get_by_label("API key").input_value())
    await expect(page.locator("main li .chip")).to_have_text(
        ["In force", "Replaced, works on for a while"], use_inner_text=True
    )
    path = f"{home.base_url}/api/v1/leads/client/{home.acme.tenant.id}"
    for secret in secrets:
        answer = await page.request.get(path, headers={"authorization": f"Bearer {secret}"})
        assert answer.status == 200
    old = page.locator("main li", has_text="works on for a while")
    await old.get_by_text("Revoke").first.click()
    await old.get_by_role("button", name="Revoke").click()
    await expect(page.get_by_role("status")).to_contain_text("The key is revoked")
    answers = [
        await page.request.get(path, headers={"authorization": f"Bearer {one}"}) for one in secrets
    ]
    assert [answer.status for answer in answers] == [401, 200]
    await nothing_broke(page)


async def test_hours_with_two_spans_and_a_holiday_are_kept(home: House, browse: Open) -> None:
    page = await browse(viewport={"width": 390, "height": 844}, locale="en-GB")
    await enter(page, home)
    await page.goto(f"{home.base_url}/settings/hours?client={home.acme.tenant.id}")
    monday = page.locator("[data-day-row='0']")
    await monday.get_by_role("button", name="Add a span").click()
    for field, clock in zip(
        await monday.locator("input").all(), ("09:00", "13:00", "15:00", "19:00"), strict=True
    ):
        await field.fill(clock)
    await page.get_by_role("button", name="Copy Monday to Friday").click()
    holiday = page.locator("[data-row]").first
    await holiday.get_by_label("Date").fill("2027-12-24")
    await holiday.get_by_label("Name").fill("Christmas Eve")
    await holiday.get_by_label("Hours").fill("10-14")
    await holiday.get_by_label("Every year").check()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("status")).to_have_text("Saved.")
    friday = page.locator("[data-day-row='4'] input")
    assert [await one.input_value() for one in (await friday.all())[:4]] == [
        "09:00", "13:00", "15:00", "19:00",
    ]  # fmt: skip
    await expect(holiday.get_by_label("Hours")).to_have_value("10:00-14:00")
    await expect(page.locator(".coming")).to_contain_text("09:00-13:00, 15:00-19:00")
    await nothing_broke(page)


async def test_each_connection_is_tested_for_real(home: House, browse: Open) -> None:
    page = await browse()
    await enter(page, home)
    await page.goto(f"{home.base_url}/settings/integrations?client={home.acme.tenant.id}")
    sms = page.locator("main li", has_text="SMS").first
    await sms.get_by_role("button", name="Test").click()
    await expect(sms.get_by_role("status")).to_contain_text("The account is active")
    model = page.locator("#process-anthropic")
    await model.get_by_role("button", name="Test").click()
    await expect(model.get_by_role("status")).to_contain_text("The model answered.")
    # A wrong token is found out by the same button.
    await sms.get_by_text("Connection", exact=True).click()
    await sms.get_by_label("Auth token").fill("0" * 32)
    await sms.get_by_role("button", name="Save").click()
    await sms.get_by_role("button", name="Test").click()
    await expect(sms.get_by_role("status")).to_contain_text("The credentials are refused.")
    await nothing_broke(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_tab_fits_a_phone_in_arabic(home: House, browse: Open, scheme: str) -> None:
    page = await browse(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    await enter(page, home)
    await speak_arabic(page, home)
    asked = f"?client={home.acme.tenant.id}"
    places = [f"/settings{tab}{asked}" for tab in TABS]
    for path in (*places, "/clients", "/clients/new", f"/clients/{home.acme.tenant.id}"):
        await page.goto(home.base_url + path)
        assert await page.evaluate("document.documentElement.dir") == "rtl"
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360, path
        if path.startswith("/settings"):
            await expect(page.locator(".side-places [aria-current]")).to_be_in_viewport()
    # What is done there is done in Arabic too.
    await page.locator("form[action$='/pause'] button").click()
    await expect(page.locator("form[action$='/activate'] button")).to_have_text("تفعيل")
    await nothing_broke(page)
