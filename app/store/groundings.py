"""What a reply rests on: the names and content keys of passages, never their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.knowledge import Scored
from app.store.db import Tx


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
