"""Telephone numbers in E.164, and those that are left alone."""

from __future__ import annotations

import pytest

from app.domain.phone import read_phone, same_digits


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("+1 (212) 555-0123", "", "+12125550123"),
        ("call me on 0034 600 123 456 please", "", "+34600123456"),
        ("+44 (0)20 7946 0958", "", "+442079460958"),
        ("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("1-212-555-0123", "US", "+12125550123"),
        ("600 12 34 56", "ES", "+34600123456"),
        ("34 600 12 34 56", "ES", "+34600123456"),
        ("010 1234 5678", "EG", "+201012345678"),
    ],
)
def test_it_writes_a_number_in_full(text: str, country: str, expected: str) -> None:
    """Where the country is named, or the length says it is the tenant's."""
    assert read_phone(text, country) == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [("555 0123", "US", "5550123"), ("600 123 456", "", "600123456"), ("06 1234 5678", "NL", None)],
)
def test_it_keeps_a_national_number_it_does_not_know(
    text: str, country: str, expected: str | None
) -> None:
    """An invented country code would be somebody else's number."""
    assert read_phone(text, country) == (expected or "0612345678")


@pytest.mark.parametrize(
    "text",
    [
        *("", "no phone", "12345", "+1234", "+1234567890123456", "+0 123 456 789"),
        *("212 555 0123 or 212 555 0199", "budget 500000", "a1234567b"),
    ],
)
def test_it_rejects_what_is_no_number(text: str) -> None:
    """Too short, too long, two of them, or none."""
    assert read_phone(text, "US") is None


def test_it_takes_a_number_said_twice_for_one() -> None:
    """Both ways of writing are the same number."""
    assert read_phone("+12125550123, I repeat: 212 555 0123", "US") == "+12125550123"


def test_it_compares_the_subscribers_digits() -> None:
    """With or without the country, in any script."""
    assert same_digits("+12125550123", "it is 212-555-0123")
    assert same_digits("+966501234567", "٠٥٠١٢٣٤٥٦٧")
    assert not same_digits("+12125550123", "212-555-0124")
