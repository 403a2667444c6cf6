"""What of an opened conversation is sent again: the partials whose views differ from those sent.

Of what was sent a print is kept, not the thread itself: a thousand pages with a thousand opened
conversations would hold as many threads.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from app.routes.pages.views import Thread

Part = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Print:
    """The hashes of a thread's parts."""

    bubbles: array[int]
    head: int
    banner: int
    is_answering: bool
    details: int
    composer: int


def print_of(thread: Thread) -> Print:
    """Return the print of a thread."""
    return Print(
        array("q", (hash(bubble) for bubble in thread.bubbles)),
        hash(thread.head),
        hash((thread.escalation, thread.head.is_spam)),
        thread.is_answering,
        hash((thread.details, thread.head.address)),
        hash((thread.details.has_opted_out, thread.head.is_held, thread.head.name, thread.window)),
    )


def parts_of(thread: Thread, old: Print | None = None) -> list[Part]:
    """Return partials with their values: all of them, or those that differ from a print."""
    new = print_of(thread)
    known = set(old.bubbles) if old else set()
    parts: list[Part] = [
        ("_message.html", {"bubble": bubble})
        for bubble, mark in zip(thread.bubbles, new.bubbles, strict=True)
        if mark not in known
    ]
    if old is None or old.head != new.head:
        parts.append(("_head.html", {"head": thread.head}))
    if old is None or old.banner != new.banner:
        parts.append(("_banner.html", {"thread": thread}))
    if old is None or old.is_answering != new.is_answering:
        parts.append(("_typing.html", {"thread": thread}))
    if old is None or old.details != new.details:
        parts.append(("_details.html", {"details": thread.details, "thread": thread}))
    if old is None or old.composer != new.composer:
        parts.append(("_composer.html", {"thread": thread}))
    return parts


def message(parts: list[str], event_id: str) -> str:
    """Return parts as one message of the stream; empty without parts."""
    if not parts:
        return ""
    lines = "".join(f"data: {line}\n" for line in "\n".join(parts).splitlines())
    return "event: draw\n" + (f"id: {event_id}\n" if event_id else "") + lines + "\n"
