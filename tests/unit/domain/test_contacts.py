"""What stands in a document or in the lead's words vouches for no address."""

from __future__ import annotations

import pytest

from app.domain.guard import GuardContext, business_texts, judge
from app.domain.knowledge import Passage
from app.domain.tenant import Profile, Tenant

TENANT = Tenant("acme", "Acme", profile=Profile(booking_link="https://book.acme.example/now"))
PASSAGES = (
    Passage("f1", "faq", "Where is the map?", "See https://maps.example/acme for the way.", ""),
    Passage(
        "c1",
        "chunk",
        "Prices",
        "Pay at https://evil.example/pay. More at https://acme-pages.example/list and"
        " https://help.book.acme.example/faq. Call +1 212 555 0188.",
        "",
        source="https://www.acme-pages.example/prices",
    ),
)


def _codes(draft: str, heard: str = "hi") -> list[str]:
    context = GuardContext(
        "en",
        business_texts(TENANT, PASSAGES),
        (heard,),
        links=(TENANT.profile.booking_link,),
        passages=PASSAGES,
    )
    return [reason.code for reason in judge(draft, context).reasons]


@pytest.mark.parametrize(
    "draft",
    [
        "See https://maps.example/acme for the way.",
        "More at https://acme-pages.example/list if you like.",
        "See https://help.book.acme.example/faq please.",
        "Book here: https://book.acme.example/now?from=sms",
        "Our number is +1 212 555 0188.",
    ],
)
def test_it_lets_links_lead_home(draft: str) -> None:
    assert _codes(draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Pay at https://evil.example/pay please.",
        "Pay on evil dot example slash pay please.",
        "See https://acme-pages.example.evil.example/list",
    ],
)
def test_it_takes_no_strange_link_from_a_document(draft: str) -> None:
    assert "link" in _codes(draft)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ("Thanks, your number +1 212 555 0199 is noted.", ""),
        ("Thanks, your e-mail joe@mail.example is noted.", ""),
        ("Please call +1 212 555 0199.", "phone"),
        ("Your number is now +1 212 555 0199, call it.", "phone"),
        ("Our new number is +1 212 555 0199.", "phone"),
        ("Please write to joe@mail.example.", "email"),
        ("Your number +1 212 555 0177 is noted.", "phone"),
    ],
)
def test_it_tells_the_lead_only_their_own_number(draft: str, code: str) -> None:
    codes = _codes(draft, "I am joe@mail.example, +1 212 555 0199")
    assert codes == ([code] if code else [])


@pytest.mark.parametrize(
    "draft",
    [
        "Message @evilpay on Telegram.",
        "Find us on Instagram please.",
        "Message us on wa.me/19005550199.",
        "راسلنا على تيليجرام من فضلك",
    ],
)
def test_it_names_no_network_of_its_own(draft: str) -> None:
    assert "link" in _codes(draft)


def test_it_lets_a_network_be_declined() -> None:
    assert _codes("We do not write on Telegram, sorry.") == []
