"""Messages as channels hand them in, and as the conversation keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Author(StrEnum):
    """Who wrote a message. Roles stay honest: nobody's words are shown as another's."""

    LEAD = "lead"
    ASSISTANT = "assistant"
    OPERATOR = "operator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, voice note or file: where the provider keeps it, and its claimed type."""

    url: str
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One message of a lead, normalised by its channel.

    ``sender`` is the verified identity on this channel (E.164 number, WhatsApp id, chat visitor
    id); ``recipient`` what it was sent to. ``sent_at_ms`` is the provider's time when it says one.
    ``phone`` and ``email`` are claims unless the channel verified them (then they equal the
    sender). ``opt_out_handled`` is the provider's own opt-out type (``STOP``, ``START``, ``HELP``)
    when it already answered the lead. ``raw`` keeps what came, unknown fields included.
    """

    provider_message_id: str
    sender: str
    recipient: str
    text: str
    media: tuple[Media, ...] = ()
    location: tuple[float, float] | None = None
    profile_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    sent_at_ms: int | None = None
    opt_out_handled: str = ""
    consent: str = ""
    source: str = ""
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One text of a conversation, as stored. Times are epoch milliseconds."""

    id: str
    conversation_id: str
    author: Author
    text: str
    at_ms: int
    media: tuple[Media, ...] = ()
    turn_id: str | None = None
