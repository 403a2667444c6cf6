"""Turns what is kept of a lead into its page: each point with its message, words, or operator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain import tracking
from app.domain.engagement import read_engagement
from app.domain.qualification import ADJUSTMENT, Finding, Score, current, merge, score, worth_asking
from app.domain.tenant import Criterion, CriterionKind, Tenant
from app.domain.values import counts
from app.routes.pages.assistant.views import CriterionCard, cards_of, worded
from app.routes.pages.lead.views import Ask, LeadPage, Line, MessagePage, Receipt, SignLine
from app.routes.pages.legible import legible
from app.store.corrections import LeadMessage
from app.store.lead_page import Consent, Identity, LeadFacts, Talk, Told


@dataclass(frozen=True, slots=True)
class LeadRows:
    """Everything that was read for a lead's page; ``findings`` are all there ever were."""

    tenant: Tenant
    facts: LeadFacts
    findings: Sequence[Finding]
    told: Mapping[str, Told]
    lines: Sequence[Told]
    talks: Sequence[Talk]
    identities: Sequence[Identity]
    consents: Sequence[Consent]
    names: Mapping[str, str]


def page_of(rows: LeadRows, language: str) -> LeadPage:
    """Return the page of a lead; criteria are worded in the reader's language where they are."""
    profile = rows.tenant.profile
    merged = merge(rows.findings)
    made = score(profile.criteria, merged, profile.hot_at, profile.warm_at)
    said = [
        tracking.Line("lead" if one.author == "lead" else "us", one.body, one.id)
        for one in rows.lines
        if one.deleted_at is None and one.author != "system"
    ]
    engagement = read_engagement(said)
    own = current(merged).get(ADJUSTMENT)
    return LeadPage(
        facts=rows.facts,
        tenant_id=rows.tenant.id,
        client_name=rows.tenant.name,
        points=made.points,
        temperature=made.temperature.value,
        follows=_follows(rows.tenant, made, merged),
        limits={"hot": profile.hot_at, "warm": profile.warm_at},
        lines=tuple(
            _line(rows, one, card, made, merged)
            for one, card in zip(
                profile.criteria, cards_of(profile.criteria, language), strict=True
            )
        ),
        ask=_ask(rows, merged, made.points),
        engagement=engagement.points,
        signs=tuple(
            SignLine(sign.kind, sign.points, sign.quote, _path(rows, sign.message_id))
            for sign in engagement.signs
        ),
        identities=tuple(rows.identities),
        consents=tuple(rows.consents),
        talks=tuple(rows.talks),
        own=_receipt(rows, own) if own else None,
        own_points=made.points - sum(one.points for one in made.reasons[:-1]) if own else 0,
    )


def _follows(tenant: Tenant, made: Score, merged: Sequence[Finding]) -> str:
    """Return which rule made the temperature: a key of ``FOLLOWS_WORDS``."""
    profile, in_force = tenant.profile, current(merged)
    musts = [one for one in profile.criteria if one.must_have]
    if any(one.id in in_force and not _is_met(one, in_force[one.id]) for one in musts):
        return "ruled_out"
    has_open = any(one.id not in in_force for one in musts)
    if made.points >= profile.hot_at and has_open and made.temperature.value == "warm":
        return "open_must"
    return made.temperature.value


def _is_met(criterion: Criterion, row: Finding) -> bool:
    said_on = datetime.fromtimestamp(row.at_ms / 1000, UTC).date() if row.at_ms else None
    return counts(criterion, row.value, said_on)


def _line(
    rows: LeadRows,
    criterion: Criterion,
    card: CriterionCard,
    made: Score,
    merged: Sequence[Finding],
) -> Line:
    reason = next((one for one in made.reasons if one.criterion_id == criterion.id), None)
    every = [one for one in rows.findings if one.criterion_id == criterion.id]
    in_force = current(merged).get(criterion.id)
    beside = None
    if in_force is not None and in_force.is_override:
        own = merge(one for one in every if not one.is_override)
        beside = current(own).get(criterion.id)
    shown = {one.id for one in (in_force, beside) if one is not None}
    kept = {one.id for one in merged}
    former = [
        replace(_receipt(rows, one), is_again=one.voided_at_ms is None and one.id not in kept)
        for one in reversed(every)
        if one.id not in shown
    ]
    return Line(
        card=card,
        points=reason.points if reason else 0,
        is_met=reason is None or reason.is_met,
        receipt=_receipt(rows, in_force) if in_force else None,
        beside=_receipt(rows, beside) if beside else None,
        former=tuple(former),
        options=_options(criterion),
    )


def _options(criterion: Criterion) -> tuple[str, ...]:
    if criterion.kind is CriterionKind.YES_NO:
        return ("yes", "no")
    return criterion.options if criterion.kind is CriterionKind.CHOICE else ()


def _receipt(rows: LeadRows, row: Finding) -> Receipt:
    told = rows.told.get(row.message_id)
    is_there = told is not None and told.deleted_at is None
    return Receipt(
        id=row.id,
        value=legible(row.value),
        quote=row.quote,
        at_ms=row.at_ms,
        origin=row.origin,
        path=_path(rows, row.message_id),
        edit_path=f"/leads/{rows.facts.id}/messages/{row.message_id}" if is_there else "",
        name=rows.names.get(row.operator_id, ""),
        reason=row.reason,
        is_edited=told is not None and told.edited_at is not None,
        void_reason=row.void_reason if row.voided_at_ms is not None else "",
    )


def _path(rows: LeadRows, message_id: str) -> str:
    """Return where a message is shown: on its conversation's page, or among earlier ones."""
    told = rows.told.get(message_id)
    if told is None:
        return ""
    recent = next((talk.recent_at for talk in rows.talks if talk.id == told.conversation_id), 0)
    earlier = f"?before={told.at + 1}" if told.at < recent else ""
    return f"/conversations/{told.conversation_id}{earlier}#message-{message_id}"


def _ask(rows: LeadRows, merged: Sequence[Finding], points: int) -> Ask | None:
    profile = rows.tenant.profile
    ahead = worth_asking(profile.criteria, merged, profile.hot_at, profile.warm_at)
    if not ahead:
        return None
    first = ahead[0]
    criterion = next(one for one in profile.criteria if one.id == first.criterion_id)
    # In the lead's language: whoever reads it may say it as it stands.
    spoken = next((talk.language for talk in rows.talks if talk.language), "")
    (card,) = cards_of([criterion], spoken)
    wording, code = worded(criterion, spoken or rows.tenant.languages[0])
    total = points + first.points
    return Ask(card.name, wording, code, first.points, total, first.temperature.value)


def message_page_of(
    rows: LeadRows, message: LeadMessage, language: str, text: str = ""
) -> MessagePage:
    """Return the page of one message; ``text`` is what was typed, where it is drawn again."""
    page = page_of(rows, language)
    profile = rows.tenant.profile
    rests = tuple(
        (line.card.name, line.points)
        for line in page.lines
        if any(
            one.id == line.receipt.id and one.message_id == message.id
            for one in rows.findings
            if line.receipt
        )
    )
    left = merge(one for one in rows.findings if one.message_id != message.id)
    without = score(profile.criteria, left, profile.hot_at, profile.warm_at)
    return MessagePage(
        page=page,
        id=message.id,
        text=text or message.body,
        original=message.original_body or "",
        at_ms=message.at,
        path=_path(rows, message.id),
        rests=rests,
        without=without.points,
    )
