"""Some weeks of past in the database of a small agency: told in one go, written in one unit."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

from app.past.business import Business
from app.past.rows import COLUMNS, Rows
from app.past.story import Stories
from app.past.when import arrivals
from app.store.db import Tx

_SHORTEST, _MEAN_MORE, _LONGEST = 2, 4.5, 24
# Since when every message leaves its events, as bench/fill.py does.
_EVENT_DAYS = 3


def weeks_of(businesses: Sequence[Business], leads: int, days: int, end_ms: int, seed: int) -> Rows:
    """Return the rows of so many leads who wrote in the days before ``end_ms``; all made up."""
    rows: Rows = {name: [] for name in COLUMNS}
    stories = Stories(rows, seed, end_ms, days, _EVENT_DAYS)
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
