"""Turns what happened with a lead into the lines of its timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.routes.pages.lead.words import (
    AUTHOR_WORDS,
    DOER_WORDS,
    MOMENT_ICONS,
    MOMENT_WORDS,
    STATUS_WORDS,
)
from app.routes.pages.legible import legible
from app.routes.pages.views import CHANNEL_ICONS
from app.routes.pages.words import ESCALATION_WORDS
from app.store.timeline import Moment


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline.

    ``word`` is a sentence of ``MOMENT_WORDS`` with its ``values``; those named in ``worded`` are
    words of the interface themselves. ``text`` is somebody's own; ``quote`` a lead's very words.
    ``is_own``: the reader wrote this note.
    """

    id: str
    at_ms: int
    kind: str
    icon: str
    word: str = ""
    values: tuple[tuple[str, str], ...] = ()
    worded: tuple[str, ...] = ()
    author: str = ""
    author_word: str = ""
    text: str = ""
    quote: str = ""
    reason: str = ""
    path: str = ""
    starts_ms: int | None = None
    is_own: bool = False
    is_edited: bool = False
    is_deleted: bool = False
    is_void: bool = False

    @property
    def rank(self) -> str:
        """Return what the list is ordered by, the greatest first."""
        return f"{self.at_ms:015d}{self.id}"

    @property
    def cursor(self) -> str:
        """Return where a page that ends here goes on."""
        return f"{self.at_ms}.{self.id}"


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: operators, criteria, leads; and who is reading."""

    operators: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, str] = field(default_factory=dict)
    reader_id: str = ""
    # Since when a conversation's messages are on its page at once.
    recent: Mapping[str, int] = field(default_factory=dict)


def entries_of(moments: Sequence[Moment], names: Names) -> list[Entry]:
    """Return the lines of moments, in their order; what has no line is left out."""
    found = (_entry(one, names) for one in moments)
    return [one for one in found if one is not None]


def _entry(one: Moment, names: Names) -> Entry | None:
    special = {"message": _message, "finding": _finding, "note": _note, "consent": _consent}
    if one.kind in special:
        return special[one.kind](one, names)
    kind = _kind(one)
    if kind not in MOMENT_WORDS:
        return None
    values, worded = _values(one, names)
    by = _doer(one, names)
    if by in DOER_WORDS.values():
        worded += ("name",)
    starts = one.data.get("starts_at")
    return Entry(
        id=one.id,
        at_ms=one.at,
        kind=kind,
        icon=MOMENT_ICONS[kind],
        word=MOMENT_WORDS[kind],
        values=(("name", by), *values),
        worded=worded,
        reason=str(one.data.get("reason", "")) if kind in _WITH_REASON else "",
        quote="",
        text=ESCALATION_WORDS.get(str(one.data.get("reason")), "") if kind == "escalation" else "",
        path=f"/conversations/{one.conversation_id}" if one.conversation_id else "",
        starts_ms=starts if isinstance(starts, int) else None,
    )


_WITH_REASON = frozenset({"finding_overridden", "score_adjusted"})


def _kind(one: Moment) -> str:
    if one.kind == "appointment_closed":
        return f"appointment_{one.data.get('state')}"
    if one.kind == "lead_owner_set" and not one.data.get("owner"):
        return "lead_owner_none"
    return one.kind


def _doer(one: Moment, names: Names) -> str:
    if one.operator_id:
        return names.operators.get(one.operator_id, DOER_WORDS[""])
    return DOER_WORDS.get(str(one.data.get("by", "")), DOER_WORDS[""])


def _values(one: Moment, names: Names) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the values of a moment's sentence, and which of them are words to be translated."""
    data: Mapping[str, Any] = one.data
    if one.kind == "lead_status_set":
        told = tuple((name, STATUS_WORDS.get(str(data.get(name)), "")) for name in _MOVE)
        return told, _MOVE
    if one.kind == "lead_owner_set":
        return (("owner", names.operators.get(str(data.get("owner")), "–")),), ()
    if one.kind in ("leads_merged", "merge_undone"):
        return (("other", names.leads.get(str(data.get("other_id"))) or "–"),), ()
    if one.kind == "finding_overridden":
        asked = str(data.get("criterion_id", ""))
        return (("question", names.criteria.get(asked, asked)),), ()
    if one.kind == "score_adjusted":
        return (("added", f"{int(data.get('added', 0)):+d}"),), ()
    told = tuple((name, str(data[name])) for name in ("former", "points", "tag") if name in data)
    return told, ()


_MOVE = ("former", "status")


def _message(one: Moment, names: Names) -> Entry:
    author = str(one.data["author"])
    text = str(one.data["text"]) or ("📎" if one.data["has_media"] else "")
    is_recent = one.at >= names.recent.get(one.conversation_id, 0)
    earlier = "" if is_recent else f"?before={one.at + 1}"
    return Entry(
        id=one.id,
        at_ms=one.at,
        kind="message",
        icon=CHANNEL_ICONS.get(str(one.data["channel"]), "message-square-text"),
        author=author,
        author_word=AUTHOR_WORDS.get(author, ""),
        values=(("name", names.operators.get(one.operator_id, "")),),
        text=text,
        path=f"/conversations/{one.conversation_id}{earlier}#message-{one.id}",
        is_deleted=bool(one.data["is_deleted"]),
    )


def _finding(one: Moment, names: Names) -> Entry:
    asked = str(one.data["criterion_id"])
    return Entry(
        id=one.id,
        at_ms=one.at,
        kind="finding",
        icon=MOMENT_ICONS["finding"],
        word=MOMENT_WORDS["finding"],
        values=(("question", names.criteria.get(asked, asked)),),
        text=legible(str(one.data["value"])),
        quote=str(one.data["quote"]),
        path=f"#criterion-{asked}" if asked in names.criteria else "",
        is_void=bool(one.data["void_reason"]),
    )


def _note(one: Moment, names: Names) -> Entry:
    return Entry(
        id=one.id,
        at_ms=one.at,
        kind="note",
        icon=MOMENT_ICONS["note"],
        word=MOMENT_WORDS["note"],
        values=(("name", str(one.data["author"])),),
        text=str(one.data["text"]),
        is_own=one.operator_id == names.reader_id,
        is_edited=one.data["edited_at"] is not None,
    )


def _consent(one: Moment, names: Names) -> Entry:
    kind = f"consent_{one.data['kind']}"
    return Entry(
        id=one.id,
        at_ms=one.at,
        kind=kind,
        icon=MOMENT_ICONS.get(kind, "shield-check"),
        word=MOMENT_WORDS.get(kind, ""),
        quote=str(one.data["wording"]),
    )
