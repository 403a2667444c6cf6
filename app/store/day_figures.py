"""The figures of days as they are kept, read for a period, and the marks on days to count again.

Figures are a cache of what ``store/counting`` counts: deleting them loses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from app.domain.figures_of_day import Figures, add
from app.store.db import Tx

# Not a tenant: all of them together.
AGENCY = ""

_decode = msgspec.json.Decoder(dict[str, dict[str, tuple[int, int]]]).decode
_encode = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True)
class StaleDay:
    """A day to count again, and how often it was marked."""

    tenant_id: str
    day: str
    marks: int


def by_day(
    tx: Tx, tenant_ids: Collection[str] | None, first: str, last: str, kinds: Iterable[str]
) -> dict[str, Figures]:
    """Return the figures of every day of a period, of some tenants together.

    Args:
        tenant_ids: whom the reader may see; None for all there are, which costs no more than one.
        first: the first day, ISO 8601; ``last`` is included.
        kinds: as ``counting.COUNTERS`` calls them.

    Returns:
        By day; a day nobody counted anything of is left out.
    """
    found: dict[str, Figures] = {}
    for tenant_id in (AGENCY,) if tenant_ids is None else tenant_ids:
        for kind in kinds:
            rows = tx.all(
                "SELECT day, figures FROM day_figures WHERE tenant_id = :tenant_id"
                " AND kind = :kind AND day >= :first AND day <= :last",
                tenant_id=tenant_id,
                kind=kind,
                first=first,
                last=last,
            )
            for row in rows:
                add(found.setdefault(row["day"], {}), _decode(row["figures"]))
    return found


def sums(
    tx: Tx, tenant_ids: Collection[str] | None, first: str, last: str, kinds: Iterable[str]
) -> Figures:
    """Return the figures of a period, all its days added up; as ``by_day``."""
    whole: Figures = {}
    for figures in by_day(tx, tenant_ids, first, last, kinds).values():
        add(whole, figures)
    return whole


def of_day(tx: Tx, tenant_id: str, day: str) -> dict[str, str]:
    """Return what is kept of a tenant's day, by kind, as text."""
    rows = tx.all(
        "SELECT kind, figures FROM day_figures WHERE day = :day AND tenant_id = :tenant_id",
        day=day,
        tenant_id=tenant_id,
    )
    return {row["kind"]: row["figures"] for row in rows}


def of_all(tx: Tx, day: str) -> dict[str, str]:
    """Return a day of all tenants added up, by kind, as text."""
    rows = tx.all(
        "SELECT kind, figures FROM day_figures WHERE day = :day AND tenant_id > :agency",
        day=day,
        agency=AGENCY,
    )
    found: dict[str, Figures] = {}
    for row in rows:
        add(found.setdefault(row["kind"], {}), _decode(row["figures"]))
    return {kind: as_text(figures) for kind, figures in found.items()}


def as_text(figures: Figures) -> str:
    """Return figures as they are kept; the same figures are the same text."""
    return _encode(figures).decode()


def put_counted(tx: Tx, stale: StaleDay, counted: Mapping[str, str]) -> bool:
    """Write what a day was counted to and forget its mark; tell whether anything is different.

    Nothing is written when somebody else has counted the day since.
    """
    tx.lock(
        "SELECT day FROM stale_days WHERE tenant_id = :tenant_id AND day = :day",
        tenant_id=stale.tenant_id,
        day=stale.day,
    )
    if not _is_marked(tx, stale):
        return False
    kept = of_day(tx, stale.tenant_id, stale.day)
    for kind, figures in counted.items():
        if kept.get(kind) != figures:
            _put(tx, stale, kind, figures)
    for kind in kept.keys() - counted.keys():
        tx.run(
            "DELETE FROM day_figures WHERE tenant_id = :tenant_id AND kind = :kind AND day = :day",
            tenant_id=stale.tenant_id,
            kind=kind,
            day=stale.day,
        )
    tx.run(
        "DELETE FROM stale_days WHERE tenant_id = :tenant_id AND day = :day AND marks = :marks",
        tenant_id=stale.tenant_id,
        day=stale.day,
        marks=stale.marks,
    )
    return kept != counted


def _is_marked(tx: Tx, stale: StaleDay) -> bool:
    row = tx.one(
        "SELECT marks FROM stale_days WHERE tenant_id = :tenant_id AND day = :day",
        tenant_id=stale.tenant_id,
        day=stale.day,
    )
    return row is not None


def _put(tx: Tx, stale: StaleDay, kind: str, figures: str) -> None:
    tx.run(
        "INSERT INTO day_figures (tenant_id, kind, day, figures)"
        " VALUES (:tenant_id, :kind, :day, :figures) ON CONFLICT (tenant_id, kind, day)"
        " DO UPDATE SET figures = excluded.figures",
        tenant_id=stale.tenant_id,
        kind=kind,
        day=stale.day,
        figures=figures,
    )


def mark_stale(tx: Tx, tenant_id: str, days: Iterable[str]) -> None:
    """Let some days of a tenant be counted again."""
    for day in days:
        tx.run(
            "INSERT INTO stale_days (tenant_id, day, marks) VALUES (:tenant_id, :day, 1)"
            " ON CONFLICT (tenant_id, day) DO UPDATE SET marks = stale_days.marks + 1",
            tenant_id=tenant_id,
            day=day,
        )


def stale_days(tx: Tx, since: str, limit: int) -> list[StaleDay]:
    """Return days to count again, the newest first.

    Args:
        since: only this day and later ones; empty for all.
    """
    rows = tx.all(
        "SELECT tenant_id, day, marks FROM stale_days WHERE day >= :since"
        " ORDER BY day DESC, tenant_id DESC LIMIT :limit",
        since=since,
        limit=limit,
    )
    return [StaleDay(row["tenant_id"], row["day"], int(row["marks"])) for row in rows]


def forget_tenant(tx: Tx, tenant_id: str) -> list[str]:
    """Delete what is kept of a tenant that is gone; return the days it had figures of."""
    rows = tx.all(
        "SELECT DISTINCT day FROM day_figures WHERE tenant_id = :tenant_id", tenant_id=tenant_id
    )
    for statement in (
        "DELETE FROM day_figures WHERE tenant_id = :tenant_id",
        "DELETE FROM stale_days WHERE tenant_id = :tenant_id",
        "DELETE FROM counted_zones WHERE tenant_id = :tenant_id",
    ):
        tx.run(statement, tenant_id=tenant_id)
    return [row["day"] for row in rows]
