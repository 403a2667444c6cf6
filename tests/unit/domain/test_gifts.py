"""Only what the business calls free is free."""

from __future__ import annotations

import pytest

from app.domain.gifts import free_topics, strange_gifts

FREE = free_topics("Is parking free?\nYes, parking behind the clinic is free for patients.")


@pytest.mark.parametrize(
    ("draft", "asked"),
    [
        ("Parking is free.", ""),
        ("Yes, it is free.", "Is the parking free?"),
        ("You park behind the clinic. It is free of charge.", ""),
        ("The cleaning is not free of charge.", ""),
        ("Would you like it for free?", ""),
        ("The doctor is free on Monday.", ""),
        ("Feel free to ask.", ""),
    ],
)
def test_it_lets_free_things_be_called_free(draft: str, asked: str) -> None:
    assert strange_gifts(draft.split(". "), FREE, asked) == []


@pytest.mark.parametrize(
    ("draft", "asked"),
    [
        ("The cleaning is free of charge.", ""),
        ("For you it is free!", "How much is a cleaning?"),
        ("There is no fee for the cleaning.", ""),
        ("La limpieza es gratis.", ""),
        ("تنظيف الأسنان مجاني.", ""),
        ("It's on us!", ""),
    ],
)
def test_it_finds_gifts_nobody_gave(draft: str, asked: str) -> None:
    assert strange_gifts([draft], FREE, asked)


def test_it_knows_nothing_free_where_nothing_is() -> None:
    assert free_topics("A cleaning costs 80 dollars.") == frozenset()
