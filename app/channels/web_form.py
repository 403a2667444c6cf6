"""Web form: leads come in through it; replies leave through the channel the form names.

A form without such a channel, or a lead without a usable and consented number, cannot be written
to here: a person must look.
"""

from __future__ import annotations

from app.channels.base import WebhookRequest
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
from app.errors import Forbidden, ProviderRefused


class WebFormChannel:
    """All forms of all accounts."""

    def verify(self, account: ChannelAccount, request: WebhookRequest) -> list[tuple[str, str]]:
        """Refuse: no provider calls us for a form; its route checks origin and limits."""
        raise Forbidden("A form has no webhook.")

    def parse(
        self, account: ChannelAccount, pairs: list[tuple[str, str]]
    ) -> InboundMessage | DeliveryUpdate | None:
        """Return None: see ``verify``."""
        return None

    async def send(self, account: ChannelAccount, message: Outbound) -> Accepted:
        """Refuse: there is no way back through a form.

        Raises:
            ProviderRefused: always; a person must find another way to the lead.
        """
        raise ProviderRefused(
            "This lead left no number or did not agree to messages.",
            NextAction.OTHER_CHANNEL.value,
        )

    async def recent(
        self, account: ChannelAccount, to: str, since_ms: int
    ) -> list[SentMessage] | None:
        """Return None: nothing is ever sent here."""
        return None

    def state_of(self, status: str) -> DeliveryState | None:
        """Return None: nothing reports on a form."""
        return None

    def next_action(self, error_code: int | None) -> NextAction:
        """Return that another channel is needed."""
        return NextAction.OTHER_CHANNEL
