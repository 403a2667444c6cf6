"""What programs get of analytics, as types; times are ISO 8601, UTC, and lengths milliseconds."""

from __future__ import annotations

from msgspec import Struct

from app.routes.api.periods import Days


class FunnelStep(Struct):
    """How many leads of the period came to a step; percents of the first step and of the last."""

    step: str
    count: int
    before: int
    of_first_percent: float
    of_former_percent: float


class Within(Struct):
    """Within how many milliseconds half of them were, and nine of ten; null when there was none."""

    median_ms: int | None
    p90_ms: int | None


class Wait(Struct):
    """A waiting time on the wall's clock and on that of the opening hours.

    ``median_before_ms`` is of the period before, on the wall's clock.
    """

    wait: str
    count: int
    wall: Within
    opened: Within
    median_before_ms: int | None
    within_a_minute_percent: float | None


class ConversationShares(Struct):
    """Who dealt with the conversations that began in the period."""

    alone: int
    escalated: int
    person: int
    nobody: int


class SureTenth(Struct):
    """Of replies of which the assistant was so sure: how many people judged, and found right."""

    from_percent: int
    to_percent: int
    judged: int
    right: int


class SourceQuality(Struct):
    """How good the leads of a source are; ``…`` is all others together."""

    source: str
    leads: int
    mean_score: float
    qualified: int
    booked: int
    won: int


class CostFigures(Struct, rename={
    "whole": "cost_microusd",
    "per_lead": "per_lead_microusd",
    "per_qualified": "per_qualified_lead_microusd",
    "per_booked": "per_booked_lead_microusd",
    "qualified_before": "per_qualified_lead_before_microusd",
    "change": "change_percent",
}):  # fmt: skip
    """What models cost, in millionths of a US dollar; null where there is nothing to divide by."""

    whole: int
    per_lead: int | None
    per_qualified: int | None
    per_booked: int | None
    qualified_before: int | None
    change: int | None


class Analytics(Struct):
    """The figures of a period, beside those of the one of the same length before it."""

    client_id: str
    zone: str
    period: Days
    before: Days
    funnel: list[FunnelStep]
    waits: list[Wait]
    handled: ConversationShares
    outcomes: dict[str, int]
    confidence: list[SureTenth]
    sources: list[SourceQuality]
    cost: CostFigures


class LeadBehind(Struct, tag="leads", tag_field="kind"):
    """A lead and how far it came."""

    lead_id: str
    created_at: str
    source: str
    channel: str
    temperature: str
    status: str
    score: int
    step: str


class AppointmentBehind(Struct, tag="appointments", tag_field="kind"):
    """An appointment, on the day it was made."""

    appointment_id: str
    lead_id: str
    created_at: str
    starts_at: str
    ends_at: str
    state: str
    origin: str


class EscalationBehind(Struct, tag="escalations", tag_field="kind"):
    """An escalation, on the day it was opened."""

    escalation_id: str
    conversation_id: str
    lead_id: str
    reason: str
    priority: str
    created_at: str
    acknowledged_at: str | None
    resolved_at: str | None
    outcome: str | None


class ReplyBehind(Struct, tag="replies", tag_field="kind"):
    """The first reply in a conversation, whoever wrote it; null while there is none."""

    conversation_id: str
    lead_id: str
    written_at: str | None
    replied_at: str | None
    first_reply_ms: int | None


class WaitBehind(Struct, tag="waits", tag_field="kind"):
    """The waiting times of a conversation; ``…_open_ms`` are those in opening hours."""

    conversation_id: str
    lead_id: str
    began_at: str
    handled: str
    assistant_reply_ms: int | None
    assistant_reply_open_ms: int | None
    person_reply_ms: int | None
    person_reply_open_ms: int | None
    resolution_ms: int | None
    resolution_open_ms: int | None


class OutcomeBehind(Struct, tag="outcomes", tag_field="kind"):
    """What somebody did with a reply or a draft; ``confidence`` is in percent."""

    turn_id: str
    conversation_id: str | None
    outcome: str
    confidence: int | None
    at: str


class UsageBehind(Struct, tag="usage", tag_field="kind"):
    """A call of a model."""

    turn_id: str | None
    conversation_id: str | None
    provider: str
    model: str
    input_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    output_tokens: int
    cost_microusd: int
    at: str


ROWS = (
    LeadBehind
    | AppointmentBehind
    | EscalationBehind
    | ReplyBehind
    | WaitBehind
    | OutcomeBehind
    | UsageBehind
)


class Rows(Struct):
    """A page of the rows behind a figure; ``count`` is the figure."""

    client_id: str
    period: Days
    of: str
    count: int | None
    items: list[
        LeadBehind
        | AppointmentBehind
        | EscalationBehind
        | ReplyBehind
        | WaitBehind
        | OutcomeBehind
        | UsageBehind
    ]
    next: str | None
