"""A database of any size with the distributions of real use, for measuring pages at size.

    python -m bench.fill --to DIR [--leads 1000000] [--messages 10000000] [--clients 200]

The schema is the program's own, made by its migrations, and clients and people are made by its own
code; the rest is written straight into the file, the indexes made again at the end. One client has
half of everything, the others a long tail, over 400 days in which the agency grows. Every row
refers to rows that are there (``--check`` says so), nothing is due, so a server that starts on it
sends nothing and calls nobody. The same seed makes the same leads, counted back from now.

Events that every message leaves are kept for the last ``--event-days`` only; turns hold short
traces and no recordings. The audit logs hold a line for every other lead, in whole chains.
``--count`` counts the days' figures, which a server would do in its idle moments.
``bench@example.com`` is an owner: ``leadline admin link`` lets you in.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import sys
import time
from pathlib import Path

from app.past.business import Business
from app.past.story import Stories
from app.past.when import arrivals
from app.services import Services
from app.settings import load
from app.wiring import DATABASE_NAME, build
from bench.filling.clients import make_clients
from bench.filling.log import write_log
from bench.filling.rows import File

_FLUSH_EVERY = 500


def tell(file: File, businesses: list[Business], wanted: argparse.Namespace, end: int) -> Stories:
    """Write every lead."""
    stories = Stories(file.waiting, wanted.seed, end, wanted.days, wanted.event_days)
    dice = random.Random(wanted.seed + 1)
    sums = list(itertools.accumulate(one.share for one in businesses))
    # A little more, since the last hours are cut off.
    each, told = wanted.messages / wanted.leads * 1.002, 0
    for number, at in enumerate(arrivals(wanted.leads, wanted.days, end, dice), 1):
        business = dice.choices(businesses, cum_weights=sums)[0]
        # Most are short and some are very long; what came out too short is made up for later.
        owed = each * number - told
        mean = max(2.0, each + owed / 800)
        length = 2 + int(dice.expovariate(1 / max(0.5, (mean - 2) * 0.85)))
        if dice.random() < 0.02:
            length *= 8
        told += stories.tell(number, business, at, length)
        if number % _FLUSH_EVERY == 0:
            file.flush()
        if number % (wanted.leads // 20 or 1) == 0:
            say(f"{number} leads, {told} messages")
    return stories


_began = time.perf_counter()


def say(text: str) -> None:
    """Print what was done, and after how many seconds."""
    print(f"{time.perf_counter() - _began:7.1f} s  {text}", file=sys.stderr, flush=True)


async def prepare(folder: Path, wanted: argparse.Namespace) -> list[Business]:
    """Make the file with its schema, clients and people."""
    services: Services = await build(load({"data_dir": folder}, {}))
    try:
        return await make_clients(services, wanted.clients, random.Random(wanted.seed))
    finally:
        await services.db.close()


async def count(folder: Path) -> None:
    """Count the figures of every day, as a server would in its idle moments; much to read."""
    try:
        from app.flows.count_days import Counting
    except ImportError:  # A schema from before days were counted.
        return
    services: Services = await build(load({"data_dir": folder}, {}))
    counting = Counting(services)
    try:
        await counting.look()
        days = await counting.count(float("inf"))
        say(f"{days} days counted")
    finally:
        await services.db.close()


def main(wanted: argparse.Namespace) -> int:
    """Fill the folder and say what is in it."""
    folder: Path = wanted.to
    path = folder / DATABASE_NAME
    if path.exists():
        print(f"{path} is there already; give another folder.", file=sys.stderr)
        return 1
    end = int(time.time() * 1000)
    businesses = asyncio.run(prepare(folder, wanted))
    say(f"{len(businesses)} clients")
    file = File(path, wanted.cache_mb)
    file.begin()
    tell(file, businesses, wanted, end).bill()
    say("rows are written, now the indexes")
    file.finish(say)
    broken = file.broken() if wanted.check else []
    counts = dict(sorted(file.counts.items()))
    file.close()
    counts["audit"] = write_log(path, businesses, wanted.audit or wanted.leads // 2, wanted.seed)
    if wanted.count:
        asyncio.run(count(folder))
    for table, rows in counts.items():
        print(f"{table:14} {rows:>11,}")
    say(f"{path}: {path.stat().st_size / 1e9:.2f} GB")
    if broken:
        print(f"{len(broken)} rows refer to nothing, e.g. {broken[:3]}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--to", type=Path, required=True, help="folder; must hold no database")
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--messages", type=int, default=0, help="0: ten a lead")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--days", type=int, default=400)
    parser.add_argument("--event-days", type=int, default=14)
    parser.add_argument("--audit", type=int, default=0, help="lines of the logs; 0: half the leads")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cache-mb", type=int, default=1000)
    parser.add_argument("--count", action="store_true", help="count the figures of every day too")
    parser.add_argument("--check", action="store_true", help="look for rows that refer to nothing")
    given = parser.parse_args()
    given.messages = given.messages or given.leads * 10
    sys.exit(main(given))
