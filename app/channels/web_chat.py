"""Web chat: messages to and from the widget on a tenant's page.

Nothing leaves the process: an outbound message is a row the visitor's open stream reads, so
handing it over is taking it. It is *sent* then, and *delivered* when the widget says that it is on
the visitor's screen. A visitor is who holds a token signed for this very chat; nobody else sees or
continues a conversation, whatever name or address is typed into it.

Settings of the account: ``origins``, ``title``, ``greeting``, ``color``.
"""

from __future__ import annotations

import re

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
from app.errors import Forbidden, Invalid
from app.ids import new_key

MAX_CHARS = 2_000
# A visitor who comes back within this time continues the conversation.
TOKEN_LIVES_S = 90 * 24 * 3600
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class WebChatChannel:
    """The channel's face towards flows; see ``read_message`` for what comes in."""

    def verify(self, account: ChannelAccount, request: WebhookRequest) -> list[tuple[str, str]]:
        """Refuse: visitors are verified by their token, not by a signature over a body."""
        raise Forbidden("Web chat takes no webhooks.")

    def parse(
        self, account: ChannelAccount, pairs: list[tuple[str, str]]
    ) -> InboundMessage | DeliveryUpdate | None:
        """Return None: nothing comes in as a webhook."""
        return None

    async def send(self, account: ChannelAccount, message: Outbound) -> Accepted:
        """Take the message; the visitor's stream reads it from its row."""
        return Accepted(message.delivery_id, DeliveryState.SENT)

    async def recent(
        self, account: ChannelAccount, to: str, since_ms: int
    ) -> list[SentMessage] | None:
        """Return None: a send that was cut off did not happen."""
        return None

    def state_of(self, status: str) -> DeliveryState | None:
        """Return what the widget's one word means."""
        return DeliveryState.DELIVERED if status == "delivered" else None

    def next_action(self, error_code: int | None) -> NextAction:
        """Return what follows a failure; there is no code to go by."""
        return NextAction.ASK_PERSON


class Visitors:
    """Makes and reads the tokens of visitors; a token is good for one chat only."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key

    def welcome(self, key: str) -> str:
        """Return a token for a new visitor of the chat with this key."""
        token: str = self._signer(key).dumps(new_key())
        return token

    def visitor_of(self, key: str, token: str) -> str:
        """Return the visitor's id.

        Raises:
            Forbidden: the token is missing, forged, for another chat, or too old.
        """
        from itsdangerous import BadData

        if not token.isascii():
            raise Forbidden("The visitor is not known here; start anew.")
        try:
            visitor = self._signer(key).loads(token, max_age=TOKEN_LIVES_S)
        except BadData as error:
            raise Forbidden("The visitor is not known here; start anew.") from error
        return str(visitor)

    def _signer(self, key: str):  # type: ignore[no-untyped-def]
        from itsdangerous import URLSafeTimedSerializer

        return URLSafeTimedSerializer(self._secret_key, salt=f"leadline web chat {key}")


def read_message(
    account: ChannelAccount, visitor: str, fields: dict[str, object]
) -> InboundMessage:
    """Return a visitor's message.

    Raises:
        Invalid: no ``client_id``, no text, or more than 2,000 characters.
    """
    client_id, text = fields.get("client_id"), fields.get("text")
    if not isinstance(client_id, str) or not _CLIENT_ID.fullmatch(client_id):
        raise Invalid("client_id must be 8 to 64 letters, digits, - or _.")
    if not isinstance(text, str) or not text.strip():
        raise Invalid("text must not be empty.")
    if len(text) > MAX_CHARS:
        raise Invalid(f"text has at most {MAX_CHARS} characters.")
    language, page = str(fields.get("language") or ""), str(fields.get("page") or "")
    return InboundMessage(
        # The visitor is part of it: nobody can use up another's ids.
        provider_message_id=f"{visitor}:{client_id}",
        sender=visitor,
        recipient=account.address,
        text=text,
        language=language if _LANGUAGE.fullmatch(language) else "",
        source=page[:300],
        raw={"page": page[:300], "language": language[:20]},
    )
