"""The rows behind the figures: as many as a figure says, newest first, a page or a day at a time.

A figure is a sum of days, counted by ``store/counting``; what is listed here is what was counted,
found by the same conditions. Rows are of several kinds (``analytics_kinds``), and each may be
narrowed to a slice of its figure.

A page is found in two steps. The keys of every tenant's next rows are read along an index; then the
rows themselves, with all that is computed of them, but only those that can be on the page. Filters
that hold only of what is computed (``computed``) are looked for among so many rows, so that a rare
answer may cost several requests and never a long one; ``hints`` leave out beforehand what cannot
fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.domain.tenant import Tenant
from app.store.analytics_kinds import BOUND, KINDS, Cells, Kind
from app.store.db import Tx

# So many rows are looked at for one page when a condition cannot be told by the database: of one
# tenant, and of several, whose rows lie far apart.
_MOST_OF_ONE, _MOST_OF_MANY = 1_000, 300
_LAST = 1 << 60


class Key(NamedTuple):
    """Where a row stands: when it was, in epoch milliseconds, and its id."""

    at_ms: int
    id: str


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked for, of one tenant, as its own clock has them; the end excluded."""

    tenant: Tenant
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A row behind a figure; its cells are named as ``Kind.headers`` are."""

    key: Key
    tenant_id: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, newest first; ``after`` is where to go on, None when there is nothing behind it."""

    rows: tuple[Behind, ...]
    after: Key | None


def page(
    tx: Tx,
    spans: Sequence[Span],
    what: str,
    parts: Mapping[str, str],
    limit: int,
    after: Key | None = None,
) -> Page:
    """Return the rows behind a figure after a key, of some tenants together.

    A page may hold fewer than asked for and still have an ``after``.

    Args:
        what: a name of ``KINDS``.
        parts: what to narrow it to, by names of ``Kind.filters``.
    """
    kind = KINDS[what]
    is_exact = not any(name in kind.computed for name in parts)
    most = limit + 1 if is_exact else _MOST_OF_ONE if len(spans) == 1 else _MOST_OF_MANY
    keys = _newest(tx, kind, spans, parts, most, after)
    rows = _fitting(tx, kind, spans, parts, keys, after)
    shown = tuple(rows[:limit])
    if len(rows) > limit:
        return Page(shown, shown[-1].key)
    return Page(shown, keys[-1] if len(keys) == most and not is_exact else None)


@dataclass(slots=True)
class _Stream:
    """The keys of one tenant, the newest first, as far as they were read."""

    span: Span
    keys: list[Key]
    is_over: bool


def _newest(
    tx: Tx,
    kind: Kind,
    spans: Sequence[Span],
    parts: Mapping[str, str],
    most: int,
    after: Key | None,
) -> list[Key]:
    """Return the newest keys of all tenants; of each is read what may be among them."""
    chunk = max(most // max(len(spans), 1) + 4, 8)
    streams = [_Stream(span, _keys(tx, kind, span, parts, chunk, after), False) for span in spans]
    for stream in streams:
        stream.is_over = len(stream.keys) < chunk
    while True:
        merged = sorted((key for one in streams for key in one.keys), reverse=True)[:most]
        last = merged[-1] if len(merged) == most else None
        behind = [
            one for one in streams if not one.is_over and (last is None or one.keys[-1] > last)
        ]
        if not behind:
            return merged
        chunk = min(2 * chunk, most)
        for stream in behind:
            more = _keys(tx, kind, stream.span, parts, chunk, stream.keys[-1])
            stream.keys += more
            stream.is_over = len(more) < chunk


def _fitting(
    tx: Tx,
    kind: Kind,
    spans: Sequence[Span],
    parts: Mapping[str, str],
    keys: Sequence[Key],
    after: Key | None,
) -> list[Behind]:
    """Return the rows with some keys that fit, the newest first."""
    if not keys:
        return []
    wanted = set(keys)
    rows: list[Behind] = []
    for span in spans:
        # Whoever has none of them has nothing from the last of them on.
        since = Span(span.tenant, max(span.from_ms, keys[-1].at_ms), span.to_ms)
        if since.from_ms < since.to_ms:
            rows += _read(tx, kind, since, parts, after)
    fitting = [one for one in rows if one.key in wanted]
    fitting.sort(key=lambda one: one.key, reverse=True)
    return fitting


def rows_of(tx: Tx, span: Span, what: str, parts: Mapping[str, str]) -> list[Behind]:
    """Return all rows of a span, newest first; for a day, which is never many."""
    return _read(tx, KINDS[what], span, parts, None)


def _read(
    tx: Tx, kind: Kind, span: Span, parts: Mapping[str, str], after: Key | None
) -> list[Behind]:
    told, asked = _asked(kind, span, parts, after)
    rows = tx.all(f"{kind.sql}{told} ORDER BY {kind.at} DESC, {kind.id} DESC", **asked)
    rests = [(test, parts[name]) for name, test in kind.computed.items() if name in parts]
    found = []
    for row in rows:
        cells = kind.cells(row, span.tenant)
        if all(test(cells, value) for test, value in rests):
            found.append(Behind(Key(row["key_at"], row["key_id"]), span.tenant.id, cells))
    return found


def _keys(
    tx: Tx, kind: Kind, span: Span, parts: Mapping[str, str], most: int, after: Key | None
) -> list[Key]:
    """Return the keys of a tenant's next rows that may fit, at most so many."""
    told, asked = _asked(kind, span, parts, after)
    selected = f"SELECT {kind.at} AS key_at, {kind.id} AS key_id FROM"
    ordered = f"{told} ORDER BY {kind.at} DESC, {kind.id} DESC LIMIT :most"
    found = []
    for one in kind.keys:
        rows = tx.all(f"{selected} {one}{ordered}", most=most, **asked)
        found += [Key(row["key_at"], row["key_id"]) for row in rows]
    found.sort(reverse=True)
    return found[:most]


def _asked(
    kind: Kind, span: Span, parts: Mapping[str, str], after: Key | None
) -> tuple[str, dict[str, Any]]:
    """Return the conditions beside those of the span, and what is bound to all of them."""
    key = after or Key(_LAST, "")
    named = [name for name in parts if name in kind.narrows]
    told = [kind.narrows[name] for name in named]
    told += [kind.hints[one] for one in parts.items() if one in kind.hints]
    told.append(f"({kind.at} < :at OR {kind.id} < :id)")
    asked = {
        "tenant_id": span.tenant.id,
        "from_ms": span.from_ms,
        "to_ms": min(span.to_ms, key.at_ms + 1),
        "at": key.at_ms,
        "id": key.id,
    }
    bound = {name: BOUND.get(name, str)(parts[name]) for name in named}
    return "".join(f" AND {one}" for one in told), asked | bound


def names_of(tx: Tx, tenant_id: str, lead_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the names of leads and where they write from, by id."""
    found = {}
    for lead_id in set(lead_ids):
        row = tx.one(
            "SELECT name, phone, email FROM leads WHERE tenant_id = :tenant_id AND id = :id",
            tenant_id=tenant_id,
            id=lead_id,
        )
        if row is not None:
            found[lead_id] = (row["name"], row["phone"] or row["email"] or "")
    return found
