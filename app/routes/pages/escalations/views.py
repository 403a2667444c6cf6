"""What the pages of escalations show: plain values, comparable, without markup or wording."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlencode

from app.domain.escalation import CHOSEN_OUTCOMES, TARGET_MIN, Reason, is_outage, rank
from app.domain.tenant import Priority
from app.routes.pages import words
from app.routes.pages.conversations.present import masked
from app.routes.pages.legible import legible
from app.routes.pages.views import CHANNEL_ICONS, Client
from app.store.escalation_lists import Listed
from app.store.incidents import IncidentRow
from app.store.notifications import NotificationRow

_P = "pages/escalations/"
_LATEST_MS = 10**15
_WAITING_SHOWN = 12
OUTCOMES = tuple((one.value, words.OUTCOME_WORDS[one.value]) for one in CHOSEN_OUTCOMES)


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told, by which way, and how it went."""

    name: str
    channel: str
    word: str
    at_ms: int
    is_bad: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One escalation. ``rank`` orders the list: greater is higher."""

    id: str
    conversation_id: str
    client_name: str
    lead: str
    channel_icon: str
    reason: str
    priority: str
    rank: str
    at_ms: int
    count: int = 1
    said: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    open_question: str = ""
    suggested: str = ""
    note: str = ""
    told: tuple[Told, ...] = ()
    acknowledged_by: str = ""
    is_mine: bool = False
    outcome: str = ""
    resolved_by: str = ""
    resolved_ms: int = 0
    target_min: int = 0
    client_id: str = ""

    @property
    def target_ms(self) -> int:
        """Return when somebody should have taken care of it (epoch milliseconds)."""
        return self.at_ms + self.target_min * 60_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that an outage stops."""

    conversation_id: str
    lead: str


@dataclass(frozen=True, slots=True)
class Incident:
    """An outage, with those of the reader's conversations that wait for its end."""

    id: str
    reason: str
    priority: str
    at_ms: int
    count: int
    waiting: tuple[Waiting, ...]
    acknowledged_by: str = ""

    @property
    def more(self) -> int:
        """Return how many conversations are not shown."""
        return self.count - len(self.waiting)


@dataclass(frozen=True, slots=True)
class Part:
    """A partial that is drawn live: its template, and the one value it is given, by name."""

    template: str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Side:
    """Whose escalations, and where one is; ``here`` is pending, resolved or team."""

    clients: tuple[Client, ...]
    client_id: str
    here: str
    pending: int
    sees_agency: bool

    @property
    def tenant_ids(self) -> tuple[str, ...]:
        """Return the tenants of the list."""
        return (self.client_id,) if self.client_id else tuple(one.id for one in self.clients)

    def address(self, path: str, **query: str) -> str:
        """Return an address that keeps the client."""
        asked = {**query, **({"client": self.client_id} if self.client_id else {})}
        return path + ("?" + urlencode(asked) if asked else "")


@dataclass(frozen=True, slots=True)
class Screen:
    """The page: outages on top, then the list."""

    side: Side
    rows: tuple[Row, ...]
    incidents: tuple[Incident, ...]
    people: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    older: str = ""

    def parts(self) -> dict[str, Part]:
        """Return what may change by itself, by the id it has on the page."""
        parts = {"pending-count": Part(_P + "_count.html", "pending", self.side.pending)}
        for incident in self.incidents:
            parts[f"incident-{incident.id}"] = Part(_P + "_incident.html", "incident", incident)
        for row in self.rows:
            parts[f"escalation-{row.id}"] = Part(_P + "_row.html", "row", row)
        return parts

    @property
    def mark(self) -> str:
        """Return a name of what is shown, the same for the same."""
        return hashlib.sha256(repr(self.parts()).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def live_query(self) -> str:
        """Return the query of the page's live stream."""
        return urlencode({"show": self.side.here, "client": self.side.client_id, "seen": self.mark})


def row_of(one: Listed, shows_client: bool, operator_id: str) -> Row:
    """Return an escalation as the page shows it."""
    row, facts = one.row, one.row.facts
    is_pending = row.state == "pending"
    order = rank(row.priority) * _LATEST_MS + _LATEST_MS - row.created_at
    return Row(
        id=row.id,
        conversation_id=row.conversation_id,
        client_name=one.client_name if shows_client else "",
        lead=one.lead_name or masked(one.address),
        channel_icon=CHANNEL_ICONS.get(one.channel, "message-square-text"),
        reason=reason_words(row.reason),
        priority="" if row.priority is Priority.NORMAL else row.priority.value,
        rank=f"{order if is_pending else row.resolved_at or 0:016d}",
        at_ms=row.created_at,
        count=row.count,
        said=facts.said,
        known=tuple((label, legible(value)) for label, value in facts.known),
        open_question=facts.open_question,
        suggested=facts.suggested,
        note=facts.note,
        told=tuple(told_of(notification) for notification in one.told),
        acknowledged_by=row.acknowledged_by,
        is_mine=row.assigned_to == operator_id,
        outcome=words.OUTCOME_WORDS.get(row.outcome, ""),
        resolved_by=one.resolver_name,
        resolved_ms=row.resolved_at or 0,
        target_min=TARGET_MIN[row.priority],
        client_id=row.tenant_id,
    )


def reason_words(reason: Reason) -> str:
    """Return a reason in the interface's words."""
    return words.ESCALATION_WORDS.get(reason.value, words.spaced(reason.value))


def told_of(row: NotificationRow) -> Told:
    """Return a notification as a line of its escalation."""
    word = words.NOTIFICATION_WORDS.get(row.state, words.spaced(row.state))
    at_ms = row.sent_at or row.sending_at or row.created_at
    is_bad = row.state in ("failed", "unknown")
    return Told(row.person_name, row.channel, word, at_ms, is_bad, row.error if is_bad else "")


def incident_of(row: IncidentRow, count: int, rows: list[Listed]) -> Incident:
    """Return an outage as the page shows it."""
    waiting = [one for one in rows if one.row.incident_id == row.id][:_WAITING_SHOWN]
    return Incident(
        row.id,
        reason_words(row.kind),
        "" if row.priority is Priority.NORMAL else row.priority.value,
        row.opened_at,
        count,
        tuple(
            Waiting(one.row.conversation_id, one.lead_name or masked(one.address))
            for one in waiting
        ),
        row.acknowledged_by,
    )


def stands_alone(one: Listed) -> bool:
    """Tell whether an escalation is listed by itself, not under an outage that still lasts."""
    return not (one.is_in_outage and is_outage(one.row.reason))
