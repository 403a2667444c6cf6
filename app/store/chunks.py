"""The chunks of documents, staged under a version until an index holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.ids import new_id
from app.store.db import Tx
from app.store.documents import DocumentRow


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """One retrievable piece of a document."""

    heading: str
    body: str
    page: int | None
    url: str
    language: str
    key: str


def begin_stage(tx: Tx, tenant_id: str, document_id: str) -> int:
    """Return the version under which new chunks are put beside the old ones; 0: it is gone."""
    row = tx.one(
        "UPDATE documents SET next_version = next_version + 1 WHERE tenant_id = :tenant_id"
        " AND id = :document_id RETURNING next_version - 1 AS version",
        tenant_id=tenant_id,
        document_id=document_id,
    )
    if row is None:
        return 0
    # What a reading that broke off has left.
    tx.run(
        "DELETE FROM chunks WHERE tenant_id = :tenant_id AND document_id = :document_id"
        " AND version NOT IN (SELECT live_version FROM documents WHERE id = :document_id"
        " UNION SELECT staged_version FROM documents WHERE id = :document_id)",
        tenant_id=tenant_id,
        document_id=document_id,
    )
    return int(row["version"])


def insert_chunks(
    tx: Tx, document: DocumentRow, version: int, first: int, chunks: Sequence[ChunkRow]
) -> None:
    """Put some chunks of a version; ``first`` is the place of the first one. They do not answer."""
    for ordinal, chunk in enumerate(chunks, first):
        tx.run(
            "INSERT INTO chunks (id, tenant_id, base_id, document_id, version, ordinal, heading,"
            " body, page, url, language, content_key) VALUES (:id, :tenant_id, :base_id,"
            " :document_id, :version, :ordinal, :heading, :body, :page, :url, :language, :key)",
            id=new_id(),
            tenant_id=document.tenant_id,
            base_id=document.base_id,
            document_id=document.id,
            version=version,
            ordinal=ordinal,
            heading=chunk.heading,
            body=chunk.body,
            page=chunk.page,
            url=chunk.url,
            language=chunk.language,
            key=chunk.key,
        )


def finish_stage(
    tx: Tx,
    document: DocumentRow,
    version: int,
    *,
    title: str,
    language: str,
    pages: int,
    chunks: int,
    media_type: str,
    content_hash: str,
    crawl: str,
    now_ms: int,
) -> bool:
    """Let a complete version wait for the next index.

    False when the document is gone, is somebody else's by now or was uploaded anew, or when
    somebody has begun a newer version: their beginning took the chunks of this one away.
    """
    return bool(
        tx.run(
            "UPDATE documents SET staged_version = :version, state = 'indexing', progress = 100,"
            " error = '', title = :title, language = :language, pages = :pages,"
            " media_type = :media_type, content_hash = :content_hash, chunks = :chunks,"
            " crawl = :crawl, stale_at = NULL, checked_at = :now, lease_until = 0,"
            " lease_owner = '', attempts = 0, updated_at = :now"
            " WHERE tenant_id = :tenant_id AND id = :document_id AND lease_owner = :owner"
            " AND next_version = :version + 1",
            tenant_id=document.tenant_id,
            document_id=document.id,
            owner=document.lease_owner,
            version=version,
            title=title,
            language=language,
            pages=pages,
            chunks=chunks,
            media_type=media_type,
            content_hash=content_hash,
            crawl=crawl,
            now=now_ms,
        )
    )


def chunks_of(tx: Tx, tenant_id: str, document_id: str) -> list[ChunkRow]:
    """Return the newest chunks of a document, staged or live, in their order."""
    rows = tx.all(
        "SELECT c.heading, c.body, c.page, c.url, c.language, c.content_key FROM chunks c"
        " JOIN documents d ON d.id = c.document_id WHERE c.tenant_id = :tenant_id"
        " AND c.document_id = :document_id AND c.version = CASE WHEN d.staged_version > 0"
        " THEN d.staged_version ELSE d.live_version END ORDER BY c.ordinal",
        tenant_id=tenant_id,
        document_id=document_id,
    )
    return [
        ChunkRow(
            row["heading"],
            row["body"],
            row["page"],
            row["url"],
            row["language"],
            row["content_key"],
        )
        for row in rows
    ]
