"""What people may write on a lead: name, number, address, language, source, tags, notes.

Each is brought into the one form that is stored, or refused with a sentence that says what is
right. Empty is always allowed, for what is not known; a tag is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from app.domain.phone import E164, read_phone
from app.domain.text import storable, visible
from app.domain.values import read_email
from app.errors import Unprocessable

LONGEST_NAME, LONGEST_SOURCE, LONGEST_TAG, LONGEST_NOTE = 120, 120, 40, 4_000
MOST_TAGS = 30
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")


def checked_fields(given: Mapping[str, str], country: str) -> dict[str, str]:
    """Return the fields somebody wrote, as they are stored.

    Args:
        given: any of name, phone, email, language, source.
        country: the tenant's, for a number without one.

    Raises:
        Unprocessable: a field is not what it must be; names it.
    """
    found: dict[str, str] = {}
    for field, text in given.items():
        clean = visible(storable(text))
        value = _RULES[field](clean, country) if clean else ""
        if value is None:
            raise Unprocessable(_WRONG[field], fields={field: _WRONG[field]})
        found[field] = value
    return found


def _name(text: str, country: str) -> str | None:
    return text if len(text) <= LONGEST_NAME else None


def _source(text: str, country: str) -> str | None:
    return text if len(text) <= LONGEST_SOURCE else None


def _phone(text: str, country: str) -> str | None:
    number = read_phone(text, country)
    return number if number and E164.match(number) else None


def _email(text: str, country: str) -> str | None:
    found = read_email(text)
    # An address and nothing else: words around it would be lost without a word.
    return found if found is not None and found == text.lower() and len(found) <= 254 else None


def _language(text: str, country: str) -> str | None:
    return text if _LANGUAGE.match(text) else None


_RULES: dict[str, Callable[[str, str], str | None]] = {
    "name": _name,
    "phone": _phone,
    "email": _email,
    "language": _language,
    "source": _source,
}
_WRONG = {
    "name": "Write a name of at most 120 characters.",
    "phone": "Write the phone number with its country: +1 212 555 0123.",
    "email": "This is no e-mail address.",
    "language": "Write a language as its code: en, es, ar.",
    "source": "Write a source of at most 120 characters.",
}


def checked_tag(text: str) -> str:
    """Return a tag as it is stored: lower case, on one line.

    Raises:
        Unprocessable: it is empty or too long.
    """
    tag = visible(storable(text)).lower().removeprefix("#").strip()
    if not tag or len(tag) > LONGEST_TAG:
        problem = "Write a tag of 1 to 40 characters."
        raise Unprocessable(problem, fields={"tags": problem})
    return tag


def checked_note(text: str) -> str:
    """Return a note as it is stored.

    Raises:
        Unprocessable: it is empty or too long.
    """
    body = storable(text).replace("\r\n", "\n").strip()
    if not body or len(body) > LONGEST_NOTE:
        problem = "Write a note of 1 to 4,000 characters."
        raise Unprocessable(problem, fields={"text": problem})
    return body
