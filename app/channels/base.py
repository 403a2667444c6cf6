"""What every channel can do. Adapters turn each vendor error into one of ours.

``parse_*`` never raises for unknown fields or kinds; it raises ``Invalid`` only for a body that
is no form at all. ``send`` raises:
- ``ProviderUnavailable`` (nothing was done: safe to send again, after ``retry_after_s``),
- ``OutcomeUnknown`` (timeout, cut connection, 5xx: reconcile first),
- ``ProviderAuthFailed`` (the channel is paused), ``ProviderRefused`` (``action`` says what next).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from app.domain.delivery import (
    Accepted,
    DeliveryState,
    DeliveryUpdate,
    NextAction,
    Outbound,
    SentMessage,
)
from app.domain.message import InboundMessage
from app.domain.tenant import ChannelAccount


@dataclass(frozen=True, slots=True)
class WebhookRequest:
    """A webhook as it came. ``url`` is the public URL the provider called, built from the
    configured public URL, never from ``Host``; ``body`` are the raw bytes; ``headers`` have
    lower-case names."""

    url: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class Channel(Protocol):
    """One kind of channel, for all accounts of that kind."""

    def verify(self, account: ChannelAccount, request: WebhookRequest) -> list[tuple[str, str]]:
        """Check the signature over the raw body; return the decoded pairs in the order sent.

        Raises:
            Forbidden: the signature is missing or wrong, or names another account or number.
            Invalid: the body is no form, or has more than 1,000 fields.
        """
        ...

    def parse(
        self, account: ChannelAccount, pairs: list[tuple[str, str]]
    ) -> InboundMessage | DeliveryUpdate | None:
        """Return what the webhook says, or None for a kind that is none of our business."""
        ...

    async def send(self, account: ChannelAccount, message: Outbound) -> Accepted:
        """Hand one message to the provider; see the module's docstring for what it raises."""
        ...

    async def recent(
        self, account: ChannelAccount, to: str, since_ms: int
    ) -> list[SentMessage] | None:
        """List what the provider sent to this address since then, newest first.

        None: this channel has no such list and a send with unknown outcome did not happen.
        """
        ...

    def state_of(self, status: str) -> DeliveryState | None:
        """Return what a status word of the provider means, or None for an unknown one."""
        ...

    def next_action(self, error_code: int | None) -> NextAction:
        """Return what follows a failure with this code of the provider."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of a message: its ``content``, or where it is kept, open to who knows the address."""

    content: bytes = field(default=b"", repr=False)
    kept_at: str = ""


@runtime_checkable
class Checks(Protocol):
    """A channel whose provider can be asked whether the credentials are good."""

    async def check(self, account: ChannelAccount) -> str:
        """Ask for the account and change nothing; return its state in the provider's word.

        Raises:
            ProviderUnavailable: no answer came.
            ProviderAuthFailed: the credentials are refused.
            ProviderRefused: there is no such account.
        """
        ...


@runtime_checkable
class KeepsMedia(Protocol):
    """A channel whose provider keeps the files of messages."""

    async def open_media(self, account: ChannelAccount, url: str, max_bytes: int) -> Opened:
        """Ask the provider for a file, with the account's credentials.

        Raises:
            ProviderUnavailable: no whole answer came.
            ProviderAuthFailed: the credentials are refused.
            ProviderRefused: there is no such file, it is too large, or the address is none of the
                provider's for this account: nothing was asked.
        """
        ...

    def keeps(self, url: str) -> bool:
        """Tell whether the provider keeps files at an address."""
        ...
