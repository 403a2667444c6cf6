"""What a reply rests on: the names and content keys of passages, never their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.knowledge import Scored
from app.store.db import Row, Tx


@dataclass(frozen=True, slots=True)
class Grounding:
    """A passage a turn saw. ``score`` is 0-100; ``stale_at``: since when it is not as it was."""

    turn_id: str
    kind: str
    passage_id: str
    document_id: str
    key: str
    score: int
    is_cited: bool
    stale_at: int | None


def insert_groundings(
    tx: Tx, tenant_id: str, turn_id: str, seen: Sequence[Scored], cited: Iterable[str]
) -> None:
    """Keep what a turn saw, best first; ``cited`` are the ids its reply rests on."""
    named = set(cited)
    for ordinal, one in enumerate(seen):
        tx.run(
            "INSERT INTO groundings (tenant_id, turn_id, ordinal, kind, passage_id, document_id,"
            " content_key, score, is_cited) VALUES (:tenant_id, :turn_id, :ordinal, :kind,"
            " :passage_id, :document_id, :key, :score, :is_cited)"
            " ON CONFLICT (tenant_id, turn_id, ordinal) DO NOTHING",
            tenant_id=tenant_id,
            turn_id=turn_id,
            ordinal=ordinal,
            kind=one.passage.kind,
            passage_id=one.passage.id,
            document_id=one.passage.document_id,
            key=one.passage.key,
            score=round(one.score * 100),
            is_cited=int(one.passage.id in named),
        )


def groundings_of(tx: Tx, tenant_id: str, turn_id: str) -> list[Grounding]:
    """Return what a turn saw, best first."""
    rows = tx.all(
        "SELECT * FROM groundings WHERE tenant_id = :tenant_id AND turn_id = :turn_id"
        " ORDER BY ordinal",
        tenant_id=tenant_id,
        turn_id=turn_id,
    )
    return [
        Grounding(
            row["turn_id"],
            row["kind"],
            row["passage_id"],
            row["document_id"],
            row["content_key"],
            row["score"],
            bool(row["is_cited"]),
            row["stale_at"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Ground:
    """A passage a reply rests on, as it is now.

    ``title`` and ``source`` are empty when it is gone; ``is_gone``: nothing of this content is
    left. ``score`` is 0-100; ``stale_at``: since when it is not as it was, or its source not
    checked.
    """

    turn_id: str
    title: str
    source: str
    page: int | None
    score: int
    stale_at: int | None
    is_gone: bool
    base_id: str = ""
    document_id: str = ""
    faq_id: str = ""


# CROSS JOIN keeps this order in SQLite, which would else read all groundings of the tenant; the
# turns are a list of their own, or it would read all of the tenant's along their time.
# The passage of the grounding's own id, else one that says exactly the same: a document that was
# read again has new chunks with the old words. What is left of a deleted one is its document.
_CITED = (
    "SELECT g.turn_id, g.score, g.stale_at, c.id AS chunk_id, c.heading, c.page, c.url,"
    " f.id AS faq_id, f.base_id AS faq_base_id, f.question, d.id AS document_id, d.base_id,"
    " d.title, d.name, d.kind, d.stale_at AS document_stale_at"
    " FROM (SELECT id, tenant_id, answered_at FROM turns WHERE conversation_id = :conversation_id"
    " ORDER BY opened_at LIMIT 100000) AS u CROSS JOIN groundings g"
    " LEFT JOIN faqs f ON f.tenant_id = g.tenant_id AND f.id = g.passage_id"
    " AND f.state = 'approved'"
    " LEFT JOIN documents d ON d.tenant_id = g.tenant_id AND d.id = g.document_id"
    " LEFT JOIN chunks c ON c.id = (SELECT same.id FROM chunks same"
    " WHERE same.tenant_id = d.tenant_id AND same.document_id = d.id"
    " AND same.version = d.live_version"
    " AND (same.id = g.passage_id OR same.content_key = g.content_key) ORDER BY same.id LIMIT 1)"
    " WHERE g.tenant_id = u.tenant_id AND g.turn_id = u.id"
    " AND u.tenant_id = :tenant_id AND u.answered_at >= :since AND g.is_cited = 1"
    " ORDER BY g.turn_id, g.ordinal"
)


def cited_in(tx: Tx, tenant_id: str, conversation_id: str, since_ms: int) -> list[Ground]:
    """Return what the replies of a conversation rest on since a time, in the order of turns."""
    rows = tx.all(_CITED, tenant_id=tenant_id, conversation_id=conversation_id, since=since_ms)
    return [_ground(row) for row in rows]


def _ground(row: Row) -> Ground:
    is_gone = row["chunk_id"] is None and row["faq_id"] is None
    title = row["question"] or row["heading"] or row["title"] or row["name"] or ""
    source = row["name"] if row["kind"] == "file" else row["url"]
    return Ground(
        turn_id=row["turn_id"],
        title=title,
        source=source or "",
        page=row["page"],
        score=row["score"],
        stale_at=row["stale_at"] or row["document_stale_at"],
        is_gone=is_gone,
        base_id=row["faq_base_id"] or row["base_id"] or "",
        document_id=row["document_id"] or "",
        faq_id=row["faq_id"] or "",
    )


def note_stale(tx: Tx, tenant_id: str, keys: Iterable[str], now_ms: int) -> None:
    """Note that passages of these keys no longer stand as they did."""
    for key in keys:
        tx.run(
            "UPDATE groundings SET stale_at = :now WHERE tenant_id = :tenant_id"
            " AND content_key = :key AND stale_at IS NULL",
            tenant_id=tenant_id,
            key=key,
            now=now_ms,
        )


def keys_standing(tx: Tx, tenant_id: str) -> set[str]:
    """Return the keys replies rest on that are not known to be stale."""
    rows = tx.all(
        "SELECT DISTINCT content_key FROM groundings WHERE tenant_id = :tenant_id"
        " AND stale_at IS NULL",
        tenant_id=tenant_id,
    )
    return {row["content_key"] for row in rows}
