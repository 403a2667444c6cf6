"""Knowledge in the database: an outsider knows every id, and gets and moves nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.clock import ManualClock
from app.domain.knowledge import Base, Passage
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
    shelves,
    websites,
)
from app.store.db import Tx
from tests.store.filled import LATER, SECRET, SITE

TABLES = (
    "knowledge_bases", "faqs", "websites", "documents", "chunks", "page_changes",
    "knowledge_indexes", "groundings", "gaps", "api_keys", "tenants",
)  # fmt: skip


def _everything(tx: Tx, tenant_id: str) -> str:
    rows = []
    for table in TABLES:
        column = "id" if table == "tenants" else "tenant_id"
        found = tx.all(f"SELECT * FROM {table} WHERE {column} = :t", t=tenant_id)
        plain = ({name: row[name] for name in row.keys()} for row in found)  # noqa: SIM118
        rows += sorted(f"{table} {json.dumps(one, sort_keys=True, default=str)}" for one in plain)
    return "\n".join(rows)


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
        "next_waiting": documents.next_waiting(tx, stranger, LATER),
        "has_waiting": documents.has_waiting(tx, stranger),
        "chunks_of": chunks.chunks_of(tx, stranger, ids["file"]),
        "files_in": holdings.files_in(tx, stranger, ids["base"]),
        "documents_called": holdings.documents_called(tx, stranger, "prices.txt"),
        "figures_of": ids["base"] in shelves.figures_of(tx, stranger),
        "count_gaps": shelves.count_gaps(tx, stranger),
        "shelves.files_in": shelves.files_in(tx, stranger, ids["base"]),
        "questions_in": shelves.questions_in(tx, stranger, ids["base"]),
        "pages_in": shelves.pages_in(tx, stranger, ids["site"]).live,
        "live_passages": _secret(passages.live_passages(tx, stranger)),
        "next_passages": _secret(passages.next_passages(tx, stranger)[0]),
        "passages_by_id": passages.passages_by_id(tx, stranger, [ids["chunk"], ids["faq"]]),
        "mentions": passages.mentions(tx, stranger, "harbour flat"),
        "website_by_id": websites.website_by_id(tx, stranger, ids["site"]),
        "websites_in": websites.websites_in(tx, stranger, ids["base"]),
        "changes_of": websites.changes_of(tx, stranger, ids["site"]),
        "change_by_id": websites.change_by_id(tx, stranger, ids["change"]),
        "count_waiting": websites.count_waiting(tx, stranger, ids["site"]),
        "groundings_of": groundings.groundings_of(tx, stranger, "turn"),
        "keys_standing": groundings.keys_standing(tx, stranger),
        "open_gaps": gaps.open_gaps(tx, stranger),
        "gaps_of_conversation": gaps.gaps_of_conversation(tx, stranger, "talk"),
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
    documents.queue_again(tx, stranger, ids["file"], "text/html", 1, now)
    documents.note_checked(tx, stranger, ids["page"], "{}", now)
    documents.note_stale(tx, stranger, ids["page"], now)
    documents.set_state(tx, stranger, ids["page"], "retired", '{"x": 1}')
    documents.detach(tx, stranger, ids["page"])
    documents.retire(tx, stranger, ids["file"], now)
    documents.delete_document(tx, stranger, ids["file"])
    passages.swap(tx, stranger, [(ids["file"], 0)], now)
    passages.drop_old(tx, stranger, ids["file"], 1_000)
    websites.crawl_soon(tx, stranger, ids["site"], 1)
    websites.set_options(
        tx, stranger, ids["site"], max_depth=9, max_pages=9, every_hours=9, review="apply",
        is_paused=True,
    )  # fmt: skip
    websites.decide(tx, stranger, ids["change"], "accepted", "op", now)
    websites.delete_website(tx, stranger, ids["site"])
    groundings.note_stale(tx, stranger, [ids["key"]], now)
    gaps.close_cluster(tx, stranger, ids["gap"], "dismissed", None)
    gaps.propose(tx, stranger, ids["gap"], "faq-of-a-stranger")
    gaps.close_answered(tx, stranger, ids["faq"])
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
    assert not documents.give_back_document(tx, file, "failed", "x", now, now)
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
