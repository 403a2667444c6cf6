"""What a notification says: in the reader's language, from rows alone, with no model involved.

A stranger's words are quoted, short, on one line, and so written that no mail program makes a link
of them; in HTML everything is escaped. A draft that the guard stopped is not in it, because what
it was stopped for may be a secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.escalation import Facts, Reason, plain, unlinked
from app.domain.escalation_words import LABELS, language_of, reason_sentence, worded
from app.domain.tenant import Priority
from app.errors import CannotStart
from app.store.escalations import EscalationRow
from app.store.incidents import IncidentRow
from app.store.notifications import NotificationRow

if TYPE_CHECKING:
    import jinja2

_FOLDER = Path(__file__).parent.parent / "templates" / "emails"
_SUBJECT_CHARS = 120
_SMS_QUOTE_CHARS = 80
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification in words. ``sms`` is all of it for a phone; links may be empty."""

    language: str
    title: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    link: str = ""
    link_label: str = ""
    acknowledge_link: str = ""
    acknowledge_label: str = ""
    hint: str = ""
    sms: str = ""

    @property
    def direction(self) -> str:
        """Return the writing direction of the language."""
        return "rtl" if self.language == "ar" else "ltr"


def of_escalation(
    row: NotificationRow, about: EscalationRow, public_url: str, acknowledge_link: str
) -> Notice:
    """Return what is said about an escalation."""
    spoken = language_of(row.language)
    title = _title(row, about)
    quote = f"“{_safe(about.facts.said[-1], _SMS_QUOTE_CHARS)}”" if about.facts.said else ""
    return Notice(
        spoken,
        title,
        facts=_facts(about.facts, spoken, shows_draft=about.reason is not Reason.GUARD_BLOCK),
        link=f"{public_url}/conversations/{about.conversation_id}",
        link_label=worded("open_link", spoken),
        acknowledge_link=acknowledge_link,
        acknowledge_label=worded("acknowledge", spoken),
        hint=worded("acknowledge_hint", spoken),
        sms=worded("sms", spoken, subject=title, quote=quote, link=acknowledge_link),
    )


def _title(row: NotificationRow, about: EscalationRow) -> str:
    spoken = language_of(row.language)
    reason = reason_sentence(about.reason.value, spoken)
    title = worded("subject", spoken, client=plain(about.facts.client, 60), reason=reason)
    if about.priority is Priority.URGENT:
        title = worded("urgent", spoken, subject=title)
    if row.kind == "reminder":
        title = worded("reminder", spoken, subject=title)
    return plain(title, _SUBJECT_CHARS)


def _facts(facts: Facts, spoken: str, *, shows_draft: bool) -> tuple[tuple[str, str], ...]:
    labels = LABELS[spoken]
    said = " ".join(f"“{unlinked(one)}”" for one in facts.said)
    known = "; ".join(f"{label}: {unlinked(value)}" for label, value in facts.known)
    lines = (
        (labels["lead"], unlinked(facts.lead)),
        (labels["wants"], said),
        (labels["known"], known),
        (labels["open"], facts.open_question),
        (labels["note"], unlinked(facts.note)),
        (labels["suggested"], facts.suggested if shows_draft else ""),
    )
    return tuple(line for line in lines if line[1])


def _safe(text: str, limit: int) -> str:
    return unlinked(plain(text, limit))


def of_incident(
    row: NotificationRow, about: IncidentRow, waited: int, public_url: str, acknowledge_link: str
) -> Notice:
    """Return what is said about an outage, or that it is over; ``waited`` counts conversations."""
    spoken = language_of(row.language)
    reason, is_over = reason_sentence(about.kind.value, spoken), row.kind == "over"
    title = worded("over" if is_over else "outage", spoken, reason=reason)
    if row.kind == "reminder":
        title = worded("reminder", spoken, subject=title)
    text = worded("over_text", spoken, count=waited) if is_over else worded("outage_text", spoken)
    link = f"{public_url}/escalations"
    return Notice(
        spoken,
        plain(title, _SUBJECT_CHARS),
        (text,),
        link=link,
        link_label=worded("list_link", spoken),
        acknowledge_link="" if is_over else acknowledge_link,
        acknowledge_label=worded("acknowledge", spoken),
        hint=worded("acknowledge_hint", spoken),
        sms=f"{title}. {text} {link if is_over else acknowledge_link}",
    )


def of_digest(row: NotificationRow, about: list[EscalationRow], public_url: str) -> Notice:
    """Return what is said when more came than a person is told one by one."""
    spoken = language_of(row.language)
    title, link = worded("digest", spoken, count=len(about)), f"{public_url}/escalations"
    lines = [_line(one, spoken) for one in about[:_LISTED]]
    if len(about) > _LISTED:
        lines.append(worded("more", spoken, count=len(about) - _LISTED))
    return Notice(
        spoken,
        title,
        (worded("digest_text", spoken), *lines),
        link=link,
        link_label=worded("list_link", spoken),
        sms=f"{title}. {link}",
    )


def _line(one: EscalationRow, spoken: str) -> str:
    lead = _safe(one.facts.lead, 60) or worded("somebody", spoken)
    return f"{plain(one.facts.client, 60)} · {lead}: {reason_sentence(one.reason.value, spoken)}"


def of_test(row: NotificationRow, public_url: str) -> Notice:
    """Return what is said to try a way out."""
    spoken = language_of(row.language)
    title, text = worded("test", spoken), worded("test_text", spoken)
    link = f"{public_url}/escalations"
    return Notice(
        spoken,
        title,
        (text,),
        link=link,
        link_label=worded("list_link", spoken),
        sms=f"{title}. {text} {link}",
    )


def mail_bodies(notice: Notice) -> tuple[str, str]:
    """Return a notice as plain text and as HTML."""
    text, html = _templates()
    return text.render(notice=notice).strip() + "\n", html.render(notice=notice)


@cache
def _templates() -> tuple[jinja2.Template, jinja2.Template]:
    # With the first mail, not at start: the library takes a tenth of a second.
    import jinja2

    def templates(*, escapes: bool) -> jinja2.Environment:
        return jinja2.Environment(
            autoescape=escapes,  # noqa: S701 - plain text has no markup to escape
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )

    return (
        templates(escapes=False).from_string(_read("body.txt")),
        templates(escapes=True).from_string(_read("body.html")),
    )


def _read(name: str) -> str:
    first, _, text = (_FOLDER / "escalation" / name).read_text("utf-8").partition("\n")
    if not first.startswith("version: "):
        raise CannotStart(f"The mail template {name} has no version line.")
    return text
