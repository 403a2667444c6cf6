"""What the composer shows beyond the thread: WhatsApp's window, templates, canned replies, who else
is here. Plain values like those of ``views``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """A template that may be sent now; ``places`` are the numbers of what is to be filled in."""

    id: str
    name: str
    language: str
    body: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """WhatsApp's window: when it closes or closed (epoch milliseconds), and what may go after."""

    ends_ms: int
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True, slots=True)
class Canned:
    """A canned reply, ready to be sent to one lead."""

    shortcut: str
    body: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody else in the same conversation, and whether they are writing."""

    name: str
    is_writing: bool = False
