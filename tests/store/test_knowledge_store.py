"""Knowledge in the database: what a tenant owns, what a version is, and what an outsider gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.clock import ManualClock
from app.domain.knowledge import Base, Passage, Scored
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
    holdings,
    passages,
    websites,
)
from app.store.chunks import ChunkRow
from app.store.db import Tx
from app.store.documents import DocumentRow
from app.store.websites import ChangeRow
from tests.fixtures import document as client_document

SECRET = "The harbour flat costs 1450 dollars."
SITE = "https://harbour.example/"
LATER = 9_999_999_999_999
TABLES = (
    "knowledge_bases", "faqs", "websites", "documents", "chunks", "page_changes",
    "knowledge_indexes", "groundings", "gaps", "api_keys", "tenants",
)  # fmt: skip


def _chunks(*texts: str) -> list[ChunkRow]:
    return [ChunkRow("Prices", text, None, "", "en", f"key of {text}") for text in texts]


def _stage(tx: Tx, row: DocumentRow, pieces: list[ChunkRow], now: int) -> int:
    version = chunks.begin_stage(tx, row.tenant_id, row.id)
    chunks.insert_chunks(tx, row, version, 0, pieces)
    assert chunks.finish_stage(
        tx, row, version, title="Prices", language="en", pages=1, chunks=len(pieces),
        media_type="text/plain", content_hash="h", crawl="{}", now_ms=now,
    )  # fmt: skip
    return version


def _publish(tx: Tx, tenant_id: str, now: int) -> None:
    """Let everything staged answer, as publishing does."""
    _, staged = passages.next_passages(tx, tenant_id)
    passages.swap(tx, tenant_id, staged, now)


def _fill(tx: Tx, tenant_id: str, now: int) -> dict[str, str]:
    """Give a tenant one of everything; return the ids."""
    base = Base(f"base-{tenant_id}", tenant_id, "General")
    bases.put_base(tx, base, now)
    faq = Faq(f"faq-{tenant_id}", "What does it cost?", SECRET, base_id=base.id)
    faqs.put_faq(tx, tenant_id, faq, now)
    file_id = documents.insert_document(tx, tenant_id, base.id, "file", "prices.txt", now)
    file = documents.document_by_id(tx, tenant_id, file_id)
    assert file is not None
    _stage(tx, file, _chunks(SECRET), now)
    _publish(tx, tenant_id, now)
    site_id = websites.insert_website(tx, tenant_id, base.id, SITE, now)
    page_id = documents.insert_document(
        tx, tenant_id, base.id, "page", "p", now, website_id=site_id, url=SITE
    )
    change = ChangeRow(
        f"change-{tenant_id}", tenant_id, base.id, site_id, page_id, SITE, "Home", "changed",
        "waiting", "[]", SECRET, now, None, None,
    )  # fmt: skip
    websites.insert_change(tx, change, "waiting", SECRET)
    bases.note_change(tx, tenant_id, now)
    (chunk,) = [one for one in passages.live_passages(tx, tenant_id) if one.kind == "chunk"]
    groundings.insert_groundings(tx, tenant_id, "turn", [Scored(chunk, 0.9)], [chunk.id])
    gap_id = gaps.insert_gap(tx, tenant_id, "Do you sell boats?", now, conversation_id="talk")
    key_id = api_keys.insert_key(tx, tenant_id, "Website", f"hash-{tenant_id}", "abcd", now)
    return {
        "base": base.id, "faq": faq.id, "file": file_id, "chunk": chunk.id, "key": chunk.key,
        "site": site_id, "page": page_id, "change": change.id, "gap": str(gap_id),
        "api_key": key_id, "tenant": tenant_id,
    }  # fmt: skip


def _everything(tx: Tx, tenant_id: str) -> str:
    rows = []
    for table in TABLES:
        column = "id" if table == "tenants" else "tenant_id"
        found = tx.all(f"SELECT * FROM {table} WHERE {column} = :t", t=tenant_id)
        plain = ({name: row[name] for name in row.keys()} for row in found)  # noqa: SIM118
        rows += sorted(f"{table} {json.dumps(one, sort_keys=True, default=str)}" for one in plain)
    return "\n".join(rows)


@pytest.fixture
async def ids(services: Services, acme: Put, clock: ManualClock) -> dict[str, str]:
    return await services.db.write(_fill, acme.tenant.id, clock.now_ms())


def _reads(tx: Tx, stranger: str, ids: dict[str, str]) -> dict[str, Any]:
    mine = {base.id for base in bases.bases_of(tx, stranger)}
    return {
        "base_by_id": bases.base_by_id(tx, stranger, ids["base"]),
        "base_by_name": bases.base_by_name(tx, stranger, "General"),
        "bases_of": mine & {ids["base"]},
        "index_of": bases.index_of(tx, stranger).wanted > 1,
        "faq_by_id": faqs.faq_by_id(tx, stranger, ids["faq"]),
        "faqs_in": faqs.faqs_in(tx, stranger, ids["base"]),
        "faqs_of": [one for one in faqs.faqs_of(tx, stranger) if one.id == ids["faq"]],
        "faqs.count_in": any(faqs.count_in(tx, stranger, ids["base"])),
        "document_by_id": documents.document_by_id(tx, stranger, ids["file"]),
        "documents_in": documents.documents_in(tx, stranger, ids["base"]),
        "pages_of": documents.pages_of(tx, stranger, ids["site"]),
        "page_at": documents.page_at(tx, stranger, ids["site"], SITE),
        "documents.count_in": documents.count_in(tx, stranger, ids["base"]),
        "file_named": documents.file_named(tx, stranger, ids["base"], "prices.txt"),
        "has_waiting": documents.has_waiting(tx, stranger),
        "chunks_of": chunks.chunks_of(tx, stranger, ids["file"]),
        "files_in": holdings.files_in(tx, stranger, ids["base"]),
        "documents_called": holdings.documents_called(tx, stranger, "prices.txt"),
        "live_passages": _secret(passages.live_passages(tx, stranger)),
        "next_passages": _secret(passages.next_passages(tx, stranger)[0]),
        "passages_by_id": passages.passages_by_id(tx, stranger, [ids["chunk"], ids["faq"]]),
        "mentions": passages.mentions(tx, stranger, "harbour flat"),
        "keys_in_use": passages.keys_in_use(tx, stranger) & {ids["key"]},
        "website_by_id": websites.website_by_id(tx, stranger, ids["site"]),
        "websites_in": websites.websites_in(tx, stranger, ids["base"]),
        "changes_of": websites.changes_of(tx, stranger, ids["site"]),
        "change_by_id": websites.change_by_id(tx, stranger, ids["change"]),
        "count_waiting": websites.count_waiting(tx, stranger, ids["site"]),
        "groundings_of": groundings.groundings_of(tx, stranger, "turn"),
        "keys_standing": groundings.keys_standing(tx, stranger),
        "open_gaps": gaps.open_gaps(tx, stranger),
        "gap_of_conversation": gaps.gap_of_conversation(tx, stranger, "talk"),
        "keys_of": api_keys.keys_of(tx, stranger),
    }


def _secret(found: list[Passage]) -> list[Passage]:
    return [one for one in found if SECRET in one.text]


async def test_reads_find_nothing_for_an_outsider(
    services: Services, ids: dict[str, str], outsider: Put
) -> None:
    found = await services.db.read(_reads, outsider.tenant.id, ids)
    assert {name: value for name, value in found.items() if value} == {}


async def test_reads_find_everything_for_the_owner(services: Services, ids: dict[str, str]) -> None:
    found = await services.db.read(_reads, ids["tenant"], ids)
    assert {name for name, value in found.items() if not value} == set()


def _writes(tx: Tx, stranger: str, ids: dict[str, str], now: int) -> None:
    bases.put_base(tx, Base(ids["base"], stranger, "Stolen"), now)
    bases.delete_base(tx, stranger, ids["base"])
    bases.keep_index(tx, stranger, "", LATER)
    bases.give_back_index(tx, stranger, "", LATER, "broken")
    bases.note_vectors(tx, stranger, "part", 1, 2)
    bases.set_inline_tokens(tx, stranger, 1)
    faqs.put_faq(tx, stranger, Faq(ids["faq"], "Q", "A", base_id=ids["base"]), now)
    faqs.delete_faq(tx, stranger, ids["faq"])
    documents.note_progress(tx, stranger, ids["file"], "", 50, LATER)
    documents.give_back_document(tx, stranger, ids["file"], "failed", "x", now, now)
    documents.queue_again(tx, stranger, ids["file"], "text/html", 1, now)
    documents.note_checked(tx, stranger, ids["page"], "{}", now)
    documents.note_stale(tx, stranger, ids["page"], now)
    documents.set_state(tx, stranger, ids["page"], "retired", '{"x": 1}')
    documents.detach(tx, stranger, ids["page"])
    documents.retire(tx, stranger, ids["file"], now)
    documents.delete_document(tx, stranger, ids["file"])
    passages.swap(tx, stranger, [(ids["file"], 0)], now)
    websites.crawl_soon(tx, stranger, ids["site"], 1)
    websites.set_options(
        tx, stranger, ids["site"], max_depth=9, max_pages=9, every_hours=9, review="apply",
        is_paused=True,
    )  # fmt: skip
    websites.decide(tx, stranger, ids["change"], "accepted", "op", now)
    websites.delete_website(tx, stranger, ids["site"])
    groundings.note_stale(tx, stranger, [ids["key"]], now)
    gaps.close_cluster(tx, stranger, ids["gap"], "dismissed", None)
    api_keys.revoke(tx, stranger, ids["api_key"], now)


async def test_writes_move_nothing_for_an_outsider(
    services: Services, ids: dict[str, str], outsider: Put, clock: ManualClock
) -> None:
    before = await services.db.read(_everything, ids["tenant"])
    await services.db.write(_writes, outsider.tenant.id, ids, clock.now_ms())
    assert await services.db.read(_everything, ids["tenant"]) == before


def _forged(tx: Tx, stranger: str, ids: dict[str, str], now: int) -> None:
    """Use rows of acme's that claim to be the outsider's."""
    file = documents.document_by_id(tx, ids["tenant"], ids["file"])
    site = websites.website_by_id(tx, ids["tenant"], ids["site"])
    assert file is not None
    assert site is not None
    file, site = replace(file, tenant_id=stranger), replace(site, tenant_id=stranger)
    index = replace(bases.index_of(tx, ids["tenant"]), tenant_id=stranger)
    assert chunks.begin_stage(tx, stranger, file.id) == 0
    assert not chunks.finish_stage(
        tx, file, 7, title="x", language="", pages=1, chunks=1, media_type="", content_hash="",
        crawl="{}", now_ms=now,
    )  # fmt: skip
    assert not websites.note_progress(tx, site, 5, 5, LATER)
    assert not websites.finish_crawl(tx, site, "failed", "x", now, now)
    assert not bases.publish_index(tx, replace(index, lease_owner="me"), 1, 1, "", now)


async def test_a_row_with_a_forged_tenant_moves_nothing(
    services: Services, ids: dict[str, str], outsider: Put, clock: ManualClock
) -> None:
    before = await services.db.read(_everything, ids["tenant"])
    await services.db.write(_forged, outsider.tenant.id, ids, clock.now_ms())
    assert await services.db.read(_everything, ids["tenant"]) == before


async def test_a_deleted_base_leaves_no_row(services: Services, ids: dict[str, str]) -> None:
    assert await services.db.write(bases.delete_base, ids["tenant"], ids["base"])

    def left(tx: Tx) -> list[str]:
        return [
            table
            for table in ("faqs", "documents", "chunks", "websites", "page_changes")
            if tx.all(f"SELECT 1 AS x FROM {table} WHERE base_id = :b", b=ids["base"])
        ]

    assert await services.db.read(left) == []
    assert not await services.db.write(bases.delete_base, ids["tenant"], ids["base"])


async def test_a_base_without_anything_is_told_from_a_strangers(
    services: Services, ids: dict[str, str]
) -> None:
    owners = await services.db.read(bases.tenant_of, ids["base"])
    assert owners == ids["tenant"]
    assert await services.db.read(bases.tenant_of, "nobody's") is None


async def test_the_old_version_answers_until_the_swap(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id = ids["tenant"]

    def texts(tx: Tx) -> list[str]:
        return [one.text for one in passages.live_passages(tx, tenant_id) if one.kind == "chunk"]

    def restage(tx: Tx) -> None:
        row = documents.document_by_id(tx, tenant_id, ids["file"])
        assert row is not None
        _stage(tx, row, _chunks("It costs 1500 dollars.", "Heating included."), clock.now_ms())

    await services.db.write(restage)
    assert await services.db.read(texts) == [SECRET]
    await services.db.write(_publish, tenant_id, clock.now_ms())
    assert await services.db.read(texts) == ["It costs 1500 dollars.", "Heating included."]


async def test_a_version_staged_meanwhile_waits_for_the_next_swap(
    services: Services, ids: dict[str, str], clock: ManualClock
) -> None:
    tenant_id, now = ids["tenant"], clock.now_ms()

    def unit(tx: Tx) -> tuple[str, list[str]]:
        row = documents.document_by_id(tx, tenant_id, ids["file"])
        assert row is not None
        _stage(tx, row, _chunks("second"), now)
        _, staged = passages.next_passages(tx, tenant_id)
        _stage(tx, row, _chunks("third"), now)
        passages.swap(tx, tenant_id, staged, now)
        after = documents.document_by_id(tx, tenant_id, ids["file"])
        assert after is not None
        live = [one.text for one in passages.live_passages(tx, tenant_id) if one.kind == "chunk"]
        return after.state, live

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
        chunks.insert_chunks(tx, row, version, 0, _chunks("half of it"))
        _stage(tx, row, _chunks("whole"), now)
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
    assert await services.db.read(api_keys.key_by_hash, key_hash)
    assert await services.db.write(api_keys.revoke, ids["tenant"], ids["api_key"], clock.now_ms())
    assert await services.db.read(api_keys.key_by_hash, key_hash) is None
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
