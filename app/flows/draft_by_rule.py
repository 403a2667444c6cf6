"""What code answers by itself, before any model is asked: set words for what must not be guessed.

A person who is wanted is called, "are you a bot?" is answered truthfully, spam is put aside, what
nobody here can read is admitted, and thanks are answered. Deterministic, the same tomorrow, and
free: no model sees such a turn. The texts are in ``domain.set_replies``; the guard reads them too.
"""

from __future__ import annotations

from app.domain import guard, set_replies
from app.domain.ai_question import asks_if_ai
from app.domain.claims import claims_by_rule
from app.domain.closing import is_closing, wants_a_word, welcome
from app.domain.evidence import sentences
from app.domain.followup import tells
from app.domain.media import needs_honest_answer
from app.domain.message import Author
from app.domain.profile import is_open, match_rules
from app.domain.qualification import Finding
from app.domain.tenant import EscalationRule, Mode, Priority, RuleKind
from app.flows.draft_floor import draft_by_floor
from app.flows.drafting import Draft, Run, findings_of, reasons_of, seen_of, told_by_rule

_ASKS = ("?", "؟")
# A rule of this priority is no matter for the assistant to go on with.
_AT_ONCE = frozenset({Priority.HIGH, Priority.URGENT})
# An answer about ourselves is enough for a message that asks no more than that.
_SHORT_CHARS = 120


def draft_by_rule(run: Run) -> Draft | None:
    """Return the turn's draft if code alone decides it, else None."""
    material, wishes = run.material, run.material.wishes
    name, spoken = material.tenant.name, run.language
    if wishes.is_spam and not material.is_known:
        return _silent(run, "spam", is_spam=True)
    if wishes.wants_person:
        is_there = is_open(material.tenant, material.now_ms)
        return _set(run, set_replies.person_answer(spoken, name, is_there), "wants_person")
    if any(rule.priority in _AT_ONCE for rule in _rules_of_words(run)):
        is_there = is_open(material.tenant, material.now_ms)
        return _set(run, set_replies.person_answer(spoken, name, is_there), "rule")
    cap = material.tenant.profile.max_replies
    if cap and material.assistant_count >= cap:
        return _set(run, set_replies.over_cap(spoken, name), "reply_cap")
    if wishes.asks_if_ai and _asks_nothing_else(run):
        made = _set(run, set_replies.ai_answer(spoken, name), "", discloses=True)
        if made.is_sent or made.suggested:
            return made
    kind = needs_honest_answer(material.unanswered, material.images)
    if kind is not None:
        text = set_replies.unreadable_media(spoken, name, kind)
        return _set(run, text, "unreadable_media")
    if only_closes(run):
        if not any(wants_a_word(message.text) for message in material.unanswered):
            return _silent(run, "closing")
        return _set(run, welcome(spoken), "", ends="lead_is_done")
    return None


def _rules_of_words(run: Run) -> tuple[EscalationRule, ...]:
    """Return the client's hard rules whose words the lead says: somebody is called at once."""
    material = run.material
    words_only = [one for one in material.tenant.profile.rules if one.kind is RuleKind.WORDS]
    texts = [one.text for one in material.unanswered[-1:]]
    return match_rules(words_only, texts, 0, {}, 0)


def _asks_nothing_else(run: Run) -> bool:
    said = [message.text for message in run.material.unanswered]
    if any(len(text) > _SHORT_CHARS for text in said):
        return False
    parts = [one for text in said for one in sentences(text)]
    return not any(tells(one) for one in parts if not asks_if_ai(one))


def only_closes(run: Run) -> bool:
    """Tell whether the lead only closes, and nothing of ours waits for their answer."""
    material = run.material
    said = material.unanswered
    if not said or any(one.media or not is_closing(one.text) for one in said):
        return False
    before = [one for one in material.history if one.author not in (Author.LEAD, Author.SYSTEM)]
    if not before or material.asked:
        return False
    return not any(sign in before[-1].text for sign in _ASKS)


def _set(run: Run, text: str, escalation: str, discloses: bool = False, ends: str = "") -> Draft:
    """Return a draft of set words; said once, they are not said again to the same lead.

    What the lead told beside their wish is kept: rules read it, as where no model answers.
    """
    material = run.material
    done = frozenset({"escalate"}) if escalation else frozenset()
    context = guard.GuardContext(
        language=run.context.language,
        business_texts=(*run.context.business_texts, text),
        name=material.tenant.name,
        is_latin_arabic=run.context.is_latin_arabic,
        done=done,
    )
    verdict = guard.judge(text, context)
    if verdict.decision is not guard.Decision.SEND:
        # A language these words do not exist in: the floor has words of the business's own.
        return draft_by_floor(run, escalation or "other")
    is_repeated = guard.tidy(text) in material.last_said
    is_sent = not is_repeated and material.mode is Mode.AUTOMATIC
    if material.mode is not Mode.AUTOMATIC:
        escalation = escalation or "draft_to_approve"
    line = "" if discloses else run.line
    worded = guard.with_disclosure(verdict.text, line)
    return Draft(
        text=worded,
        path="rule",
        decision=verdict.decision.value,
        language=run.language,
        confidence=1.0,
        is_sent=is_sent,
        suggested="" if is_sent or is_repeated else worded,
        discloses=discloses or bool(line),
        findings=_told(run),
        seen=seen_of(material.looked, ()),
        reasons=reasons_of(verdict.reasons),
        escalation=escalation,
        ends=ends if is_sent else "",
        trace={"why": escalation or "set_reply", "hint": verdict.hint},
    )


def _told(run: Run) -> tuple[Finding, ...]:
    material = run.material
    still_open = [one for one in material.tenant.profile.criteria if one.id not in run.state.known]
    claims = claims_by_rule(
        still_open,
        material.unanswered,
        material.asked or None,
        material.last_said,
        material.today,
    )
    found, _ = findings_of(material, told_by_rule(run, claims))
    return found


def _silent(run: Run, why: str, is_spam: bool = False) -> Draft:
    """Return a draft that says nothing: the turn is over and nobody waits for a word."""
    return Draft(
        text="",
        path="rule",
        decision=guard.Decision.SEND.value,
        language=run.language,
        confidence=1.0,
        is_sent=True,
        is_spam=is_spam,
        trace={"why": why},
    )
