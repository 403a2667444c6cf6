"""Web chat: nothing leaves the process, the visitor reads its messages through an event stream.

A message is sent the moment it is stored, and delivered when the widget says that it showed it.
There is no webhook to verify: visitors come with a signed token, which the route checks.
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
from app.errors import Forbidden


class WebChatChannel:
    """All chats of all accounts."""

    def verify(self, account: ChannelAccount, request: WebhookRequest) -> list[tuple[str, str]]:
        """Refuse: no provider calls us for a chat."""
        raise Forbidden("A chat has no webhook.")

    def parse(
        self, account: ChannelAccount, pairs: list[tuple[str, str]]
    ) -> InboundMessage | DeliveryUpdate | None:
        """Return None: see ``verify``."""
        return None

    async def send(self, account: ChannelAccount, message: Outbound) -> Accepted:
        """Take the message: the row is what the visitor's stream reads."""
        return Accepted(message.delivery_id, DeliveryState.SENT)

    async def recent(
        self, account: ChannelAccount, to: str, since_ms: int
    ) -> list[SentMessage] | None:
        """Return None: a send of unknown outcome did not happen."""
        return None

    def state_of(self, status: str) -> DeliveryState | None:
        """Return the state a word of the widget means."""
        return {"delivered": DeliveryState.DELIVERED, "read": DeliveryState.READ}.get(status)

    def next_action(self, error_code: int | None) -> NextAction:
        """Return that a person must look: a chat has no error codes."""
        return NextAction.ASK_PERSON
