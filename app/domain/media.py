"""Messages that are not words: voice notes, videos, pictures, files.

What a message claims about its own media decides nothing but which honest sentence a lead gets. A
picture is handed to a model only by its first bytes (``image_type``), whatever it was called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.message import Author, Message

MAX_IMAGES = 3
MAX_IMAGE_BYTES = 5 * 1024 * 1024
# What a model reads a picture of any size for, at most.
# Source: platform.claude.com "Vision", seen 2026-11: about 1,600 tokens after scaling down.
IMAGE_TOKENS = 1_600
# From the least to the most that the lead meant us to notice.
_BY_WEIGHT = ("file", "image", "video", "voice")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a message, fetched for one turn and kept nowhere."""

    message_id: str
    media_type: str
    content: bytes = field(repr=False)


def kind_of(content_type: str) -> str:
    """Return ``voice``, ``image``, ``video`` or ``file`` for a claimed media type."""
    main = content_type.strip().lower().partition("/")[0]
    return {"audio": "voice", "image": "image", "video": "video"}.get(main, "file")


def needs_honest_answer(messages: Sequence[Message], images: Sequence[Image] = ()) -> str | None:
    """Return what kind of media a turn consists of when there is nothing in it we can read.

    Args:
        messages: the lead's unanswered ones.
        images: what was fetched of them for a model that reads pictures.

    Returns:
        None when there are words, a readable picture or nothing at all; else the kind, of several
        the weightiest.
    """
    told = [message for message in messages if message.author is Author.LEAD]
    if images or any(message.text.strip() for message in told):
        return None
    kinds = [kind_of(item.content_type) for message in told for item in message.media]
    return max(kinds, key=_BY_WEIGHT.index) if kinds else None


def image_type(content: bytes) -> str:
    """Return the media type of a picture by its first bytes, empty when no model reads it."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return ""
