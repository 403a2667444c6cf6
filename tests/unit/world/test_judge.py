"""The judge: what is answered, lost, refused and said twice."""

from __future__ import annotations

import itertools

from app.world.judge import judge, percentiles
from app.world.twilio_records import Record

OURS, LEAD = "+15550001111", "+12125550101"
_count = itertools.count()


def inbound(at_s: float, body: str = "hi", lead: str = LEAD, *, acked: bool = True) -> Record:
    return Record(
        sid=f"SM{next(_count)}", account_sid="AC", to=OURS, sender=lead, body=body,
        direction="inbound", status="received", created_ms=0, seen_s=at_s,
        acked_s=at_s + 0.01 if acked else None, expects_reply=True,
    )  # fmt: skip


def outbound(at_s: float, body: str = "hello", lead: str = LEAD, sender: str = OURS) -> Record:
    return Record(
        sid=f"SM{next(_count)}", account_sid="AC", to=lead, sender=sender, body=body,
        direction="outbound-api", status="queued", created_ms=0, seen_s=at_s,
    )  # fmt: skip


def test_a_reply_answers_and_is_timed() -> None:
    verdict = judge([inbound(1.0), outbound(1.25)])

    assert (verdict.answered, verdict.lost, verdict.duplicated) == (1, 0, 0)
    assert verdict.first_reply_ms["p50"] == 250.0


def test_an_acknowledged_message_without_reply_is_lost() -> None:
    silent = inbound(2.0, lead="+12125550102")
    verdict = judge([inbound(1.0), outbound(1.5), silent])

    assert (verdict.answered, verdict.lost) == (1, 1)
    assert verdict.lost_sids == [silent.sid]
    assert (verdict.leads, verdict.leads_answered, verdict.leads_lost) == (2, 1, 1)


def test_a_reply_before_the_message_does_not_answer_it() -> None:
    assert judge([outbound(0.5), inbound(1.0)], is_strict=False).lost == 1


def test_what_was_never_acknowledged_is_refused_not_lost() -> None:
    verdict = judge([inbound(1.0, acked=False)])
    assert (verdict.refused, verdict.lost) == (1, 0)


def test_one_reply_answers_a_burst() -> None:
    verdict = judge([inbound(1.0), inbound(1.1), outbound(1.5)])
    assert (verdict.answered, verdict.duplicated) == (2, 0)


def test_the_same_text_twice_is_a_duplicate() -> None:
    again = outbound(1.6)
    verdict = judge([inbound(1.0), inbound(1.1), outbound(1.5), again])

    assert verdict.duplicated == 1
    assert verdict.duplicated_sids == [again.sid]


def test_the_same_text_after_a_new_message_is_none() -> None:
    verdict = judge([inbound(1.0), outbound(1.5), inbound(2.0), outbound(2.5)])
    assert verdict.duplicated == 0


def test_a_second_different_reply_is_a_duplicate() -> None:
    records = [inbound(1.0), outbound(1.5, "hello"), outbound(1.6, "good day")]

    assert judge(records).duplicated == 1
    assert judge(records, is_strict=False).duplicated == 0


def test_a_token_answered_twice_is_a_duplicate() -> None:
    records = [
        inbound(1.0, "a [q1a2b3-1-1]"),
        outbound(1.5, "b [q1a2b3-1-1]"),
        inbound(2.0, "c [q1a2b3-1-2]"),
        outbound(2.5, "d [q1a2b3-1-1]"),
    ]
    assert judge(records).duplicated == 1


def test_a_token_among_new_ones_is_no_duplicate() -> None:
    records = [
        inbound(1.0, "a [q1a2b3-1-1]"),
        outbound(1.5, "b [q1a2b3-1-1]"),
        inbound(2.0, "c [q1a2b3-1-2]"),
        outbound(2.5, "d [q1a2b3-1-1] [q1a2b3-1-2]"),
    ]
    assert judge(records).duplicated == 0


def test_two_businesses_may_say_the_same() -> None:
    other = "+15550002222"
    second = inbound(1.1)
    second.to = other
    verdict = judge([inbound(1.0), second, outbound(1.5), outbound(1.6, sender=other)])

    assert (verdict.answered, verdict.duplicated) == (2, 0)


def test_twilios_own_answers_do_not_count() -> None:
    stop = inbound(1.0, "STOP")
    stop.expects_reply = False
    confirmation = outbound(1.1)
    confirmation.by_provider = True
    verdict = judge([stop, confirmation])

    assert (verdict.inbound, verdict.outbound, verdict.duplicated) == (0, 0, 0)


def test_percentiles_are_of_what_was_measured() -> None:
    assert percentiles([]) == {}
    assert percentiles(list(range(1, 101))) == {"p50": 50, "p95": 95, "p99": 99}
