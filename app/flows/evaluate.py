"""Scripted leads talk to a client's assistant; what it gets right is counted. Nothing is sent.

The turn is the product's own: what code decides, the search in the client's knowledge, the model,
the guard, the floor. Only the conversation lives in memory, and only what a real model costs is
written, to the client's usage. So a profile can be tried on before a lead meets it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from app.clock import at
from app.domain import consent, qualification
from app.domain.budget import Cost, cost_of
from app.domain.evidence import telling_words
from app.domain.knowledge import FaqState
from app.domain.message import Author, Message
from app.domain.profile import Settings, match_rules, mode_at, with_settings
from app.domain.qualification import Finding
from app.domain.scripted_lead import KNOWN, Lead, OwnQuestion, Script, is_same
from app.domain.tenant import ChannelKind, CriterionKind, Faq, Mode, Tenant
from app.domain.text import fold, words
from app.domain.wishes import read_wishes
from app.errors import OverBudget
from app.flows.draft import draft
from app.flows.drafting import Draft, Material
from app.flows.look_up import look_up
from app.flows.replay import paid_draft
from app.ids import new_id
from app.llm.base import LanguageModel
from app.resources import Knowledge
from app.services import Services
from app.store import faqs

_CHANNEL = ChannelKind.SMS
_IN_WORDS = frozenset({CriterionKind.TEXT, CriterionKind.PLACE})
# So much of an approved answer's telling words makes a reply that answer.
_ENOUGH = 0.5
_TURN_MS = 40_000
# What the guard refuses because it stands nowhere, or is said to be done and is not.
_UNGROUNDED = frozenset({"number", "date", "link", "phone", "email", "address", "name", "polarity",
                         "unfounded", "promise", "other_business"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a played conversation; ours with how it came about."""

    author: str
    text: str
    path: str = ""
    escalation: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Card:
    """The score card of one scripted lead.

    ``wrong`` and ``missed`` name criteria; ``needless`` questions were asked about what was known
    or more than twice; ``ungrounded`` claims were written and refused by the guard, ``unanswered``
    known questions got no right answer; ``invented``: an unknown question was answered.
    """

    script: str
    is_success: bool = False
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    ungrounded: int = 0
    unanswered: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    needless: int = 0
    escalation_right: bool = True
    temperature: str = "cold"
    points: int = 0
    turns: int = 0
    calls: int = 0
    cost_microusd: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """The conversation so far, in memory."""

    history: list[Message] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    asked: str = ""
    asked_times: dict[str, int] = field(default_factory=dict)
    is_disclosed: bool = False
    pending: str = ""
    assistant_count: int = 0
    unknown_count: int = 0
    escalations: list[str] = field(default_factory=list)
    language: str = ""
    has_opted_out: bool = False


async def evaluate(
    services: Services,
    tenant_id: str,
    scripts: Sequence[Script],
    *,
    model: LanguageModel | None,
    settings: Settings | None = None,
    is_paid: bool = True,
    on_card: Callable[[Card], None] | None = None,
) -> list[Card]:
    """Let every scripted lead talk to the assistant, one after the other.

    Args:
        model: who answers; None: the floor.
        settings: of another version of the profile; None: what is in force.
        is_paid: what the model costs is reserved and booked as for any call.

    Raises:
        NotFound: there is no such client.
        OverBudget: the client's budget does not hold the next call.
    """
    knowledge = await services.accounts.knowledge(tenant_id)
    if settings is not None:
        tenant = with_settings(knowledge.tenant, settings, knowledge.tenant.profile_version)
        knowledge = replace(knowledge, tenant=tenant)
    services = replace(services, model=model)
    approved = [
        one
        for one in await services.db.read(faqs.faqs_of, tenant_id)
        if one.state == FaqState.APPROVED
    ]
    cards = []
    for script in scripts:
        card = await _play(services, knowledge, _with_faqs(script, approved), is_paid)
        cards.append(card)
        if on_card is not None:
            on_card(card)
    return cards


def _with_faqs(script: Script, approved: Sequence[Faq]) -> Script:
    """Return the script with some of the client's own questions: they must be answered."""
    usable = [one for one in approved if one.language == script.language][: script.faqs]
    own = tuple(OwnQuestion(one.question, told=one.answer) for one in usable)
    return replace(script, questions=(*script.questions, *own))


async def _play(services: Services, knowledge: Knowledge, script: Script, is_paid: bool) -> Card:
    tenant, card, state = knowledge.tenant, Card(script.name), _State()
    questions = {one.id: tuple(one.questions.values()) for one in tenant.profile.criteria}
    lead, said = Lead(script), script.opening
    now_ms = services.clock.now_ms()
    for _ in range(script.max_turns):
        if not said:
            break
        now_ms += _TURN_MS
        message = Message(new_id(), "evaluation", Author.LEAD, said, now_ms)
        state.history.append(message)
        card.lines.append(Line("lead", said))
        if consent.classify(said) is consent.ConsentWord.STOP:
            state.has_opted_out = True
            break
        made = await _answer(services, knowledge, state, now_ms, is_paid)
        _count(card, made, state, tenant)
        _judge_answer(card, script, said, made)
        if made.ends or (lead.is_over and made.path == "rule"):
            break
        said = lead.next_line(made.text if made.is_sent else "", made.asks, questions)
    _settle(card, script, state, tenant)
    return card


async def _answer(
    services: Services, knowledge: Knowledge, state: _State, now_ms: int, is_paid: bool
) -> Draft:
    tenant = knowledge.tenant
    looked = await look_up(services, knowledge, _CHANNEL.value, state.history, state.language)
    state.language = looked.language
    mode = mode_at(tenant, _CHANNEL.value, now_ms)
    rate = tenant.profile.error_rate
    material = Material(
        tenant=tenant,
        # What a client only lets draft is judged by its drafts.
        mode=Mode.AUTOMATIC if mode is not Mode.OFF else mode,
        looked=looked,
        channel=_CHANNEL,
        history=tuple(state.history),
        findings=state.findings,
        is_disclosed=state.is_disclosed,
        asked=state.asked,
        other_names=knowledge.other_names,
        now_ms=now_ms,
        conversation_ref="evaluation",
        may_wait=False,
        wishes=read_wishes([state.history[-1].text], _CHANNEL.value),
        asked_times=dict(state.asked_times),
        pending=state.pending,
        assistant_count=state.assistant_count,
        unknown_count=state.unknown_count,
        is_known=len(state.history) > 1,
        calibration=replace(knowledge.calibration, raws=()),
        threshold=None if rate is None else knowledge.calibration.threshold(rate),
    )
    return await _paid(services, tenant, material, is_paid)


async def _paid(services: Services, tenant: Tenant, material: Material, is_paid: bool) -> Draft:
    if not is_paid:
        return await draft(services, material, _free)
    made = await paid_draft(services, tenant, material)
    if made.trace.get("why") == "over_budget":
        raise OverBudget("The client's budget does not hold the calls of this evaluation.")
    return made


async def _free(worst: Cost) -> bool:
    del worst
    return True


def _count(card: Card, made: Draft, state: _State, tenant: Tenant) -> None:
    """Let the turn's draft become part of the conversation, and count what it took."""
    card.turns += 1
    card.calls += len(made.calls)
    for usage in made.usages:
        cost = cost_of(usage)
        card.cost_microusd += cost.microusd
        card.input_tokens += cost.tokens - usage.output_tokens
        card.cached_tokens += usage.cache_read_tokens
        card.output_tokens += usage.output_tokens
    known = qualification.known_values(qualification.merge(state.findings))
    if made.asks and made.is_sent:
        times = state.asked_times.get(made.asks, 0)
        card.needless += made.asks in known or times >= 2
        state.asked_times[made.asks] = times + 1
    held = [one["code"] for one in made.reasons]
    card.ungrounded += sum(code in _UNGROUNDED for code in made.trace.get("refused", ()))
    before, state.findings = state.findings, qualification.merge(state.findings, made.findings)
    _call_by_rules(state, tenant, before)
    if made.escalation:
        state.pending = made.escalation
        state.escalations.append(made.escalation)
    is_unknown = made.is_gap or made.escalation == "not_in_knowledge"
    state.unknown_count = state.unknown_count + 1 if is_unknown else 0
    if made.is_sent and made.text:
        at_ms = state.history[-1].at_ms + 2_000
        said = Message(new_id(), "evaluation", Author.ASSISTANT, made.text, at_ms)
        state.history.append(said)
        state.assistant_count += 1
        state.asked = made.asks
        state.is_disclosed |= made.discloses
    card.lines.append(
        Line(
            "assistant",
            made.text if made.is_sent else "",
            made.path,
            made.escalation,
            tuple(held),
        )
    )
    profile = tenant.profile
    score = qualification.score(profile.criteria, state.findings, profile.hot_at, profile.warm_at)
    card.points, card.temperature = score.points, score.temperature.value


def _call_by_rules(state: _State, tenant: Tenant, before: Sequence[Finding]) -> None:
    """Call a person as the client's hard rules do, when one holds that did not before."""
    profile = tenant.profile
    points = [
        qualification.score(profile.criteria, found, profile.hot_at, profile.warm_at).points
        for found in (before, state.findings)
    ]
    known = [qualification.known_values(found) for found in (before, state.findings)]
    said = [one.text for one in state.history if one.author is Author.LEAD][-1:]
    held = match_rules(profile.rules, (), points[0], known[0], state.unknown_count)
    now = match_rules(profile.rules, said, points[1], known[1], state.unknown_count)
    if any(rule not in held for rule in now):
        state.escalations.append("rule")


def _judge_answer(card: Card, script: Script, said: str, made: Draft) -> None:
    """Compare the reply to a question of the lead's own with what the script calls right."""
    asked = next((one for one in script.questions if one.say == said), None)
    if asked is None:
        return
    told = fold(made.text) if made.is_sent else ""
    is_admitted = bool(made.escalation) or made.is_gap
    if asked.answer == KNOWN:
        if not _is_right(asked, told):
            card.unanswered.append(said)
    elif not is_admitted:
        card.invented.append(said)


def _is_right(asked: OwnQuestion, told: str) -> bool:
    if any(fold(word) in told for word in asked.contains):
        return True
    mine, theirs = set(words(told)), telling_words(asked.told)
    return bool(theirs) and len(mine & theirs) >= _ENOUGH * len(theirs)


def _settle(card: Card, script: Script, state: _State, tenant: Tenant) -> None:
    found = qualification.known_values(state.findings)
    kinds = {one.id: one.kind for one in tenant.profile.criteria}
    today = at(state.history[-1].at_ms).astimezone(ZoneInfo(tenant.zone)).date()
    # What this client does not ask about is nothing to find.
    wanted = {key: value for key, value in script.wanted.items() if key in kinds}
    for key, value in wanted.items():
        if key not in found:
            card.missed.append(key)
        elif is_same(found[key], value, kinds[key] in _IN_WORDS, today):
            card.right.append(key)
        else:
            card.wrong.append(key)
    card.wrong += [key for key in found if key not in wanted and key not in script.facts]
    called = set(state.escalations)
    if script.escalates == "":
        unknowns = any(one.answer != KNOWN for one in script.questions)
        # A rule of the client's own is its own wish, whatever a script expects.
        allowed = {"rule", "not_in_knowledge"} if unknowns else {"rule"}
        card.escalation_right = called <= allowed
    elif script.escalates != "any":
        card.escalation_right = script.escalates in called
    is_stopped = script.ends != "opt_out" or state.has_opted_out
    card.is_success = (
        not (card.wrong or card.missed or card.unanswered or card.invented)
        and card.escalation_right
        and is_stopped
        and not card.needless
    )
