"""Addresses in and out of disguise."""

from __future__ import annotations

import pytest

from app.domain.addresses import (
    bare_link,
    emails_in,
    is_same_phone,
    links_in,
    revealed,
    spoken_phones,
    streets_in,
)


@pytest.mark.parametrize(
    "text",
    [
        "go to evil dot com",
        "go to evil [.] com",
        "go to evil (dot) com",
        "evil\u200b.com",
        "HTTPS://EVIL.COM/x",
        "evil punto com",
        "evil . com",
        "93.184.216.34/login",
        "tel:+19005550199",
        "www.evil.example",
        "t.me/evil",
    ],
)
def test_it_finds_a_link_in_any_dress(text: str) -> None:
    assert links_in(revealed(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is free.It has a pool.",
        "Open 9.30 to 18.00, 2.5 km away.",
        "e.g. a check-up, i.e. a visit",
        "I looked at it. It is dotted.",
    ],
)
def test_it_takes_sentences_for_no_links(text: str) -> None:
    assert links_in(revealed(text)) == []


@pytest.mark.parametrize(
    "text", ["boss at evil dot com", "boss (at) evil (dot) com", "boss arroba evil punto com"]
)
def test_it_finds_a_mail_address_in_words(text: str) -> None:
    assert emails_in(revealed(text)) == ["boss@evil.com"]


@pytest.mark.parametrize(
    "text",
    [
        "555.123.4567",
        "٥٥٥١٢٣٤٥٦٧",
        "five five five one two three four five six seven",
        "555 123-4567",
    ],
)
def test_it_reads_a_phone_number_in_any_writing(text: str) -> None:
    assert spoken_phones(text) == {"5551234567"}


def test_it_knows_a_number_without_the_country() -> None:
    known = frozenset({"966112345678"})
    assert is_same_phone("0112345678", known)
    assert not is_same_phone("0112345679", known)


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("at 12 King Road.", "king road"),
        ("at 12 King Rd", "king road"),
        ("en la calle Mayor 3", "mayor"),
        ("في شارع العليا", "العليا"),
    ],
)
def test_it_reads_the_name_of_a_street(text: str, street: str) -> None:
    assert street in streets_in(text, is_claim=True)


def test_it_takes_any_road_for_no_name() -> None:
    assert streets_in("It is on the main road, in a nice plaza. Would you come?", True) == set()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Please go to pay-here dot evil dot example", "pay-here.evil.example"),
        ("Vaya a pay-here punto evil punto example", "pay-here.evil.example"),
        ("اذهب إلى pay-here نقطة evil نقطة example", "pay-here.evil.example"),
        ("See evil dot zone", "evil.zone"),
        ("See evil(dot)zone", "evil.zone"),
        ("evil نقطة كوم", "evil.com"),
        ("Disputes go to Evil.comThe bank knows.", "evil.com"),
        ("Vaya a evil punto zone", "evil.zone"),
    ],
)
def test_it_reads_a_host_that_is_spoken(text: str, host: str) -> None:
    assert [bare_link(link) for link in links_in(revealed(text))] == [host]


@pytest.mark.parametrize(
    "text",
    [
        "Es un punto de encuentro.",
        "Hasta cierto punto podemos ayudarle.",
        "Abrimos a las 9 en punto de la mañana.",
        "The dot on the map is our office.",
        "هذه نقطة مهمة جدا",
        "من نقطة إلى نقطة أخرى",
    ],
)
def test_it_takes_a_point_for_no_dot(text: str) -> None:
    assert links_in(revealed(text)) == []
