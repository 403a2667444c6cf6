"""Turns rows into views: what a page says about a conversation, without markup or language."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.domain import tracking
from app.domain.engagement import read_engagement
from app.domain.profile_diff import name_of
from app.domain.qualification import ADJUSTMENT
from app.domain.tenant import Criterion
from app.flows.gate import WHATSAPP_WINDOW_MS
from app.resources import Knowledge
from app.routes.pages import words
from app.routes.pages.conversations.reply_views import Template, Window
from app.routes.pages.conversations.reply_words import FAILURE_WORDS
from app.routes.pages.legible import legible
from app.routes.pages.views import (
    Bubble,
    DeliveryMark,
    Details,
    Finding,
    Ground,
    Head,
    Row,
    Score,
    ScorePart,
    Thread,
)
from app.routes.pages.why import escalation_of, is_attack, why_of
from app.store import groundings
from app.store.inbox import EscalationLine, Line, MessageLine
from app.store.message_templates import TemplateRow, places_of

_RETRIED = ("reply", "operator")


def row_of(line: Line, shows_client: bool) -> Row:
    """Return a line of the list; the client's name only where several clients are listed."""
    return Row(
        id=line.id,
        name=line.name or masked(line.address),
        channel=line.channel,
        snippet=line.last_snippet,
        snippet_author=line.last_author,
        at_ms=line.last_message_at,
        state=_state(line),
        temperature=line.temperature if line.score_reasons != "[]" else "",
        unread=line.unread,
        client_name=line.client_name if shows_client else "",
        is_answering=line.is_answering,
        is_held=line.state == "held",
        is_spam=line.is_spam,
    )


def thread_of(
    line: Line,
    messages: list[MessageLine],
    escalation: EscalationLine | None,
    grounds: list[groundings.Ground],
    knowledge: Knowledge,
    has_earlier: bool,
    templates: list[TemplateRow],
) -> Thread:
    """Return an opened conversation; ``templates`` are the client's."""
    name = line.name or bare(line.address)
    titles = {passage.id: passage.title for passage in knowledge.passages}
    rests_on: dict[str, list[Ground]] = {}
    for one in grounds:
        rests_on.setdefault(one.turn_id, []).append(_ground(one))
    return Thread(
        head=head_of(line),
        bubbles=tuple(
            _with_edit(_bubble(one, name, rests_on.get(one.turn_id), titles, knowledge), one, line)
            for one in messages
        ),
        details=_details(line, knowledge, None if has_earlier else messages),
        escalation=escalation_of(escalation, knowledge)
        if escalation and line.needs_person
        else None,
        is_answering=line.is_answering,
        has_earlier=has_earlier,
        window=_window(line, templates),
    )


def head_of(line: Line) -> Head:
    """Return the line over a thread."""
    return Head(
        id=line.id,
        name=line.name or bare(line.address),
        address=bare(line.address),
        channel=line.channel,
        client_name=line.client_name,
        state=_state(line),
        holder_id=(line.operator_id or "") if line.state == "held" else "",
        holder_name=line.holder_name,
        is_ended=line.state == "ended",
        is_spam=line.is_spam,
        lead_id=line.lead_id,
    )


def bare(address: str) -> str:
    """Return an address without the channel's prefix."""
    return address.removeprefix("whatsapp:")


def masked(address: str) -> str:
    """Return a number with its middle hidden, for lists that others may look at.

    Country and area stay: they tell leads apart.
    """
    text = bare(address)
    return text if len(text) < 11 else f"{text[:5]}•••{text[-4:]}"


def _state(line: Line) -> str:
    if line.needs_person:
        # Ended or not: a good-bye that could not be delivered waits for somebody.
        return "needs_person"
    if line.state == "ended":
        return "ended"
    return "held" if line.state == "held" else "assistant"


def _ground(one: groundings.Ground) -> Ground:
    source = one.source if one.page is None else f"{one.source}, {one.page}"
    path = "" if one.is_gone else f"/knowledge/bases/{one.base_id}"
    if path:
        path += f"/faqs/{one.faq_id}" if one.faq_id else f"/documents/{one.document_id}"
    return Ground(one.title, source, one.score / 100 or None, one.stale_at, one.is_gone, path)


def _bubble(
    one: MessageLine,
    lead_name: str,
    grounds: list[Ground] | None,
    titles: dict[str, str],
    knowledge: Knowledge,
) -> Bubble:
    is_reply = one.author == "assistant" and one.confidence is not None
    return Bubble(
        id=one.id,
        author=one.author,
        text=one.body,
        at_ms=one.at,
        author_name=lead_name if one.author == "lead" else one.operator_name,
        media=tuple(item.get("content_type") or "" for item in _list(one.media)),
        delivery=_mark(one) if one.state else None,
        confidence=(one.confidence or 0) / 100 if is_reply else None,
        why=why_of(one, grounds, titles, knowledge) if is_reply else None,
        is_attack=is_attack(one.signs),
    )


def _with_edit(bubble: Bubble, one: MessageLine, line: Line) -> Bubble:
    """Say whether a lead's message was corrected or deleted, and where that is done."""
    if one.author != "lead":
        return bubble
    is_deleted = one.deleted_at is not None
    path = f"/leads/{line.lead_id}/messages/{one.id}?back=/conversations/{line.id}"
    return replace(
        bubble,
        is_edited=one.edited_at is not None and not is_deleted,
        is_deleted=is_deleted,
        edit_path="" if is_deleted else path,
    )


def _mark(one: MessageLine) -> DeliveryMark:
    reason = ""
    if one.state == "cancelled" or one.gate == "window_closed":
        reason = words.GATE_WORDS.get(one.gate, "")
    elif one.state in ("failed", "undelivered"):
        reason = FAILURE_WORDS.get(f"{one.error_code}", one.error)
        reason = reason or (f"{one.error_code}" if one.error_code else "")
    has_failed = one.state in ("failed", "undelivered")
    return DeliveryMark(one.state, reason, one.next_action, has_failed and one.kind in _RETRIED)


def _window(line: Line, templates: list[TemplateRow]) -> Window | None:
    """Return WhatsApp's window, with the templates in the lead's language first."""
    if line.channel != "whatsapp":
        return None
    usable = [one for one in templates if one.status == "approved"]
    usable.sort(key=lambda one: (one.language != line.language, one.name))
    return Window(
        line.last_inbound_at + WHATSAPP_WINDOW_MS,
        tuple(
            Template(one.id, one.name, one.language, one.body, places_of(one.body))
            for one in usable
        ),
    )


def _details(line: Line, knowledge: Knowledge, messages: list[MessageLine] | None) -> Details:
    """Return what is known of the lead; ``messages`` are all of the conversation, or None."""
    criteria = knowledge.tenant.profile.criteria
    labels = {criterion.id: name_of(criterion) for criterion in criteria} | {ADJUSTMENT: "±"}
    reasons = _list(line.score_reasons)
    parts = tuple(
        ScorePart(
            labels.get(item["criterion_id"], words.spaced(item["criterion_id"])),
            int(item["points"]),
            str(item.get("quote", "")),
            str(item.get("message_id", "")),
            str(item.get("reason", "")),
        )
        for item in reasons
    )
    found = {item["criterion_id"]: item for item in reasons}
    findings = tuple(_finding(one, labels[one.id], found.get(one.id)) for one in criteria)
    return Details(
        lead_id=line.lead_id,
        engagement=None if messages is None else _engagement(messages),
        score=Score(line.score, line.temperature, parts) if reasons else None,
        findings=findings,
        open_question=_open_question(criteria, found, line.language),
        language=words.LANGUAGE_WORDS.get(line.language, line.language),
        source=line.source,
        first_seen_ms=line.created_at,
        email=line.email,
        has_opted_out=line.opted_out_at is not None,
    )


def _engagement(messages: list[MessageLine]) -> int:
    said = [
        tracking.Line("lead" if one.author == "lead" else "us", one.body, one.id)
        for one in messages
        if one.author != "system"
    ]
    return read_engagement(said).points


def _finding(criterion: Criterion, label: str, found: dict[str, Any] | None) -> Finding:
    value = legible(str(found.get("value", ""))) if found else ""
    message_id = str(found.get("message_id", "")) if found else ""
    return Finding(label, value, message_id, criterion.must_have)


def _open_question(criteria: tuple[Criterion, ...], found: dict[str, Any], language: str) -> str:
    """Return what is asked next, in the lead's language: the order of ``qualification.score``."""
    open_ones = [one for one in criteria if one.id not in found]
    if not open_ones:
        return ""
    open_ones.sort(key=lambda one: (not one.must_have, -one.weight))
    asked = open_ones[0].questions
    return asked.get(language) or next(iter(asked.values()), "")


def _dict(text: str) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}


def _list(text: str) -> list[dict[str, Any]]:
    value = json.loads(text) if text else []
    return value if isinstance(value, list) else []
