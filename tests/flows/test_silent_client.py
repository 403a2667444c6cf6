"""A client that is switched off after a message came in: nobody answers but a person."""

from __future__ import annotations

from app.flows.answer import answer
from app.flows.manage_tenant import Put, put_tenant
from app.flows.receive import receive
from app.queue import Queue
from app.services import Services
from app.store.db import Tx
from tests.fixtures import HeardBell, document, said


def _look(tx: Tx) -> tuple[str, int]:
    row = tx.one(
        "SELECT t.state, c.needs_person FROM turns t"
        " JOIN conversations c ON c.id = t.conversation_id"
    )
    assert row is not None
    return row["state"], row["needs_person"]


async def test_it_holds_what_waits_when_the_client_is_switched_off(
    services: Services, acme: Put, bell: HeardBell
) -> None:
    await receive(services, acme.channels[0], said("What are your opening hours?"))
    await put_tenant(services, document("Acme", "+15550001111") | {"mode": "off"})
    for turn_id in bell.take(Queue.AI):
        await answer(services, turn_id)
    assert await services.db.read(_look) == ("held", 1)
