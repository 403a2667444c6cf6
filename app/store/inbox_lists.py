"""The inbox's lists: which conversations, newest first, page by page, and how many the tabs hold.

A list is filtered along the index of its narrowest filter; what else is asked for is looked at row
by row, of so many rows at a time. A search begins at the leads it finds, unless these are many:
then their conversations are many too, and are met on the way. A page may therefore hold few
conversations, or none, and still say where to go on: it never costs more because what is asked for
is rare. Lists of several tenants are merged here; tenants in which nothing is new enough are not
read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from app.store.db import Tx
from app.store.inbox import Line, line
from app.store.lead_words import Term, words_of

TABS = ("all", "needs_person", "held", "hot", "spam")
STATES = ("active", "held", "ended")
# Nobody reads an exact number beyond this; counting goes no further.
MOST_COUNTED = 100
_FEW_HOT = 300
_SCANNED, _SCANNED_EACH = 8_000, 200
_SEARCHED, _MOST_NAMED = 3_000, 2_000
_END = (1 << 60, "")
# A search looks for so many words at most, the longest of them.
_TERMS = 3

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is limited to; empty is everything. ``words``: all of these."""

    tab: str = "all"
    state: str = ""
    channel: str = ""
    holder_id: str = ""
    language: str = ""
    is_unread: bool = False
    words: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Conversations, newest first; ``next`` is the key to go on before, None at the end."""

    lines: list[Line]
    next: Key | None


# Spam was put aside, and nobody has dealt with it since: who was answered, or needs a person, is
# back among the leads. ``Line.is_spam`` says the same.
_NO_SPAM = (
    "(c.spam_at IS NULL OR c.spam_at = 0 OR c.last_author <> 'lead'"
    " OR c.needs_person = 1 OR c.state = 'held')"
)
_IS_HOT = (
    "EXISTS (SELECT 1 FROM leads l WHERE l.id = c.lead_id AND l.tenant_id = c.tenant_id"
    " AND l.temperature = 'hot')"
)
_OF_TAB = {
    # Of programs: spam too.
    "any": "1 = 1",
    "all": _NO_SPAM,
    "needs_person": "c.needs_person = 1",
    "held": "c.state = 'held'",
    "hot": f"c.state <> 'ended' AND {_NO_SPAM} AND {_IS_HOT}",
    "spam": "c.spam_at > 0 AND c.last_author = 'lead' AND c.needs_person = 0 AND c.state <> 'held'",
}
# Each names an index of conversations that ends in the order of the list.
_ALONG = {
    "holder": "c.operator_id = :holder_id",
    "needs_person": "c.needs_person = 1",
    "held": "c.state = 'held'",
    "spam": "c.spam_at > 0",
    "channel": "c.channel_id = :channel_id",
    "language": "c.language = :language",
    "unread": "c.unread > 0",
    "latest": "1 = 1",
}
_REST = (
    "(:channel_id = '' OR c.channel_id = :channel_id)"
    " AND (:holder_id = '' OR c.operator_id = :holder_id)"
    " AND (:language = '' OR c.language = :language)"
    " AND (:unread = 0 OR c.unread > 0) AND (:state = '' OR c.state = :state)"
)
_BEFORE = " AND (c.last_message_at, c.id) < (:at, :before_id)"
# The same where leads lead to their conversations; the plus keeps SQLite from reading, for each
# lead, all conversations in their order.
_BEFORE_LEADS = " AND (+c.last_message_at, c.id) < (:at, :before_id)"
_ORDER = " ORDER BY c.last_message_at DESC, c.id DESC LIMIT "
# One step along the index for each tenant, in one statement.
_NEWEST = (
    "SELECT t.id, (SELECT c.last_message_at FROM conversations c WHERE c.tenant_id = t.id"
    " AND c.last_message_at <= :at ORDER BY c.last_message_at DESC LIMIT 1) AS newest"
    " FROM tenants t"
)
# The leads with the first word of a search, and whether a lead has another, if there is another.
_NAMED = (
    "SELECT DISTINCT lead_id FROM (SELECT lead_id FROM lead_words WHERE tenant_id = :tenant_id"
    " AND word >= :from_0 AND word < :upto_0 UNION ALL SELECT lead_id FROM lead_words"
    " WHERE tenant_id = :tenant_id AND word >= :or_0 AND word < :or_upto_0) AS f"
)
_ALSO_NAMED = (
    "(:from_{n} = '' OR EXISTS (SELECT 1 FROM lead_words o WHERE o.tenant_id = :tenant_id"
    " AND o.lead_id = {lead}.lead_id AND (o.word >= :from_{n} AND o.word < :upto_{n}"
    " OR o.word >= :or_{n} AND o.word < :or_upto_{n})))"
)
# ``CROSS JOIN`` keeps SQLite to this order: what was found is little, the conversations are many.
_OF_LEADS = {
    "hot": (
        "(SELECT id AS lead_id FROM leads WHERE tenant_id = :tenant_id AND temperature = 'hot'"
        " LIMIT 2000)"
    ),
    "words": (
        f"(SELECT w.lead_id FROM ({_NAMED} LIMIT {_MOST_NAMED}) w"  # noqa: S608
        f" WHERE {_ALSO_NAMED.format(n=1, lead='w')} AND {_ALSO_NAMED.format(n=2, lead='w')})"
    ),
}

# What is counted from, where the rule of the tab alone would not name the index. The order is that
# of the index of spam, and leads SQLite to it; any other of the tenant would do as well, it thinks.
_COUNTED = {
    "hot": f"{_OF_LEADS['hot']} AS f CROSS JOIN conversations c",
    "spam": (
        "(SELECT c.* FROM conversations c WHERE c.tenant_id = :tenant_id AND c.spam_at > 0"  # noqa: S608
        f"{_ORDER}2000) AS c"
    ),
}


def page_of(
    tx: Tx, tenant_ids: Sequence[str], filters: Filters, before: Key | None, limit: int
) -> Page:
    """Return a page of the conversations of some tenants, newest first."""
    upto = before or _END
    found: list[tuple[int, str, str]] = []
    floor: Key | None = None
    most = max(_SCANNED_EACH, _SCANNED // max(1, len(tenant_ids)))
    for newest, tenant_id in _by_newest(tx, tenant_ids, upto):
        if len(found) > limit and newest < found[limit][0]:
            break
        rows, end = _of_tenant(tx, tenant_id, filters, upto, limit + 1, most)
        floor = max(floor or end, end) if end else floor
        found = sorted(found + [(*key, tenant_id) for key in rows], reverse=True)[: limit + 1]
    if floor is not None:
        # Older than what was looked at everywhere: it comes in its turn.
        found = [one for one in found if (one[0], one[1]) >= floor]
    has_more = len(found) > limit
    shown = found[:limit]
    following = (shown[-1][0], shown[-1][1]) if has_more else floor
    lines = (line(tx, tenant_id, one) for _, one, tenant_id in shown)
    return Page([one for one in lines if one is not None], following)


def is_in(filters: Filters, one: Line) -> bool:
    """Tell whether a conversation belongs to a list; the same rules as the lists' statements."""
    return (
        is_in_tab(filters.tab, one)
        and filters.channel in ("", one.channel)
        and filters.state in ("", one.state)
        and filters.holder_id in ("", one.operator_id)
        and filters.language in ("", one.language)
        and (not filters.is_unread or one.unread > 0)
        and _is_named(filters.words, one)
    )


def _is_named(terms: tuple[Term, ...], one: Line) -> bool:
    kept = words_of(one.name, one.address, one.email) if terms else []
    return all(any(word.startswith(term.beginnings) for word in kept) for term in terms[:_TERMS])


def is_in_tab(tab: str, one: Line) -> bool:
    """Tell whether a conversation belongs to a tab."""
    match tab:
        case "needs_person":
            return one.needs_person
        case "held":
            return one.state == "held"
        case "hot":
            return one.temperature == "hot" and one.state != "ended" and not one.is_spam
        case "spam":
            return one.is_spam
        case "any":
            return True
        case _:
            return not one.is_spam


def counts(tx: Tx, tenant_ids: Iterable[str]) -> dict[str, int]:
    """Return how many conversations the tabs other than ``all`` hold, ``MOST_COUNTED`` at most."""
    totals = dict.fromkeys(TABS[1:], 0)
    for tenant_id in tenant_ids:
        for tab in [tab for tab, n in totals.items() if n < MOST_COUNTED]:
            totals[tab] += _count(tx, tenant_id, tab, MOST_COUNTED - totals[tab])
    return totals


def _count(tx: Tx, tenant_id: str, tab: str, most: int) -> int:
    row = tx.one(_counting(tab), tenant_id=tenant_id, most=most)
    return int(row["n"]) if row else 0


def _by_newest(tx: Tx, tenant_ids: Sequence[str], upto: Key) -> list[tuple[int, str]]:
    """Return the tenants that have something before a key, the newest first."""
    if len(tenant_ids) == 1:
        return [(upto[0], tenant_ids[0])]
    rows = tx.all(_NEWEST, at=upto[0])
    wanted = set(tenant_ids)
    found = [(row["newest"], row["id"]) for row in rows if row["id"] in wanted]
    return sorted(((at, one) for at, one in found if at is not None), reverse=True)


def _of_tenant(
    tx: Tx, tenant_id: str, filters: Filters, upto: Key, limit: int, most: int
) -> tuple[list[Key], Key | None]:
    """Return keys of a tenant's conversations, and how far was looked when not to the end."""
    found: list[Key] = []
    end: Key | None = None
    for channel_id in _channels(tx, tenant_id, filters.channel):
        rows, last = _along(tx, tenant_id, filters, channel_id, upto, limit, most)
        found += rows
        end = max(end or last, last) if last else end
    return sorted(found, reverse=True)[:limit], end


def _channels(tx: Tx, tenant_id: str, kind: str) -> list[str]:
    """Return the channels of a kind, or one empty id when any will do."""
    if not kind:
        return [""]
    rows = tx.all(
        "SELECT id FROM channels WHERE tenant_id = :tenant_id AND kind = :kind",
        tenant_id=tenant_id,
        kind=kind,
    )
    return [row["id"] for row in rows]


def _along(
    tx: Tx, tenant_id: str, filters: Filters, channel_id: str, upto: Key, limit: int, most: int
) -> tuple[list[Key], Key | None]:
    asked: dict[str, str | int] = {
        "tenant_id": tenant_id,
        "channel_id": channel_id,
        "holder_id": filters.holder_id,
        "language": filters.language,
        "unread": int(filters.is_unread),
        "state": filters.state,
        "at": upto[0],
        "before_id": upto[1],
    }
    way = _way(tx, tenant_id, filters)
    if filters.words:
        terms = _rarest_first(tx, tenant_id, filters.words[:_TERMS])
        asked |= _ranges(terms or filters.words)
        # Of one word it is known by now.
        is_rare = bool(terms) and (len(terms) == 1 or _has_few_named(tx, asked))
        way, most = ("words" if is_rare else way), min(most, _SEARCHED)
    if way in _OF_LEADS:
        rows = tx.all(_of_leads(way, filters.tab), **asked, limit=limit)
        return [(row["last_message_at"], row["id"]) for row in rows], None
    sql = _scan(way, filters.tab, bool(filters.words))
    rows = tx.all(sql, **asked, scan=most, limit=limit)
    found: list[Key] = [(row["last_message_at"], row["id"]) for row in rows]
    if len(found) >= limit:
        return found, None
    last = tx.one(_last(way), **asked, skip=most - 1)
    return found, (last["last_message_at"], last["id"]) if last else None


def _way(tx: Tx, tenant_id: str, filters: Filters) -> str:
    """Return the index to read along: that of the narrowest filter."""
    if filters.holder_id:
        return "holder"
    if filters.tab in ("needs_person", "held", "spam"):
        return filters.tab
    if filters.tab == "hot" and not filters.words and _has_few_hot(tx, tenant_id):
        return "hot"
    # Few wait to be read, whatever the channel or the language.
    if filters.is_unread:
        return "unread"
    if filters.channel:
        return "channel"
    return "language" if filters.language else "latest"


def _ranges(terms: tuple[Term, ...]) -> dict[str, str]:
    """Return the ranges of words of the first terms; a range that is not asked for holds none."""
    asked: dict[str, str] = {}
    for n in range(_TERMS):
        ranges = terms[n].ranges if n < len(terms) else ()
        (start, end), (or_start, or_end) = (*ranges, ("", ""), ("", ""))[:2]
        asked |= {f"from_{n}": start, f"upto_{n}": end, f"or_{n}": or_start, f"or_upto_{n}": or_end}
    return asked


def _rarest_first(tx: Tx, tenant_id: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the words of a search, one that few leads have first; nothing when each has many."""
    for n, term in enumerate(terms):
        row = tx.one(
            f"SELECT COUNT(*) AS n FROM ({_NAMED} LIMIT :most) AS named",  # noqa: S608
            tenant_id=tenant_id,
            most=_MOST_NAMED,
            **_ranges((term,)),
        )
        if row is not None and row["n"] < _MOST_NAMED:
            return (term, *terms[:n], *terms[n + 1 :])
    return ()


def _has_few_named(tx: Tx, asked: dict[str, str | int]) -> bool:
    row = tx.one(f"SELECT COUNT(*) AS n FROM {_OF_LEADS['words']} AS named", **asked)  # noqa: S608
    return row is not None and row["n"] < _MOST_NAMED


def _has_few_hot(tx: Tx, tenant_id: str) -> bool:
    row = tx.one(
        "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM leads WHERE tenant_id = :tenant_id"
        " AND temperature = 'hot' LIMIT :few) AS hot",
        tenant_id=tenant_id,
        few=_FEW_HOT,
    )
    return row is not None and row["n"] < _FEW_HOT


# The statements are put together of the literals above, never of what somebody sent.


@cache
def _scan(way: str, tab: str, is_searched: bool = False) -> str:
    named = [_ALSO_NAMED.format(n=n, lead="c") for n in range(_TERMS)] if is_searched else []
    scanned = (
        f"SELECT c.* FROM conversations c WHERE c.tenant_id = :tenant_id AND {_ALONG[way]}"  # noqa: S608
        f"{_BEFORE}{_ORDER}:scan"
    )
    return (
        f"SELECT c.id, c.last_message_at FROM ({scanned}) AS c"  # noqa: S608
        f" WHERE {' AND '.join([_REST, _OF_TAB[tab], *named])}{_ORDER}:limit"
    )


@cache
def _last(way: str) -> str:
    return (
        "SELECT c.id, c.last_message_at FROM conversations c"  # noqa: S608
        f" WHERE c.tenant_id = :tenant_id AND {_ALONG[way]}{_BEFORE}{_ORDER}1 OFFSET :skip"
    )


@cache
def _of_leads(way: str, tab: str) -> str:
    return (
        f"SELECT c.id, c.last_message_at FROM {_OF_LEADS[way]} AS f CROSS JOIN conversations c"  # noqa: S608
        f" WHERE c.tenant_id = :tenant_id AND c.lead_id = f.lead_id"
        f" AND {_REST} AND {_OF_TAB[tab]}{_BEFORE_LEADS}{_ORDER}:limit"
    )


@cache
def _counting(tab: str) -> str:
    own = " AND c.lead_id = f.lead_id" if tab == "hot" else ""
    return (
        f"SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM {_COUNTED.get(tab, 'conversations c')}"  # noqa: S608
        f" WHERE c.tenant_id = :tenant_id{own} AND {_OF_TAB[tab]} LIMIT :most) AS counted"
    )
