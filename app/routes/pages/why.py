"""Turns what a turn kept of itself into what a page says of it: why a reply went out as it did,
how sure it was and by what, and what a draft that was kept back waits for.

A number that a model says about itself is never shown: its own word is one coarse part of three
steps, and named as that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from app.resources import Knowledge
from app.routes.pages import words
from app.routes.pages.conversations import decision_words
from app.routes.pages.conversations.draft_views import Known, Part, Sureness, Waiting
from app.routes.pages.legible import legible
from app.routes.pages.views import Escalation, Ground, Reason, Why
from app.store.inbox import EscalationLine, MessageLine

_SHARES = ("evidence", "support")
_RULE = "rule"
_UNSURE = "low_confidence"
# What a person is asked to do anyway; nothing of the draft kept it back.
_NO_DOUBT = frozenset({"draft_to_approve"})
# The steps the model's own word may have; see ``domain/confidence.py``.
_MODEL_WORDS = ((1.0, "high"), (0.9, "medium"), (0.0, "low"))


def why_of(
    one: MessageLine, grounds: list[Ground] | None, titles: dict[str, str], knowledge: Knowledge
) -> Why:
    """Return why a reply was sent as it was.

    Args:
        titles: of the passages in force, by id, for replies that keep ids only.
    """
    verdict, trace = _dict(one.verdict), _dict(one.trace)
    reasons = [Reason(words.PATH_WORDS.get(one.path, words.spaced(one.path)))] if one.path else []
    if why := trace.get("why"):
        reasons.append(Reason(words.ESCALATION_WORDS.get(why, words.spaced(why))))
    reasons += [_objection(item) for item in verdict.get("reasons", ())]
    if grounds is None:
        # Replies of before passages were kept beside them name their questions only.
        named = (titles.get(one) for one in verdict.get("grounding", ()))
        grounds = [Ground(title) for title in named if title]
    times = trace.get("ms") or {}
    return Why(
        verdict=str(verdict.get("decision", "send")),
        reasons=tuple(reasons),
        grounds=tuple(grounds),
        answered_in_ms=sum(times.values()) if times else None,
        is_simulated=bool(trace.get("is_simulated")),
        is_rule=one.path == _RULE,
        sureness=_sureness(one, verdict, trace, knowledge),
        turn_id=one.turn_id if one.asks and one.raw is not None else "",
        outcome=one.outcome,
    )


def _sureness(
    one: MessageLine | EscalationLine,
    verdict: dict[str, Any],
    trace: dict[str, Any],
    knowledge: Knowledge,
) -> Sureness | None:
    """Return how sure a turn's draft is; None where no number was made."""
    if one.confidence is None or one.path == _RULE:
        return None
    value, then = one.confidence / 100, trace.get("threshold")
    rate = knowledge.tenant.profile.error_rate
    now = None if rate is None else knowledge.calibration.threshold(rate)
    is_judged = one.asks and one.raw is not None
    # The calibrated one is kept in percent: what differs by less was not moved.
    is_moved = one.raw is not None and abs(one.raw / 10 - one.confidence) > 1
    return Sureness(
        value,
        tuple(map(_part, filter(_tells, verdict.get("confidence_parts", ())))),
        one.raw / 1000 if is_moved and one.raw is not None else None,
        is_judged,
        float(then) if then is not None else now,
        then is not None,
        is_judged and knowledge.calibration.is_prior,
    )


def _objection(item: dict[str, str]) -> Reason:
    code = item.get("code", "")
    return Reason(words.GUARD_WORDS.get(code, words.spaced(code)), item.get("detail", ""))


def _tells(part: dict[str, Any]) -> bool:
    return part.get("name") in words.PART_WORDS or part.get("name") == "model_word"


def _part(part: dict[str, Any]) -> Part:
    name, value, factor = part["name"], float(part["value"]), float(part.get("effect", 1.0))
    if name == "model_word":
        step = next(word for least, word in _MODEL_WORDS if value >= least)
        return Part(decision_words.MODEL_WORD_WORDS[step], "", factor)
    detail = f"{round(value * 100)}%" if name in _SHARES else ""
    return Part(words.PART_WORDS[name], detail, factor)


def escalation_of(one: EscalationLine, knowledge: Knowledge) -> Escalation:
    """Return why a person is needed, what they are told, and the draft that waits for them."""
    # The summary of a failed delivery is a code for what comes next, not a sentence.
    note = "" if one.summary in words.ESCALATION_WORDS or "_" in one.summary else one.summary
    facts, waiting = one.facts, _waiting(one, knowledge)
    return Escalation(
        words.ESCALATION_WORDS.get(one.reason, words.spaced(one.reason)),
        one.created_at,
        note or facts.note,
        known=Known(
            facts.said,
            tuple((label, legible(value)) for label, value in facts.known),
            facts.open_question,
        ),
        waiting=waiting,
    )


def _waiting(one: EscalationLine, knowledge: Knowledge) -> Waiting | None:
    verdict, trace = _dict(one.verdict), _dict(one.trace)
    text = str(verdict.get("draft") or "")
    if not text:
        return None
    why = str(trace.get("why") or "")
    codes = [] if why in ("", one.reason) or why in _NO_DOUBT else [why]
    reasons = [Part(words.ESCALATION_WORDS.get(code, words.spaced(code))) for code in codes]
    reasons += _unlike(_objection(item) for item in verdict.get("reasons", ()))
    shown = _sureness(one, verdict, trace, knowledge)
    return Waiting(one.turn_id, text, tuple(reasons), shown)


def _unlike(reasons: Iterable[Reason]) -> list[Part]:
    """Return each reason once, as a part without a factor."""
    return [Part(one.sentence, one.detail) for one in dict.fromkeys(reasons)]


def is_attack(signs: str) -> bool:
    """Tell whether what was read in a message without a model is an alarm."""
    return bool(_dict(signs).get("is_attack"))


def _dict(text: str) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}
