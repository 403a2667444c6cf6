"""What a person does by hand: trying again, templates, canned replies, ending a conversation."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from contextlib import suppress
from urllib.request import Request, urlopen

import pytest

from app.domain.audit import Actor
from app.domain.tenant import ChannelKind
from app.errors import Conflict, Invalid, NotFound
from app.flows import prepared_texts
from app.flows.end_conversation import end_conversation
from app.flows.manage_tenant import Put
from app.flows.reply import reply, send_template
from app.flows.retry import retry
from app.ids import new_id
from app.store.message_templates import TemplateRow
from tests.fixtures import ACCOUNT, TOKEN
from tests.flows.stage import QUESTION, Stage

DANA = Actor("operator", "dana", "Dana")
DAY_S = 86_400


async def _failed(stage: Stage, acme: Put, kind: ChannelKind = ChannelKind.SMS) -> tuple[str, str]:
    """Let a person's message fail; return conversation and message."""
    receipt = await stage.lead_says(acme, QUESTION, kind=kind)
    one = str(receipt.conversation_id)
    message_id = await reply(stage.services, acme.tenant.id, one, DANA.id, "We do.")
    await stage.change(
        "UPDATE deliveries SET state = 'undelivered', next_action = 'retry',"
        " provider_message_id = 'SM-lost' WHERE message_id = :id",
        id=message_id,
    )
    stage.bell.rang.clear()
    return one, message_id


async def test_it_sends_a_failed_message_again(stage: Stage, acme: Put) -> None:
    one, message_id = await _failed(stage, acme)
    await retry(stage.services, acme.tenant.id, one, message_id, DANA)
    await stage.deliver_all()
    assert [record.body for record in stage.sent()] == ["We do."]
    assert await stage.delivery_states() == ["undelivered", "accepted"]
    (line,) = await stage.rows("SELECT * FROM audit WHERE action = 'delivery_retried'")
    assert (line["actor_id"], line["subject_id"]) == (DANA.id, message_id)


async def test_many_presses_send_once(stage: Stage, acme: Put) -> None:
    one, message_id = await _failed(stage, acme)
    presses: list[Awaitable[str]] = [
        retry(stage.services, acme.tenant.id, one, message_id, DANA) for _ in range(8)
    ]
    done = await asyncio.gather(*presses, return_exceptions=True)
    await stage.deliver_all()
    assert sum(isinstance(one, Conflict) for one in done) == 7
    assert len(stage.sent()) == 1


async def test_it_refuses_to_try_again_what_the_gate_would_hold(stage: Stage, acme: Put) -> None:
    one, message_id = await _failed(stage, acme, ChannelKind.WHATSAPP)
    stage.clock.advance(DAY_S + 1)
    with pytest.raises(Conflict, match="24-hour window"):
        await retry(stage.services, acme.tenant.id, one, message_id, DANA)
    await stage.change("UPDATE leads SET opted_out_at = 1")
    with pytest.raises(Conflict, match="opted out"):
        await retry(stage.services, acme.tenant.id, one, message_id, DANA)
    assert await stage.delivery_states() == ["undelivered"]


async def test_a_retried_good_bye_of_the_law_is_refused(stage: Stage, acme: Put) -> None:
    one, message_id = await _failed(stage, acme)
    await stage.change("UPDATE deliveries SET kind = 'opt_out_confirmation'")
    with pytest.raises(Conflict, match="never sent twice"):
        await retry(stage.services, acme.tenant.id, one, message_id, DANA)


async def test_a_person_in_charge_of_the_failure_ends_its_call(stage: Stage, acme: Put) -> None:
    one, message_id = await _failed(stage, acme)
    await stage.change("UPDATE deliveries SET state = 'queued'")
    stage.world.faults.force("twilio", "400", 1)
    await stage.change("UPDATE deliveries SET state = 'failed'")
    await retry(stage.services, acme.tenant.id, one, message_id, DANA)
    assert await stage.column("SELECT needs_person FROM conversations") == [0]


async def test_a_template_leaves_after_the_window(stage: Stage, acme: Put) -> None:
    receipt = await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    one, tenant_id = str(receipt.conversation_id), acme.tenant.id
    sid = await asyncio.to_thread(_make_template, stage.world.base_url)
    template = TemplateRow(
        new_id(), tenant_id, "visit", "en", "Hello {{1}}, see you {{2}}?", sid, "approved"
    )
    template_id = await prepared_texts.save_template(stage.services, template, DANA)
    stage.clock.advance(DAY_S + 1)
    stage.bell.rang.clear()
    with pytest.raises(Conflict, match="24-hour window"):
        await reply(stage.services, tenant_id, one, DANA.id, "Hello?")
    with pytest.raises(Invalid, match="each place"):
        await send_template(stage.services, tenant_id, one, DANA.id, template_id, ("Maya",))
    values = ("Maya", "at {{1}} o'clock")
    await send_template(stage.services, tenant_id, one, DANA.id, template_id, values)
    await stage.deliver_all()
    (sent,) = stage.sent()
    assert sent.body == "Hello Maya, see you at {{1}} o'clock?"
    assert sent.content_sid == sid
    assert await stage.column("SELECT last_snippet FROM conversations") == [sent.body]


def _make_template(base_url: str) -> str:
    """Let the provider know the template."""
    import base64

    told = {"language": "en", "types": {"twilio/text": {"body": "Hello {{1}}, see you {{2}}?"}}}
    token = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/json"}
    asked = Request(f"{base_url}/v1/Content", json.dumps(told).encode(), headers, method="POST")
    with urlopen(asked) as answer:
        return str(json.load(answer)["sid"])


async def test_a_template_must_be_approved(stage: Stage, acme: Put) -> None:
    receipt = await stage.lead_says(acme, QUESTION, kind=ChannelKind.WHATSAPP)
    sid = "HX" + "a" * 32
    template = TemplateRow(new_id(), acme.tenant.id, "visit", "en", "Hello", sid, "paused")
    template_id = await prepared_texts.save_template(stage.services, template, DANA)
    one = str(receipt.conversation_id)
    with pytest.raises(Conflict, match="not approved"):
        await send_template(stage.services, acme.tenant.id, one, DANA.id, template_id, ())


async def test_a_shortcut_stands_for_one_reply_a_language(stage: Stage, acme: Put) -> None:
    save, tenant_id = prepared_texts.save_reply, acme.tenant.id
    first = await save(stage.services, tenant_id, "/Hours", "9 to 18", "", DANA)
    again = await save(stage.services, tenant_id, "hours", "9 to 17", "", DANA)
    await save(stage.services, tenant_id, "hours", "De 9 a 17", "es", DANA)
    assert first == again
    rows = await stage.rows("SELECT body FROM canned_replies ORDER BY language")
    assert [row["body"] for row in rows] == ["9 to 17", "De 9 a 17"]
    for wrong in ("", "two words", "x" * 41):
        with pytest.raises(Invalid):
            await save(stage.services, tenant_id, wrong, "text", "", DANA)


async def test_an_ended_conversation_asks_for_nobody(stage: Stage, acme: Put) -> None:
    receipt = await stage.lead_says(acme, "I want to talk to a person")
    one = str(receipt.conversation_id)
    await stage.answer_all()
    await end_conversation(stage.services, acme.tenant.id, one, DANA)
    (row,) = await stage.rows("SELECT state, needs_person FROM conversations")
    assert (row["state"], row["needs_person"]) == ("ended", 0)
    assert await stage.column("SELECT state FROM escalations") == ["resolved"]
    with pytest.raises(Conflict):
        await end_conversation(stage.services, acme.tenant.id, one, DANA)


async def test_the_outsider_does_nothing_by_hand(stage: Stage, acme: Put, outsider: Put) -> None:
    one, message_id = await _failed(stage, acme)
    theirs, services = outsider.tenant.id, stage.services
    reply_id = await prepared_texts.save_reply(services, acme.tenant.id, "a", "b", "", DANA)
    sid = "HX" + "a" * 32
    template = TemplateRow(new_id(), acme.tenant.id, "visit", "en", "Hello", sid, "approved")
    template_id = await prepared_texts.save_template(services, template, DANA)
    tried = 0
    for attempt in (
        retry(services, theirs, one, message_id, DANA),
        end_conversation(services, theirs, one, DANA),
        send_template(services, theirs, one, DANA.id, template_id, ()),
        prepared_texts.delete_reply(services, theirs, reply_id, DANA),
        prepared_texts.delete_template(services, theirs, template_id, DANA),
    ):
        with suppress(NotFound):
            await attempt
            raise AssertionError("the outsider got in")
        tried += 1
    assert tried == 5
    assert await stage.delivery_states() == ["undelivered"]
