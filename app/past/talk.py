"""One conversation: what the lead writes, what answers, and every row that comes of it.

Times, shares and lengths are those of small businesses that answer leads: a reply in seconds, a
person in minutes to hours, one turn in thirty for a person, a few deliveries in a hundred that
fail.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from app.past.business import Ask, Business
from app.past.rows import Ids, Rows
from app.world.scripts import ANSWERS, BUDGETS, OPENINGS, PLACES, SERVICES, SHRUGS

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
_PATHS = ("model",) * 86 + ("repaired",) * 5 + ("rule",) * 6 + ("floor",) * 3
_REASONS = (
    ("wants_person", "high"),
    ("not_in_knowledge", "normal"),
    ("not_in_knowledge", "normal"),
    ("low_confidence", "normal"),
    ("draft_to_approve", "normal"),
    ("complaint_or_legal", "urgent"),
    ("rule", "high"),
)
_OUTCOMES = ("answered",) * 6 + ("booked", "taken_over", "not_a_lead", "other", "duplicate")
_JUDGED = ("sent_as_is",) * 5 + ("edited",) * 3 + ("rejected", "right", "right", "wrong")
Fate = tuple[str, str, int | None, str, str]
# state, the provider's word, error code, next action, error; of a hundred messages.
_DELIVERED: Fate = ("delivered", "delivered", None, "", "")
_READ: Fate = ("read", "read", None, "", "")
_FATES: dict[str, list[Fate]] = {
    "sms": [_DELIVERED] * 94
    + [("sent", "sent", None, "", "")] * 2
    + [("undelivered", "undelivered", 30003, "retry_tomorrow", "The handset cannot be reached.")]
    * 2
    + [("failed", "failed", 21610, "suppress", "The lead opted out at the carrier.")]
    + [("failed", "failed", 30006, "other_channel", "The number is a landline.")],
    "whatsapp": [_READ] * 82
    + [_DELIVERED] * 16
    + [("failed", "failed", 63016, "use_template", "The window of 24 hours is closed.")] * 2,
    "web_chat": [("sent", "", None, "", "")] * 100,
}
_TOPICS = {"treatment": "service", "job": "service", "moving": "when", "address": "area"}
_TRACE = (
    '{"prompt": "assistant-3", "why": "%s", "profile_version": 1,'
    ' "ms": {"waited": %d, "drafted": %d}}'
)
_TYPED = {
    "en": "Thank you for waiting. I have looked into it: we can do that. I will call you today.",
    "es": "Gracias por esperar. Lo he revisado: podemos hacerlo, y hoy le llamo.",
    "ar": "شكرا لانتظارك. راجعت الأمر: نستطيع ذلك، وسأتصل بك اليوم.",
}


@dataclass(slots=True)
class Talk:
    """A conversation while it is told."""

    business: Business
    id: str
    lead_id: str
    channel_id: str
    kind: str
    address: str
    language: str
    began: int
    now: int
    asks: list[Ask]
    state: str = "active"
    epoch: int = 0
    operator: str | None = None
    last_inbound_id: str = ""
    last_inbound_at: int = 0
    last_at: int = 0
    snippet: str = ""
    author: str = "lead"
    inbound: int = 0
    told: int = 0
    replies: int = 0
    needs_person: bool = False
    asked: Ask | None = None
    found: list[dict[str, Any]] = field(default_factory=list)


class Teller:
    """Writes conversations into a file; ``end`` is now, ``recent`` since when all events stay,
    ``forgotten`` the share of escalations nobody ever answers."""

    def __init__(
        self, rows: Rows, ids: Ids, dice: random.Random, end: int, recent: int, forgotten: float
    ) -> None:
        self._put = rows
        self._id = ids.at
        self._dice = dice
        self._chance = dice.random
        self._end = end
        self._recent = recent
        self._forgotten = forgotten
        self._sids = 0
        self.spent: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])

    def tell(self, talk: Talk, wanted: int) -> int:
        """Let it go on for so many messages; return when the next one comes, 0 when never."""
        while True:
            self._hear(talk)
            self._reply(talk)
            if talk.told >= wanted or talk.needs_person:
                return 0
            gap = self._gap()
            talk.now = max(talk.now, talk.last_at) + gap
            if talk.now > self._end:
                return 0
            if gap > 5 * DAY:
                return talk.now

    def tell_spam(self, talk: Talk) -> int:
        """Let somebody advertise: put aside, not answered, and never heard again."""
        self._hear(talk)
        self._turn(talk, "answered", "rule", 450)
        self.note(talk, "spam_put_aside", min(talk.last_at + 450, self._end))
        return 0

    def note(
        self, talk: Talk, kind: str, at: int, data: str = "{}", operator: str | None = None
    ) -> None:
        """Write an event; what every message leaves is left out of what is long ago."""
        row = (self._id(at), talk.business.id, kind, talk.id, operator, data, at, None)
        self._put["events"].append(row)

    def _gap(self) -> int:
        chance = self._chance()
        if chance < 0.72:
            return 15 * SECOND + int(self._dice.expovariate(1 / (2 * MINUTE)))
        if chance < 0.9:
            return 5 * MINUTE + int(self._chance() * 6 * HOUR)
        return 6 * HOUR + int(self._chance() * 9 * DAY)

    def _sid(self) -> str:
        self._sids += 1
        return f"SM{self._sids * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF:016x}{self._sids:016x}"

    def _hear(self, talk: Talk) -> None:
        """Write what the lead says, at times in two pieces, and what it tells us."""
        body, topic = self._words(talk)
        for piece in (body, "👍") if self._chance() < 0.12 else (body,):
            at = talk.now
            message_id = self._id(at)
            self._put["messages"].append(
                (message_id, talk.business.id, talk.id, talk.channel_id, "lead", None, piece,
                 self._sid(), None, at, at)
            )  # fmt: skip
            talk.last_inbound_id, talk.last_inbound_at, talk.last_at = message_id, at, at
            talk.inbound += 1
            talk.told += 1
            if topic is not None:
                self._find(talk, topic, message_id, body)
                topic = None
            if at > self._recent:
                self.note(talk, "message_received", at, f'{{"message_id":"{message_id}"}}')
            talk.now = at + 3 * SECOND
        talk.snippet, talk.author = body, "lead"

    def _words(self, talk: Talk) -> tuple[str, Ask | None]:
        trade, language, pick = talk.business.trade, talk.language, self._dice.choice
        if talk.inbound == 0:
            return pick(OPENINGS[trade][language]), None
        ask = talk.asked
        if ask is None or self._chance() < 0.25:
            return pick(SHRUGS[language] + OPENINGS[trade][language]), None
        topic = _TOPICS.get(ask.criterion_id, ask.criterion_id)
        said = pick(ANSWERS[topic][language]).format(
            name="", budget=pick(BUDGETS[trade]), rooms=3, place=pick(PLACES[language]),
            service=pick(SERVICES[trade][language]),
        )  # fmt: skip
        return said, ask

    def _find(self, talk: Talk, ask: Ask, message_id: str, said: str) -> None:
        at, is_met = talk.last_inbound_at, self._chance() < 0.86
        value = said if ask.criterion_id not in ("urgent", "insurance", "owner", "patient") else (
            "yes" if is_met else "no"
        )  # fmt: skip
        origin = "model" if self._chance() < 0.9 else "rule"
        self._put["findings"].append(
            (self._id(at), talk.business.id, talk.lead_id, ask.criterion_id, value, message_id,
             said, at, origin)
        )  # fmt: skip
        if is_met:
            talk.found.append(
                {"criterion_id": ask.criterion_id, "points": ask.points, "message_id": message_id,
                 "quote": said, "value": value, "is_met": True, "operator_id": "", "reason": ""}
            )  # fmt: skip
        talk.asks = [one for one in talk.asks if one is not ask]
        talk.asked = None

    def _reply(self, talk: Talk) -> None:
        """Let whoever has the conversation answer."""
        if talk.operator is not None:
            self._by_person(talk, talk.now + int(self._dice.expovariate(1 / (12 * MINUTE))))
            if talk.operator is not None and self._chance() < 0.35:
                self._release(talk)
            return
        if self._chance() < 0.033:
            self._call_person(talk)
        else:
            self._by_assistant(talk)

    def _turn(self, talk: Talk, state: str, path: str, took: int, draft: str = "") -> str:
        """Write the turn; return its id."""
        opened, at = talk.last_inbound_at, talk.last_inbound_at + took
        turn_id, asks = self._id(opened), self._chance() < 0.45
        raw = int(1000 * (1 - self._chance() ** 2 * 0.6)) if path != "floor" else 0
        decision = "send" if state == "answered" else "hold"
        verdict = (
            f'{{"decision": "{decision}", "reasons": [], "grounding": [], "confidence_parts": [],'
            f' "draft": {json.dumps(draft, ensure_ascii=False)}, "open_questions": []}}'
        )
        self._put["turns"].append(
            (turn_id, talk.business.id, talk.id, state, 1, opened + 400, opened,
             talk.last_inbound_id, opened, at, raw // 10, path, verdict,
             _TRACE % ("" if path == "model" else path, 400, took - 400), raw, int(asks))
        )  # fmt: skip
        if asks and self._chance() < 0.04:
            judged = self._dice.choice(_JUDGED)
            changed = int(self._chance() * 60) if judged == "edited" else 0
            people = talk.business.people
            by = people[int(self._chance() * len(people))]
            self._put["outcomes"].append(
                (talk.business.id, turn_id, judged, raw, changed, by, at + HOUR)
            )
        if path in ("model", "repaired"):
            self._spend(talk, turn_id, at, 2 if path == "repaired" else 1)
        return turn_id

    def _spend(self, talk: Talk, turn_id: str, at: int, calls: int) -> None:
        read, written, out = 2800 + talk.told * 40, 40 + int(self._chance() * 60), 60
        out += int(self._chance() * 60)
        cost = calls * (24 * 3 + written * 375 // 100 + read * 3 // 10 + out * 15)
        self._put["usage"].append(
            (self._id(at), talk.business.id, turn_id, "anthropic", "claude-sonnet-4-5", 24 * calls,
             written, read * calls, out * calls, cost, 900 + int(self._chance() * 2500), at)
        )  # fmt: skip
        sums = self.spent[talk.business.id, at // DAY]
        sums[0] += cost
        sums[1] += calls * (24 + read + out) + written

    def _by_assistant(self, talk: Talk) -> None:
        path = _PATHS[int(self._chance() * 100)]
        took = 1200 + int(self._dice.expovariate(1 / 2500)) if path != "rule" else 450
        turn_id = self._turn(talk, "answered", path, took)
        answers = talk.business.answers.get(talk.language) or talk.business.answers["en"]
        text = answers[int(self._chance() * len(answers))]
        if talk.asks and self._chance() < 0.8:
            talk.asked = talk.asks[int(self._chance() * min(2, len(talk.asks)))]
            wording = talk.asked.words.get(talk.language) or next(iter(talk.asked.words.values()))
            text = f"{text} {wording}"
        at = talk.last_inbound_at + took
        self._send(talk, "assistant", "reply", text, at, turn_id)
        if at > self._recent:
            self.note(talk, "answering_started", talk.last_inbound_at, f'{{"turn_id":"{turn_id}"}}')
            self.note(talk, "turn_answered", at, f'{{"turn_id":"{turn_id}","score":0}}')

    def _send(
        self, talk: Talk, author: str, kind: str, text: str, at: int, turn_id: str | None
    ) -> None:
        message_id, business_id = self._id(at), talk.business.id
        operator = talk.operator if author == "operator" else None
        self._put["messages"].append(
            (message_id, business_id, talk.id, talk.channel_id, author, operator, text, None,
             turn_id, at, at)
        )  # fmt: skip
        state, word, code, action, error = _FATES[talk.kind][int(self._chance() * 100)]
        delivery_id = self._id(at)
        sid = delivery_id if talk.kind == "web_chat" else self._sid()
        self._put["deliveries"].append(
            (delivery_id, business_id, talk.id, message_id, talk.channel_id, turn_id, kind,
             talk.address, state, 1, talk.epoch, at, at + 3, at + 3, at + 90, sid, word, code,
             action, "passed", error, at)
        )  # fmt: skip
        talk.told += 1
        talk.replies += author == "assistant"
        talk.last_at, talk.snippet, talk.author = at, text[:140], author
        if at > self._recent:
            data = (
                f'{{"delivery_id":"{delivery_id}","message_id":"{message_id}","state":"{state}"}}'
            )
            self.note(talk, "delivery_moved", min(at + SECOND, self._end), data)

    def _by_person(self, talk: Talk, at: int) -> None:
        if at >= self._end:
            # Still to be answered, by whoever has it.
            return
        self._send(talk, "operator", "operator", _TYPED[talk.language], at, None)

    def _release(self, talk: Talk) -> None:
        at = min(talk.last_at + 10 * SECOND, self._end)
        self.note(talk, "conversation_released", at, operator=talk.operator)
        talk.operator, talk.state = None, "active"
        talk.epoch += 1

    def _call_person(self, talk: Talk) -> None:
        """Write a turn that was held, the escalation, and what a person did about it."""
        reason, priority = self._dice.choice(_REASONS)
        took = 1500 + int(self._chance() * 3000)
        draft = ""
        if reason in ("low_confidence", "draft_to_approve"):
            draft = self._dice.choice(talk.business.answers[talk.language])
        turn_id = self._turn(talk, "escalated", "model", took, draft)
        called = talk.last_inbound_at + took
        slow = 4 if reason == "not_in_knowledge" else 1
        answered = called + MINUTE + int(self._dice.expovariate(1 / (slow * 25 * MINUTE)))
        is_open = answered >= self._end or self._chance() < self._forgotten
        people = talk.business.people
        who = people[int(self._chance() * len(people))]
        outcome = "" if is_open else self._dice.choice(_OUTCOMES)
        seen = called + (answered - called) // 2
        is_seen = seen < self._end and (not is_open or self._chance() < 0.3)
        self._put["escalations"].append(
            (self._id(called), talk.business.id, talk.id, reason, "",
             "pending" if is_open else "resolved", called, None if is_open else answered,
             None if is_open else who, priority, talk.last_inbound_id, 1, called,
             seen if is_seen else None, who if is_seen else "",
             who if self._chance() < 0.4 else None, outcome)
        )  # fmt: skip
        self.note(talk, "escalation_opened", called, f'{{"reason":"{reason}"}}')
        if is_open:
            talk.needs_person = True
            return
        talk.operator, talk.state = who, "held"
        talk.epoch += 1
        self.note(talk, "conversation_taken_over", answered, operator=who)
        self._by_person(talk, answered + 20 * SECOND)
        if draft:
            self.note(talk, "draft_approved", answered, f'{{"turn_id":"{turn_id}"}}', who)
