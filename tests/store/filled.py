"""A tenant with one of everything it may know, for tests of the store."""

from __future__ import annotations

from app.domain.knowledge import Base, Scored
from app.domain.tenant import Faq
from app.store import api_keys, bases, chunks, documents, faqs, gaps, groundings, passages, websites
from app.store.chunks import ChunkRow
from app.store.db import Tx
from app.store.documents import DocumentRow
from app.store.websites import ChangeRow

SECRET = "The harbour flat costs 1450 dollars."
SITE = "https://harbour.example/"
LATER = 9_999_999_999_999


def chunk_rows(*texts: str) -> list[ChunkRow]:
    return [ChunkRow("Prices", text, None, "", "en", f"key of {text}") for text in texts]


def stage(tx: Tx, row: DocumentRow, pieces: list[ChunkRow], now: int) -> int:
    version = chunks.begin_stage(tx, row.tenant_id, row.id)
    chunks.insert_chunks(tx, row, version, 0, pieces)
    assert chunks.finish_stage(
        tx, row, version, title="Prices", language="en", pages=1, chunks=len(pieces),
        media_type="text/plain", content_hash="h", crawl="{}", now_ms=now,
    )  # fmt: skip
    return version


def publish_staged(tx: Tx, tenant_id: str, now: int) -> None:
    """Let everything staged answer, as publishing does."""
    _, staged = passages.next_passages(tx, tenant_id)
    passages.swap(tx, tenant_id, staged, now)


def fill(tx: Tx, tenant_id: str, now: int) -> dict[str, str]:
    """Give a tenant one of everything; return the ids."""
    base = Base(f"base-{tenant_id}", tenant_id, "General")
    bases.put_base(tx, base, now)
    faq = Faq(f"faq-{tenant_id}", "What does it cost?", SECRET, base_id=base.id)
    faqs.put_faq(tx, tenant_id, faq, now)
    file_id = documents.insert_document(tx, tenant_id, base.id, "file", "prices.txt", now)
    site_id = websites.insert_website(tx, tenant_id, base.id, SITE, now)
    page_id = documents.insert_document(
        tx, tenant_id, base.id, "page", "p", now, website_id=site_id, url=SITE
    )
    for document_id, text in ((file_id, SECRET), (page_id, "We sell and let homes.")):
        row = documents.document_by_id(tx, tenant_id, document_id)
        assert row is not None
        stage(tx, row, chunk_rows(text), now)
    publish_staged(tx, tenant_id, now)
    documents.insert_document(tx, tenant_id, base.id, "file", "waiting.txt", now)
    change = ChangeRow(
        f"change-{tenant_id}", tenant_id, base.id, site_id, page_id, SITE, "Home", "changed",
        "waiting", "[]", SECRET, now, None, None,
    )  # fmt: skip
    websites.insert_change(tx, change)
    bases.note_change(tx, tenant_id, now)
    live = passages.live_passages(tx, tenant_id)
    (chunk,) = [one for one in live if one.kind == "chunk" and one.text == SECRET]
    groundings.insert_groundings(tx, tenant_id, "turn", [Scored(chunk, 0.9)], [chunk.id])
    gap_id = gaps.insert_gap(tx, tenant_id, "Do you sell boats?", now, conversation_id="talk")
    key_id = api_keys.insert_key(tx, tenant_id, "Website", f"hash-{tenant_id}", "abcd", now)
    return {
        "base": base.id, "faq": faq.id, "file": file_id, "chunk": chunk.id, "key": chunk.key,
        "site": site_id, "page": page_id, "change": change.id, "gap": str(gap_id),
        "api_key": key_id, "tenant": tenant_id,
    }  # fmt: skip
