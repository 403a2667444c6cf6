"""The outsider knows every id and gets nothing: not found, or an empty list."""

from __future__ import annotations

import inspect
import json
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from app.domain.budget import Cost, Limits
from app.domain.delivery import DeliveryState, Kind
from app.domain.usage import Usage
from app.errors import NotFound
from app.flows.manage_tenant import Put
from app.flows.reply import reply
from app.flows.spend import reserve
from app.flows.take_over import release, take_over
from app.store import (
    api_keys,
    appointments,
    bases,
    chunks,
    conversations,
    corrections,
    day_figures,
    deliveries,
    documents,
    endings,
    escalation_lists,
    escalations,
    events,
    faqs,
    findings,
    gaps,
    groundings,
    holdings,
    lead_page,
    leads,
    merges,
    messages,
    notes,
    notifications,
    outbox,
    outcomes,
    pacing,
    passages,
    people,
    profiles,
    quality,
    recordings,
    shelves,
    summaries,
    tenants,
    timeline,
    traffic,
    turns,
    usage,
    websites,
)
from app.store.db import Tx
from tests.fixtures import said
from tests.flows.stage import QUESTION, Stage

PARTS = (
    api_keys, appointments, bases, chunks, conversations, corrections, day_figures, deliveries,
    documents, endings, escalation_lists, escalations, events, faqs, findings, gaps, groundings,
    holdings, lead_page, leads, merges, messages, notes, notifications, outcomes, pacing,
    passages, people, profiles, quality, recordings, shelves, summaries, tenants, timeline,
    traffic, turns, usage, websites,
)  # fmt: skip
# Named by an id that only a bell, a channel key or a provider gives, or for all tenants at once.
UNSCOPED = {
    "by_id", "claim", "claim_unknown", "due", "expire_leases", "forget_reservations",
    "apply_status", "park_status", "take_parked", "known_provider_ids",
    "open_conversation", "channel_by_key", "channel_by_id", "tenant_by_name", "all_tenants",
    "profile_to_json", "profile_from_json", "put_tenant", "put_channel",
    "tenant_of", "claim_document", "let_go", "due_documents", "claim_website", "due_websites",
    "due_indexes", "want_embedder", "is_waiting", "key_by_hash", "note_use",
    "expire_reservations", "has_expired", "message_of",
    "facts_to_json", "due_escalations", "waiting_for", "from_row",
    # Read for the tenants a person may see, and compared with them.
    "listed", "count_pending", "tenant_of_escalation", "incidents_for", "tenant_of_lead",
    "operator_names",
    # A notification by the id its bell gives; a person's may speak of several tenants.
    "notification_by_id", "sent_since", "take_folded", "folded_in", "of_subject",
    "note_acknowledged", "due_notifications", "person_of", "admins",
    # For every tenant at once: what is learnt, what is too old.
    "is_worth_learning", "labelled_tenants", "tenants_with_news", "decided_by_all",
    "forget_old_recordings", "has_old_recordings", "held_by_nobody",
    "settings_to_json", "settings_from_json", "summary_of",
    # Figures of the tenants a person may see; the counting itself goes through all of them.
    "by_day", "sums", "of_all", "as_text", "stale_days", "put_counted",
}  # fmt: skip
# The row it is given carries its tenant: a forged one is tried below.
BY_ROW = {
    "note_inbound", "note_outbound", "still_ours", "insert_inbound", "insert_outbound",
    "insert_delivery", "give_back", "close", "body_of", "finish", "requeue", "leave_unknown",
    "said_since",
    "adopt", "renew", "are_claims",
    "put_base", "publish_index", "insert_chunks", "finish_stage", "note_progress", "finish_crawl",
    "insert_change", "give_back_document", "give_back_website", "is_crawled_by",
    "insert_version", "keep_current", "with_number", "answered_upto",
}  # fmt: skip


def _functions(part: ModuleType) -> list[str]:
    return [
        name
        for name, item in vars(part).items()
        if inspect.isfunction(item)
        and not name.startswith("_")
        and item.__module__ == part.__name__
    ]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__.rpartition(".")[2])
def test_every_store_function_asks_for_the_tenant(part: ModuleType) -> None:
    """DOMAIN 43: a statement on a tenant's table carries ``tenant_id``."""
    free = {
        name
        for name in _functions(part)
        if list(inspect.signature(getattr(part, name)).parameters)[1:2] != ["tenant_id"]
    }
    assert free <= UNSCOPED | BY_ROW


async def _ids(stage: Stage, acme: Put) -> dict[str, str]:
    """Fill acme with one of everything and return the ids the outsider has learnt."""
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    await stage.lead_says(acme, "My budget is 300000 dollars")
    (row,) = await stage.rows(
        "SELECT c.id AS conversation_id, c.lead_id, c.channel_id, c.address, c.last_inbound_id"
        " FROM conversations AS c"
    )
    turn_ids = await stage.column("SELECT id FROM turns ORDER BY id")
    delivery_ids = await stage.column("SELECT id FROM deliveries")
    held = await reserve(stage.services, replace(acme.tenant, budget_tokens=9), None, Cost(1, 1))
    return {
        **row,
        "turn_id": turn_ids[-1],
        "delivery_id": delivery_ids[0],
        "message_id": row["last_inbound_id"],
        "reservation_id": str(held),
    }


async def _everything(stage: Stage, tenant_id: str) -> str:
    """Return all rows of a tenant as one text, to see whether anything moved."""
    tables = ("leads", "identities", "conversations", "messages", "turns", "deliveries",
              "findings", "escalations", "usage", "budgets", "consents", "events",
              "reservations", "budget_alerts")  # fmt: skip
    found = {}
    for table in tables:
        rows = await stage.rows(f"SELECT * FROM {table} WHERE tenant_id = :t", t=tenant_id)
        found[table] = sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)
    return json.dumps(found)


async def test_flows_find_nothing_for_an_outsider(stage: Stage, acme: Put, outsider: Put) -> None:
    ids = await _ids(stage, acme)
    before = await _everything(stage, acme.tenant.id)
    stranger, conversation_id = outsider.tenant.id, ids["conversation_id"]
    for flow in (
        take_over(stage.services, stranger, conversation_id, "op"),
        release(stage.services, stranger, conversation_id, "op"),
        reply(stage.services, stranger, conversation_id, "op", "Hello"),
    ):
        with pytest.raises(NotFound):
            await flow
    assert await _everything(stage, acme.tenant.id) == before


def _reads(tx: Tx, stranger: str, ids: dict[str, str]) -> dict[str, Any]:
    conversation_id, lead_id = ids["conversation_id"], ids["lead_id"]
    return {
        "conversation_by_id": conversations.conversation_by_id(tx, stranger, conversation_id),
        "lead_by_id": conversations.lead_by_id(tx, stranger, lead_id),
        "lead_by_identity": conversations.lead_by_identity(tx, stranger, "phone", ids["address"]),
        "messages.latest": messages.latest(tx, stranger, conversation_id),
        "open_turn": turns.open_turn(tx, stranger, conversation_id),
        "next_queued": deliveries.next_queued(tx, stranger, conversation_id),
        "sent_count": deliveries.sent_count(tx, stranger, conversation_id),
        "findings_of": findings.findings_of(tx, stranger, lead_id),
        "events.since": [e for e in events.since(tx, stranger, "") if e.conversation_id],
        "faqs_of": [f for f in faqs.faqs_of(tx, stranger) if f.id.startswith(ids["faq"])],
        "last_turn": turns.last_turn(tx, stranger, conversation_id),
        "pending_reason": pacing.pending_reason(tx, stranger, conversation_id),
        "channels_of": [
            a for a, _ in tenants.channels_of(tx, stranger) if a.id == ids["channel_id"]
        ],
    }


async def test_store_reads_find_nothing_for_an_outsider(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    ids = await _ids(stage, acme) | {"faq": acme.tenant.id[-6:]}
    found = await stage.services.db.read(_reads, outsider.tenant.id, ids)
    assert {name: value for name, value in found.items() if value} == {}


def _writes(tx: Tx, stranger: str, ids: dict[str, str], now: int) -> None:
    conversation_id, lead_id, turn_id = ids["conversation_id"], ids["lead_id"], ids["turn_id"]
    conversations.verify(tx, stranger, conversation_id, lead_id)
    conversations.hold(tx, stranger, conversation_id, "op")
    conversations.release(tx, stranger, conversation_id)
    endings.end(tx, stranger, conversation_id, now)
    endings.reopen(tx, stranger, conversation_id)
    conversations.raise_epochs(tx, stranger, lead_id)
    conversations.ask_for_person(tx, stranger, conversation_id)
    pacing.note_reply(tx, stranger, conversation_id, "xx", "x", True, {"x": 1}, 1, 1)
    pacing.put_aside(tx, stranger, conversation_id, now)
    pacing.trust(tx, stranger, conversation_id)
    pacing.set_signs(tx, stranger, ids["message_id"], "{}")
    conversations.set_opt_out(tx, stranger, lead_id, "x", now, now)
    conversations.recall_disclosure(tx, stranger, conversation_id)
    conversations.forget_lead(tx, stranger, lead_id)
    turns.extend_turn(tx, stranger, turn_id, "m", now)
    turns.close_open(tx, stranger, conversation_id, "answered", "x", now)
    turns.hold_open(tx, stranger, conversation_id)
    turns.resume_held(tx, stranger, conversation_id, now)
    deliveries.cancel_queued(tx, stranger, conversation_id, "x", tuple(Kind))
    escalations.resolve(tx, stranger, conversation_id, "op", now)
    escalations.needs_nobody(tx, stranger, conversation_id)
    findings.set_score(tx, stranger, lead_id, 100, "hot", "[]", now)
    usage.free_turn(tx, stranger, turn_id)
    usage.free(tx, stranger, ids["reservation_id"])
    usage.reserve(tx, stranger, turn_id, "2026-11", Limits(1000), Cost(10), now, now + 1)
    usage.note_alert(tx, stranger, "2026-11", 80, now)
    tenants.pause_channel(tx, stranger, ids["channel_id"], "x")
    faqs.delete_faq(tx, stranger, ids["faq"] + "-0001")


async def test_store_writes_move_nothing_for_an_outsider(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    ids = await _ids(stage, acme) | {"faq": acme.tenant.id[-6:]}
    before = await _everything(stage, acme.tenant.id)
    await stage.services.db.write(_writes, outsider.tenant.id, ids, stage.clock.now_ms())
    assert await _everything(stage, acme.tenant.id) == before
    assert await stage.column(
        "SELECT max(is_paused) FROM channels WHERE tenant_id = :t", t=acme.tenant.id
    ) == [0]
    faqs = await stage.column("SELECT id FROM faqs WHERE tenant_id = :t", t=acme.tenant.id)
    assert len(faqs) == 2


def _forged_writes(tx: Tx, stranger: str, ids: dict[str, str], tenant_id: str, now: int) -> None:
    """Use rows of acme's that claim to be the outsider's."""
    conversation = conversations.conversation_by_id(tx, tenant_id, ids["conversation_id"])
    delivery = deliveries.by_id(tx, ids["delivery_id"])
    turn = turns.open_turn(tx, tenant_id, ids["conversation_id"])
    assert conversation is not None
    assert delivery is not None
    assert turn is not None
    conversation = replace(conversation, tenant_id=stranger)
    delivery = replace(delivery, tenant_id=stranger)
    turn = replace(turn, tenant_id=stranger)
    conversations.note_outbound(tx, conversation, "x", "x", now)
    assert not conversations.still_ours(tx, conversation)
    assert not messages.are_claims(tx, conversation, 1)
    assert not turns.renew(tx, turn, now)
    assert not turns.give_back(tx, turn, "held", now)
    assert not turns.close(tx, turn, "answered", now, "x")
    assert deliveries.body_of(tx, delivery) == ""
    assert not deliveries.finish(tx, delivery, DeliveryState.FAILED, now)
    assert not deliveries.adopt(tx, delivery, DeliveryState.SENT, now, "SM1")
    assert not deliveries.requeue(tx, delivery, now, "x")
    assert not deliveries.leave_unknown(tx, delivery, now, "x", 1)


async def test_a_row_with_a_forged_tenant_moves_nothing(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    ids = await _ids(stage, acme)
    await stage.change("UPDATE turns SET state = 'answering' WHERE state = 'pending'")
    await stage.change("UPDATE deliveries SET state = 'sending', lease_until = 9999999999999")
    before = await _everything(stage, acme.tenant.id)
    await stage.services.db.write(
        _forged_writes, outsider.tenant.id, ids, acme.tenant.id, stage.clock.now_ms()
    )
    assert await _everything(stage, acme.tenant.id) == before


async def test_one_number_is_another_lead_for_each_client(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.lead_says(bravo, QUESTION)
    tenant_ids = await stage.column("SELECT tenant_id FROM leads")
    assert sorted(tenant_ids) == sorted([acme.tenant.id, bravo.tenant.id])


async def test_a_form_cannot_reply_through_another_clients_number(
    stage: Stage, acme: Put, bravo: Put
) -> None:
    form = next(account for account in acme.channels if account.kind.value == "web_form")
    theirs = next(account for account in bravo.channels if account.kind.value == "sms")
    form = replace(form, settings={**form.settings, "reply_channel_id": theirs.id})
    await stage.receive(form, said(QUESTION, "visitor", phone="+12125550123", consent="yes"))
    await stage.work()
    assert stage.sent() == []


async def test_events_of_one_client_never_reach_anothers_page(
    stage: Stage, acme: Put, outsider: Put
) -> None:
    async with stage.services.live.subscribe(frozenset({outsider.tenant.id})) as page:
        await stage.lead_says(acme, QUESTION)
        await stage.work()
        assert await page.batch(0.05) == []


async def test_a_clients_knowledge_stays_its_own(stage: Stage, acme: Put, bravo: Put) -> None:
    await stage.change(
        "UPDATE faqs SET answer = 'A secret of Bravo.' WHERE tenant_id = :t", t=bravo.tenant.id
    )
    stage.services.accounts.clear()
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert "Bravo" not in stage.sent()[0].body


def _leftovers(tx: Tx, tenant_id: str, turn_id: str, now: int) -> None:
    usage.insert_usage(tx, tenant_id, turn_id, "2026-11", Usage("x", "m", cost_microusd=5), now)


async def test_what_one_client_spends_is_not_anothers(stage: Stage, acme: Put, bravo: Put) -> None:
    await stage.services.db.write(_leftovers, acme.tenant.id, "t", stage.clock.now_ms())
    rows = await stage.rows("SELECT tenant_id, spent_microusd FROM budgets")
    assert rows == [{"tenant_id": acme.tenant.id, "spent_microusd": 5}]


def test_the_lists_of_exceptions_are_up_to_date() -> None:
    names = {name for part in (*PARTS, outbox) for name in _functions(part)}
    assert names >= UNSCOPED | BY_ROW
