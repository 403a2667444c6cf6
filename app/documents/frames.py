"""What parent and child say to each other: JSON documents behind four bytes of length.

The parent writes a ``Request``; the child answers with any number of ``Reading`` and ``Text`` and
ends with one of ``Done``, ``Refused`` and ``Broken``. Before the first request it says ``Ready``.
The parent trusts none of it: every frame is bounded and its form is checked.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from app.documents.base import Limits, Parsed
from vectors.chunking import Section

LENGTH_BYTES = 4
MAX_FRAME = 1_048_576
# As JSON a character takes six bytes at most; sections are cut to this and gathered up to it.
TEXT_CHARACTERS = 100_000


class Request(msgspec.Struct, tag="request"):
    """A document to be parsed; the path is ours, name and type are the sender's words."""

    path: str
    name: str
    media_type: str
    limits: Limits


class Ready(msgspec.Struct, tag="ready"):
    """The child has started."""


class Reading(msgspec.Struct, tag="reading"):
    """How many pages are done, and of how many."""

    done: int
    of: int


class Text(msgspec.Struct, tag="text"):
    """Some sections, in reading order."""

    sections: tuple[Section, ...]


class Done(msgspec.Struct, tag="done"):
    """The document without its sections."""

    parsed: Parsed


class Refused(msgspec.Struct, tag="refused"):
    """A reason fit for people; ``is_spent`` when the child should not be used again."""

    reason: str
    is_spent: bool = False


class Broken(msgspec.Struct, tag="broken"):
    """A parser failed: kind and place of the error, nothing of the document."""

    where: str


Answer = Ready | Reading | Text | Done | Refused | Broken

_encoder = msgspec.json.Encoder()
_requests = msgspec.json.Decoder(Request)
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


def encode(frame: Request | Answer) -> bytes:
    """Return a frame with its length in front."""
    body = _encoder.encode(frame)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def decode_request(body: bytes) -> Request:
    """Return what the parent wants."""
    return _requests.decode(body)


def decode_answer(body: bytes) -> Answer:
    """Return what the child says.

    Raises:
        msgspec.MsgspecError: it is none of the answers.
    """
    return _answers.decode(body)


def batches(sections: tuple[Section, ...]) -> list[tuple[Section, ...]]:
    """Return the sections in groups that fit a frame; longer ones are cut at a line or space."""
    groups: list[tuple[Section, ...]] = []
    group: list[Section] = []
    size = 0
    for section in (part for whole in sections for part in _parts(whole)):
        weight = len(section.text) + sum(map(len, section.heading)) + 100
        if group and size + weight > TEXT_CHARACTERS:
            groups.append(tuple(group))
            group, size = [], 0
        group.append(section)
        size += weight
    return [*groups, tuple(group)] if group else groups


def _parts(section: Section) -> list[Section]:
    heading = tuple(part[:500] for part in section.heading[:12])
    most = TEXT_CHARACTERS // 2
    parts, text = [], section.text
    while len(text) > most:
        end = max(text.rfind("\n", 0, most), text.rfind(" ", most // 2, most)) + 1 or most
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [replace(section, heading=heading, text=part) for part in (*parts, text) if part]
