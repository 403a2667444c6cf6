"""A busy week of a client, with something behind every figure of dashboard and analytics."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.delivery import DeliveryState
from app.flows.answer import answer
from app.flows.count_days import Counting
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.ids import new_id
from app.queue import Queue
from app.services import Services
from app.store.db import Tx
from tests.fixtures import HeardBell, said
from tests.flows.stage import ScriptedModel

# Score, temperature, status, source of each lead.
_LEADS = (
    (95, "hot", "won", "=spring"),
    (82, "hot", "qualified", "=spring"),
    (71, "hot", "appointment", ""),
    (55, "warm", "contacted", "autumn"),
    (41, "warm", "new", ""),
    (8, "cold", "lost", "autumn"),
    (0, "cold", "new", ""),
)
_OUTCOMES = ("sent_as_is", "edited", "rejected", "right")
_APPOINTMENTS = ("booked", "done", "no_show", "cancelled")


async def busy(services: Services, put: Put, bell: HeardBell) -> None:
    """Let leads write, be answered, book, wait for people; count the days."""
    account = await services.accounts.account(put.channels[0].id)
    for number, _ in enumerate(_LEADS):
        text = "I want to talk to a person" if number in (1, 4) else "Do you allow pets?"
        await receive(services, account, said(text, f"+1212555{number:04d}"))
    model = ScriptedModel("Small pets are welcome.")
    # The last lead is not answered yet.
    for turn_id in bell.take(Queue.AI)[:-1]:
        await answer(replace(services, model=model), turn_id)
    await services.db.write(_change, put.tenant.id, services.clock.now_ms())
    await count(services)


async def count(services: Services) -> None:
    """Count every day that something happened to, now."""
    counting = Counting(services)
    counting.began_at, counting.rests = -10.0, {}
    await counting.run()


def _change(tx: Tx, tenant_id: str, now: int) -> None:
    whose = {"t": tenant_id, "now": now}
    rows = tx.all("SELECT id FROM leads WHERE tenant_id = :t ORDER BY id", t=tenant_id)
    for (score, temperature, status, source), row in zip(_LEADS, rows, strict=True):
        tx.run(
            "UPDATE leads SET score = :score, temperature = :temperature, status = :status,"
            " source = :source, updated_at = :now WHERE id = :id AND tenant_id = :t",
            score=score,
            temperature=temperature,
            status=status,
            source=source,
            id=row["id"],
            **whose,
        )
    for state, row in zip(_APPOINTMENTS, rows, strict=False):
        tx.run(
            "INSERT INTO appointments (id, tenant_id, lead_id, starts_at, ends_at, zone, state,"
            " origin, created_at, updated_at) VALUES (:id, :t, :lead, :now, :now, 'UTC', :state,"
            " 'operator', :now, :now)",
            id=new_id(),
            lead=row["id"],
            state=state,
            **whose,
        )
    tx.run(
        "UPDATE deliveries SET state = :state, accepted_at = queued_at + 1500"
        " WHERE tenant_id = :t AND kind = 'reply'",
        state=DeliveryState.ACCEPTED.value,
        t=tenant_id,
    )
    turns = tx.all("SELECT id FROM turns WHERE tenant_id = :t ORDER BY id LIMIT 4", t=tenant_id)
    for number, (outcome, row) in enumerate(zip(_OUTCOMES, turns, strict=True)):
        _judge(tx, row["id"], outcome, number, whose)


def _judge(tx: Tx, turn_id: str, outcome: str, number: int, whose: dict[str, Any]) -> None:
    tx.run("UPDATE turns SET confidence = :sure WHERE id = :id", sure=100 - 9 * number, id=turn_id)
    tx.run(
        "INSERT INTO outcomes (tenant_id, turn_id, outcome, raw, at)"
        " VALUES (:t, :id, :outcome, 900, :now)",
        id=turn_id,
        outcome=outcome,
        **whose,
    )
    tx.run(
        "INSERT INTO usage (id, tenant_id, turn_id, provider, model, input_tokens,"
        " cache_write_tokens, cache_read_tokens, output_tokens, cost_microusd, latency_ms, at)"
        " VALUES (:usage, :t, :id, 'anthropic', 'claude', 900, 0, 100, 40, 1500, 800, :now)",
        usage=new_id(),
        id=turn_id,
        **whose,
    )
