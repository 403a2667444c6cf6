"""One thing a message says: what kind it is, where it stands, and what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a message and its meaning; ``text`` is ``message[start:end]``.

    ``value`` by kind: date, date_from and date_to are ISO dates, None where the words mean two
    days (``3/4``) or count from a day that is not known; date_period is two ISO dates with a slash
    between; times are ``18:30`` as said (no afternoon is guessed); people, adults, kids, rooms,
    nights, bedrooms and bathrooms are int; names and places are the words; money is
    ``USD 500000``, a span of it ``USD 400000..500000``, or the bare amount where no currency is
    named; phone is digits, with a leading ``+`` where it was said; email is in lower case.
    """

    kind: str
    start: int
    end: int
    text: str
    value: object
