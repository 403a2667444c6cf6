"""Some weeks of past in the database of a small agency: told in one go, written in one unit."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from app.domain.access import Role
from app.past.business import Business, business_of
from app.past.rows import COLUMNS, Rows
from app.past.story import Stories
from app.past.when import arrivals
from app.playing import Client, example_documents
from app.services import Services
from app.store.db import Tx
from app.store.operators import insert_operator

_SHORTEST, _MEAN_MORE, _LONGEST = 2, 6.5, 30
# What was before the demo began: twice the longest period of the pages, so that each has one before
# it to be compared with. The same leads each time, counted back from now.
_PAST_LEADS, _PAST_DAYS, _PAST_SEED = 360, 62, 11
_SHARES = {"real_estate": 0.45, "dental": 0.33, "home_services": 0.22}
_TEAM = (("maya@example.com", "Maya Brooks"), ("daniel@example.com", "Daniel Reyes"))
# Since when every message leaves its events, as bench/fill.py does.
_EVENT_DAYS = 3


async def put_past(services: Services, clients: dict[str, Client]) -> None:
    """Let leads have written for some weeks, so that there is something to compare with."""
    if not await services.db.read(is_empty):
        return
    team = []
    for email, name in _TEAM:
        now = services.clock.now_ms()
        made = await services.db.write(insert_operator, email, name, Role.OPERATOR.value, None, now)
        team.append(made or "")
    documents = example_documents()
    businesses = [
        business_of(client.put, trade, tuple(team), _SHARES[trade], documents[trade])
        for trade, client in clients.items()
    ]
    rows = weeks_of(businesses, _PAST_LEADS, _PAST_DAYS, services.clock.now_ms(), _PAST_SEED)
    await services.db.write(put_rows, rows)


def weeks_of(businesses: Sequence[Business], leads: int, days: int, end_ms: int, seed: int) -> Rows:
    """Return the rows of so many leads who wrote in the days before ``end_ms``; all made up."""
    rows: Rows = {name: [] for name in COLUMNS}
    stories = Stories(rows, seed, end_ms, days, _EVENT_DAYS, forgotten=0.0)
    dice = random.Random(seed)
    sums = list(itertools.accumulate(one.share for one in businesses))
    for number, at in enumerate(arrivals(leads, days, end_ms, dice), 1):
        business = dice.choices(businesses, cum_weights=sums)[0]
        length = _SHORTEST + int(dice.expovariate(1 / _MEAN_MORE))
        stories.tell(number, business, at, min(length, _LONGEST))
    stories.bill()
    return rows


def put_rows(tx: Tx, rows: Rows) -> None:
    """Write the rows, those others refer to first."""
    for table, columns in COLUMNS.items():
        names = columns.split()
        places = ", ".join(f":{name}" for name in names)
        # Names of ours, never from outside.
        insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
        for row in rows[table]:
            tx.run(f"{insert} ON CONFLICT DO NOTHING", **dict(zip(names, row, strict=True)))


def is_empty(tx: Tx) -> bool:
    """Tell whether nobody has ever written."""
    return tx.one("SELECT id FROM leads LIMIT 1") is None
