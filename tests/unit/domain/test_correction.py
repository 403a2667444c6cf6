"""Which quotes still stand in corrected words."""

from __future__ import annotations

import pytest

from app.domain.correction import still_stands


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("3 rooms", "We want 3 rooms", "So: 3  Rooms, please"),
        ("$450", "for $450", "up to $450."),
        ("bedroom", "two bedrooms", "three bedrooms"),
        ("غرفتين", "نريد غرفتين", "غرفتين من فضلك"),
        ("٣ غرف", "نريد ٣ غرف", "3 غرف"),
    ],
)
def test_it_keeps_what_is_still_said(quote: str, before: str, after: str) -> None:
    assert still_stands(quote, before, after)


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("3 rooms", "We want 3 rooms", "We want 13 rooms"),
        ("3 room", "We want 3 room", "We want 3 rooms"),
        ("450", "for 450", "for 450,000"),
        ("450", "for 450", "for 2.450"),
        ("3 rooms", "We want 3 rooms", ""),
        ("", "We want 3 rooms", "We want 3 rooms"),
    ],
)
def test_it_drops_what_became_something_else(quote: str, before: str, after: str) -> None:
    assert not still_stands(quote, before, after)
