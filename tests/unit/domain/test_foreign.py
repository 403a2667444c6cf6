"""Other businesses' names in any dress, and names nobody gave."""

from __future__ import annotations

import pytest

from app.domain.foreign import other_names, strange_names
from app.domain.text import word_set

NAMES = ("Bravo Dental", "The Harbour House")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bravo Dental's prices", "Bravo Dental"),
        ("BRAVO-DENTAL", "Bravo Dental"),
        ("b.r.a.v.o d.e.n.t.a.l", "Bravo Dental"),
        ("BravoDental", "Bravo Dental"),
        ("في برافو دنتال", "Bravo Dental"),
        ("the harbour house", "The Harbour House"),
        ("Harbour House is near", "The Harbour House"),
    ],
)
def test_it_finds_a_name_in_any_dress(text: str, name: str) -> None:
    assert other_names(text, NAMES) == (name,)


def test_it_takes_parts_of_a_name_for_no_name() -> None:
    assert other_names("A dental house in the harbour, bravo!", NAMES) == ()


KNOWN = word_set("Acme Clinic Doctor Ashley Haddad offers whitening")


@pytest.mark.parametrize(
    "text",
    [
        "You could try Smile Kingdom.",
        "Please ask for Kaplan.",
        "Dr. Nassar is here.",
        "Kaplan offers the same.",
    ],
)
def test_it_finds_names_nobody_gave(text: str) -> None:
    assert strange_names(text, KNOWN, frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "Acme Clinic offers whitening.",
        "Dr. Ashely Haddad is here.",
        "Hello Sara, good morning! Thanks for writing.",
        "Treatment is here. On Monday we rest.",
        "WE ARE OPEN",
    ],
)
def test_it_knows_names_that_were_given(text: str) -> None:
    assert strange_names(text, KNOWN, frozenset({"sara"})) == ()
