"""The draft of a turn that no model answers: approved words only, and the guard still looks."""

from __future__ import annotations

from app.domain import guard
from app.domain.confidence import ConfidencePart
from app.domain.floor import FloorAnswer, acknowledgement, floor_answer
from app.domain.tenant import Mode
from app.flows.drafting import Draft, Run, findings_of, parts_of, reasons_of, seen_of, told_by_rule


def draft_by_floor(run: Run, why: str, suggested: str = "") -> Draft:
    """Return the floor's draft.

    Args:
        why: the reason no model answered, which is the escalation's if a person is needed.
        suggested: a draft that did not pass and that a person may make something of.
    """
    material, tenant = run.material, run.material.tenant
    made = _answered(run)
    found, rejected = findings_of(material, told_by_rule(run, made.claims))
    verdict = guard.judge(made.text, run.context)
    passed = verdict.decision is guard.Decision.SEND
    text = verdict.text
    if not passed:
        # Whatever the client's own words hold that may not be said: nobody gets silence.
        suggested, text = suggested or text, acknowledgement(tenant, material.looked.language)
    is_sent = material.mode is Mode.AUTOMATIC
    parts = [ConfidencePart("evidence", made.score, made.score)] if made.faq_id else []
    worded = guard.with_disclosure(text, run.line)
    return Draft(
        text=worded,
        path="floor",
        decision=verdict.decision.value,
        language=made.language,
        confidence=made.score,
        is_sent=is_sent,
        suggested=suggested or ("" if is_sent else worded),
        discloses=bool(run.line),
        asks=(made.asks or "") if passed else "",
        findings=found,
        grounding=(made.faq_id,) if made.faq_id and passed else (),
        seen=seen_of(material.looked, ()),
        is_gap=material.looked.is_unanswered,
        reasons=reasons_of(verdict.reasons),
        confidence_parts=parts_of(parts),
        escalation=_escalation(made.needs_person, passed, is_sent, why, bool(suggested)),
        usages=tuple(run.usages),
        calls=tuple(run.calls),
        trace={
            "refused": list(run.refused),
            "why": why,
            "hint": verdict.hint,
            "rejected": [r.reason for r in rejected],
        },
    )


def _answered(run: Run) -> FloorAnswer:
    material = run.material
    return floor_answer(
        material.tenant,
        material.looked.found,
        material.unanswered,
        run.score.open_questions,
        run.state.known,
        material.asked or None,
        material.looked.language,
        material.today,
        run.state.max_chars,
        run.state.open_questions,
    )


def _escalation(
    needs_person: bool, passed: bool, is_sent: bool, why: str, has_suggestion: bool
) -> str:
    if needs_person or has_suggestion:
        return why
    if not passed:
        return "guard_block"
    return "" if is_sent else "draft_to_approve"
