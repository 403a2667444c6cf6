"""What a reply rests on is kept by name and content, and tells later what became of it."""

from __future__ import annotations

from app.flows.manage_knowledge import delete_document
from app.flows.manage_tenant import Put
from app.store.groundings import cited_in
from tests.flows.knowing import CitingModel, add_file, read_again
from tests.flows.stage import QUESTION, Stage


async def _cited(stage: Stage, put: Put) -> list[tuple[str, str, int | None, bool, bool]]:
    (conversation_id,) = await stage.column("SELECT id FROM conversations")
    found = await stage.services.db.read(cited_in, put.tenant.id, conversation_id, 0)
    return [
        (one.title, one.source, one.page, one.stale_at is not None, one.is_gone) for one in found
    ]


async def test_a_reply_tells_what_became_of_what_it_rests_on(stage: Stage, acme: Put) -> None:
    """Read again and the same, not checked for long, changed, deleted."""
    price = "The price of a whitening is 150 dollars."
    document_id = await add_file(stage, acme, price)
    (chunk_id,) = await stage.column("SELECT id FROM chunks")
    stage.with_model(CitingModel("A whitening is 150 dollars.", cites=(chunk_id,)))
    await stage.lead_says(acme, "What is the price of a whitening?")
    await stage.work()
    fresh = ("Treatments", "treatments.pdf", 2, False, False)
    assert await _cited(stage, acme) == [fresh]

    await read_again(stage, acme, document_id, "Whitening takes an hour.", price)
    assert await stage.column("SELECT count(*) FROM chunks WHERE id = :id", id=chunk_id) == [0]
    assert await _cited(stage, acme) == [fresh]

    await stage.change("UPDATE documents SET stale_at = 5")
    assert await _cited(stage, acme) == [("Treatments", "treatments.pdf", 2, True, False)]

    await read_again(stage, acme, document_id, "The price of a whitening is 190 dollars.")
    assert await _cited(stage, acme) == [("Our treatments", "treatments.pdf", None, True, True)]

    await delete_document(stage.services, acme.tenant.id, document_id)
    assert await _cited(stage, acme) == [("", "", None, True, True)]


async def test_an_outsider_reads_no_groundings(stage: Stage, acme: Put, outsider: Put) -> None:
    await stage.lead_says(acme, QUESTION)
    await stage.work()
    assert len(await _cited(stage, acme)) == 1
    assert await _cited(stage, outsider) == []
