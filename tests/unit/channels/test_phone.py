"""What people type as a phone number."""

from __future__ import annotations

import pytest

from app.channels.phone import parse_phone


@pytest.mark.parametrize(
    ("typed", "region", "e164", "country"),
    [
        ("(212) 555-0123", "US", "+12125550123", "US"),
        ("+1 212 555 0123", "", "+12125550123", "US"),
        ("0044 20 7946 0018", "DE", "+442079460018", "GB"),
        ("612 34 56 78", "ES", "+34612345678", "ES"),
        ("٠٥٠١٢٣٤٥٦٧", "SA", "+966501234567", "SA"),
        ("+52 1 55 1234 5678", "MX", "+525512345678", "MX"),
    ],
)
def test_it_reads_numbers_of_many_places(typed: str, region: str, e164: str, country: str) -> None:
    phone = parse_phone(typed, region)
    assert phone is not None
    assert (phone.e164, phone.country) == (e164, country)


@pytest.mark.parametrize("typed", ["", "12", "555-0123", "call me", "+1 900 555 0123", "1" * 60])
def test_it_rejects_what_is_no_number_to_write_to(typed: str) -> None:
    assert parse_phone(typed, "US") is None
