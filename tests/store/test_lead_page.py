"""What is read and written about leads' messages: the outsider sees and moves nothing."""

from __future__ import annotations

from typing import Any

from app.domain.qualification import Finding
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from app.store import corrections, findings, lead_page
from app.store.db import Tx
from tests.fixtures import said


async def _ids(services: Services, put: Put) -> dict[str, str]:
    sms = next(one for one in put.channels if one.kind.value == "sms")
    await receive(services, sms, said("My budget is $450,000"))

    def fill(tx: Tx) -> dict[str, str]:
        row = tx.one("SELECT id, lead_id, last_inbound_id FROM conversations")
        assert row is not None
        found = Finding("budget", "USD 450000", row["last_inbound_id"], "$450,000", 1)
        finding = findings.insert_finding(tx, put.tenant.id, row["lead_id"], found)
        return {
            "talk": row["id"],
            "lead": row["lead_id"],
            "message": row["last_inbound_id"],
            "finding": finding,
        }

    return await services.db.write(fill)


async def _everything(services: Services) -> list[Any]:
    def read(tx: Tx) -> list[Any]:
        tables = ("leads", "conversations", "messages", "findings", "gaps", "escalations")
        rows = (tx.all(f"SELECT * FROM {table} ORDER BY id") for table in tables)
        return [[tuple(row[name] for name in row.keys()) for row in found] for found in rows]  # noqa: SIM118

    return await services.db.read(read)


async def test_an_outsider_reads_nothing_of_a_lead(
    services: Services, acme: Put, outsider: Put
) -> None:
    ids, other = await _ids(services, acme), outsider.tenant.id

    def read(tx: Tx) -> list[Any]:
        return [
            lead_page.lead_facts(tx, other, ids["lead"]),
            lead_page.identities_of(tx, other, ids["lead"]),
            lead_page.consents_of(tx, other, ids["lead"]),
            lead_page.conversations_of(tx, other, ids["lead"]),
            lead_page.told_in(tx, other, [ids["talk"]], 10),
            lead_page.told_by_id(tx, other, [ids["message"]]),
            corrections.lead_message(tx, other, ids["message"]),
            corrections.body_of(tx, other, ids["message"]),
            findings.findings_of(tx, other, ids["lead"]),
            findings.every_finding_of(tx, other, ids["lead"]),
            findings.findings_on(tx, other, ids["message"]),
        ]

    assert not any(await services.db.read(read))


async def test_an_outsider_moves_nothing_of_a_lead(
    services: Services, acme: Put, outsider: Put
) -> None:
    ids, other = await _ids(services, acme), outsider.tenant.id
    before = await _everything(services)

    def write(tx: Tx) -> list[Any]:
        body = "My budget is $450,000"
        corrections.lock_conversation(tx, other, ids["talk"])
        corrections.raise_epoch(tx, other, ids["talk"])
        corrections.renew_snippet(tx, other, ids["talk"], ids["message"])
        corrections.forget_question(tx, other, ids["message"])
        message = corrections.lead_message(tx, acme.tenant.id, ids["message"])
        assert message is not None
        corrections.forget_in_escalations(tx, other, message, {"USD 450000"})
        findings.forget_words(tx, other, ids["message"])
        return [
            corrections.correct(tx, other, ids["message"], body, "Mine", "out", 9),
            corrections.erase(tx, other, ids["message"], "out", 9),
            findings.void_finding(tx, other, ids["finding"], "x", 9),
            findings.lock_lead(tx, other, ids["lead"]),
        ]

    assert not any(await services.db.write(write))
    assert await _everything(services) == before


async def test_it_reads_everything_of_a_lead(services: Services, acme: Put) -> None:
    ids, own = await _ids(services, acme), acme.tenant.id

    def read(tx: Tx) -> list[Any]:
        return [
            lead_page.tenant_of_lead(tx, ids["lead"]),
            [one.kind for one in lead_page.identities_of(tx, own, ids["lead"])],
            [one.kind for one in lead_page.consents_of(tx, own, ids["lead"])],
            [one.recent_at for one in lead_page.conversations_of(tx, own, ids["lead"])],
            [one.body for one in lead_page.told_in(tx, own, [ids["talk"]], 10)],
        ]

    found = await services.db.read(read)
    assert found == [own, ["phone"], ["granted"], [0], ["My budget is $450,000"]]


async def test_a_message_changes_only_from_what_was_read(services: Services, acme: Put) -> None:
    ids, own = await _ids(services, acme), acme.tenant.id
    assert not await services.db.write(
        corrections.correct, own, ids["message"], "Something else", "New", "dana", 9
    )
