"""A draft for one turn: the model once, one repair, then the floor; every draft is judged.

No draft leaves without the guard's word. The floor needs no model and no key: it is what answers
when no model can, when the budget is spent, and when a draft does not pass twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from app.clock import at
from app.domain import evidence, guard, language, qualification, tools
from app.domain.confidence import Confidence, ConfidencePart, assess, is_supported
from app.domain.floor import floor_answer
from app.domain.followup import unanswered
from app.domain.knowledge import Passage, Scored
from app.domain.message import Author, Message
from app.domain.prompt import TurnState, local_time, offered
from app.domain.qualification import Finding
from app.domain.tenant import ChannelKind, Mode, Tenant
from app.domain.usage import Usage
from app.errors import (
    InvalidModelOutput,
    OverBudget,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.flows.look_up import Looked
from app.flows.own_names import allow_own_names
from app.llm.base import LanguageModel, ModelAnswer
from app.llm.prompts import build_request, load_prompts
from app.services import Services

Reserve = Callable[[int], Awaitable[bool]]

# Three GSM-7 segments of 153 characters, or seven of UCS-2: what a reader takes in at a glance.
_MAX_CHARS = {ChannelKind.SMS: 459, ChannelKind.WHATSAPP: 900}
_MAX_CHARS_ELSEWHERE = 1200
_RAW_CHARS = 4000
_UNKNOWN = "not_in_knowledge"
# The good-bye that is only noted.
_NOTHING_SAID = guard.Verdict(guard.Decision.SEND, (), "")
_LONG_CHARS = 4000
# With the whole knowledge in the prompt, so many of the passages found are kept beside the cited.
_KEPT_HITS = 3


@dataclass(frozen=True, slots=True)
class Material:
    """What a draft is made of. ``may_wait``: a model that is down may be tried later."""

    tenant: Tenant
    looked: Looked
    channel: ChannelKind
    history: Sequence[Message]
    findings: Sequence[Finding]
    is_disclosed: bool
    asked: str
    other_names: tuple[str, ...]
    now_ms: int
    conversation_ref: str
    may_wait: bool

    @property
    def unanswered(self) -> list[Message]:
        """The lead's messages since anybody last answered, oldest first."""
        return unanswered(self.history)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, what was learnt, and everything that explains it.

    ``path``: model, repaired, floor. ``decision``: send, hold, escalate. ``escalation`` is the
    reason a person is needed, or empty. ``ends`` is the reason the conversation is over, or empty.
    ``seen`` are the passages of the turn, best first, ``grounding`` the ids of those it rests on;
    ``is_gap``: the lead asked what the knowledge does not answer.
    """

    text: str
    path: str
    decision: str
    language: str
    confidence: float
    is_sent: bool
    discloses: bool = False
    asks: str = ""
    findings: tuple[Finding, ...] = ()
    grounding: tuple[str, ...] = ()
    seen: tuple[Scored, ...] = ()
    is_gap: bool = False
    reasons: list[dict[str, str]] = field(default_factory=list)
    confidence_parts: list[dict[str, Any]] = field(default_factory=list)
    escalation: str = ""
    summary: str = ""
    ends: str = ""
    usages: tuple[Usage, ...] = ()
    trace: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Run:
    """What is fixed for one turn, and what its calls used so far."""

    services: Services
    material: Material
    language: str
    state: TurnState
    context: guard.GuardContext
    usages: list[Usage] = field(default_factory=list)


async def draft(services: Services, material: Material, reserve: Reserve) -> Draft:
    """Draft the reply of one turn.

    Raises:
        ProviderUnavailable: no model answers and the turn may be tried again later.
    """
    run = _prepare(services, material)
    texts = run.context.business_texts
    if sum(map(len, texts)) > _LONG_CHARS:
        # Read once and kept; the first time it would hold up everything else.
        await asyncio.to_thread(evidence.gather, texts)
    model = services.model
    if model is None:
        return _floor(run, "no_model")
    try:
        return await _by_model(run, model, reserve)
    except ProviderUnavailable:
        if material.may_wait:
            raise
        return _floor(run, "model_unavailable")
    except OverBudget:
        return _floor(run, "over_budget")
    except (InvalidModelOutput, ProviderAuthFailed, ProviderRefused) as error:
        return _floor(run, error.code)


def _prepare(services: Services, material: Material) -> _Run:
    tenant, texts = material.tenant, [message.text for message in material.unanswered]
    spoken, profile = material.looked.language, tenant.profile
    score = qualification.score(
        profile.criteria,
        qualification.merge(material.findings),
        profile.hot_at,
        profile.warm_at,
    )
    disclosure = "" if material.is_disclosed else profile.disclosure.get(spoken, "")
    limit = _MAX_CHARS.get(material.channel, _MAX_CHARS_ELSEWHERE)
    state = TurnState(
        language=spoken,
        channel=material.channel.value,
        now_ms=material.now_ms,
        max_chars=limit - len(disclosure),
        open_questions=score.open_questions,
        known=qualification.known_values(qualification.merge(material.findings)),
        disclose=bool(disclosure),
    )
    context = guard.GuardContext(
        language=spoken,
        business_texts=guard.business_texts(tenant, material.looked.shown.passages),
        lead_texts=tuple(m.text for m in material.history if m.author is not Author.ASSISTANT),
        facts=(local_time(material.now_ms, tenant.zone),),
        links=(*profile.allowed_links, profile.booking_link),
        private_texts=(load_prompts().rules,),
        never_say=profile.never_say,
        max_chars=limit - len(disclosure),
        foreign_names=material.other_names,
        is_latin_arabic=any(language.detect(text).is_arabizi for text in texts[-1:]),
        name=tenant.name,
    )
    return _Run(services, material, spoken, state, context)


async def _by_model(run: _Run, model: LanguageModel, reserve: Reserve) -> Draft:
    """Ask once; when the answer cannot be used or does not pass, say why and ask once more."""
    problem = ""
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
        if made.decision != guard.Decision.HOLD:
            return made
        problem = str(made.trace["hint"])
        if path == "repaired" and run.material.looked.is_unanswered:
            # The question has no answer here, whatever a model makes of it.
            return _floor(run, made.escalation or _UNKNOWN)
    raise InvalidModelOutput("Neither the draft nor its repair can be sent.")


async def _ask(run: _Run, model: LanguageModel, reserve: Reserve, path: str, problem: str) -> Draft:
    material, prompts = run.material, load_prompts()
    request = build_request(
        prompts,
        material.tenant,
        material.looked.shown,
        material.history,
        run.state,
        problem,
        material.conversation_ref,
    )
    if not await reserve(model.worst_case_microusd(request)):
        raise OverBudget("The budget of this month is spent.")
    said = await model.ask(request)
    run.usages.append(said.usage)
    ids = offered(material.tenant, material.looked.shown, material.history)
    actions = tools.parse_calls(said.calls, ids)
    text = actions.reply.text if actions.reply else ""
    tenant_id = material.tenant.id
    run.context = await allow_own_names(run.services, tenant_id, text, run.context)
    return _judge(run, path, actions, said, prompts.version)


def _judge(run: _Run, path: str, actions: tools.Actions, said: ModelAnswer, version: str) -> Draft:
    """Turn checked actions into a judged draft; nothing the model says is trusted further."""
    material, looked = run.material, run.material.looked
    found, rejected = _findings(material, actions.claims)
    reply = actions.reply or tools.Reply("")
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
    passed = verdict.decision is guard.Decision.SEND
    confidence = _confidence(looked, reply, cited, passed)
    line = _disclosure(material, run.language)
    escalation = _escalation(material, verdict, wanted)
    return Draft(
        text=guard.with_disclosure(verdict.text, line) if reply.text else "",
        path=path,
        decision=verdict.decision.value,
        language=run.language,
        confidence=confidence.value,
        is_sent=passed and material.tenant.mode is Mode.AUTOMATIC,
        discloses=bool(line),
        asks=reply.asks or "",
        findings=found,
        grounding=reply.grounding,
        seen=_seen(looked, cited),
        is_gap=looked.sought is not None and wanted == _UNKNOWN,
        reasons=[{"code": r.code, "detail": r.detail} for r in verdict.reasons],
        confidence_parts=_parts(confidence.parts),
        escalation=escalation,
        summary=actions.escalate.summary if actions.escalate else "",
        ends=_end_reason(actions, verdict.decision, escalation),
        usages=tuple(run.usages),
        trace={
            "prompt": version,
            "hint": verdict.hint,
            "answer": said.raw[:_RAW_CHARS],
            "is_simulated": said.is_simulated,
            "dropped": actions.dropped,
            "rejected": [rejection.reason for rejection in rejected],
        },
    )


def _escalation(material: Material, verdict: guard.Verdict, wanted: str) -> str:
    """Return why a person is needed: ``wanted`` unless the guard or the mode decides."""
    if verdict.decision is guard.Decision.ESCALATE:
        return "guard_block"
    return wanted if material.tenant.mode is Mode.AUTOMATIC else "draft_to_approve"


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


def _disclosure(material: Material, spoken: str) -> str:
    return "" if material.is_disclosed else material.tenant.profile.disclosure.get(spoken, "")


def _parts(parts: Sequence[ConfidencePart]) -> list[dict[str, Any]]:
    return [{"name": part.name, "value": part.value, "effect": part.effect} for part in parts]


def _seen(looked: Looked, cited: Sequence[Passage]) -> tuple[Scored, ...]:
    """Return what the turn saw of the knowledge, best first: found, then cited beside it."""
    whole, shown = looked.shown.whole, {one.id for one in looked.shown.passages}
    named = {one.id for one in cited}
    hits = [
        hit
        for number, hit in enumerate(looked.found.hits)
        if hit.passage.id in named
        or (hit.passage.id in shown if whole is None else number < _KEPT_HITS)
    ]
    found = {hit.passage.id for hit in hits}
    return (*hits, *(Scored(one, 0.0) for one in cited if one.id not in found))


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


def _findings(
    material: Material, claims: Sequence[tools.Claim]
) -> tuple[tuple[Finding, ...], tuple[qualification.Rejection, ...]]:
    """Return the claims that the lead's own words carry, and those they do not."""
    lead_texts = {m.id: m.text for m in material.history if m.author is Author.LEAD}
    times = {m.id: m.at_ms for m in material.history}
    criteria = material.tenant.profile.criteria
    return qualification.validate(claims, criteria, lead_texts, times, _today(material))


def _today(material: Material) -> date:
    return at(material.now_ms).astimezone(ZoneInfo(material.tenant.zone)).date()


def _floor(run: _Run, why: str) -> Draft:
    """Answer with no model; its words are approved ones, and the guard still looks at them."""
    material, tenant = run.material, run.material.tenant
    made = floor_answer(
        tenant,
        material.looked.found,
        material.unanswered,
        run.state.open_questions,
        run.state.known,
        material.asked or None,
        material.looked.language,
        _today(material),
        run.state.max_chars,
    )
    found, rejected = _findings(material, made.claims)
    verdict = guard.judge(made.text, run.context)
    line = _disclosure(material, made.language)
    passed = verdict.decision is guard.Decision.SEND
    is_sent = passed and tenant.mode is Mode.AUTOMATIC
    parts = [ConfidencePart("evidence", made.score, made.score)] if made.faq_id else []
    return Draft(
        text=guard.with_disclosure(verdict.text, line),
        path="floor",
        decision=verdict.decision.value,
        language=made.language,
        confidence=made.score,
        is_sent=is_sent,
        discloses=bool(line),
        asks=made.asks or "",
        findings=found,
        grounding=(made.faq_id,) if made.faq_id else (),
        seen=_seen(material.looked, ()),
        is_gap=material.looked.is_unanswered,
        reasons=[{"code": r.code, "detail": r.detail} for r in verdict.reasons],
        confidence_parts=_parts(parts),
        escalation=_floor_escalation(made.needs_person, passed, is_sent, why),
        usages=tuple(run.usages),
        trace={"why": why, "hint": verdict.hint, "rejected": [r.reason for r in rejected]},
    )


def _floor_escalation(needs_person: bool, passed: bool, is_sent: bool, why: str) -> str:
    if needs_person:
        return why
    if not passed:
        return "guard_block"
    return "" if is_sent else "draft_to_approve"
