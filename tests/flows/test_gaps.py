"""Questions that found nothing: kept, grouped, answered once, and nobody else's business."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.errors import Conflict, Invalid, NotFound
from app.flows import gaps as flow
from app.flows.manage_knowledge import create_base, save_faq
from app.flows.manage_tenant import Put
from app.flows.reply import reply
from app.flows.take_over import take_over
from app.store import faqs, gaps
from app.store.gaps import GapRow
from tests.flows.stage import Stage
from tests.flows.test_manage_knowledge import found

BOATS = ("Do you rent out boats?", "Can I rent a boat from you?", "do you rent boats")
ANSWER = "Yes, small boats from 40 dollars an hour."


async def _note(stage: Stage, put: Put, *questions: str) -> None:
    for question in questions:
        stage.clock.advance(1)
        await flow.note_gap(stage.services, put.tenant.id, question, language="en")


async def _open(stage: Stage, put: Put) -> list[tuple[GapRow, ...]]:
    return flow.clustered(await stage.services.db.read(gaps.open_gaps, put.tenant.id))


async def test_questions_that_mean_the_same_stand_together(stage: Stage, acme: Put) -> None:
    await _note(stage, acme, BOATS[0], "Is there a swimming pool?", *BOATS[1:])
    clusters = await _open(stage, acme)
    assert [len(cluster) for cluster in clusters] == [3, 1]
    assert {one.question for one in clusters[0]} == set(BOATS)


@pytest.mark.parametrize("question", ["", "   ", "\n"])
async def test_an_empty_question_is_no_gap(stage: Stage, acme: Put, question: str) -> None:
    await _note(stage, acme, question)
    assert await _open(stage, acme) == []


async def test_a_long_question_is_kept_as_far_as_it_may_be_long(stage: Stage, acme: Put) -> None:
    await _note(stage, acme, "why " * 1000)
    ((gap,),) = await _open(stage, acme)
    assert len(gap.question) <= 500


async def test_an_answer_closes_the_cluster_and_answers_leads(stage: Stage, acme: Put) -> None:
    await _note(stage, acme, *BOATS, "Is there a swimming pool?")
    cluster_id = (await _open(stage, acme))[0][0].cluster_id
    faq = await flow.answer_gap(stage.services, acme.tenant.id, cluster_id, ANSWER)
    assert {faq.question, *faq.variants} == set(BOATS)
    assert (await found(stage, acme, "Could I rent a boat?"))[0] == ANSWER
    assert [one.question for (one,) in await _open(stage, acme)] == ["Is there a swimming pool?"]


async def test_an_empty_answer_leaves_the_question_open(stage: Stage, acme: Put) -> None:
    await _note(stage, acme, BOATS[0])
    ((gap,),) = await _open(stage, acme)
    with pytest.raises(Invalid, match="answer is missing"):
        await flow.answer_gap(stage.services, acme.tenant.id, gap.cluster_id, " ")
    assert len(await _open(stage, acme)) == 1


async def test_a_dismissed_question_is_gone(stage: Stage, acme: Put) -> None:
    await _note(stage, acme, BOATS[0])
    ((gap,),) = await _open(stage, acme)
    await flow.dismiss(stage.services, acme.tenant.id, gap.cluster_id)
    assert await _open(stage, acme) == []
    with pytest.raises(NotFound):
        await flow.dismiss(stage.services, acme.tenant.id, gap.cluster_id)


async def test_an_outsider_answers_and_dismisses_nothing(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    await _note(stage, acme, BOATS[0])
    ((gap,),) = await _open(stage, acme)
    stranger = outsider.tenant.id
    for attempt in (
        flow.dismiss(stage.services, stranger, gap.cluster_id),
        flow.answer_gap(stage.services, stranger, gap.cluster_id, ANSWER),
        flow.draft_faq(stage.services, stranger, gap.id),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await _open(stage, outsider) == []
    assert len(await _open(stage, acme)) == 1


async def test_two_clients_never_share_a_cluster(stage: Stage, acme: Put, bravo: Put) -> None:
    await _note(stage, acme, BOATS[0])
    await _note(stage, bravo, BOATS[0])
    ((ours,),), ((theirs,),) = await _open(stage, acme), await _open(stage, bravo)
    assert ours.cluster_id != theirs.cluster_id


async def _answered(stage: Stage, put: Put, *asked: str) -> tuple[str, str]:
    """Let a lead ask and an operator answer; return the conversation and the answer's id."""
    for text in asked:
        await stage.lead_says(put, text)
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    await take_over(stage.services, put.tenant.id, conversation_id, "op")
    stage.clock.advance(5)
    await reply(stage.services, put.tenant.id, conversation_id, "op", ANSWER)
    (message_id,) = await stage.column("SELECT id FROM messages WHERE author = 'operator'")
    return conversation_id, message_id


async def test_an_operators_reply_becomes_a_draft_with_one_click(stage: Stage, acme: Put) -> None:
    _, message_id = await _answered(stage, acme, BOATS[0])
    draft = await flow.draft_faq(stage.services, acme.tenant.id, message_id)
    assert (draft.question, draft.answer, draft.state) == (BOATS[0], ANSWER, "draft")
    # Nothing answers leads before somebody has approved it.
    assert ANSWER not in await found(stage, acme, BOATS[0])


async def test_a_draft_takes_the_whole_cluster_with_it(stage: Stage, acme: Put) -> None:
    conversation_id, message_id = await _answered(stage, acme, BOATS[0])
    await _note(stage, acme, BOATS[1])
    await flow.note_gap(
        stage.services, acme.tenant.id, BOATS[0], language="en", conversation_id=conversation_id
    )
    draft = await flow.draft_faq(stage.services, acme.tenant.id, message_id)
    assert (draft.question, draft.variants) == (BOATS[0], (BOATS[1],))
    # They are open until somebody has approved the draft, and then all are answered.
    assert len(await _open(stage, acme)) == 1
    again = await flow.draft_faq(stage.services, acme.tenant.id, message_id)
    assert again.id == draft.id
    await save_faq(stage.services, acme.tenant.id, replace(draft, state="approved"))
    assert await _open(stage, acme) == []


async def test_a_draft_takes_the_question_the_answer_is_about(stage: Stage, acme: Put) -> None:
    conversation_id, message_id = await _answered(
        stage, acme, BOATS[0], "¿Cuánto cuesta reservar una casa?"
    )
    await _note(stage, acme, "¿Cuánto cuesta reservar una casa?")
    for text in (BOATS[0], "¿Cuánto cuesta reservar una casa?"):
        stage.clock.advance(1)
        await flow.note_gap(stage.services, acme.tenant.id, text, conversation_id=conversation_id)
    draft = await flow.draft_faq(stage.services, acme.tenant.id, message_id)
    assert draft.question == BOATS[0]


async def test_a_draft_goes_into_the_chosen_base(stage: Stage, acme: Put) -> None:
    _, message_id = await _answered(stage, acme, BOATS[0])
    base = await create_base(stage.services, acme.tenant.id, "Boats")
    draft = await flow.draft_faq(stage.services, acme.tenant.id, message_id, base.id)
    assert draft.base_id == base.id
    saved = await stage.services.db.read(faqs.faqs_in, acme.tenant.id, base.id)
    assert [one.id for one in saved] == [draft.id]


async def test_only_an_operators_words_become_an_answer(stage: Stage, acme: Put) -> None:
    await stage.lead_says(acme, BOATS[0])
    (message_id,) = await stage.column("SELECT id FROM messages WHERE author = 'lead'")
    with pytest.raises(Conflict, match="person of the business"):
        await flow.draft_faq(stage.services, acme.tenant.id, message_id)


async def test_a_gap_is_told_to_open_pages_without_its_words(stage: Stage, acme: Put) -> None:
    async with stage.services.live.subscribe(frozenset({acme.tenant.id})) as page:
        await _note(stage, acme, BOATS[0])
        (event,) = await page.batch(1)
    assert event.kind == "gap_opened"
    assert "boat" not in str(event.data)
