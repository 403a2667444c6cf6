"""Links that answer a notification, people who are told, and what a stranger gets: nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.domain.escalation import Outcome
from app.domain.tenant import Priority
from app.errors import Invalid, NotFound
from app.flows import manage_team
from app.flows.acknowledge import (
    acknowledge,
    acknowledge_by_link,
    acknowledge_link,
    assign,
    open_link,
    resolve,
)
from app.flows.manage_tenant import Put
from app.settings import load
from app.store import escalations, people
from app.store.db import Tx
from app.store.operators import Operator
from tests.flows.calling import DANA, OMAR, Calls
from tests.flows.stage import Stage

OPERATOR = Operator("op1", "noor@example.com", "Noor", "", "operator", None, "en")


@pytest.fixture
async def calls(stage: Stage, acme: Put) -> Calls:
    made = Calls(stage)
    await made.tell(acme, DANA)
    return made


async def _told(calls: Calls, acme: Put) -> tuple[str, str]:
    """Tell Dana of a lead; return the escalation and the token of her link."""
    escalation_id = await calls.need(acme, await calls.lead(acme), "wants_person")
    await calls.send_all()
    found = re.search(r"https://leads\.example\.com/a/(\S+)", calls.mails[-1].text)
    assert found
    return str(escalation_id), found[1]


async def test_opening_a_link_answers_nothing(calls: Calls, acme: Put) -> None:
    _, token = await _told(calls, acme)
    opened = await open_link(calls.stage.services, token)
    assert (opened.client, opened.person_name, opened.by) == ("Acme", "Dana", "")
    assert (await calls.escalation())["acknowledged_at"] is None


async def test_a_link_answers_in_its_persons_name_once(calls: Calls, acme: Put) -> None:
    _, token = await _told(calls, acme)
    first = await acknowledge_by_link(calls.stage.services, token)
    when = (await calls.escalation())["acknowledged_at"]
    calls.stage.clock.advance(60)
    again = await acknowledge_by_link(calls.stage.services, token)
    assert (first.by, again.by) == ("Dana", "Dana")
    assert (await calls.escalation())["acknowledged_at"] == when


async def test_the_first_answer_counts(calls: Calls, acme: Put) -> None:
    escalation_id, token = await _told(calls, acme)
    await acknowledge(calls.stage.services, acme.tenant.id, escalation_id, "Noor")
    assert (await acknowledge_by_link(calls.stage.services, token)).by == "Noor"


async def test_a_changed_link_is_not_there(calls: Calls, acme: Put) -> None:
    _, token = await _told(calls, acme)
    for place in range(len(token)):
        other = "z" if token[place] != "z" else "y"
        changed = token[:place] + other + token[place + 1 :]
        if place == len(token) - 1:
            # Of the last letter only some bits are part of the signature.
            continue
        with pytest.raises(NotFound):
            await acknowledge_by_link(calls.stage.services, changed)


async def test_a_link_of_another_server_is_not_there(calls: Calls, acme: Put) -> None:
    (row,) = [await _told(calls, acme)]
    (notification_id,) = await calls.stage.column("SELECT id FROM notifications")
    foreign = load({"secret_key": "x" * 48, "public_url": "https://leads.example.com"}, {})
    token = acknowledge_link(foreign, notification_id).rpartition("/")[2]
    with pytest.raises(NotFound):
        await open_link(calls.stage.services, token)
    assert row[1] != token


async def test_a_link_ends_after_two_days(calls: Calls, acme: Put) -> None:
    _, token = await _told(calls, acme)
    calls.stage.clock.advance(48 * 3600 + 1)
    assert (await acknowledge_by_link(calls.stage.services, token)).is_expired
    assert (await calls.escalation())["acknowledged_at"] is None


async def test_a_link_answers_an_outage_too(calls: Calls, acme: Put) -> None:
    await calls.need(acme, await calls.lead(acme), "model_unavailable")
    await calls.send_all()
    token = calls.mails[0].text.partition("/a/")[2].split()[0]
    await acknowledge_by_link(calls.stage.services, token)
    await calls.after(30)
    assert len(calls.mails) == 1
    assert await calls.stage.column("SELECT acknowledged_by FROM incidents") == ["Dana"]


async def test_whoever_takes_it_has_answered(calls: Calls, acme: Put) -> None:
    escalation_id, _ = await _told(calls, acme)
    await assign(calls.stage.services, acme.tenant.id, escalation_id, OPERATOR)
    row = await calls.escalation()
    assert (row["assigned_to"], row["acknowledged_by"], row["remind_at"]) == ("op1", "Noor", None)


async def test_it_is_resolved_with_its_outcome(calls: Calls, acme: Put) -> None:
    escalation_id, _ = await _told(calls, acme)
    await resolve(calls.stage.services, acme.tenant.id, escalation_id, Outcome.BOOKED, "op1")
    await calls.after(30)
    row = await calls.escalation()
    assert (row["state"], row["outcome"], row["resolved_by"]) == ("resolved", "booked", "op1")
    assert len(calls.mails) == 1
    assert await calls.stage.column("SELECT needs_person FROM conversations") == [0]


async def test_an_outsider_answers_and_takes_nothing(
    calls: Calls, acme: Put, outsider: Put
) -> None:
    escalation_id, _ = await _told(calls, acme)
    services, stranger = calls.stage.services, outsider.tenant.id
    for flow in (
        acknowledge(services, stranger, escalation_id, "Eve"),
        assign(services, stranger, escalation_id, OPERATOR),
        resolve(services, stranger, escalation_id, Outcome.OTHER),
    ):
        with pytest.raises(NotFound):
            await flow
    assert (await calls.escalation())["acknowledged_at"] is None


def _tried(tx: Tx, stranger: str, ids: tuple[str, str, str], now: int) -> list[object]:
    escalation_id, conversation_id, person_id = ids
    return [
        escalations.escalation_by_id(tx, stranger, escalation_id),
        escalations.pending_of(tx, stranger, conversation_id),
        escalations.last_messages(tx, stranger, conversation_id, 9),
        escalations.call_anew(tx, stranger, escalation_id),
        escalations.note_call(tx, stranger, escalation_id, 1, now, now),
        escalations.stop_calling(tx, stranger, escalation_id, True),
        escalations.acknowledge(tx, stranger, escalation_id, "Eve", now),
        escalations.assign(tx, stranger, escalation_id, "op", "Eve", now),
        escalations.hurry(tx, stranger, escalation_id, 1),
        people.people_of(tx, stranger),
        people.person_by_id(tx, stranger, person_id),
        people.put_person(tx, stranger, replace(DANA, id=person_id, name="Eve"), now),
        people.move_up(tx, stranger, person_id),
        people.delete_person(tx, stranger, person_id),
    ]


async def test_the_store_gives_an_outsider_nothing(calls: Calls, acme: Put, outsider: Put) -> None:
    escalation_id, _ = await _told(calls, acme)
    before = await calls.escalation()
    (person_id,) = await calls.stage.column("SELECT id FROM notify_people")
    ids = (escalation_id, before["conversation_id"], person_id)
    tried = await calls.stage.services.db.write(_tried, outsider.tenant.id, ids, 1)
    assert [one for one in tried if one] == []
    assert await calls.escalation() == before
    assert await calls.stage.column("SELECT name FROM notify_people") == ["Dana"]


# -- who is told


async def test_people_are_kept_in_order(calls: Calls, acme: Put) -> None:
    services, tenant_id = calls.stage.services, acme.tenant.id
    omar_id = await manage_team.save_person(services, tenant_id, OMAR)
    await manage_team.move_up(services, tenant_id, omar_id)
    found = await services.db.read(people.people_of, tenant_id)
    assert [one.name for one in found] == ["Omar", "Dana"]


async def test_a_person_is_changed_and_forgotten(calls: Calls, acme: Put) -> None:
    services, tenant_id = calls.stage.services, acme.tenant.id
    (dana,) = await services.db.read(people.people_of, tenant_id)
    changed = replace(dana, phone="+1 (212) 555-0199", min_priority=Priority.HIGH)
    await manage_team.save_person(services, tenant_id, changed)
    (found,) = await services.db.read(people.people_of, tenant_id)
    assert (found.phone, found.min_priority) == ("+12125550199", Priority.HIGH)
    await manage_team.remove_person(services, tenant_id, dana.id)
    assert await services.db.read(people.people_of, tenant_id) == []


@pytest.mark.parametrize(
    "wrong",
    [
        replace(DANA, name=" "),
        replace(DANA, email="dana"),
        replace(DANA, email="dana@example.com\r\nBcc: all@example.com"),
        replace(DANA, phone="555 0100"),
        replace(DANA, channels=()),
        replace(DANA, channels=("sms",), phone=""),
        replace(DANA, quiet_from="22:00", quiet_to=""),
        replace(DANA, quiet_from="25:00", quiet_to="07:00"),
        replace(DANA, zone="../../etc"),
    ],
    ids=lambda one: repr(one)[:60],
)
async def test_a_person_that_cannot_be_told_is_refused(
    calls: Calls, acme: Put, wrong: object
) -> None:
    with pytest.raises(Invalid):
        await manage_team.save_person(calls.stage.services, acme.tenant.id, wrong)  # type: ignore[arg-type]


async def test_the_wait_has_bounds(calls: Calls, acme: Put) -> None:
    with pytest.raises(Invalid):
        await manage_team.set_remind_after(calls.stage.services, acme.tenant.id, 0)
    await manage_team.set_remind_after(calls.stage.services, acme.tenant.id, 25)
    assert await calls.stage.column("SELECT remind_after_min FROM tenants") == [25]
