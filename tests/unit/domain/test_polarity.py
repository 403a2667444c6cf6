"""Contradictions by meaning, in other words and in another language."""

from __future__ import annotations

import pytest

from app.domain.polarity import Index, claims_of, contradicted

KNOWN = (
    "Do you have parking?\nThere is no parking at the clinic.",
    "Is wifi free?\nYes, WiFi is free for patients.",
    "When are you open?\nWe are open every day except Friday.",
    "Do I need an appointment?\nNo appointment is required for emergencies.",
    "Is delivery included?\nDelivery costs 10 euros.",
    "Do you take cash?\nYes.",
    "¿Admiten mascotas?\nNo se admiten mascotas.",
    "Do you offer refunds?\nDeposits are non-refundable.",
    "I loved my stay. The rooms were not clean, though, and my bed was hard.",
)
INDEX = Index(tuple(claims_of(text)) for text in KNOWN)


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        ("", "Yes, you can park at our clinic!"),
        ("Do you have parking?", "Yes, we do."),
        ("", "WiFi costs extra."),
        ("", "We are open on Friday."),
        ("", "You need an appointment for emergencies."),
        ("", "Delivery is free of charge!"),
        ("Do you take cash?", "No, sorry."),
        ("¿Puedo llevar a mi perro?", "Sí, claro."),
        ("", "يسمح بالحيوانات."),
        ("", "Deposits are refundable."),
    ],
)
def test_it_sees_the_opposite(asked: str, draft: str) -> None:
    assert contradicted(draft, INDEX, asked)


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        ("", "Unfortunately we lack parking."),
        ("Is wifi paid?", "No, it is free."),
        ("", "We're closed on Fridays."),
        ("", "Emergencies don't need an appointment."),
        ("Can I pay cash?", "Sure!"),
        ("", "No admitimos mascotas."),
        ("", "The rooms are clean."),
        ("", "Some guests say that there is parking."),
        ("", "Not only wifi is free."),
    ],
)
def test_it_lets_the_same_be_said_in_other_words(asked: str, draft: str) -> None:
    assert contradicted(draft, INDEX, asked) == ""


def test_it_takes_a_narrow_no_for_no_wide_one() -> None:
    index = Index([tuple(claims_of("Is there covered parking?\nThere is no covered parking."))])
    assert contradicted("There is parking.", index) == ""
    assert contradicted("There is covered parking.", index)


def test_it_goes_by_the_nearest_when_both_are_said() -> None:
    texts = ("There is no parking.", "There is parking.")
    index = Index(tuple(claims_of(text)) for text in texts)
    assert contradicted("There is parking.", index) == ""
    assert contradicted("There is no parking.", index) == ""
