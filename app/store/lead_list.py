"""Pages of a list of leads, of one client or of many, as fast on the last page as on the first.

A page is found by the key of the row before it, ``(value of the order, id)``, in either direction.
Each client is a stream of keys; the streams are merged, and only as much of each is read as the
page needs. A stream is one of two:

- **gathered**: one condition is fulfilled by few leads (at most ``_MOST_GATHERED`` in all), so all
  of these are looked at. Exact, whatever else is asked.
- **walked**: leads are read along an index in the order of the list, in chunks that grow, and those
  that fulfil the other conditions are kept. A stream that found nothing yet still says how far it
  has come, so of many clients only those are read on that may hold the next row. After
  ``_MOST_WALKED`` leads (``_MOST_STRIDDEN`` where the index alone tells) it stops, and the page
  says from where to look further.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.store.db import Tx
from app.store.lead_filters import Condition, Wanted, all_of, by_words, conditions, drivers, ordered
from app.store.lead_streams import Key as Key
from app.store.lead_streams import Ranked, Stream

_MOST_GATHERED = 4_000
# Two words of a search are compared along the index, which costs less than reading a lead.
_MOST_COMPARED = 40_000
_MOST_WALKED, _MOST_STRIDDEN = 12_000, 100_000
_LONGEST_CHUNK = 25_000
# How far the most selective of several indexes is felt for.
_FELT = 200
# Of more clients all are asked in one statement what is a step along an index of each.
_ASKED_SINGLY, _ASKED_TOGETHER = 4, 20
_SAME = {"status", "temperature", "channel", "owner_id", "source", "opted_out_at", "score"}
# What stands in the index of each order beside it.
_TOLD = {
    "last_at": frozenset(_SAME | {"created_at"}),
    "created_at": frozenset(_SAME),
    "score": frozenset(_SAME | {"created_at"}),
}
_ALONG = "SELECT id FROM leads WHERE tenant_id = :tenant_id AND merged_into IS NULL AND ? = :?"
_BEHIND_ALL_IDS = "z" * 26


class Found(NamedTuple):
    """A lead of a page, with whose it is."""

    key: Key
    tenant_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Leads in the order of the list, and the keys to go on from; None: there is nothing.

    ``further`` is set when nobody looked to the end: what is behind it is not known yet.
    """

    found: tuple[Found, ...]
    before: Key | None = None
    after: Key | None = None
    further: Key | None = None


def page(
    tx: Tx,
    tenant_ids: Sequence[str],
    wanted: Wanted,
    limit: int,
    after: Key | None = None,
    before: Key | None = None,
    patience: int = 1,
) -> Page:
    """Return the leads after a key, or those just before one, else the first ones.

    Args:
        patience: so many times as many leads as usual are looked at.
    """
    is_down = before is None
    walk = _Walk(tx, wanted, after if is_down else before, is_down, len(tenant_ids), limit + 1)
    walk.patience = patience
    found = walk.merged(tenant_ids)
    has_more, found = len(found) > limit, found[:limit]
    if not is_down:
        found.reverse()
    first, last = (found[0].key, found[-1].key) if found else (None, None)
    if is_down:
        return Page(tuple(found), first if after else None, last if has_more else None, walk.end)
    return Page(tuple(found), first if has_more else None, last, walk.end)


def fits(tx: Tx, tenant_id: str, wanted: Wanted, lead_id: str) -> Key | None:
    """Return where a lead stands in a list, None when it is not in it."""
    rules, params = _both(conditions(wanted))
    low, high = wanted.bounds
    row = tx.one(
        f"SELECT x.id, x.{wanted.column} AS v FROM leads x WHERE x.tenant_id = :tenant_id"  # noqa: S608
        f" AND x.id = :id AND x.merged_into IS NULL AND x.{wanted.column} BETWEEN :low AND :high"
        f"{rules}",
        tenant_id=tenant_id,
        id=lead_id,
        low=low,
        high=high,
        **params,
    )
    return Key(row["v"], row["id"]) if row else None


class _Walk:
    """One search for one page."""

    def __init__(
        self, tx: Tx, wanted: Wanted, start: Key | None, is_down: bool, clients: int, limit: int
    ) -> None:
        low, high = wanted.bounds
        outer = Key(high + 1, "") if is_down else Key(low - 1, _BEHIND_ALL_IDS)
        self.tx, self.wanted, self.is_down, self.limit = tx, wanted, is_down, limit
        self.start = outer if start is None else (min if is_down else max)(start, outer)
        self.stop = low if is_down else high
        self.column = wanted.column
        self.patience, self.left = 1, 0
        self.first_chunk = max(limit // clients + 4, 12) if clients > 1 else limit
        self.end: Key | None = None
        self.along: str | None = None
        self.driver: Condition | None = None
        # What was counted to its end: how many leads, and which clients have any.
        self.counted: dict[str, tuple[int, frozenset[str]]] = {}

    def merged(self, tenant_ids: Sequence[str]) -> list[Found]:
        """Return the next leads of all these clients in their order."""
        self._choose(tenant_ids)
        is_told = self._is_told() and not self.along
        self.left = self.patience * (_MOST_STRIDDEN if is_told else _MOST_WALKED)
        sign = -1 if self.is_down else 1
        streams = self._streams(tenant_ids)
        heap = [(Ranked(stream.next, sign), n) for n, stream in enumerate(streams)]
        heapq.heapify(heap)
        found: list[Found] = []
        while heap and len(found) < self.limit:
            _, n = heapq.heappop(heap)
            stream = streams[n]
            if stream.ready:
                found.append(Found(stream.ready.popleft(), stream.tenant_id))
            elif self.left <= 0:
                self.end = stream.at
                break
            else:
                self._read_on(stream)
            if stream.ready or not stream.is_over:
                heapq.heappush(heap, (Ranked(stream.next, sign), n))
        return found

    def _streams(self, tenant_ids: Sequence[str]) -> list[Stream]:
        """Return a stream for each client that may have something, from its first lead on.

        So only those are read that the page needs, however many there are.
        """
        if len(tenant_ids) <= _ASKED_SINGLY:
            return [Stream(one, self.start, self.first_chunk) for one in tenant_ids]
        if self.driver is not None:
            _, having = self.counted[self.driver.sql]
            return [Stream(one, self.start, 0) for one in tenant_ids if one in having]
        sql, params = self._walked(self.along, ())
        rows = self.tx.all(
            f"SELECT t.id, (SELECT f.v FROM ({_of_each(sql)}) AS f) AS first FROM tenants t",  # noqa: S608
            **params,
            at=self.start.value,
            at_id=self.start.id,
            scan=1,
        )
        nearer = min if self.is_down else max
        edge = _BEHIND_ALL_IDS if self.is_down else ""
        firsts = {
            row["id"]: nearer(self.start, Key(row["first"], edge))
            for row in rows
            if row["first"] is not None
        }
        wanted = [one for one in tenant_ids if one in firsts]
        return [Stream(one, firsts[one], self.first_chunk) for one in wanted]

    def _choose(self, tenant_ids: Sequence[str]) -> None:
        """Choose what leads are found by: the rarest condition, else an index in the order."""
        along = ordered(self.wanted)
        rules = conditions(self.wanted, along[0] if along else "")
        if not rules:
            self.along = along[0] if along else None
            return
        fewest = _MOST_GATHERED + 1
        for one in [*self._by_words(tenant_ids), *drivers(self.wanted)]:
            count = self._count(one, tenant_ids, fewest)
            if count < fewest:
                fewest, self.driver = count, one
        if self.driver is None and along:
            best = along[0] if len(along) == 1 else self._rarest(along, tenant_ids)
            # Along an index that tells less, each lead is looked at itself: only where few are.
            if not self._is_told() or self._is_short(best, tenant_ids):
                self.along = best

    def _is_short(self, name: str, tenant_ids: Sequence[str]) -> bool:
        sql = _ALONG.replace("?", name)
        one = Condition(sql, (), {name: self.wanted.equals[name]})
        return self._count(one, tenant_ids, _MOST_WALKED) < _MOST_WALKED

    def _is_told(self) -> bool:
        """Tell whether the index of the order alone tells which leads fit."""
        asked = conditions(self.wanted)
        names = {name for one in asked for name in one.columns}
        return all(one.columns for one in asked) and names <= _TOLD[self.column]

    def _count(
        self,
        driver: Condition,
        tenant_ids: Sequence[str],
        most: int,
        singly: int = _ASKED_SINGLY,
    ) -> int:
        """Return how many leads a condition finds, some of them twice; at most about ``most``.

        What is not rare shows with a few clients; only then the others are asked, many at once.
        """
        if driver.sql in self.counted:
            return self.counted[driver.sql][0]
        count = 0
        having: set[str] = set()
        counted = f"SELECT COUNT(*) AS n FROM ({driver.sql} LIMIT :most) AS d"  # noqa: S608
        for tenant_id in tenant_ids[:singly]:
            row = self.tx.one(counted, tenant_id=tenant_id, most=most - count, **driver.params)
            n = int(row["n"]) if row else 0
            count += n
            having |= {tenant_id} if n else set()
            if count >= most:
                return count
        others = sorted(tenant_ids[singly:])
        sql = f"SELECT t.id, ({_of_each(counted)}) AS n FROM tenants t"  # noqa: S608
        for start in range(0, len(others), _ASKED_TOGETHER):
            some = others[start : start + _ASKED_TOGETHER]
            rows = self.tx.all(
                f"{sql} WHERE t.id >= :first AND t.id <= :last",
                most=most - count,
                first=some[0],
                last=some[-1],
                **driver.params,
            )
            found = {
                str(row["id"]): int(row["n"]) for row in rows if row["n"] and row["id"] in some
            }
            count += sum(found.values())
            having |= found.keys()
            if count >= most:
                return count
        if count < most:
            self.counted[driver.sql] = count, frozenset(having)
        return count

    def _by_words(self, tenant_ids: Sequence[str]) -> list[Condition]:
        """Return what finds leads by the words of the search: by all of them that are not on
        everybody, compared with each other along the index."""
        most = _MOST_COMPARED + 1
        rare = [one for one in by_words(self.wanted) if self._count(one, tenant_ids, most) < most]
        if len(rare) < 2:
            return rare
        # Compared client by client, of those that have each word: SQLite makes an index for two
        # lists of one client, and none inside a statement about many.
        both = all_of(rare)
        having = [self.counted[one.sql][1] for one in rare]
        ids = [one for one in tenant_ids if all(one in some for some in having)]
        count = self._count(both, ids, _MOST_GATHERED + 1, len(ids))
        return [both] if count <= _MOST_GATHERED else []

    def _rarest(self, columns: list[str], tenant_ids: Sequence[str]) -> str:
        """Return the column whose index gets furthest with a few steps from here."""
        reached: dict[str, int] = {}
        for name in columns:
            sql, params = self._walked(name, ("id",))
            row = self.tx.one(
                f"SELECT d.v FROM ({sql}) AS d LIMIT 1 OFFSET :felt",  # noqa: S608
                **params,
                **self._place(Stream(tenant_ids[0], self.start, 0)),
                scan=_FELT + 1,
                felt=_FELT,
            )
            if row is None:
                return name
            reached[name] = row["v"]
        return (min if self.is_down else max)(reached, key=lambda name: reached[name])

    def _read_on(self, stream: Stream) -> None:
        if self.driver is not None:
            self._gather(stream)
        else:
            self._walk_on(stream)

    def _gather(self, stream: Stream) -> None:
        """Read everything a client has of the rare condition, as far as the page needs it."""
        assert self.driver is not None
        rules, params = _both(conditions(self.wanted))
        order = "DESC" if self.is_down else "ASC"
        inside = f"x.{self.column} {'>=' if self.is_down else '<='} :stop"
        # ``CROSS JOIN`` and the inner ``LIMIT`` keep SQLite to this order: the few first, by id.
        rows = self.tx.all(
            f"SELECT x.id, x.{self.column} AS v FROM (SELECT l.* FROM (SELECT DISTINCT d.id FROM"  # noqa: S608
            f" ({self.driver.sql}) AS d) AS w CROSS JOIN leads l"
            " WHERE l.id = w.id AND l.tenant_id = :tenant_id LIMIT :most) AS x"
            f" WHERE x.merged_into IS NULL AND {self._from('x.')} AND {inside}{rules}"
            f" ORDER BY x.{self.column} {order}, x.id {order} LIMIT :limit",
            **{**self.driver.params, **params},
            **self._place(stream),
            stop=self.stop,
            most=_MOST_GATHERED,
            limit=self.limit,
        )
        stream.ready.extend(Key(row["v"], row["id"]) for row in rows)
        stream.is_over = True

    def _walk_on(self, stream: Stream) -> None:
        """Read the next chunk of a client along the index."""
        kept = conditions(self.wanted, self.along or "")
        sql, params = self._walked(self.along, tuple({c for one in kept for c in one.columns}))
        rules, more = _both(kept)
        scan = min(stream.chunk, max(self.left, self.first_chunk))
        place = {**params, **self._place(stream), "scan": scan}
        rows = self.tx.all(
            f"SELECT x.id, x.v FROM ({sql}) AS x WHERE 1 = 1{rules} LIMIT :limit",  # noqa: S608
            **place,
            **more,
            limit=self.limit if kept else scan,
        )
        keys = [Key(row["v"], row["id"]) for row in rows]
        stream.ready.extend(key for key in keys if not self._is_beyond(key))
        if not kept:
            # Every lead read is one of the list: where it ends is known without looking.
            stream.is_over = len(keys) < scan
            stream.at = keys[-1] if keys else stream.at
        elif len(keys) == self.limit:
            stream.at = keys[-1]
        else:
            last = self.tx.one(
                f"SELECT x.id, x.v FROM ({sql}) AS x LIMIT 1 OFFSET :skip",  # noqa: S608
                **place,
                skip=scan - 1,
            )
            stream.is_over = last is None
            stream.at = Key(last["v"], last["id"]) if last else stream.at
        stream.is_over = stream.is_over or self._is_beyond(stream.at)
        self.left -= scan if kept else 0
        stream.chunk = min(stream.chunk * (8 if kept else 2), _LONGEST_CHUNK)

    def _walked(self, along: str | None, columns: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        """Return the statement that reads leads in the order of the list, ``:scan`` of them."""
        order = "DESC" if self.is_down else "ASC"
        picked = "".join(f", {name}" for name in columns if name != self.column)
        again = f", {self.column}" if self.column in columns else ""
        only = f" AND {along} = :{along}" if along else ""
        sql = (
            f"SELECT id, {self.column} AS v{picked}{again} FROM leads"  # noqa: S608
            f" WHERE tenant_id = :tenant_id AND merged_into IS NULL{only}"
            f" AND {self._from('')}"
            f" ORDER BY {self.column} {order}, id {order} LIMIT :scan"
        )
        return sql, {along: self.wanted.equals[along]} if along else {}

    def _from(self, alias: str) -> str:
        """Return the condition that a lead stands behind a place.

        Where the list ends is not said: one more condition on the column, and SQLite would take
        its index rather than the one that also has what is asked for.
        """
        sign = "<" if self.is_down else ">"
        return f"({alias}{self.column}, {alias}id) {sign} (:at, :at_id)"

    def _is_beyond(self, key: Key) -> bool:
        """Tell whether a lead stands behind the end of the list."""
        return key.value < self.stop if self.is_down else key.value > self.stop

    def _place(self, stream: Stream) -> dict[str, Any]:
        at = stream.at
        return {"tenant_id": stream.tenant_id, "at": at.value, "at_id": at.id}


def _of_each(sql: str) -> str:
    """Return a statement about one client as part of one about every client ``t``."""
    return sql.replace(":tenant_id", "t.id")


def _both(kept: Sequence[Condition]) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {}
    for one in kept:
        params |= one.params
    return "".join(f" AND {one.sql}" for one in kept), params
