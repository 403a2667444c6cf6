"""What every way to send e-mail can do. Adapters turn each vendor error into one of ours.

``send`` raises:
- ``ProviderUnavailable`` (nothing was done: safe to send again, after ``retry_after_s``),
- ``OutcomeUnknown`` (timeout, cut connection, 5xx: it may have gone out),
- ``ProviderAuthFailed`` (key, sender or credit), ``ProviderRefused`` (it will never be taken).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One message to one address. ``ref`` is our own id, which the provider's reports repeat."""

    ref: str
    to: str
    to_name: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """A provider of e-mail, with a sender of ours."""

    async def send(self, mail: Mail) -> str:
        """Hand one message over and return the provider's id; see the module for what it raises."""
        ...
