"""The conversations in a real browser: what an operator does by hand, on a desk and on a phone.

What the assistant does, and that texts of leads stay inert, is in ``test_dashboard``; drafts are in
``test_decisions_browser``.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from app import admin
from app.domain.audit import SYSTEM
from app.flows.prepared_texts import save_reply, save_template
from app.ids import new_id
from app.store.message_templates import TemplateRow
from tests.fixtures import ACCOUNT
from tests.journeys.browser import Open, chromium, nothing_broke
from tests.journeys.demo_world import House, house

pytestmark = pytest.mark.browser
PHONE, OTHER = "+12125550123", "+12125550456"
PETS, PERSON = "Do you allow pets?", "I want to talk to a person please"
ROW, OURS = "#rows > [data-rank]", ".message[data-author=operator]"
DAY_MS = 86_400_000
DESK, HAND = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class View:
    """A screen, and the language of who looks at it."""

    language: str
    size: Any

    @property
    def is_phone(self) -> bool:
        """Tell whether list and thread are apart."""
        return bool(self.size["width"] < 768)


EVERY_VIEW = pytest.mark.parametrize(
    "view", [View("en", DESK), View("ar", HAND)], ids=["desk", "phone"]
)


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def browse() -> AsyncIterator[Open]:
    async with chromium() as open_page:
        yield open_page


async def _operator(home: House, browse: Open, view: View, name: str = "Dana Reyes") -> Page:
    """Sign somebody in who reads a language, and go to the conversations."""
    email = f"{name.split()[0].lower()}@example.com"
    link = await admin.create(home.services, email, name)
    await home.services.db.write(
        lambda tx: tx.run(
            "UPDATE operators SET language = :l WHERE email = :e", l=view.language, e=email
        )
    )
    page = await browse(viewport=view.size)
    await page.goto(link)
    await page.wait_for_url(f"{home.base_url}/")
    await page.goto(f"{home.base_url}/conversations")
    await expect(page.locator("html")).to_have_attribute("lang", view.language)
    return page


async def _whatsapp(home: House, phone: str, text: str) -> None:
    channel = next(one for one in home.acme.channels if one.kind == "whatsapp")
    await home.world.twilio.inbound(
        public_url=f"{home.base_url}/webhooks/twilio/{channel.key}",
        account_sid=ACCOUNT,
        from_=f"whatsapp:{phone}",
        to=f"whatsapp:{channel.address.removeprefix('whatsapp:')}",
        body=text,
    )


async def _open(page: Page, home: House) -> str:
    """Open the newest conversation and return its id."""
    await page.locator(f"{ROW} a").first.click()
    await expect(page.locator("#composer")).to_be_visible()
    await expect(page.locator(".message[data-author=assistant]")).not_to_have_count(0)
    await _fits(page)
    return str(await page.locator("#thread").get_attribute("data-conversation"))


async def _fits(page: Page) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(wide) <= 0


async def _inside(page: Page, part: Locator) -> None:
    """Assert that a part can be seen whole."""
    box, size = await part.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size["height"]


async def _got(home: House, phone: str, text: str) -> None:
    """Wait until a phone has got a text, and assert that it got it once."""
    async with asyncio.timeout(30):
        while True:
            bodies = [one.body for one in home.world.twilio.records if one.to.endswith(phone)]
            if text in bodies:
                break
            await asyncio.sleep(0.05)
    assert bodies.count(text) == 1


@EVERY_VIEW
async def test_it_finds_conversations_by_filters(home: House, browse: Open, view: View) -> None:
    await home.text(PHONE, PETS)
    await _whatsapp(home, OTHER, PERSON)
    page = await _operator(home, browse, view)
    rows = page.locator(ROW)
    await expect(rows).to_have_count(2)
    await expect(page.locator(".foot-bar")).to_be_visible(visible=view.is_phone)
    await expect(page.locator(".shell > .rail")).to_be_visible(visible=not view.is_phone)

    await page.locator(".filters summary").click()
    await _inside(page, page.locator(".filters-sheet"))
    await page.locator("select[name=channel]").select_option("whatsapp")
    await page.wait_for_url("**channel=whatsapp**")
    await expect(rows).to_have_count(1)
    await expect(rows).to_have_class("row-needs")
    # A filtered list stays filtered while things happen.
    await home.text(PHONE, "And cats?")
    await expect(page.locator("#tabs .chip-needs")).to_have_text("1")
    await expect(rows).to_have_count(1)
    await page.locator("form[role=search] a.act").click()
    await expect(rows).to_have_count(2)

    await page.locator("input[name=q]").fill(PHONE[-7:])
    await page.locator("input[name=q]").press("Enter")
    await page.wait_for_url("**q=**")
    await expect(rows).to_have_count(1)
    await _open(page, home)
    await page.goto(f"{home.base_url}/conversations?unread=1")
    await expect(rows).to_have_count(1)
    await expect(rows).to_have_class("row-needs")
    await nothing_broke(page)


@EVERY_VIEW
async def test_it_answers_with_a_canned_reply(home: House, browse: Open, view: View) -> None:
    tenant_id = home.acme.tenant.id
    for shortcut, text in (("hours", "9 to 18."), ("hello", "This is {business}. Tell me more.")):
        await save_reply(home.services, tenant_id, shortcut, text, "", SYSTEM)
    await home.text(PHONE, PERSON)
    page = await _operator(home, browse, view)
    await _open(page, home)
    await expect(page.locator(".needs-card")).to_be_visible()
    field = page.locator("#reply-text")
    await field.press_sequentially("/hel")
    options = page.locator("#canned [data-shortcut]:visible")
    await expect(options).to_have_count(1)
    await _inside(page, options)
    await field.press("Enter")
    await expect(field).to_have_value("This is Acme. Tell me more.")
    await field.press("Enter")
    await expect(page.locator(f"{OURS} .bubble")).to_have_text("This is Acme. Tell me more.")
    await _got(home, PHONE, "This is Acme. Tell me more.")

    # Writing took over, and the call for a person is over with it.
    await expect(page.locator(".needs-card")).to_have_count(0)
    await expect(page.locator("form[action$='/release']")).to_be_visible()
    await page.locator("form[action$='/release'] button").click()
    await expect(page.locator("form[action$='/take-over']")).to_be_visible()
    await nothing_broke(page)


@EVERY_VIEW
async def test_it_sends_a_failed_message_again(home: House, browse: Open, view: View) -> None:
    await _whatsapp(home, PHONE, PETS)
    page = await _operator(home, browse, view)
    await _open(page, home)
    await expect(page.locator(".message[data-author=assistant]")).to_have_count(1)
    # The provider thinks otherwise of its window, and says so after it has taken the message.
    seen = dict(home.world.twilio.last_inbound_ms)
    home.world.twilio.last_inbound_ms.clear()
    await page.locator("#reply-text").fill("Which one have you got?")
    await page.locator("#reply-text").press("Enter")
    failed = page.locator(f"{OURS}[data-failed]")
    await expect(failed).to_have_count(1)
    await expect(failed.locator("p.text-error")).not_to_have_count(0)
    await _inside(page, failed.locator("[data-retry]"))
    home.world.twilio.last_inbound_ms.update(seen)
    await failed.locator("[data-retry]").click()
    await expect(failed).to_have_count(0)
    await expect(page.locator(OURS)).to_have_count(1)
    await expect(page.locator(f"{OURS} .message-foot .text-primary")).to_be_visible()
    sent = [one for one in home.world.twilio.records if one.body == "Which one have you got?"]
    assert [one.status for one in sent] == ["failed", "read"]
    await nothing_broke(page)


@EVERY_VIEW
async def test_it_sends_a_template_after_the_window(home: House, browse: Open, view: View) -> None:
    body, tenant_id = "Hello {{1}}, still looking?", home.acme.tenant.id
    told = {"language": "en", "types": {"twilio/text": {"body": body}}}
    sid = str(home.world.twilio.resources.add_template(ACCOUNT, dict(told), 0)["sid"])
    template = TemplateRow(new_id(), tenant_id, "still_there", "en", body, sid, "approved")
    await save_template(home.services, template, SYSTEM)
    await _whatsapp(home, PHONE, PETS)
    page = await _operator(home, browse, view)
    await _open(page, home)
    await expect(page.locator("[data-countdown]")).to_be_visible()
    for known in home.world.twilio.last_inbound_ms:
        home.world.twilio.last_inbound_ms[known] -= DAY_MS
    sql = "UPDATE conversations SET last_inbound_at = last_inbound_at - :day"
    await home.services.db.write(lambda tx: tx.run(sql, day=DAY_MS))
    await page.reload()
    await expect(page.locator("#reply-text")).to_be_hidden()
    place = page.locator("[data-template-place='1']")
    await _inside(page, place)
    await place.fill("Maya")
    await expect(page.locator(".template-body")).to_have_text("Hello Maya, still looking?")
    await page.locator(".template form button").click()
    await expect(page.locator(f"{OURS} .bubble")).to_have_text("Hello Maya, still looking?")
    await _got(home, PHONE, "Hello Maya, still looking?")
    await _whatsapp(home, PHONE, "Yes, still looking")
    await expect(page.locator("#reply-text")).to_be_visible()
    await nothing_broke(page)


async def test_two_operators_do_not_collide(home: House, browse: Open) -> None:
    """Each sees the other, and who writes into the other's typing is asked first."""
    await home.text(PHONE, PETS)
    dana = await _operator(home, browse, View("en", DESK))
    omar = await _operator(home, browse, View("ar", HAND), "Omar Haddad")
    await _open(dana, home)
    await expect(dana.locator("#here p")).to_have_count(0)
    await _open(omar, home)
    await expect(dana.locator("#here")).to_have_text("Omar Haddad is here")
    await expect(omar.locator("#here")).to_contain_text("Dana Reyes")

    await dana.locator("[data-take-over]").click()
    await expect(dana.locator("#thread-head")).to_contain_text("You are in charge")
    await expect(omar.locator("form[action$='/release']")).to_be_visible()

    await omar.locator("#reply-text").press_sequentially("أهلا")
    await expect(dana.locator("#here")).to_have_text("Omar Haddad is writing…")
    await dana.locator("#reply-text").fill("Yes, we do.")
    await dana.locator("#reply-text").press("Enter")
    await expect(dana.locator("#send-problem")).to_contain_text("Somebody else is writing")
    await expect(dana.locator("#reply-text")).to_have_value("Yes, we do.")
    await expect(omar.locator(OURS)).to_have_count(0)
    await dana.locator("#reply-text").press("Enter")
    await expect(omar.locator(f"{OURS} .bubble")).to_have_text("Yes, we do.")
    await expect(dana.locator("#send-problem")).to_have_text("")

    await omar.goto(f"{home.base_url}/conversations")
    await expect(dana.locator("#here p")).to_have_count(0)
    await dana.locator("form[action$='/release'] button").click()
    await expect(dana.locator("#thread-head")).to_contain_text("The assistant is in charge")
    await nothing_broke(dana)
    await nothing_broke(omar)


async def test_a_person_says_that_it_is_seen_to(home: House, browse: Open) -> None:
    """Somebody rang the lead up: nothing is sent, and nobody is called any more."""
    await home.text(PHONE, PERSON)
    page = await _operator(home, browse, View("en", DESK))
    await _open(page, home)
    await expect(page.locator("#tabs .chip-needs")).to_have_text("1")
    await page.locator("[data-resolve]").click()
    await expect(page.locator(".needs-card")).to_have_count(0)
    await expect(page.locator("#tabs .chip-needs")).to_have_count(0)
    await expect(page.locator("#thread-head")).to_contain_text("The assistant is in charge")
    await nothing_broke(page)
