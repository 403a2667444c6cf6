"""Versions, claims and states of what a client knows: what answers, and who may work on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.clock import ManualClock
from app.domain.tenant import Faq
from app.flows.manage_tenant import Put
from app.services import Services
from app.store import (
    api_keys,
    bases,
    chunks,
    documents,
    faqs,
    gaps,
    groundings,
    passages,
    websites,
)
from app.store.db import Tx
from tests.fixtures import document as client_document
from tests.store.filled import LATER, SECRET, chunk_rows, publish_staged, stage


async def test_the_old_version_answers_until_the_swap(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id = ids["tenant"]

    def texts(tx: Tx) -> list[str]:
        live = passages.live_passages(tx, tenant_id)
        return [one.text for one in live if one.document_id == ids["file"]]

    def restage(tx: Tx) -> None:
        row = documents.document_by_id(tx, tenant_id, ids["file"])
        assert row is not None
        stage(tx, row, chunk_rows("It costs 1500 dollars.", "Heating included."), clock.now_ms())

    await services.db.write(restage)
    assert await services.db.read(texts) == [SECRET]
    await services.db.write(publish_staged, tenant_id, clock.now_ms())
    assert await services.db.read(texts) == ["It costs 1500 dollars.", "Heating included."]


async def test_only_the_newest_reading_of_a_document_is_published(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id, now = ids["tenant"], clock.now_ms()

    def unit(tx: Tx) -> tuple[bool, list[str]]:
        row = documents.document_by_id(tx, tenant_id, ids["file"])
        assert row is not None
        slow = chunks.begin_stage(tx, tenant_id, row.id)
        chunks.insert_chunks(tx, row, slow, 0, chunk_rows("half of it"))
        stage(tx, row, chunk_rows("all of it"), now)
        is_staged = chunks.finish_stage(
            tx, row, slow, title="Half", language="en", pages=1, chunks=1,
            media_type="text/plain", content_hash="half", crawl="{}", now_ms=now,
        )  # fmt: skip
        publish_staged(tx, tenant_id, now)
        live = passages.live_passages(tx, tenant_id)
        return is_staged, [one.text for one in live if one.document_id == ids["file"]]

    assert await services.db.write(unit) == (False, ["all of it"])


async def test_a_site_paused_while_it_is_read_stays_paused(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id, now = ids["tenant"], clock.now_ms()

    def unit(tx: Tx) -> str:
        site = websites.claim_website(tx, ids["site"], "owner", now, now + 1)
        assert site is not None
        websites.set_options(
            tx, tenant_id, site.id, max_depth=1, max_pages=1, every_hours=1, review="apply",
            is_paused=True,
        )  # fmt: skip
        websites.finish_crawl(tx, site, "idle", "", now, now)
        after = websites.website_by_id(tx, tenant_id, site.id)
        return after.state if after else ""

    assert await services.db.write(unit) == "paused"


async def test_a_version_staged_meanwhile_waits_for_the_next_swap(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id, now = ids["tenant"], clock.now_ms()

    def unit(tx: Tx) -> tuple[str, list[str]]:
        row = documents.document_by_id(tx, tenant_id, ids["file"])
        assert row is not None
        stage(tx, row, chunk_rows("second"), now)
        _, staged = passages.next_passages(tx, tenant_id)
        stage(tx, row, chunk_rows("third"), now)
        passages.swap(tx, tenant_id, staged, now)
        after = documents.document_by_id(tx, tenant_id, ids["file"])
        assert after is not None
        live = passages.live_passages(tx, tenant_id)
        return after.state, [one.text for one in live if one.document_id == ids["file"]]

    # What was staged after the index was read must not have taken the chunks it holds away.
    state, live = await services.db.write(unit)
    assert (state, live) == ("indexing", ["second"])


async def test_a_broken_off_staging_leaves_nothing_for_the_next(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id, now = ids["tenant"], clock.now_ms()

    def unit(tx: Tx) -> list[str]:
        row = documents.document_by_id(tx, tenant_id, ids["file"])
        assert row is not None
        version = chunks.begin_stage(tx, tenant_id, row.id)
        chunks.insert_chunks(tx, row, version, 0, chunk_rows("half of it"))
        stage(tx, row, chunk_rows("whole"), now)
        found = tx.all("SELECT body FROM chunks WHERE document_id = :d ORDER BY version", d=row.id)
        return [one["body"] for one in found]

    assert await services.db.write(unit) == [SECRET, "whole"]


async def test_a_vanished_page_answers_nobody(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id = ids["tenant"]
    assert await services.db.write(documents.retire, tenant_id, ids["file"], clock.now_ms())
    found = await services.db.read(passages.live_passages, tenant_id)
    assert [one.kind for one in found if SECRET in one.text] == ["faq"]
    assert not await services.db.write(documents.retire, tenant_id, ids["file"], clock.now_ms())


async def test_a_draft_answers_nobody(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    draft = Faq(ids["faq"], "What?", "A draft.", base_id=ids["base"], state="draft")
    await services.db.write(faqs.put_faq, ids["tenant"], draft, clock.now_ms())
    found = await services.db.read(passages.live_passages, ids["tenant"])
    assert "A draft." not in [one.text for one in found]
    assert await services.db.read(passages.passages_by_id, ids["tenant"], [ids["faq"]]) == {}
    assert await services.db.read(faqs.count_in, ids["tenant"], ids["base"]) == (0, 1)


CLAIMS: list[tuple[str, Callable[..., Any]]] = [
    ("file", documents.claim_document),
    ("site", websites.claim_website),
    ("tenant", bases.claim_index),
]


@pytest.mark.parametrize(("what", "claim"), CLAIMS, ids=[what for what, _ in CLAIMS])
async def test_work_is_claimed_once_until_its_lease_ends(
    services: Services,
    ids: dict[str, str],
    clock: ManualClock,
    what: str,
    claim: Callable[..., Any],
) -> None:
    now, row_id = clock.now_ms(), ids[what]
    if what == "file":
        await services.db.write(documents.queue_again, ids["tenant"], row_id, "text/plain", 1, now)
    assert (await services.db.write(claim, row_id, "one", now, now + 1000)).lease_owner == "one"
    assert await services.db.write(claim, row_id, "two", now + 999, now + 2000) is None
    taken = await services.db.write(claim, row_id, "two", now + 1000, now + 2000)
    assert taken.lease_owner == "two"


async def test_a_lost_claim_publishes_nothing(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    now, tenant_id = clock.now_ms(), ids["tenant"]
    first = await services.db.write(bases.claim_index, tenant_id, "one", now, now + 10)
    await services.db.write(bases.claim_index, tenant_id, "two", now + 10, now + 20)
    assert first is not None
    assert not await services.db.write(bases.publish_index, first, 1, 1, "", now)
    assert not await services.db.write(bases.keep_index, tenant_id, "one", LATER)


async def test_changes_in_a_row_are_published_together(
    services: Services, outsider: Put, clock: ManualClock
) -> None:
    tenant_id, now = outsider.tenant.id, clock.now_ms()
    before = await services.db.read(bases.index_of, tenant_id)
    await services.db.write(bases.note_change, tenant_id, now + 150)
    await services.db.write(bases.note_change, tenant_id, now + 900)
    index = await services.db.read(bases.index_of, tenant_id)
    assert (index.wanted - before.wanted, index.due_at) == (2, now + 150)
    assert await services.db.read(bases.due_indexes, now + 149) == []
    assert await services.db.read(bases.due_indexes, now + 150) == [tenant_id]


async def test_a_message_is_one_gap_however_often_it_is_noted(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    def note(tx: Tx) -> str | None:
        now = clock.now_ms()
        return gaps.insert_gap(tx, acme.tenant.id, "Boats?", now, message_id="m1")

    assert await services.db.write(note)
    assert await services.db.write(note) is None


async def test_a_revoked_key_is_not_found(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    key_hash = f"hash-{ids['tenant']}"
    assert await services.db.read(api_keys.key_by_hash, key_hash, 0)
    assert await services.db.write(api_keys.revoke, ids["tenant"], ids["api_key"], clock.now_ms())
    assert await services.db.read(api_keys.key_by_hash, key_hash, 0) is None
    (listed,) = await services.db.read(api_keys.keys_of, ids["tenant"])
    assert listed.revoked_at == clock.now_ms()


async def test_use_of_a_key_is_noted_to_the_minute(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    now = clock.now_ms()
    for at in (now, now + 59_000, now + 61_000):
        await services.db.write(api_keys.note_use, ids["api_key"], at)
    (listed,) = await services.db.read(api_keys.keys_of, ids["tenant"])
    assert listed.used_at == now + 61_000
    await services.db.write(api_keys.note_use, ids["api_key"], now + 62_000)
    (listed,) = await services.db.read(api_keys.keys_of, ids["tenant"])
    assert listed.used_at == now + 61_000


async def test_a_reply_knows_what_no_longer_stands(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    now, tenant_id = clock.now_ms(), ids["tenant"]
    await services.db.write(groundings.note_stale, tenant_id, [ids["key"]], now)
    await services.db.write(groundings.note_stale, tenant_id, [ids["key"]], now + 5)
    (seen,) = await services.db.read(groundings.groundings_of, tenant_id, "turn")
    assert (seen.is_cited, seen.score, seen.stale_at) == (True, 90, now)
    assert await services.db.read(groundings.keys_standing, tenant_id) == set()


async def test_a_documents_faqs_are_replaced_only_when_they_differ(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    (base,) = await services.db.read(bases.bases_of, acme.tenant.id)
    known = await services.db.read(faqs.faqs_in, acme.tenant.id, base.id)
    same = await services.db.write(
        faqs.replace_faqs, acme.tenant.id, base.id, known, clock.now_ms()
    )
    fewer = await services.db.write(
        faqs.replace_faqs, acme.tenant.id, base.id, known[:1], clock.now_ms()
    )
    assert (same, fewer) == (False, True)
    assert len(known) == len(client_document("x", "1")["faqs"])


@pytest.mark.parametrize(
    ("name", "is_said"),
    [("harbour FLAT", True), ("Small Pets", True), ("h%r flat", False), ("harbour_flat", False)],
)
async def test_a_name_counts_as_said_wherever_it_stands(
    services: Services, ids: dict[str, str], name: str, is_said: bool
) -> None:
    # "Small pets" stands in an answer of the client's file, the flat in a document.
    assert await services.db.read(passages.mentions, ids["tenant"], name) == is_said


async def test_passages_are_found_by_many_ids_at_once(
    services: Services, ids: dict[str, str]
) -> None:
    unknown = [f"nobody's {number}" for number in range(70)]
    wanted = [*unknown[:30], ids["chunk"], *unknown[30:], ids["faq"], ""]
    found = await services.db.read(passages.passages_by_id, ids["tenant"], wanted)
    assert {key: one.kind for key, one in found.items()} == {
        ids["chunk"]: "chunk", ids["faq"]: "faq",
    }  # fmt: skip
    assert await services.db.read(passages.passages_by_id, ids["tenant"], []) == {}
