"""The scripted model behind both model doubles: plays a plausible assistant, and is no model.

It answers from the knowledge in its prompt, records what the lead's words clearly say about the
criterion that was asked, asks the next open question and hands over when a person is wanted, in
the lead's language. It only calls tools that were offered, and fills only properties their schemas
have. The same prompt and seed give the same answer.

Correlation tokens (``[q1a2b3-17-2]``) in the trailing messages are copied to the end of the reply,
so that a measuring rig can tell which message a reply answers.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any

from app.world.prompt import Asked, Prompt, Said
from app.world.schema_filler import fill
from app.world.understanding import (
    TOKEN,
    Heard,
    answer_to,
    asks_who,
    best_known,
    clean,
    gist,
    is_question,
    language_of,
    normalise,
    similarity,
    volunteered,
    wants_person,
    words_of,
)
from app.world.words import BYE, GREETINGS, PHRASES, THANKS

# Below this a piece of knowledge is not the answer; above the second it is, beyond doubt.
FITS, FITS_WELL = 0.36, 0.6
DEFAULT_MAX_CHARS = 300
_SUMMARIES = {
    "wants_person": "The lead asked for a person.",
    "not_in_knowledge": "The lead asked something the knowledge does not answer.",
}
_TEXT_FIELDS = ("text", "reply", "message", "body", "reply_text", "content", "answer", "draft")


@dataclass(slots=True)
class Move:
    """What the model does: words, calls (tool, input), or both."""

    text: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


@dataclass(slots=True)
class _Plan:
    """The reply before it is worded for a tool."""

    text: str = ""
    grounding: list[str] = field(default_factory=list)
    confidence: str = "high"
    findings: list[dict[str, Any]] = field(default_factory=list)
    asks: str | None = None
    escalates: str = ""
    ends: bool = False


class Salesperson:
    """Answers prompts; keeps no memory, all it knows is in the prompt."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed

    def answer(self, prompt: Prompt) -> Move:
        """Return the next move of the assistant."""
        tools = prompt.tools
        if "summarise" in tools:
            return Move(calls=[("summarise", fill(tools["summarise"], {"text": _sum_up(prompt)}))])
        plan = self._plan(prompt)
        if prompt.schema is not None:
            return Move(text=_as_json(prompt.schema, plan))
        if prompt.forced:
            return Move(calls=[(prompt.forced, _input(tools.get(prompt.forced, {}), plan))])
        reply = _reply_tool(tools)
        calls = []
        if plan.findings and "record_findings" in tools:
            calls.append(("record_findings", _findings(tools["record_findings"], plan)))
        if plan.escalates and "escalate" in tools:
            calls.append(("escalate", _input(tools["escalate"], plan)))
        if plan.ends and "end" in tools:
            calls.append(("end", fill(tools["end"], {"reason": "lead_is_done"})))
        if reply:
            calls.append((reply, _input(tools[reply], plan)))
            return Move(calls=calls)
        if prompt.must_call and tools and not calls:
            name = next(iter(tools))
            return Move(calls=[(name, _input(tools[name], plan))])
        return Move(plan.text, calls)

    def _plan(self, prompt: Prompt) -> _Plan:
        trailing = prompt.trailing
        text = " ".join(clean(said.text) for said in trailing)
        language = self._language(prompt, text)
        dice = random.Random(f"{self._seed}:{len(prompt.said)}:{text}")
        phrases = {key: dice.choice(options) for key, options in PHRASES[language].items()}
        tokens = list(dict.fromkeys(t for said in trailing for t in TOKEN.findall(said.text)))
        plan = _Plan()
        parts: list[str] = []
        if prompt.state.get("disclose"):
            parts.append(prompt.disclosure.get(language) or phrases["disclose"])
        if wants_person(text):
            plan.escalates = "wants_person"
            parts.append(phrases["person"])
        else:
            plan.findings = _hear(prompt, trailing)
            parts += self._body(prompt, plan, text, language, phrases)
        limit = int(prompt.state.get("max_chars") or DEFAULT_MAX_CHARS)
        plan.text = _joined(parts, tokens, limit)
        return plan

    def _language(self, prompt: Prompt, text: str) -> str:
        stated = str(prompt.state.get("language") or "")[:2]
        if stated in PHRASES:
            return stated
        for said in (text, *(s.text for s in reversed(prompt.said) if s.role == "user")):
            found = language_of(said)
            if found:
                return found
        return "en"

    def _body(
        self, prompt: Prompt, plan: _Plan, text: str, language: str, phrases: dict[str, str]
    ) -> list[str]:
        asks, question = _next_question(prompt, plan)
        if _is_only(text, BYE) or (_is_only(text, THANKS) and not question):
            plan.ends = True
            return [phrases["bye"]]
        body = self._first_part(prompt, plan, text, language, phrases)
        plan.asks = asks or None
        if question:
            return [*body, question]
        if body != [phrases["noted"]]:
            return body
        link = f"{phrases['link']} {prompt.booking_link}" if prompt.booking_link else ""
        return [phrases["done"], link]

    def _first_part(
        self, prompt: Prompt, plan: _Plan, text: str, language: str, phrases: dict[str, str]
    ) -> list[str]:
        if asks_who(text):
            return [phrases["machine"]]
        if prompt.images and not text:
            kinds = [one.partition("/")[2].upper() for one in prompt.images]
            return [phrases["picture"].format(kinds=", ".join(kinds))]
        # An answer to our question is not looked up as if it were one, and what a repair asks for
        # cannot be understood: then nothing is stated.
        is_asking = is_question(text)
        may_state = (is_asking or not plan.findings) and not prompt.is_repair
        usable = [k for k in prompt.knowledge if language_of(k.answer) in (None, language)]
        topic = _topic(prompt, text) if is_asking else text
        found = best_known(topic, usable) if may_state and not prompt.finds_nothing else None
        if found and found[1] >= FITS:
            plan.grounding.append(found[0].id)
            plan.confidence = "high" if found[1] >= FITS_WELL else "medium"
            return [gist(topic, found[0])]
        if is_asking:
            plan.confidence, plan.escalates = "low", "not_in_knowledge"
            return [phrases["unknown"]]
        if _is_only(text, GREETINGS) or not (prompt.last_reply or plan.findings):
            return [phrases["greet"]]
        return [phrases["bye" if _is_only(text, THANKS) else "noted"]]


def _sum_up(prompt: Prompt) -> str:
    """Return what was remembered and what the lead said since, sentence by sentence."""
    told = [clean(said.text) for said in prompt.said if said.role == "user" and said.message_id]
    lines = [*prompt.summary.splitlines(), *(f'The lead wrote: "{text}".' for text in told if text)]
    return "\n".join(lines)


def _is_only(text: str, phrases: tuple[str, ...]) -> bool:
    plain = normalise(text).strip(" .!،,")
    return any(plain == phrase or plain.startswith(f"{phrase} ") for phrase in phrases) and (
        len(words_of(text)) <= 2
    )


def _topic(prompt: Prompt, text: str) -> str:
    """Return what is asked; a question of a word or two goes on with the one before it."""
    if len(words_of(text)) > 1:
        return text
    before = [said.text for said in prompt.said if said.role == "user"]
    earlier = before[: len(before) - len(prompt.trailing)]
    return f"{clean(earlier[-1])} {text}" if earlier else text


def _open_ids(prompt: Prompt) -> list[tuple[str, str]]:
    found = prompt.state.get("open_questions")
    if not isinstance(found, list):
        return []
    return [
        (str(row.get("id", "")), str(row.get("question", "")))
        for row in found
        if isinstance(row, dict)
    ]


def _next_question(prompt: Prompt, plan: _Plan) -> tuple[str, str]:
    heard = {finding["criterion_id"] for finding in plan.findings}
    return next((row for row in _open_ids(prompt) if row[0] not in heard), ("", ""))


def _hear(prompt: Prompt, trailing: list[Said]) -> list[dict[str, Any]]:
    """Return findings: first for the criterion that was asked, then for what is plain."""
    known = prompt.state.get("known")
    closed = set(known) if isinstance(known, dict) else set()
    criteria = [c for c in _criteria(prompt) if c.id and c.id not in closed]
    asked = _asked_last(criteria, prompt)
    findings: dict[str, dict[str, Any]] = {}
    for said in trailing:
        for criterion in criteria:
            if criterion.id in findings:
                continue
            listen = answer_to if criterion is asked else volunteered
            heard = listen(criterion, said.text)
            if heard is not None:
                findings[criterion.id] = _finding(criterion, heard, said)
    return list(findings.values())


def _finding(criterion: Asked, heard: Heard, said: Said) -> dict[str, Any]:
    return {
        "criterion_id": criterion.id,
        "criterion": criterion.id,
        "value": heard.value,
        "quote": heard.quote,
        "message_id": said.message_id,
        "message": said.message_id,
    }


def _criteria(prompt: Prompt) -> list[Asked]:
    if prompt.criteria:
        return prompt.criteria
    return [Asked(known, "text", (text,)) for known, text in _open_ids(prompt)]


def _asked_last(criteria: list[Asked], prompt: Prompt) -> Asked | None:
    reply = prompt.last_reply
    if not reply:
        return None
    wording = dict(_open_ids(prompt))
    best, best_fit = None, 0.0
    for criterion in criteria:
        for question in (*criterion.questions, wording.get(criterion.id, "")):
            if not question:
                continue
            fit = 1.0 if normalise(question) in normalise(reply) else 0.0
            # Only the end of a reply asks; its beginning answers.
            fit = fit or similarity(question, reply[-len(question) - 20 :])
            if fit > best_fit:
                best, best_fit = criterion, fit
    return best if best_fit >= 0.5 else None


def _joined(parts: list[str], tokens: list[str], limit: int) -> str:
    tail = " ".join(tokens)
    room = limit - (len(tail) + 1 if tail else 0)
    kept = [part.strip() for part in parts if part.strip()]
    while len(" ".join(kept)) > room and len(kept) > 1:
        longest = max(range(len(kept)), key=lambda index: len(kept[index]))
        left = room - (len(" ".join(kept)) - len(kept[longest]))
        if left >= 40:
            kept[longest] = _shortened(kept[longest], left)
            break
        kept.pop(longest)
    text = _shortened(" ".join(kept), room)
    return f"{text} {tail}".strip()


def _shortened(text: str, limit: int) -> str:
    """Cut at the end of a sentence, or else at a word."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    end = max(head.rfind(mark) for mark in (". ", "? ", "! ", "؟ ", "。"))
    if end > limit // 3:
        return head[: end + 1]
    return head[: limit - 1].rsplit(" ", 1)[0] + "…"


def _reply_tool(tools: dict[str, dict[str, Any]]) -> str | None:
    if "reply" in tools:
        return "reply"
    for name in ("send_reply", "respond", "answer"):
        if name in tools:
            return name
    return None


def _candidates(plan: _Plan) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(_TEXT_FIELDS, plan.text)
    values |= {
        "grounding": plan.grounding,
        "grounding_ids": plan.grounding,
        "sources": plan.grounding,
        "confidence": plan.confidence,
        "asks": plan.asks,
        "reason": plan.escalates or "other",
        "summary": _SUMMARIES.get(plan.escalates, plan.text),
        "findings": plan.findings,
    }
    if plan.asks is None:
        # Left out where it may be; a schema that demands it gets an empty one.
        del values["asks"]
    return values


def _input(schema: dict[str, Any], plan: _Plan) -> dict[str, Any]:
    value = fill(schema, _candidates(plan))
    return value if isinstance(value, dict) else {}


def _findings(schema: dict[str, Any], plan: _Plan) -> dict[str, Any]:
    properties = schema.get("properties") or {}
    name = "findings" if "findings" in properties or not properties else next(iter(properties))
    items = (properties.get(name) or {}).get("items") or {}
    if items.get("properties"):
        return {name: [fill(items, finding) for finding in plan.findings]}
    return {name: plan.findings}


def _as_json(schema: dict[str, Any], plan: _Plan) -> str:
    return json.dumps(_input(schema, plan), ensure_ascii=False)
