"""Tool calls of a model, checked before anything acts on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from app.domain.tools import SPECS, Actions, Claim, Offered, Reply, parse_calls
from app.errors import InvalidModelOutput

OFFERED = Offered(frozenset({"f1", "f2"}), frozenset({"budget"}), frozenset({"m1"}))


@dataclass(frozen=True)
class _Call:
    name: str
    input: dict[str, Any] = field(default_factory=dict)


def _reply(**given: Any) -> _Call:
    return _Call("reply", {"text": "Hello", "grounding": [], "confidence": "high"} | given)


def test_it_offers_reply_first_and_always_the_same() -> None:
    assert [spec.name for spec in SPECS] == ["reply", "record_findings", "escalate", "end"]


def test_it_takes_a_reply_with_what_it_rests_on() -> None:
    actions = parse_calls([_reply(grounding=["f2", "f2"], asks="budget")], OFFERED)
    assert actions == Actions(Reply("Hello", ("f2",), "high", "budget"))


def test_it_drops_ids_nobody_offered() -> None:
    actions = parse_calls([_reply(grounding=["f1", "x"], asks="sample")], OFFERED)
    assert actions.reply == Reply("Hello", ("f1",), "high", None)
    assert actions.dropped == ("passage:x", "asks:sample")


@pytest.mark.parametrize(
    "given",
    [{"grounding": None}, {"grounding": "f1"}, {"confidence": 0.7}, {"asks": None}, {"extra": 1}],
)
def test_it_forgives_side_fields_of_the_wrong_kind(given: dict[str, Any]) -> None:
    reply = parse_calls([_reply(**given)], OFFERED).reply
    assert reply is not None
    assert reply.text == "Hello"


def test_it_takes_an_unknown_bucket_for_unsure() -> None:
    reply = parse_calls([_reply(confidence="certain")], OFFERED).reply
    assert reply is not None
    assert reply.confidence == "low"


@pytest.mark.parametrize(
    "calls",
    [
        [],
        [_reply(text="  ")],
        [_reply(text=["a"])],
        [_reply(text="x" * 5000)],
        [_Call("record_findings", {"findings": []})],
        [_Call("send_money", {"to": "me"})],
    ],
)
def test_it_rejects_an_answer_that_says_nothing_and_tells_why(calls: list[_Call]) -> None:
    with pytest.raises(InvalidModelOutput) as caught:
        parse_calls(calls, OFFERED)
    assert caught.value.details["repair"]


def test_it_takes_claims_only_about_what_was_offered() -> None:
    good = {"criterion": "budget", "value": 800000, "message": "m1", "quote": "800k"}
    rows = [good, good | {"criterion": "x"}, good | {"message": "m9"}, "junk"]
    actions = parse_calls([_reply(), _Call("record_findings", {"findings": rows})], OFFERED)
    assert actions.claims == (Claim("budget", "800000", "m1", "800k"),)
    assert actions.dropped == ("criterion:x", "message:m9", "finding:not_an_object")


@pytest.mark.parametrize(
    ("quote", "message"), [("800k", "m1"), ("a flat", "m3"), ("never said", "m3")]
)
def test_it_finds_the_message_of_a_claim_that_names_none(quote: str, message: str) -> None:
    said = (("m3", "a flat please"), ("m2", "up to 800 k"), ("m1", "budget 800k, a flat"))
    offered = Offered(frozenset(), frozenset({"budget"}), frozenset({"m1", "m2", "m3"}), {}, said)
    row = {"criterion": "budget", "value": "800000", "quote": quote}
    claims = parse_calls([_reply(), _Call("record_findings", {"findings": [row]})], offered).claims
    assert [claim.message_id for claim in claims] == [message]


def test_it_still_reads_the_names_of_recorded_answers() -> None:
    row = {"criterion_id": "budget", "value": "8", "message_id": "m1", "quote": "8"}
    claims = parse_calls([_reply(), _Call("record_findings", {"findings": [row]})], OFFERED).claims
    assert claims == (Claim("budget", "8", "m1", "8"),)


def test_it_takes_a_model_that_names_no_doubt_for_sure() -> None:
    call = _Call("reply", {"text": "Hello", "grounding": []})
    reply = parse_calls([call], OFFERED).reply
    assert reply is not None
    assert reply.confidence == "high"


def test_it_understands_the_short_names_of_the_prompt() -> None:
    offered = Offered(frozenset({"0000000abcde"}), handles={"abcde": "0000000abcde"})
    reply = parse_calls([_reply(grounding=["abcde"])], offered).reply
    assert reply is not None
    assert reply.grounding == ("0000000abcde",)


def test_it_keeps_only_the_first_of_two_replies() -> None:
    actions = parse_calls([_reply(text="one"), _reply(text="two")], OFFERED)
    assert actions.reply is not None
    assert actions.reply.text == "one"


def test_it_lets_a_conversation_end_without_words() -> None:
    actions = parse_calls([_Call("end", {"reason": "nonsense"})], OFFERED)
    assert (actions.reply, actions.end and actions.end.reason) == (None, "lead_is_done")


def test_it_escalates_with_a_reason_of_ours() -> None:
    call = _Call("escalate", {"reason": "wants_person", "summary": "Angry."})
    actions = parse_calls([_reply(), call], OFFERED)
    assert actions.escalate is not None
    assert (actions.escalate.reason, actions.escalate.summary) == ("wants_person", "Angry.")
