"""One lead from its first word to now: who it is, its conversations, and what became of it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from app.past.business import Business
from app.past.people import People, Person
from app.past.rows import Ids, Rows
from app.past.talk import DAY, HOUR, MINUTE, Talk, Teller

_CHANNELS = ("sms",) * 42 + ("whatsapp",) * 33 + ("web_chat",) * 18 + ("web_form",) * 7
_SOURCES = (
    "google-ads", "facebook", "instagram", "website", "referral", "google-maps", "tiktok", "flyer",
    "spring-open-house", "newsletter", "partner-site", "radio",
)  # fmt: skip
_TAGS = (
    "vip", "investor", "family", "follow-up", "price-sensitive", "returning", "callback",
    "out-of-area", "urgent", "partner", "newsletter", "no-budget",
)  # fmt: skip
_NOTES = (
    "Prefers a call after five.",
    "Asked for Tuesday; waits for the other offer first.",
    "Knows the owner. Be quick with this one.",
    "Le interesa, pero quiere hablarlo con su pareja.",
    "يفضل التواصل مساء.",
)
_SPAM = 0.012
_TITLES = {"real_estate": "Viewing", "dental": "First visit", "home_services": "Call-out"}


class Stories:
    """Writes leads with everything that hangs on them."""

    def __init__(
        self, rows: Rows, seed: int, end: int, days: int, event_days: int, forgotten: float = 0.012
    ) -> None:
        self._dice = random.Random(seed)
        self._chance = self._dice.random
        self._put = rows
        ids = Ids(self._dice)
        self._id = ids.at
        self._people = People(self._dice)
        self._end = end
        self._since = end - days * DAY
        self.teller = Teller(rows, ids, self._dice, end, end - event_days * DAY, forgotten)

    def tell(self, number: int, business: Business, at: int, wanted: int) -> int:
        """Write the lead with this number, which first writes at ``at``; return its messages."""
        channel = _CHANNELS[int(self._chance() * 100)]
        spoken = business.languages
        # Most write in the client's own language.
        language = spoken[0] if self._chance() < 0.78 else spoken[int(self._chance() * len(spoken))]
        person = self._people.make(number, language, channel)
        lead_id = self._id(at)
        talks = self._talks(business, lead_id, channel, language, person, at, wanted)
        found = [one for talk in talks for one in talk.found]
        score = min(100, sum(one["points"] for one in found))
        heat = "hot" if score >= business.hot_at else "warm"
        heat = heat if score >= business.warm_at else "cold"
        appointed = self._appoint(talks[-1], heat)
        self._lead(talks, person, channel, score, heat, found, appointed)
        self._about(business, lead_id, channel, person, at)
        return sum(talk.told for talk in talks)

    def bill(self) -> None:
        """Write what each client has spent in each month; once, when all is told."""
        months: dict[tuple[str, str], list[int]] = {}
        for (tenant_id, day), (cost, tokens) in self.teller.spent.items():
            period = datetime.fromtimestamp(day * 86_400, UTC).strftime("%Y-%m")
            sums = months.setdefault((tenant_id, period), [0, 0])
            sums[0] += cost
            sums[1] += tokens
        self._put["budgets"].extend((*key, *sums) for key, sums in months.items())

    def _talks(
        self,
        business: Business,
        lead_id: str,
        channel: str,
        language: str,
        person: Person,
        at: int,
        wanted: int,
    ) -> list[Talk]:
        # A form is answered by text message, as the client's document says.
        kind = "sms" if channel == "web_form" else channel
        address = person.phone or f"visitor-{lead_id[10:]}"
        talks: list[Talk] = []
        left, asks = wanted, list(business.asks)
        while at:
            talk = Talk(
                business, self._id(at), lead_id, business.channels[kind], kind, address, language,
                at, at, asks,
            )  # fmt: skip
            is_spam = not talks and self._chance() < _SPAM
            at = self.teller.tell_spam(talk) if is_spam else self.teller.tell(talk, left)
            left, asks = left - talk.told, talk.asks
            talks.append(talk)
            self._conversation(talk, at == 0, is_spam)
        return talks

    def _conversation(self, talk: Talk, is_last: bool, is_spam: bool) -> None:
        age = self._end - talk.last_at
        ended = None
        is_over = age > 7 * DAY and not (talk.needs_person or is_spam)
        if not is_last or (is_over and self._chance() < 0.8):
            ended = talk.last_at + min(age, 5 * DAY)
            talk.state = "ended"
            self.teller.note(talk, "conversation_ended", ended, '{"reason":"idle"}')
        is_fresh = age < 2 * DAY and ended is None
        is_unread = talk.needs_person or (is_fresh and self._chance() < 0.4)
        self._put["conversations"].append(
            (talk.id, talk.business.id, talk.lead_id, talk.channel_id, talk.address, talk.state,
             talk.epoch, talk.operator if talk.state == "held" else None, talk.language,
             talk.last_inbound_id, talk.last_inbound_at, talk.last_at, talk.snippet, talk.author,
             talk.inbound, min(talk.inbound, 3) if is_unread else 0, int(talk.needs_person), 1,
             talk.asked.criterion_id if talk.asked else "", talk.began, ended, talk.replies,
             talk.last_at if is_spam else None)
        )  # fmt: skip

    def _appoint(self, talk: Talk, heat: str) -> str:
        """Book a meeting for some; return its state, empty when there is none."""
        if self._chance() > {"hot": 0.5, "warm": 0.16, "cold": 0.01}[heat]:
            return ""
        booked = min(talk.last_at + 5 * MINUTE, self._end)
        starts = (booked + DAY + int(self._chance() * 12 * DAY)) // HOUR * HOUR
        state = "booked"
        if starts < self._end:
            state = self._dice.choice(("done",) * 8 + ("no_show", "cancelled"))
        origin = "operator" if self._chance() < 0.6 else "key"
        people = talk.business.people
        by = people[int(self._chance() * len(people))] if origin == "operator" else None
        self._put["appointments"].append(
            (self._id(booked), talk.business.id, talk.lead_id, talk.id,
             _TITLES[talk.business.trade], "", starts, starts + HOUR, talk.business.zone, state,
             origin, by, booked, min(starts, self._end))
        )  # fmt: skip
        return state

    def _lead(
        self,
        talks: list[Talk],
        person: Person,
        channel: str,
        score: int,
        heat: str,
        found: list[dict[str, Any]],
        appointed: str,
    ) -> None:
        first, last = talks[0], talks[-1]
        source = "" if self._chance() < 0.35 else _SOURCES[int(self._chance() ** 2 * len(_SOURCES))]
        out_at = last.last_at if self._chance() < 0.03 else None
        people = first.business.people
        owner = people[int(self._chance() * len(people))] if self._chance() < 0.3 else ""
        status = self._status(last.last_at, score, heat, appointed, any(t.replies for t in talks))
        self._put["leads"].append(
            (first.lead_id, first.business.id, person.name, person.phone, person.email,
             first.language, source, score, heat, json.dumps(found, ensure_ascii=False), out_at,
             "keyword" if out_at else "", first.began, last.last_at, status, last.last_at, owner,
             channel, last.last_at, 1 + len(found))
        )  # fmt: skip
        if out_at:
            self.teller.note(last, "lead_opted_out", out_at)

    def _status(self, last_at: int, score: int, heat: str, appointed: str, is_told: bool) -> str:
        age = self._end - last_at
        if appointed == "done" and self._chance() < 0.55:
            return "won"
        if age > 30 * DAY and self._chance() < (0.25 if heat == "hot" else 0.5):
            return "lost"
        if appointed in ("booked", "done"):
            return "appointment"
        if heat == "hot":
            return "qualified"
        return "contacted" if is_told else "new"

    def _about(
        self, business: Business, lead_id: str, channel: str, person: Person, at: int
    ) -> None:
        """Write who the lead is on a channel, how it is found, tags, notes and consent."""
        kind, address = ("phone", person.phone) if person.phone else ("web_chat", lead_id[10:])
        if channel != "web_form":
            self._put["identities"].append((business.id, kind, address, lead_id, at))
        self._put["consents"].append(
            (self._id(at), business.id, lead_id, channel, "granted", "wrote_first", at)
        )
        self._put["lead_words"].extend(_words(business.id, lead_id, person.words))
        if self._chance() < 0.25:
            tags = {_TAGS[int(self._chance() ** 2 * len(_TAGS))] for _ in range(2)}
            self._put["lead_tags"].extend((business.id, lead_id, tag) for tag in tags)
        if self._chance() < 0.04:
            by, people = int(self._chance() * len(business.people)), business.people
            noted = min(at + 2 * HOUR, self._end)
            self._put["lead_notes"].append(
                (self._id(noted), business.id, lead_id, people[by], "Operator",
                 self._dice.choice(_NOTES), noted)
            )  # fmt: skip


def _words(tenant_id: str, lead_id: str, words: Iterable[str]) -> list[tuple[str, str, str]]:
    return [(tenant_id, word, lead_id) for word in sorted(words)]
