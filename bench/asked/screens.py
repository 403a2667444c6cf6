"""Screens of figures, what else is opened often, exports, and whatever page there is beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from app.store.sqlite import SqliteTx
from bench.asked.base import LIST_MS, PAGE_MS, Case, Plain, World, fixed
from bench.places import known_ids, paths, routes

_PERIODS = ("today", "7d", "30d", "90d", "month")
_EXPORTS = ("leads", "waits", "escalations", "outcomes", "usage", "figures")
_HANDLED = ("/login", "/account/password", "/a/", "/healthz", "/readyz", "/widget")


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
        year = {"period": "custom", "from": "2025-11-26", "to": "2026-11-25"}
        yield Case(f"dashboard, {who}, a year", PAGE_MS, fixed("/", client=client, **year))
        yield Case(f"analytics, {who}, a year", PAGE_MS, fixed("/analytics", client=client, **year))


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
    yield Case("escalations, team", LIST_MS, fixed("/escalations/team", client=world.big))
    yield Case("clients", LIST_MS, fixed("/clients"))
    yield Case("clients, archived", LIST_MS, fixed("/clients", show="archived"))
    yield Case("client", PAGE_MS, fixed(f"/clients/{world.big}"))
    for path in ("/settings", "/settings/audit", "/settings/team", "/settings/hours"):
        yield Case(path, LIST_MS, fixed(path, client=world.big))
    yield from _audit(world)
    for path in ("/knowledge", "/assistant", "/assistant/quality", "/assistant/budget"):
        yield Case(path, PAGE_MS, fixed(path, client=world.big))
    yield Case("/assistant/quality, agency", PAGE_MS, fixed("/assistant/quality"))


def _audit(world: World) -> Iterator[Case]:
    """The audit log: filtered, and far behind."""
    path = "/settings/audit"
    yield Case("audit, agency", LIST_MS, fixed(path, client="agency"))
    row = world.db.execute(
        "SELECT actor_id, action, subject_id FROM audit WHERE chain = :t AND actor_id <> ''"
        " ORDER BY number LIMIT 1 OFFSET 1000",
        {"t": world.big},
    ).fetchone()
    if row is None:
        return
    for name, value in zip(("person", "action", "thing"), row, strict=True):
        yield Case(f"audit, {name}", LIST_MS, fixed(path, client=world.big, **{name: value}))
    yield Case("audit, nobody", LIST_MS, fixed(path, client=world.big, person="nobody"))
    yield Case("audit, person and action", LIST_MS,
               fixed(path, client=world.big, person=row[0], action=row[1]))  # fmt: skip
    yield Case("audit, person, never did that", LIST_MS,
               fixed(path, client=world.big, person=row[0], action="client_deleted"))  # fmt: skip
    yield Case("audit, far behind", LIST_MS, fixed(path, client=world.big, before="100"))


def exports(world: World) -> Iterator[Case]:
    """Files that are sent as they are read: how soon they begin."""
    big = world.big
    yield Case("export, leads", PAGE_MS, fixed("/leads/export.csv", client=big), is_long=True)
    yield Case("export, leads, agency", PAGE_MS, fixed("/leads/export.csv"), is_long=True)
    few = {"status": "won", "tag": "no-budget", "channel": "web_form"}
    yield Case("export, leads, filtered", PAGE_MS,
               fixed("/leads/export.csv", client=big, **few), is_long=True)  # fmt: skip
    for what in _EXPORTS:
        for who, client in (("big client", big), ("agency", "")):
            yield Case(f"export, {what}, {who}", PAGE_MS,
                       fixed(f"/analytics/export/{what}", client=client, period="90d"),
                       is_long=True)  # fmt: skip
    path = "/settings/audit/export"
    for kind in ("csv", "jsonl"):
        yield Case(f"export, audit, {kind}", PAGE_MS, fixed(path, client=big, format=kind),
                   is_long=True)  # fmt: skip


def unnamed(world: World, named: Iterable[Case]) -> Iterator[Case]:
    """Every page of the route table that no case stands for."""
    asked = {one.address().partition("?")[0] for one in named}
    again = sqlite3.connect(world.path)
    again.row_factory = sqlite3.Row
    known = known_ids(SqliteTx(again), world.big) | {
        "lead_id": world.leads[0],
        "conversation_id": world.talks[0],
        "message_id": world.message_of(world.leads[0]),
    }
    for path in paths(routes(), known):
        # Things have a page of their own; one lead or thread is like another.
        if path.partition("?")[0] in asked or path.startswith(_HANDLED):
            continue
        yield Case(path, PAGE_MS, fixed(path))
    again.close()
