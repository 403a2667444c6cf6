"""What a turn says rests on what its client knows; what nothing answers is not said."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from app.domain.tenant import ChannelKind, Faq
from app.domain.usage import Usage
from app.errors import ProviderUnavailable
from app.flows import answer as flow
from app.flows.manage_knowledge import (
    change_base,
    default_base,
    save_faq,
    set_inline_tokens,
)
from app.flows.manage_tenant import Put
from app.flows.settle import spent_on
from app.llm.base import ModelRequest
from app.store import bases
from tests.flows.knowing import CitingModel, add_file
from tests.flows.stage import LEAD, QUESTION, ScriptedModel, Stage

OTHER = "+12125550124"
UNKNOWN = "Do you sell electric bicycles?"
ADMISSION = "I don't know that, I'm afraid. A colleague will look at your question."
STATED = "Yes, we sell electric bicycles and lend helmets for nothing."


def _tail(request: ModelRequest) -> str:
    return request.messages[-1].blocks[-1].text


async def _faq_id(stage: Stage, question: str) -> str:
    (faq_id,) = await stage.column("SELECT id FROM faqs WHERE question = :q", q=question)
    return str(faq_id)


async def _trace(stage: Stage) -> dict[str, Any]:
    (text,) = await stage.column("SELECT trace FROM turns ORDER BY id DESC LIMIT 1")
    trace: dict[str, Any] = json.loads(text)
    return trace


@pytest.fixture(params=["whole", "retrieved"])
async def layout(request: pytest.FixtureRequest, stage: Stage, acme: Put) -> str:
    """Both layouts of a prompt: the whole knowledge in front, or what was found behind."""
    if request.param == "retrieved":
        await set_inline_tokens(stage.services, acme.tenant.id, 0)
    return str(request.param)


async def test_two_leads_share_every_static_byte(stage: Stage, acme: Put, layout: str) -> None:
    """G15b, in the requests that really go out."""
    model = ScriptedModel()
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION, LEAD)
    await stage.lead_says(acme, UNKNOWN, OTHER, kind=ChannelKind.WHATSAPP)
    await stage.work()
    one, other = model.requests[0], model.requests[1]
    assert (one.tools, one.system) == (other.tools, other.system)
    assert ("Do you allow pets?" in one.system[-1].text) is (layout == "whole")


async def test_passages_stand_before_the_state_and_only_where_they_must(
    stage: Stage, acme: Put, layout: str
) -> None:
    model = ScriptedModel()
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    tail = _tail(model.requests[0])
    found = f'<faq id="{(await _faq_id(stage, QUESTION))[-5:]}">'
    assert (found in tail) is (layout == "retrieved")
    assert tail.startswith("<passages>" if layout == "retrieved" else "<state ")


async def test_a_model_is_told_that_nothing_answers(stage: Stage, acme: Put) -> None:
    await set_inline_tokens(stage.services, acme.tenant.id, 0)
    model = CitingModel(ADMISSION)
    stage.with_model(model)
    await stage.lead_says(acme, UNKNOWN)
    await stage.work()
    assert _tail(model.requests[0]).startswith('<passages none="true"/>\n<state ')


@pytest.mark.parametrize("escalates", ["", "not_in_knowledge", "other"])
async def test_a_disobedient_model_states_nothing_that_nothing_answers(
    stage: Stage, acme: Put, layout: str, escalates: str
) -> None:
    """Asked again once, then the floor admits it; the lead never reads the made-up fact."""
    model = CitingModel(STATED, escalates=escalates)
    stage.with_model(model)
    await stage.lead_says(acme, UNKNOWN)
    await stage.work()
    (record,) = stage.sent()
    assert "bicycles" not in record.body
    assert "colleague" in record.body
    assert len(model.requests) == 2
    assert "electric bicycles" in _tail(model.requests[1])
    assert await stage.column("SELECT path FROM turns") == ["floor"]
    assert await stage.column("SELECT reason FROM escalations") == ["not_in_knowledge"]


async def test_a_citation_of_something_else_is_no_licence(stage: Stage, acme: Put) -> None:
    model = CitingModel(STATED, cites=(await _faq_id(stage, QUESTION),))
    stage.with_model(model)
    await stage.lead_says(acme, UNKNOWN)
    await stage.work()
    assert "bicycles" not in stage.sent()[0].body
    assert await stage.column("SELECT reason FROM escalations") == ["not_in_knowledge"]


async def test_an_honest_reply_is_sent_and_a_person_is_asked(
    stage: Stage, acme: Put, layout: str
) -> None:
    """The model forgot to escalate; the code does not."""
    stage.with_model(CitingModel(ADMISSION))
    await stage.lead_says(acme, UNKNOWN)
    await stage.work()
    assert stage.sent()[0].body.endswith(ADMISSION)
    assert await stage.column("SELECT path FROM turns") == ["model"]
    assert await stage.column("SELECT reason FROM escalations") == ["not_in_knowledge"]


async def test_what_a_model_read_in_the_whole_knowledge_outweighs_a_search_that_missed_it(
    stage: Stage, acme: Put
) -> None:
    said = "Yes, small pets are welcome in most homes."
    stage.with_model(CitingModel(said, cites=(await _faq_id(stage, QUESTION),)))
    await stage.lead_says(acme, "Could my dachshund live with me?")
    await stage.work()
    assert (await _trace(stage))["retrieval"]["is_answered"] is False
    assert stage.sent()[0].body.endswith(said)
    assert await stage.column("SELECT count(*) FROM escalations") == [0]
    assert await stage.column("SELECT count(*) FROM gaps") == [0]


async def test_a_question_about_ourselves_is_no_gap(stage: Stage, acme: Put, layout: str) -> None:
    await stage.lead_says(acme, "Are you a bot?")
    await stage.work()
    assert "the AI assistant of Acme" in stage.sent()[0].body
    assert await stage.column("SELECT count(*) FROM escalations") == [0]
    assert await stage.column("SELECT count(*) FROM gaps") == [0]


async def test_the_floor_answers_word_for_word_and_keeps_what_it_rests_on(
    stage: Stage, acme: Put, layout: str
) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert "Yes, small pets are welcome in most homes." in stage.sent()[0].body
    rows = await stage.rows(
        "SELECT g.passage_id, g.kind, g.score, g.stale_at, f.content_key = g.content_key AS same"
        " FROM groundings g JOIN faqs f ON f.id = g.passage_id WHERE g.is_cited = 1"
    )
    (row,) = rows
    assert row["passage_id"] == await _faq_id(stage, QUESTION)
    assert (row["kind"], row["stale_at"], bool(row["same"])) == ("faq", None, True)
    (confidence,) = await stage.column("SELECT confidence FROM turns")
    assert confidence == row["score"] >= 95


async def test_the_floor_answers_the_newest_of_several_questions(stage: Stage, acme: Put) -> None:
    for text in ("Hello there", QUESTION, "What are your opening hours?", "thanks"):
        await stage.lead_says(acme, text)
    await stage.work()
    (record,) = stage.sent()
    assert "We are open Monday to Friday from 9 to 18." in record.body
    assert "pets" not in record.body


async def test_a_turn_keeps_what_it_saw(stage: Stage, acme: Put, layout: str) -> None:
    faq_id = await _faq_id(stage, QUESTION)
    stage.with_model(CitingModel("Yes, small pets are welcome in most homes.", cites=(faq_id,)))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    trace = await _trace(stage)
    kept = trace["retrieval"]
    assert (kept["is_answered"], kept["asks"], kept["language"]) == (True, True, "en")
    assert kept["is_whole"] is (layout == "whole")
    assert kept["latency_us"] > 0
    cited = "SELECT passage_id FROM groundings WHERE is_cited = 1"
    assert await stage.column(cited) == [faq_id]
    (verdict,) = await stage.column("SELECT verdict FROM turns")
    parts = {part["name"]: part for part in json.loads(verdict)["confidence_parts"]}
    assert parts["support"]["value"] == 1.0
    assert parts["evidence"]["value"] == pytest.approx(kept["confidence"], abs=0.01)


async def test_a_void_draft_leaves_no_groundings(stage: Stage, acme: Put) -> None:
    slow = CitingModel("Yes, small pets are welcome in most homes.")
    slow.may_answer.clear()
    stage.with_model(slow)
    await stage.lead_says(acme, QUESTION)
    answering = asyncio.ensure_future(stage.answer_all())
    await slow.asked.wait()
    await stage.change("UPDATE conversations SET epoch = epoch + 1")
    slow.may_answer.set()
    await answering
    assert await stage.column("SELECT count(*) FROM groundings") == [0]


async def test_a_question_that_finds_nothing_is_kept_once(
    stage: Stage, acme: Put, layout: str
) -> None:
    await stage.lead_says(acme, "Hi")
    await stage.lead_says(acme, UNKNOWN)
    await stage.work()
    rows = await stage.rows("SELECT question, language, state, message_id FROM gaps")
    (message_id,) = await stage.column("SELECT id FROM messages WHERE body = :t", t=UNKNOWN)
    assert rows == [
        {"question": UNKNOWN, "language": "en", "state": "open", "message_id": message_id}
    ]


async def test_an_answered_question_is_no_gap(stage: Stage, acme: Put, layout: str) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT count(*) FROM gaps") == [0]


async def test_a_model_that_finds_no_answer_in_what_was_found_leaves_a_gap(
    stage: Stage, acme: Put, layout: str
) -> None:
    stage.with_model(CitingModel(ADMISSION, escalates="not_in_knowledge"))
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.column("SELECT question FROM gaps") == [QUESTION]


async def test_a_base_answers_on_its_channels_only(stage: Stage, acme: Put, layout: str) -> None:
    services, tenant_id = stage.services, acme.tenant.id
    (base,) = await services.db.read(bases.bases_of, tenant_id)
    await change_base(
        services, tenant_id, base.id, name=base.name, channels=("web_chat",), is_enabled=True
    )
    model = CitingModel(ADMISSION)
    stage.with_model(model)
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    request = model.requests[0]
    seen = "".join(block.text for block in (*request.system, *request.messages[-1].blocks))
    assert "small pets" not in seen
    assert await stage.column("SELECT count(*) FROM groundings") == [0]


async def test_no_turn_fails_for_want_of_an_index(stage: Stage, acme: Put, layout: str) -> None:
    """The image is gone and cannot be made again: nothing is found, and the lead is answered."""
    folder = stage.services.library.path(acme.tenant.id, 1).parent
    stage.services.library.forget(acme.tenant.id, keep=None)
    folder.write_text("A file where the folder was.")
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert await stage.turn_states() in (["answered"], ["escalated"])
    assert len(stage.sent()) == 1


async def test_a_follow_up_finds_what_was_spoken_of(stage: Stage, acme: Put) -> None:
    await add_file(
        stage, acme,
        "Dental implants replace a lost tooth. The price of an implant is 900 dollars.",
        "Teeth whitening takes one visit. The price of a whitening is 150 dollars.",
        "Braces straighten teeth over two years. The price of braces is 2,400 dollars.",
    )  # fmt: skip
    await set_inline_tokens(stage.services, acme.tenant.id, 0)
    model = CitingModel("Whitening takes one visit.", "It is 150 dollars.")
    stage.with_model(model)
    await stage.lead_says(acme, "Do you do teeth whitening?")
    await stage.work()
    await stage.lead_says(acme, "and the price?")
    await stage.work()
    first = _tail(model.requests[-1]).partition("<chunk ")[2]
    assert "price of a whitening" in first.partition("</chunk>")[0]
    assert 'title="Treatments" source="treatments.pdf, page 2"' in first


async def test_a_follow_up_is_never_answered_word_for_word_by_the_old_topic(
    stage: Stage, acme: Put
) -> None:
    """The question it goes on with is clearly answered; the follow-up is not."""
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, "and the price?")
    await stage.work()
    assert ["pets" in record.body for record in stage.sent()] == [True, False]
    assert await stage.column("SELECT path FROM turns") == ["floor", "floor"]


async def test_an_outsiders_knowledge_is_never_seen(
    stage: Stage, acme: Put, outsider: Put, layout: str
) -> None:
    base = await default_base(stage.services, outsider.tenant.id)
    secret = Faq("", UNKNOWN, "The canary sells bicycles.", base_id=base.id)
    await save_faq(stage.services, outsider.tenant.id, secret)
    model = CitingModel(ADMISSION)
    stage.with_model(model)
    await stage.lead_says(acme, UNKNOWN)
    await stage.work()
    request = model.requests[0]
    seen = [*request.system, *(block for said in request.messages for block in said.blocks)]
    assert "canary" not in "".join(block.text for block in seen)
    assert "canary" not in stage.sent()[0].body


async def test_a_question_by_way_of_an_embedder_is_paid_for(stage: Stage, acme: Put) -> None:
    """DOMAIN 39: also when the turn's model is down and the turn is tried again."""
    looked = await flow.look_up(
        stage.services,
        await stage.services.accounts.knowledge(acme.tenant.id),
        "sms",
        [],
        "en",
    )
    used = Usage("openai", "small", input_tokens=7, cost_microusd=3)
    paid = replace(looked, found=replace(looked.found, usage=used))
    await stage.lead_says(acme, QUESTION)
    (turn_id,) = await stage.column("SELECT id FROM turns")
    work = await stage.services.db.write(flow._claim, stage.services, turn_id, "me")
    assert work is not None
    down = ProviderUnavailable("down")
    await stage.services.db.write(flow._try_later, stage.services, work, down, spent_on(paid))
    assert await stage.column("SELECT cost_microusd FROM usage") == [3]
