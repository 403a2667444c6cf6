"""Phone numbers: what somebody typed, as E.164, or why it cannot be one we write to.

Only the core of ``phonenumbers`` is used, and only when a number is parsed: its tables take
memory, and its geocoder far more.
Source: ITU-T E.164; numbering plans as shipped with phonenumbers 9.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAX_CHARS = 40
# Mexican mobiles were written with a 1 behind the country code until 2019, and still are.
_MEXICAN_MOBILE = re.compile(r"\+52[\s.-]*1[\s.-]*(?=\d)")


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid number. ``e164`` is ``+15551230000``; ``country`` ISO 3166 alpha-2, or empty."""

    e164: str
    country: str


def parse_phone(text: str, region: str) -> Phone | None:
    """Return the number a person typed, national forms read in ``region``; None if it is none.

    Premium and shared-cost numbers are none either: writing to them costs the tenant money that
    somebody else earns.
    """
    import phonenumbers
    from phonenumbers import PhoneNumberType

    text = _MEXICAN_MOBILE.sub("+52 ", text.strip())
    if not text or len(text) > _MAX_CHARS:
        return None
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    refused = (
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
        PhoneNumberType.PAGER,
    )
    if phonenumbers.number_type(number) in refused:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(e164, phonenumbers.region_code_for_number(number) or "")
