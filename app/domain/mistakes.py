"""A mistake in what somebody wrote: where it is, what is wrong, how to mend it.

The sentences stand in one table, so that a page can show them in the operator's language.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

MISTAKE_WORDS = {
    "missing": "Write something here.",
    "too_long": "Write at most {most} characters; these are {count}.",
    "too_many": "At most {most}; these are {count}.",
    "between": "Write a number from {least} to {most}.",
    "language": "{value} is no language code; write one such as en, es or ar.",
    "languages": "Name at least one language; the first is the last resort.",
    "twice": "{value} stands here twice.",
    "zone": "{value} is no time zone; write one such as Europe/Madrid.",
    "one_of": "{value} is none of {allowed}.",
    "warm_below_hot": "Warm must begin below hot, which begins at {hot}.",
    "phone": "Write the number in full, such as +15550001111.",
    "email": "{value} is no e-mail address.",
    "link": "{value} is no address of the web; write one such as https://example.com/book.",
    "clock": "{value} are no hours; write them such as 09:00-13:00, 15:00-19:00.",
    "date": "{value} is no date; write one such as 2027-12-25.",
    "closes_first": "{value} ends before it begins; write the part after midnight on the next day.",
    "overlap": "{first} and {second} overlap.",
    "day": "A day is a number from 0, Monday, to 6, Sunday.",
    "never_closed": "Write opening hours first; without them it is never closed.",
    "id": "Use small letters, digits, - and _, and begin with a letter; at most 40 characters.",
    "no_weight": "Give at least one question a weight above 0; else no lead ever scores.",
    "options": "Write at least two options, each once.",
    "accepts": "{value} is none of the options.",
    "yes_no": "Only yes or no counts here.",
    "limits": "The least must not be above the most.",
    "currency": "Write the currency as three letters, such as USD.",
    "phrases": "Write words a lead may say, parted by commas.",
    "finding": "Write a question's short name, = and its value, such as budget=*.",
    "unknown_criterion": "There is no question named {value}.",
    "never_value": "{value} is no answer to that question.",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at a field; ``code`` is a key of ``MISTAKE_WORDS``."""

    field: str
    code: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Return the sentence with places for its values, to be translated."""
        return MISTAKE_WORDS[self.code]

    @property
    def text(self) -> str:
        """Return the sentence in English."""
        return self.sentence.format(**self.values)


def mistake(where: str, code: str, **values: object) -> Mistake:
    """Return a mistake at a field."""
    return Mistake(where, code, values)
