"""A draft for one turn: code where it decides, the model once, one repair, then the floor.

No draft leaves without the guard's word. The floor needs no model and no key: it is what answers
when no model can, when the budget is spent, when a draft does not pass twice, and when one passes
but is less sure than the client wants. The draft that was kept back is shown to a person.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from app.domain import asking, evidence, guard, tools
from app.domain.budget import Cost
from app.domain.confidence import Confidence, assess, is_supported
from app.domain.knowledge import Passage
from app.domain.prompt import offered
from app.domain.tenant import Mode
from app.domain.usage import Usage
from app.errors import (
    InvalidModelOutput,
    OverBudget,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.flows.draft_by_rule import draft_by_rule, only_closes
from app.flows.draft_floor import draft_by_floor
from app.flows.drafting import (
    Draft,
    Material,
    ModelCall,
    Run,
    findings_of,
    parts_of,
    prepare,
    reasons_of,
    seen_of,
)
from app.flows.look_up import Looked
from app.flows.own_names import allow_own_names
from app.flows.spend import used_by, worst_of
from app.llm.base import LanguageModel, ModelAnswer
from app.llm.prompts import build_request, load_prompts
from app.services import Services

Reserve = Callable[[Cost], Awaitable[bool]]

_RAW_CHARS = 4000
_UNKNOWN = "not_in_knowledge"
_UNSURE = "low_confidence"
# The good-bye that is only noted.
_NOTHING_SAID = guard.Verdict(guard.Decision.SEND, (), "")
_LONG_CHARS = 4000


async def draft(
    services: Services, material: Material, reserve: Reserve, used: list[Usage] | None = None
) -> Draft:
    """Draft the reply of one turn.

    Args:
        reserve: holds the worst case of the next call, with what this turn used before it.

        used: what the calls cost is added to it as they are made, also when drafting fails.

    Raises:
        ProviderUnavailable: no model answers and the turn may be tried again later.
    """
    run = prepare(services, material, used)
    by_rule = draft_by_rule(run)
    if by_rule is not None:
        return by_rule
    texts = run.context.business_texts
    if sum(map(len, texts)) > _LONG_CHARS:
        # Read once and kept; the first time it would hold up everything else.
        await asyncio.to_thread(evidence.gather, texts)
    model = services.model
    if model is None:
        return draft_by_floor(run, "no_model")
    try:
        return await _by_model(run, model, reserve)
    except ProviderUnavailable:
        if material.may_wait:
            raise
        return draft_by_floor(run, "model_unavailable")
    except OverBudget:
        return draft_by_floor(run, "over_budget")
    except (InvalidModelOutput, ProviderAuthFailed, ProviderRefused) as error:
        return draft_by_floor(run, error.code, str(error.details.get("draft") or ""))


async def _by_model(run: Run, model: LanguageModel, reserve: Reserve) -> Draft:
    """Ask once; when the answer cannot be used or does not pass, say why and ask once more."""
    problem, kept = "", ""
    for path in ("model", "repaired"):
        try:
            made = await _ask(run, model, reserve, path, problem)
        except InvalidModelOutput as error:
            # An answer that cannot be used was paid for all the same.
            spent = error.details.get("usage")
            if isinstance(spent, Usage):
                run.usages.append(spent)
            problem = str(error.details.get("repair") or error.message)
            continue
        except ProviderUnavailable:
            if path == "model":
                raise
            # The first answer is paid for and must be booked: the floor answers this turn.
            break
        if made.decision == guard.Decision.SEND:
            return _unless_unsure(run, made)
        if made.decision == guard.Decision.ESCALATE:
            # What it said is kept out of everybody's sight but the record's.
            return draft_by_floor(run, "guard_block")
        problem, kept = str(made.trace["hint"]), made.suggested or made.text
        if path == "repaired" and run.material.looked.is_unanswered:
            # The question has no answer here, whatever a model makes of it.
            return draft_by_floor(run, made.escalation or _UNKNOWN)
    raise InvalidModelOutput("Neither the draft nor its repair can be sent.", draft=kept)


def _unless_unsure(run: Run, made: Draft) -> Draft:
    """Keep a draft back that is less sure than the client wants; the lead is told the floor's."""
    limit = run.material.threshold
    if limit is None or not run.material.looked.asks or not (made.is_sent and made.text):
        return made
    if made.confidence >= limit:
        return made
    held = draft_by_floor(run, _UNSURE, made.text)
    return replace(
        held,
        confidence=made.confidence,
        raw=made.raw,
        confidence_parts=made.confidence_parts,
        findings=made.findings,
        grounding=made.grounding,
        seen=made.seen,
        trace={**made.trace, "why": _UNSURE, "threshold": limit},
    )


async def _ask(run: Run, model: LanguageModel, reserve: Reserve, path: str, problem: str) -> Draft:
    material, prompts = run.material, load_prompts()
    request = build_request(
        prompts,
        material.tenant,
        material.looked.shown,
        material.history,
        run.state,
        problem,
        material.conversation_ref,
        material.summary,
        material.images,
        material.lifetime,
    )
    if not await reserve(worst_of(model, request) + used_by(run.usages)):
        raise OverBudget("The budget of this period is spent.")
    try:
        said = await model.ask(request)
    except InvalidModelOutput as error:
        spent = error.details.get("usage")
        run.calls.append(ModelCall(request, (), spent if isinstance(spent, Usage) else Usage()))
        raise
    run.usages.append(said.usage)
    run.calls.append(ModelCall(request, said.calls, said.usage))
    ids = offered(material.tenant, material.looked.shown, material.history)
    actions = tools.parse_calls(said.calls, ids)
    text = actions.reply.text if actions.reply else ""
    tenant_id = material.tenant.id
    run.context = await allow_own_names(run.services, tenant_id, text, run.context)
    return _judge(run, path, actions, said, prompts.version)


def _judge(run: Run, path: str, actions: tools.Actions, said: ModelAnswer, version: str) -> Draft:
    """Turn checked actions into a judged draft; nothing the model says is trusted further."""
    material, looked = run.material, run.material.looked
    found, rejected = findings_of(material, actions.claims)
    reply = _reply_of(run, actions)
    cited = looked.passages(reply.grounding)
    # The knowledge was asked and is silent; only a passage that says it outweighs that.
    is_silent = looked.is_unanswered and not is_supported(reply.text, cited)
    wanted = actions.escalate.reason if actions.escalate else ""
    if is_silent and wanted in ("", "other"):
        wanted = _UNKNOWN
    # What was really done may be said: the escalation is in the same unit of work as the reply.
    done = frozenset({"escalate"}) if wanted else frozenset()
    context = replace(run.context, done=done, must_admit=is_silent)
    verdict = guard.judge(reply.text, context) if reply.text else _NOTHING_SAID
    verdict, hint = _with_objections(run, path, reply, verdict)
    passed = verdict.decision is guard.Decision.SEND
    confidence = _confidence(looked, reply, cited, passed)
    is_sent = passed and material.mode is Mode.AUTOMATIC
    escalation = _escalation(material, verdict, wanted)
    worded = guard.with_disclosure(verdict.text, run.line) if reply.text else ""
    return Draft(
        text=worded,
        path=path,
        decision=verdict.decision.value,
        language=run.language,
        confidence=_calibrated(material, confidence),
        raw=confidence.value,
        is_sent=is_sent,
        suggested="" if is_sent else worded,
        discloses=bool(run.line),
        asks=reply.asks or "",
        findings=found,
        grounding=reply.grounding,
        seen=seen_of(looked, cited),
        is_gap=looked.sought is not None and wanted == _UNKNOWN,
        reasons=reasons_of(verdict.reasons),
        confidence_parts=parts_of(confidence.parts),
        escalation=escalation,
        summary=actions.escalate.summary if actions.escalate else "",
        ends=_end_reason(actions, verdict.decision, escalation),
        usages=tuple(run.usages),
        calls=tuple(run.calls),
        trace={
            **_trace(actions, said, version),
            "hint": hint,
            "rejected": [rejection.reason for rejection in rejected],
            **_held_to(run),
        },
    )


def _held_to(run: Run) -> dict[str, Any]:
    """Return what a draft was held to: how sure it must be, what drafts before it were refused."""
    asks = run.material.looked.asks
    return {
        "threshold": run.material.threshold if asks else None,
        "refused": list(run.refused),
    }


def _reply_of(run: Run, actions: tools.Actions) -> tools.Reply:
    """Return the reply, an empty one where the lead only closes and no word is needed.

    Raises:
        InvalidModelOutput: the model would end without a word to a lead who waits for one.
    """
    if actions.reply is None and not only_closes(run):
        raise InvalidModelOutput(
            "The model ended without a word.",
            repair="You did not call reply. The lead waits for an answer: call reply once.",
        )
    return actions.reply or tools.Reply("")


def _trace(actions: tools.Actions, said: ModelAnswer, version: str) -> dict[str, Any]:
    """Return what the model was asked with and what it said, as kept with the turn."""
    return {
        "prompt": version,
        "answer": said.raw[:_RAW_CHARS],
        "is_simulated": said.is_simulated,
        "dropped": actions.dropped,
    }


def _with_objections(
    run: Run, path: str, reply: tools.Reply, verdict: guard.Verdict
) -> tuple[guard.Verdict, str]:
    """Return the verdict with what is wrong with how the draft asks, and the hint for a repair.

    Whatever is wrong is kept with the run, also when another draft is sent in the end.
    """
    hint = verdict.hint
    found = asking.objections(reply.text, reply.asks, run.due.questions, run.state.known)
    if path == "repaired":
        found = tuple(one for one in found if one.code not in asking.BLEMISHES)
    run.refused += [one.code for one in (*verdict.reasons, *found)]
    if not found:
        return verdict, hint
    hint = f"{hint} {asking.hint_of(found)}".strip()
    decision = verdict.decision
    if decision is guard.Decision.SEND:
        decision = guard.Decision.HOLD
    return guard.Verdict(decision, (*verdict.reasons, *found), verdict.text), hint


def _escalation(material: Material, verdict: guard.Verdict, wanted: str) -> str:
    """Return why a person is needed: ``wanted`` unless the guard or the mode decides."""
    if verdict.decision is guard.Decision.ESCALATE:
        return "guard_block"
    return wanted if material.mode is Mode.AUTOMATIC else "draft_to_approve"


def _confidence(
    looked: Looked, reply: tools.Reply, cited: Sequence[Passage], passed: bool
) -> Confidence:
    return assess(
        reply.text,
        looked.found,
        cited,
        reply.confidence,
        asks=looked.asks,
        is_whole=looked.shown.whole is not None,
        is_objected=not passed,
    )


def _calibrated(material: Material, confidence: Confidence) -> float:
    """Return the probability that a reply is right.

    What asks nothing of the knowledge was never judged by operators for what it states.
    """
    if not material.looked.asks:
        return confidence.value
    return round(material.calibration.probability(confidence.value), 3)


def _end_reason(actions: tools.Actions, decision: guard.Decision, escalation: str) -> str:
    """Return why the conversation is over, or empty when it must stay open.

    A draft for approval carries an escalation. What we ask last may be answered with "ok", which
    would not open the conversation again: with a question of ours it is not over.
    """
    if actions.end is None or decision is not guard.Decision.SEND or escalation:
        return ""
    reply = actions.reply or tools.Reply("")
    asks = bool(reply.asks) or any(sign in reply.text for sign in "?؟")
    return "" if asks else actions.end.reason
