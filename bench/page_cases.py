"""What ``bench/pages.py`` asks for: every list with every filter, the first page and far behind,
dashboards, threads; and what a plain dashboard would ask the database for the same.

A case to be added is a line: its name, its bar in milliseconds, its address, and, where it is worth
comparing, what stands in the WHERE of the plain query.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

LIST_MS, PAGE_MS = 60, 150
# The 10,000th page of fifty.
_FAR = 500_000
_WORDS = (
    "mor",
    "carter",
    "Lucía",
    "garc",
    "سارة",
    "حداد",
    "alex carter",
    "jor ngu",
    "خالد العتيبي",
)
_NOBODY = ("zzyzx", "qqqq@nowhere.example", "+1999999")
_PERIODS = ("7d", "30d", "90d", "month")

Plain = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A page to be asked for; ``address`` may be another one each time it is called.

    ``key``: with which key to ask the API, empty for a page. ``plain``: statements of a plain
    dashboard for the same, empty where there is no telling comparison.
    """

    name: str
    most_ms: int
    address: Callable[[], str]
    key: str = ""
    plain: Plain = field(default_factory=list)


class World:
    """What is in the file: clients, leads and conversations to ask for."""

    def __init__(self, db: sqlite3.Connection, dice: random.Random) -> None:
        self.db, self.dice = db, dice
        rows = db.execute(
            "SELECT t.id, (SELECT COUNT(*) FROM leads l WHERE l.tenant_id = t.id) AS n"
            " FROM tenants t ORDER BY n DESC"
        ).fetchall()
        self.big, self.small = rows[0][0], rows[len(rows) // 2][0]
        self.count = {self.big: rows[0][1], self.small: rows[len(rows) // 2][1]}
        self.total = sum(row[1] for row in rows)
        self.owner = self._some(
            "SELECT owner_id FROM leads WHERE tenant_id = :t AND owner_id <> ''"
        )
        self.leads = self._many(
            "SELECT id FROM leads WHERE tenant_id = :t AND id > :from ORDER BY id LIMIT 200"
        )
        self.talks = self._many(
            "SELECT id FROM conversations WHERE tenant_id = :t AND id > :from ORDER BY id LIMIT 200"
        )

    def _some(self, sql: str) -> str:
        row = self.db.execute(f"{sql} LIMIT 1", {"t": self.big}).fetchone()
        return str(row[0]) if row else ""

    def _many(self, sql: str) -> list[str]:
        first = self._some("SELECT id FROM leads WHERE tenant_id = :t ORDER BY id DESC")
        # A third of the way through all the time there is.
        oldest = self._some("SELECT id FROM leads WHERE tenant_id = :t ORDER BY id")
        found = self.db.execute(sql, {"t": self.big, "from": min(first, oldest)}).fetchall()
        found += self.db.execute(
            sql.replace("id > :from ORDER BY id", "id < :from ORDER BY id DESC"),
            {"t": self.big, "from": "7"},
        ).fetchall()
        return [str(row[0]) for row in found]

    def far(self, table: str, where: str, columns: str, order: str, at: int) -> tuple[Any, ...]:
        """Return the key of the row so far behind the first, or of the last."""
        sql = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order}"  # noqa: S608
        params = {"t": self.big}
        row = self.db.execute(f"{sql} LIMIT 1 OFFSET {at}", params).fetchone()
        if row is None:
            back = order.replace(" DESC", "")
            sql = f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {back} LIMIT 1 OFFSET 60"  # noqa: S608
            row = self.db.execute(sql, params).fetchone()
        return tuple(row)


def fixed(path: str, **query: str) -> Callable[[], str]:
    """Return an address that is always the same."""
    text = urlencode({name: value for name, value in query.items() if value})
    return lambda: f"{path}?{text}" if text else path


def any_of(world: World, path: str, name: str, values: tuple[str, ...], **query: str) -> Any:
    """Return addresses with one of some values each time."""
    return lambda: fixed(path, **{**query, name: world.dice.choice(values)})()


def _plain_leads(where: str, params: dict[str, Any], offset: int = 0) -> Plain:
    """Return what a plain dashboard asks: how many there are, and a page by its number."""
    page = f"SELECT * FROM leads WHERE {where} ORDER BY last_at DESC LIMIT 50 OFFSET {offset}"  # noqa: S608
    return [(f"SELECT COUNT(*) FROM leads WHERE {where}", params), (page, params)]  # noqa: S608


def leads(world: World) -> Iterator[Case]:
    """The list of leads."""
    big, path = world.big, "/leads"
    params, own = {"t": big}, "tenant_id = :t AND merged_into IS NULL"
    filters = {
        "status": ("qualified", "status = 'qualified'"),
        "temperature": ("hot", "temperature = 'hot'"),
        "channel": ("whatsapp", "channel = 'whatsapp'"),
        "source": ("referral", "source = 'referral'"),
        "owner": (world.owner, f"owner_id = '{world.owner}'"),
        "tag": ("vip", "EXISTS (SELECT 1 FROM lead_tags g WHERE g.lead_id = leads.id"
                       " AND g.tag = 'vip')"),
        "score_from": ("60", "score >= 60"),
        "optout": ("yes", "opted_out_at IS NOT NULL"),
    }  # fmt: skip
    yield Case("leads, agency", LIST_MS, fixed(path), plain=_plain_leads("merged_into IS NULL", {}))
    for who, client in (("big client", big), ("small client", world.small)):
        yield Case(f"leads, {who}", LIST_MS, fixed(path, client=client),
                   plain=_plain_leads(own, {"t": client}))  # fmt: skip
    for sort in ("newest", "score"):
        yield Case(f"leads by {sort}", LIST_MS, fixed(path, client=big, sort=sort))
    for name, (value, where) in filters.items():
        yield Case(f"leads, {name}={value[:12]}", LIST_MS, fixed(path, client=big, **{name: value}),
                   plain=_plain_leads(f"{own} AND {where}", params))  # fmt: skip
        yield Case(f"leads, agency, {name}", LIST_MS, fixed(path, **{name: value}))
    several = {"status": "contacted", "temperature": "warm", "channel": "sms", "source": "facebook"}
    yield Case("leads, four filters", LIST_MS, fixed(path, client=big, **several))
    yield Case("leads, four filters, agency", LIST_MS, fixed(path, **several))
    dates = {"created_from": "2026-03-01", "created_to": "2026-03-31"}
    yield Case("leads, a month", LIST_MS, fixed(path, client=big, **dates))
    yield Case("leads, a month, agency", LIST_MS, fixed(path, **dates))
    yield Case("leads, board", LIST_MS, fixed(path, client=big, view="board"))
    yield Case("leads, board, agency", LIST_MS, fixed(path, view="board"))
    yield from _searches(world)
    yield from _far_leads(world)


def _searches(world: World) -> Iterator[Case]:
    big, own = world.big, "tenant_id = :t AND merged_into IS NULL"
    like = f"{own} AND (name LIKE :q OR email LIKE :q OR phone LIKE :q)"
    plain = _plain_leads(like, {"t": big, "q": "%carter%"})
    yield Case("search, client", LIST_MS, any_of(world, "/leads", "q", _WORDS, client=big),
               plain=plain)  # fmt: skip
    yield Case("search, agency", LIST_MS, any_of(world, "/leads", "q", _WORDS))
    yield Case("search, one letter", LIST_MS, any_of(world, "/leads", "q", ("a", "m"), client=big))
    yield Case("search, nobody", LIST_MS, any_of(world, "/leads", "q", _NOBODY))
    sql = "SELECT phone FROM leads WHERE tenant_id = :t AND phone <> '' LIMIT 50"
    numbers = [str(row[0]) for row in world.db.execute(sql, {"t": big})]
    yield Case("search, number", LIST_MS, any_of(world, "/leads", "q", tuple(numbers)))
    ends = tuple(one[-5:] for one in numbers)
    yield Case("search, end of number", LIST_MS, any_of(world, "/leads", "q", ends, client=big))
    yield Case("search and a filter", LIST_MS,
               any_of(world, "/leads", "q", _WORDS, client=big, temperature="hot"))  # fmt: skip
    yield Case("palette", LIST_MS, any_of(world, "/palette", "q", _WORDS))


def _far_leads(world: World) -> Iterator[Case]:
    own = "tenant_id = :t AND merged_into IS NULL"
    offset = min(_FAR, world.count[world.big] - 60)
    for name, where, more in (
        ("", own, {}),
        (", status", f"{own} AND status = 'contacted'", {"status": "contacted"}),
        (", channel", f"{own} AND channel = 'sms'", {"channel": "sms"}),
    ):
        order = "last_at DESC, id DESC"
        at, lead_id = world.far("leads", where, "last_at, id", order, offset)
        yield Case(f"leads, far behind{name}", LIST_MS,
                   fixed("/leads", client=world.big, after=f"{at}.{lead_id}", **more),
                   plain=_plain_leads(where, {"t": world.big}, offset))  # fmt: skip
    offset, order = min(_FAR, world.total - 60), "last_at DESC, id DESC"
    at, lead_id = world.far(
        "leads", "merged_into IS NULL AND :t <> ''", "last_at, id", order, offset
    )
    yield Case("leads, agency, far behind", LIST_MS, fixed("/leads", after=f"{at}.{lead_id}"),
               plain=_plain_leads("merged_into IS NULL", {}, offset))  # fmt: skip


def conversations(world: World) -> Iterator[Case]:
    """The inbox, and one thread."""
    big, path = world.big, "/conversations"
    joined = (
        "SELECT c.*, l.name, l.score, l.temperature FROM conversations c JOIN leads l"
        " ON l.id = c.lead_id WHERE c.tenant_id = :t ORDER BY c.last_message_at DESC LIMIT 60"
    )
    counted = "SELECT COUNT(*) FROM conversations WHERE tenant_id = :t"
    plain: Plain = [(counted, {"t": big}), (joined, {"t": big})]
    yield Case("inbox, agency", LIST_MS, fixed(path))
    yield Case("inbox, big client", LIST_MS, fixed(path, client=big), plain=plain)
    for tab in ("needs_person", "held", "hot", "spam"):
        yield Case(f"inbox, {tab}", LIST_MS, fixed(path, client=big, tab=tab))
        yield Case(f"inbox, agency, {tab}", LIST_MS, fixed(path, tab=tab))
    for name, value in (("channel", "whatsapp"), ("unread", "1"), ("language", "ar"),
                        ("holder", "me"), ("q", "carter")):  # fmt: skip
        yield Case(f"inbox, {name}", LIST_MS, fixed(path, client=big, **{name: value}))
        yield Case(f"inbox, agency, {name}", LIST_MS, fixed(path, **{name: value}))
    own = "tenant_id = :t"
    at, talk = world.far("conversations", own, "last_message_at, id",
                         "last_message_at DESC, id DESC", _FAR)  # fmt: skip
    far = f"{joined} OFFSET {_FAR}"
    yield Case("inbox, far behind", LIST_MS, fixed(path, client=big, older=f"{at}_{talk}"),
               plain=[(counted, {"t": big}), (far, {"t": big})])  # fmt: skip
    yield Case("inbox, rows far behind", LIST_MS,
               fixed(f"{path}/rows", older=f"{at}_{talk}"))  # fmt: skip
    yield Case("thread", LIST_MS, lambda: f"{path}/{world.dice.choice(world.talks)}")
    longest = world.db.execute(
        "SELECT id FROM conversations WHERE tenant_id = :t ORDER BY inbound_count DESC LIMIT 1",
        {"t": big},
    ).fetchone()[0]
    yield Case("thread, the longest", LIST_MS, fixed(f"{path}/{longest}"))
    yield Case("lead", LIST_MS, lambda: f"/leads/{world.dice.choice(world.leads)}")


def dashboards(world: World) -> Iterator[Case]:
    """Pages of figures."""
    day = "date(created_at / 1000, 'unixepoch')"
    since = "created_at > (SELECT MAX(created_at) FROM leads) - 2592000000"
    for who, client in (("agency", ""), ("big client", world.big), ("small client", world.small)):
        own = f"{since} AND tenant_id = :t" if client else since
        plain: Plain = [
            (f"SELECT {day} AS d, COUNT(*) FROM leads WHERE {own} GROUP BY d", {"t": client}),  # noqa: S608
            (f"SELECT channel, temperature, COUNT(*) FROM leads WHERE {own} GROUP BY 1, 2",  # noqa: S608
             {"t": client}),
            (f"SELECT SUM(cost_microusd), SUM(output_tokens) FROM usage WHERE"  # noqa: S608
             f" {own.replace('created_at', 'at').replace('leads', 'usage')}", {"t": client}),
        ]  # fmt: skip
        for period in _PERIODS:
            yield Case(f"dashboard, {who}, {period}", PAGE_MS,
                       fixed("/", client=client, period=period),
                       plain=plain if period == "30d" else [])  # fmt: skip
            yield Case(f"analytics, {who}, {period}", PAGE_MS,
                       fixed("/analytics", client=client, period=period))  # fmt: skip


def others(world: World) -> Iterator[Case]:
    """Everything else that is opened often."""
    for show in ("pending", "resolved"):
        yield Case(f"escalations, {show}", LIST_MS, fixed("/escalations", show=show))
        yield Case(f"escalations, {show}, big client", LIST_MS,
                   fixed("/escalations", show=show, client=world.big))  # fmt: skip
    at, last = world.far("escalations", "state = 'resolved' AND :t <> ''", "resolved_at, id",
                         "resolved_at DESC, id DESC", 100_000)  # fmt: skip
    yield Case("escalations, far behind", LIST_MS,
               fixed("/escalations", show="resolved", before=f"{at}-{last}"))  # fmt: skip
    yield Case("clients", LIST_MS, fixed("/clients"))
    yield Case("client", PAGE_MS, fixed(f"/clients/{world.big}"))
    for path in ("/settings", "/settings/audit", "/settings/team", "/settings/hours"):
        yield Case(path, LIST_MS, fixed(path, client=world.big))
    yield Case("/settings/audit, agency", LIST_MS, fixed("/settings/audit"))
    for path in ("/knowledge", "/assistant", "/assistant/quality", "/assistant/budget"):
        yield Case(path, PAGE_MS, fixed(path, client=world.big))
    yield Case("/assistant/quality, agency", PAGE_MS, fixed("/assistant/quality"))


def api(world: World, key: str) -> Iterator[Case]:
    """What programs ask for."""
    if not key:
        return
    big, root = world.big, "/api/v1"
    for path in ("stats", "leads-by-day", "leads-by-channel"):
        yield Case(f"api, {path}", PAGE_MS, fixed(f"{root}/dashboard/{big}/{path}"), key)
    yield Case("api, leads", LIST_MS, fixed(f"{root}/leads/client/{big}"), key)
    yield Case("api, leads, hot", LIST_MS,
               fixed(f"{root}/leads/client/{big}", temperature="hot"), key)  # fmt: skip
    yield Case("api, lead", LIST_MS, lambda: f"{root}/leads/{world.dice.choice(world.leads)}", key)
    yield Case("api, conversations", LIST_MS, fixed(f"{root}/conversations/client/{big}"), key)
    one = f"{root}/conversations"
    yield Case("api, conversation", LIST_MS, lambda: f"{one}/{world.dice.choice(world.talks)}", key)
    yield Case("api, messages", LIST_MS,
               lambda: f"{one}/{world.dice.choice(world.talks)}/messages", key)  # fmt: skip
    yield Case("api, escalations", LIST_MS, fixed(f"{root}/escalations/client/{big}"), key)
    yield Case("api, usage", LIST_MS, fixed(f"{root}/usage"), key)


def every_case(world: World, key: str) -> list[Case]:
    """Return all of them."""
    groups = (leads(world), conversations(world), dashboards(world), others(world), api(world, key))
    return [case for group in groups for case in group]
