"""Summaries in the database: what is not covered, and an outsider who gets and moves nothing."""

from __future__ import annotations

from app.clock import ManualClock
from app.domain.knowledge import Passage, Scored
from app.domain.message import Author
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import conversations, groundings, messages, summaries
from app.store.db import Tx


def _talk(tx: Tx, put: Put, now: int) -> tuple[str, list[str]]:
    """Let a lead and the assistant exchange four messages; return conversation and messages."""
    tenant_id, channel = put.tenant.id, put.channels[0]
    lead_id = conversations.insert_lead(tx, tenant_id, now, "Sara")
    row = conversations.insert_conversation(tx, tenant_id, lead_id, channel.id, "+12125550123", now)
    ids = [
        messages.insert_outbound(tx, row, Author.ASSISTANT, f"Message {n}", now + n)
        for n in range(4)
    ]
    return row.id, ids


async def test_it_covers_up_to_a_message_and_shows_the_rest(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    talk, ids = await services.db.write(_talk, acme, clock.now_ms())
    tenant_id = acme.tenant.id
    assert await services.db.write(
        summaries.keep_summary, tenant_id, talk, "", "They said hello.", ids[1]
    )
    kept = await services.db.read(summaries.summary_of, talk)
    assert kept is not None
    assert (kept.tenant_id, kept.text, kept.upto) == (tenant_id, "They said hello.", ids[1])
    for read in (summaries.uncovered, summaries.oldest_uncovered):
        left = await services.db.read(read, tenant_id, talk, kept.upto)
        assert [one.id for one in left] == ids[2:]


async def test_it_keeps_the_newest_or_the_oldest_of_too_many(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    talk, ids = await services.db.write(_talk, acme, clock.now_ms())
    read, tenant_id = services.db.read, acme.tenant.id
    newest = await read(summaries.uncovered, tenant_id, talk, "", 2)
    oldest = await read(summaries.oldest_uncovered, tenant_id, talk, "", 2)
    assert [[one.id for one in rows] for rows in (newest, oldest)] == [ids[2:], ids[:2]]


async def test_it_lets_only_one_of_two_summaries_win(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    talk, ids = await services.db.write(_talk, acme, clock.now_ms())
    write, tenant_id = services.db.write, acme.tenant.id
    assert await write(summaries.keep_summary, tenant_id, talk, "", "One.", ids[0])
    assert not await write(summaries.keep_summary, tenant_id, talk, "", "Other.", ids[1])


async def test_it_forgets_a_summary_that_covers_a_message_no_more(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    talk, ids = await services.db.write(_talk, acme, clock.now_ms())
    write, tenant_id = services.db.write, acme.tenant.id
    await write(summaries.keep_summary, tenant_id, talk, "", "One.", ids[1])
    assert not await write(summaries.forget_summary, tenant_id, talk, ids[2])
    assert await write(summaries.forget_summary, tenant_id, talk, ids[0])
    kept = await services.db.read(summaries.summary_of, talk)
    assert kept is not None
    assert (kept.text, kept.upto) == ("", "")


async def test_it_names_what_replies_rested_on(
    services: Services, acme: Put, ids: dict[str, str]
) -> None:
    def cite(tx: Tx) -> None:
        faq = Passage(ids["faq"], "faq", "", "", "k")
        groundings.insert_groundings(tx, acme.tenant.id, "t1", [Scored(faq, 0.9)], [faq.id])
        groundings.insert_groundings(tx, acme.tenant.id, "t2", [Scored(faq, 0.9)], [])

    await services.db.write(cite)
    read, tenant_id = services.db.read, acme.tenant.id
    assert await read(summaries.titles_of, tenant_id, ["t1", "t2"]) == ["What does it cost?"]
    assert await read(summaries.titles_of, tenant_id, ["t2"]) == []


async def test_it_shows_and_lets_an_outsider_move_nothing(
    services: Services, acme: Put, outsider: Put, clock: ManualClock
) -> None:
    talk, ids = await services.db.write(_talk, acme, clock.now_ms())
    read, write, stranger = services.db.read, services.db.write, outsider.tenant.id
    await write(summaries.keep_summary, acme.tenant.id, talk, "", "One.", ids[1])
    assert await read(summaries.uncovered, stranger, talk, "") == []
    assert await read(summaries.oldest_uncovered, stranger, talk, "") == []
    assert await read(summaries.titles_of, stranger, ["turn"]) == []
    assert not await write(summaries.keep_summary, stranger, talk, ids[1], "Mine.", ids[3])
    assert not await write(summaries.forget_summary, stranger, talk, ids[0])
    kept = await read(summaries.summary_of, talk)
    assert kept is not None
    assert kept.text == "One."
