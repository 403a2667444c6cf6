"""Judges what was lost and what was said twice, from what the Twilio double itself saw.

Every lead writes from its own number, so messages are attributed by the pair of numbers and by
their order:

- An inbound message is *acknowledged* when one of its deliveries was answered 2xx. Only those
  count; one that was never acknowledged is *refused* (the provider tells nobody, but leadline
  promised nothing either). Messages that want no reply (STOP, START and HELP, which Twilio answers
  itself) are left out.
- It is *answered* when a message to that lead was accepted after the inbound one was first posted,
  and *lost* otherwise. One reply may answer several messages (a burst).
- An accepted message is a *duplicate* when it carries only correlation tokens that an earlier one
  to the same lead carried; or has the text of an earlier one with nothing inbound posted or
  acknowledged in between; or
  when the lead has already got as many messages as it wrote (a second, different reply to one
  message). The last rule is off with ``is_strict=False``: an operator or a follow-up may write
  unasked. Twilio's own answers never count.

Times are milliseconds from the first post of the webhook to the acceptance of the reply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from app.world.twilio_records import Record
from app.world.understanding import TOKEN


@dataclass(slots=True)
class Verdict:
    """What became of the messages. Counts are messages, except ``leads…``: a lead is answered when
    every acknowledged message of it was, and lost when one was not."""

    inbound: int = 0
    answered: int = 0
    lost: int = 0
    refused: int = 0
    duplicated: int = 0
    outbound: int = 0
    leads: int = 0
    leads_answered: int = 0
    leads_lost: int = 0
    first_reply_ms: dict[str, float] = field(default_factory=dict)
    reply_ms: dict[str, float] = field(default_factory=dict)
    # The first hundred of each, to look them up.
    lost_sids: list[str] = field(default_factory=list)
    duplicated_sids: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return p50, p95 and p99 (nearest rank); empty when there are no values."""
    ordered = sorted(values)
    if not ordered:
        return {}
    return {
        f"p{share}": round(ordered[-(-share * len(ordered) // 100) - 1], 1)
        for share in (50, 95, 99)
    }


def judge(records: Iterable[Record], *, is_strict: bool = True) -> Verdict:
    """Return the verdict over all messages; their order does not matter."""
    verdict = Verdict()
    first_ms: list[float] = []
    every_ms: list[float] = []
    pairs: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        ours, lead = record.to, record.sender or ""
        pairs[(ours, lead) if record.is_inbound else (lead, ours)].append(record)
    for pair in pairs.values():
        ordered = sorted(pair, key=lambda record: record.seen_s)
        waits = _judge_inbound(verdict, ordered)
        first_ms += waits[:1]
        every_ms += waits
        _judge_outbound(verdict, ordered, is_strict)
    verdict.first_reply_ms = percentiles(first_ms)
    verdict.reply_ms = percentiles(every_ms)
    return verdict


def _name(sids: list[str], record: Record) -> None:
    if len(sids) < 100:
        sids.append(record.sid)


def _is_ours(record: Record) -> bool:
    return not record.is_inbound and not record.by_provider and record.status != "canceled"


def _judge_inbound(verdict: Verdict, ordered: Sequence[Record]) -> list[float]:
    wanted = [r for r in ordered if r.is_inbound and r.expects_reply]
    replies = [r for r in ordered if _is_ours(r)]
    waits: list[float] = []
    lost = 0
    for record in wanted:
        verdict.inbound += 1
        if record.acked_s is None:
            verdict.refused += 1
            continue
        after = (r.seen_s for r in replies if r.seen_s >= record.seen_s)
        reply_s = next(after, None)
        if reply_s is None:
            lost += 1
            _name(verdict.lost_sids, record)
            continue
        verdict.answered += 1
        waits.append((reply_s - record.seen_s) * 1000)
    verdict.lost += lost
    if wanted:
        verdict.leads += 1
        verdict.leads_lost += bool(lost)
        verdict.leads_answered += not lost and bool(waits)
    return waits


def _judge_outbound(verdict: Verdict, ordered: Sequence[Record], is_strict: bool) -> None:
    may_say = 0
    texts: set[str] = set()
    tokens: set[str] = set()
    for _, record, is_ack in _moments(ordered):
        if is_ack:
            texts.clear()
            continue
        if record.is_inbound:
            may_say += 1
            texts.clear()
            continue
        if not _is_ours(record):
            continue
        verdict.outbound += 1
        carried = set(TOKEN.findall(record.body))
        is_again = bool(carried) and carried <= tokens
        is_again = is_again or record.body in texts or (is_strict and may_say <= 0)
        may_say -= 1
        texts.add(record.body)
        tokens |= carried
        if is_again:
            verdict.duplicated += 1
            _name(verdict.duplicated_sids, record)


def _moments(ordered: Sequence[Record]) -> list[tuple[float, Record, bool]]:
    """Return what happened in order: a record was seen, or (True) its webhook was acknowledged.

    A webhook may be held back on its way: only from its acknowledgement on does leadline know it.
    """
    moments = [(record.seen_s, record, False) for record in ordered]
    moments += [(r.acked_s, r, True) for r in ordered if r.is_inbound and r.acked_s is not None]
    return sorted(moments, key=lambda moment: moment[0])
