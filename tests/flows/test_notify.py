"""A person is told, reminded, and then the next; at most once each, and never in a storm."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from app.domain.tenant import ChannelKind
from app.errors import NotFound
from app.flows.acknowledge import acknowledge
from app.flows.manage_team import send_test
from app.flows.manage_tenant import Put
from app.flows.notify import notify
from app.queue import Queue
from app.store.people import PersonRow
from tests.flows.calling import DANA, OMAR, Calls, urgent
from tests.flows.stage import Stage, channel


@pytest.fixture
async def calls(stage: Stage) -> Calls:
    return Calls(stage)


async def _need(calls: Calls, acme: Put, reason: str = "wants_person") -> str:
    escalation_id = await calls.need(acme, await calls.lead(acme), reason)
    assert escalation_id
    await calls.send_all()
    return escalation_id


async def test_it_reminds_then_tells_the_next(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA, OMAR)
    await _need(calls, acme)
    for _ in range(3):
        await calls.after(10)
    assert calls.to() == ["dana@example.com"] * 2 + ["omar@example.com"] * 2
    assert [mail.subject.startswith("Reminder") for mail in calls.mails] == [False, *[True] * 3]


async def test_after_three_rounds_it_is_urgent_and_silent(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA, OMAR)
    await _need(calls, acme)
    for _ in range(14):
        await calls.after(10)
    row = await calls.escalation()
    assert (len(calls.mails), row["priority"], row["remind_at"]) == (12, "urgent", None)


async def test_an_answer_ends_the_reminders(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    escalation_id = await _need(calls, acme)
    await acknowledge(calls.stage.services, acme.tenant.id, escalation_id, "Dana")
    await calls.after(30)
    assert len(calls.mails) == 1
    assert await calls.states() == ["acknowledged"]


async def test_each_client_sets_its_own_wait(calls: Calls, acme: Put) -> None:
    await calls.stage.change("UPDATE tenants SET remind_after_min = 3")
    await calls.tell(acme, DANA)
    await _need(calls, acme)
    await calls.after(2)
    before = len(calls.mails)
    await calls.after(1)
    assert (before, len(calls.mails)) == (1, 2)


async def test_nobody_is_told_of_what_is_not_theirs(calls: Calls, acme: Put, bravo: Put) -> None:
    await calls.tell(bravo, OMAR)
    await calls.tell(acme, urgent(DANA))
    await _need(calls, acme)
    assert calls.mails == []
    assert (await calls.escalation())["remind_at"] is None


async def test_the_agency_is_told_where_a_client_has_nobody(calls: Calls, acme: Put) -> None:
    await calls.tell(None, OMAR)
    await _need(calls, acme)
    assert calls.to() == ["omar@example.com"]


async def test_a_text_goes_through_the_clients_own_number(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, replace(DANA, channels=("sms",)))
    await _need(calls, acme)
    (text,) = calls.stage.sent(DANA.phone)
    assert text.sender == channel(acme, ChannelKind.SMS).address
    assert text.body.startswith("Acme: The lead asks for a person. “Hello there”")
    assert "https://leads.example.com/a/" in text.body


async def test_quiet_hours_hold_what_can_wait(calls: Calls, acme: Put) -> None:
    # The test's clock stands at 15:06 UTC.
    await calls.tell(acme, replace(DANA, quiet_from="15:00", quiet_to="16:00"))
    await _need(calls, acme)
    held = len(calls.mails)
    await calls.after(54)
    assert (held, len(calls.mails) > 0) == (0, True)


async def test_what_is_urgent_breaks_quiet_hours(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, replace(DANA, quiet_from="15:00", quiet_to="16:00"))
    await calls.need(acme, await calls.lead(acme), "wants_person", temperature="hot")
    await calls.send_all()
    assert [mail.subject for mail in calls.mails] == ["Urgent: Acme: The lead asks for a person"]


async def test_what_waited_for_morning_is_dropped_when_answered(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, replace(DANA, quiet_from="15:00", quiet_to="16:00"))
    escalation_id = await _need(calls, acme)
    await acknowledge(calls.stage.services, acme.tenant.id, escalation_id, "Omar")
    await calls.after(60)
    assert (calls.mails, await calls.states()) == ([], ["cancelled"])


# -- at most once


async def test_two_workers_send_one(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    await calls.need(acme, await calls.lead(acme), "wants_person")
    (notification_id,) = calls.stage.bell.take(Queue.NOTIFY)
    await asyncio.gather(*(notify(calls.stage.services, notification_id) for _ in range(5)))
    assert len(calls.mails) == 1


async def test_a_mail_of_unknown_outcome_is_not_sent_again(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    calls.stage.world.faults.force("sendgrid", "drop_after")
    await _need(calls, acme)
    assert (len(calls.mails), await calls.states()) == (1, ["unknown"])
    # The chain goes on sooner instead.
    await calls.after(2)
    assert [mail.subject.startswith("Reminder") for mail in calls.mails] == [False, True]


async def test_a_crash_between_claim_and_answer_sends_no_second_mail(
    calls: Calls, acme: Put
) -> None:
    await calls.tell(acme, DANA)
    await calls.need(acme, await calls.lead(acme), "wants_person")
    (notification_id,) = calls.stage.bell.take(Queue.NOTIFY)
    # The process dies here: the row is on disk as sending, and its lease runs out.
    await calls.stage.change("UPDATE notifications SET state = 'sending', lease_until = 1")
    await notify(calls.stage.services, notification_id)
    assert (calls.mails, await calls.states()) == ([], ["unknown"])


async def test_a_text_of_unknown_outcome_is_looked_up(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, replace(DANA, channels=("sms",)))
    calls.stage.world.faults.force("twilio", "drop_after")
    await _need(calls, acme)
    left = await calls.states()
    await calls.after(2)
    assert (left, await calls.states()) == (["sending"], ["sent"])
    assert len(calls.stage.sent(DANA.phone)) == 1


async def test_a_limit_is_waited_for(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    calls.stage.world.faults.force("sendgrid", "429")
    await _need(calls, acme)
    assert await calls.states() == ["queued"]
    await calls.after(1)
    # The provider named a moment on the real clock, which is later than the test's.
    await calls.after(120)
    assert "sent" in await calls.states()


async def test_a_refused_key_brings_the_next_person(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA, OMAR)
    calls.stage.world.faults.force("sendgrid", "401", 2)
    await _need(calls, acme)
    await calls.after(0)
    await calls.after(0)
    assert calls.to() == ["omar@example.com"]


async def test_whoever_got_the_text_is_not_passed_over(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, replace(DANA, channels=("email", "sms")), OMAR)
    calls.stage.world.faults.force("sendgrid", "401")
    await _need(calls, acme)
    await calls.after(1)
    assert (calls.to(), len(calls.stage.sent(DANA.phone))) == ([], 1)


async def test_without_a_mail_service_it_says_so_once(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    calls.stage.services = replace(calls.stage.services, mailer=None)
    await _need(calls, acme)
    await calls.after(60)
    rows = await calls.stage.rows("SELECT state, error FROM notifications")
    assert rows == [{"state": "failed", "error": "No mail service is set up."}]
    assert (await calls.escalation())["priority"] == "high"


# -- storms


async def test_a_storm_becomes_a_few_mails_and_one_digest(calls: Calls, acme: Put) -> None:
    calls.stage.with_settings(notify_per_hour=3)
    await calls.tell(acme, DANA)
    await calls.stage.change("UPDATE tenants SET remind_after_min = 1440")
    for _ in range(10):
        await calls.need(acme, await calls.lead(acme), "wants_person")
    await calls.send_all()
    at_once = len(calls.mails)
    await calls.after(61)
    (digest,) = calls.mails[3:]
    assert at_once == 3
    assert digest.subject == "More people are needed: 7"
    assert digest.text.count("The lead asks for a person") == 7
    await calls.after(61)
    assert len(calls.mails) == 4


async def test_a_digest_leaves_out_what_was_answered(calls: Calls, acme: Put) -> None:
    calls.stage.with_settings(notify_per_hour=1)
    await calls.tell(acme, DANA)
    await calls.stage.change("UPDATE tenants SET remind_after_min = 1440")
    ids = [await calls.need(acme, await calls.lead(acme), "wants_person") for _ in range(3)]
    await calls.send_all()
    await acknowledge(calls.stage.services, acme.tenant.id, str(ids[1]), "Dana")
    await calls.after(61)
    assert calls.mails[1].subject == "More people are needed: 1"


# -- what is said


async def test_a_leads_markup_and_links_stay_words(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    said = "<script>x</script> see https://evil.example/login now {link}"
    await calls.need(acme, await calls.lead(acme, said), "wants_person")
    await calls.send_all()
    (mail,) = calls.mails
    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert "https://evil.example" not in mail.text + mail.html
    assert "https[:]//evil[.]example/login now {link}" in mail.text


async def test_a_stopped_draft_is_not_mailed(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, DANA)
    conversation_id = await calls.lead(acme)
    await calls.need(acme, conversation_id, "guard_block", suggested="The key is sk-ant-123.")
    await calls.send_all()
    assert "sk-ant-123" not in calls.mails[0].text + calls.mails[0].html


async def test_it_is_said_in_the_persons_language(calls: Calls, acme: Put) -> None:
    await calls.tell(acme, replace(DANA, language="es"), replace(OMAR, language="ar"))
    await _need(calls, acme)
    await calls.after(10)
    await calls.after(10)
    assert calls.mails[0].subject == "Acme: El interesado pide hablar con una persona"
    assert 'dir="rtl"' in calls.mails[2].html


async def test_a_test_reaches_its_person(calls: Calls, acme: Put, outsider: Put) -> None:
    (person_id,) = await calls.tell(acme, replace(DANA, channels=("email", "sms")))
    count = await send_test(calls.stage.services, acme.tenant.id, person_id)
    await calls.send_all()
    assert (count, calls.mails[0].subject) == (2, "leadline: a test")
    assert len(calls.stage.sent(DANA.phone)) == 1
    with pytest.raises(NotFound):
        await send_test(calls.stage.services, outsider.tenant.id, person_id)


def test_a_person_without_an_address_cannot_be_reached() -> None:
    assert PersonRow("1", None, "Nobody").address("sms") == ""
