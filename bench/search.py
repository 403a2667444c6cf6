"""Measures the speed and size of the search, beside plain FTS5 in one table of all tenants.

python bench/search.py [--tenants 200] [--entries 5000] [--large 10000 100000] [--queries 1000]

The text is generated: words of a Zipf vocabulary of 30,000, a tenth of the words of a question
misspelt. A few images are built and copied for the tenants; each query opens the image of a random
tenant anew, so that no mapping is warm. FTS5 holds the same entries in one table with the tenant as
an unindexed column, its usual layout.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from vectors.base import Entry, Query  # noqa: E402
from vectors.image import Image, build  # noqa: E402

DISTINCT = 3
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cli dro".split()  # noqa: SIM905


class Zipf:
    """A vocabulary whose nth word comes up with weight 1/n."""

    def __init__(self, seed: int, size: int = 30_000) -> None:
        self.random = random.Random(seed)
        shapes = random.Random(0)
        words: dict[str, None] = {}
        while len(words) < size:
            words["".join(shapes.choices(SYLLABLES, k=shapes.randint(1, 5)))] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (n + 1) for n in range(size)))

    def text(self, n_words: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=n_words)
        lines = [" ".join(words[n : n + 12]) for n in range(0, n_words, 12)]
        return ". ".join(lines) + "."

    def question(self) -> str:
        words = self.random.choices(
            self.words, cum_weights=self.weights, k=self.random.randint(4, 12)
        )
        return " ".join(w[:-1] + "o" if self.random.random() < 0.1 else w for w in words) + "?"


def entries(seed: int, count: int, n_words: int) -> Iterator[Entry]:
    zipf = Zipf(seed)
    for number in range(count):
        title = zipf.text(6)
        yield Entry(f"e{number}", zipf.text(n_words), title, language="en", key=f"k{number}")


Times = list[tuple[float, float]]


def quantile(values: list[float], share: float) -> float:
    """Return a quantile in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000


def quantiles(times: Times) -> str:
    """Say what searches took by the clock and, because machines are shared, of the CPU."""
    clock, cpu = [wall for wall, _ in times], [used for _, used in times]
    by_clock = "  ".join(f"p{q} {quantile(clock, q / 100):6.2f}" for q in (50, 95, 99))
    by_cpu = "  ".join(f"p{q} {quantile(cpu, q / 100):6.2f}" for q in (50, 95))
    return f"{by_clock} ms; CPU {by_cpu} ms"


def timed(ask: Callable[[str], object], queries: list[str]) -> Times:
    times = []
    for query in queries:
        begun, used = time.perf_counter(), time.thread_time()
        ask(query)
        times.append((time.perf_counter() - begun, time.thread_time() - used))
    return times


def resident_mb() -> tuple[float, float]:
    """Return what this process holds: of its own, and of mapped files."""
    held = {}
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(("RssAnon", "RssFile")):
            held[line[:7]] = int(line.split()[1]) / 1024
    return held["RssAnon"], held["RssFile"]


def build_large(path: Path, count: int) -> None:
    build(entries(7, count, 120), path)


def build_apart(path: Path, count: int) -> float:
    """Build in a child, as the product does with a large index; return its peak memory in MB."""
    child = multiprocessing.get_context("spawn").Process(target=build_large, args=(path, count))
    child.start()
    child.join()
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def many(folder: Path, tenants: int, count: int, n_queries: int) -> None:
    """Search small indexes of many tenants, each opened anew."""
    begun = time.perf_counter()
    for number in range(min(DISTINCT, tenants)):
        build(entries(number, count, 30), folder / f"{number}.image")
    spent = (time.perf_counter() - begun) / min(DISTINCT, tenants)
    for number in range(DISTINCT, tenants):
        shutil.copyfile(folder / f"{number % DISTINCT}.image", folder / f"{number}.image")
    size = (folder / "0.image").stat().st_size
    print(
        f"{tenants} tenants x {count} entries: {spent:.1f} s to build, {size / 2**20:.1f} MB each"
    )
    rng, zipf = random.Random(1), Zipf(99)
    queries = [zipf.question() for _ in range(n_queries)]

    def ask(query: str) -> None:
        Image.open(folder / f"{rng.randrange(tenants)}.image").search(Query(query, "en"))

    ask("warm up")
    ours = timed(ask, queries)
    print(f"  leadline, image opened for each query   {quantiles(ours)}")
    peer = fts5(folder / "fts.db", tenants, count, queries[: max(20, n_queries // 10)], rng)
    print(f"  FTS5, one table, tenant filtered        {quantiles(peer)}")
    ratio = quantile([used for _, used in peer], 0.5) / quantile([used for _, used in ours], 0.5)
    print(f"  FTS5 takes {ratio:.1f} times as long at the median")


def fts5(path: Path, tenants: int, count: int, queries: list[str], rng: random.Random) -> Times:
    """Ask plain FTS5 the same."""
    from pysqlite3 import dbapi2 as sqlite

    db = sqlite.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute(
        "CREATE VIRTUAL TABLE passages USING fts5(title, body, tenant UNINDEXED, tokenize=porter)"
    )
    texts = [[(e.title, e.text) for e in entries(n, count, 30)] for n in range(DISTINCT)]
    for tenant in range(tenants):
        rows = ((title, body, str(tenant)) for title, body in texts[tenant % DISTINCT])
        db.executemany("INSERT INTO passages VALUES (?, ?, ?)", rows)
    db.commit()

    def ask(query: str) -> None:
        words = " OR ".join(f'"{word}"' for word in query.strip("?").split())
        db.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? AND tenant = ?"
            " ORDER BY bm25(passages, 2.0, 1.0) LIMIT 10",
            (words, str(rng.randrange(tenants))),
        ).fetchall()

    ask("warm up")
    return timed(ask, queries)


def large(folder: Path, count: int, n_queries: int) -> None:
    """Search one large index that stays open."""
    path = folder / f"large-{count}.image"
    begun = time.perf_counter()
    peak = build_apart(path, count)
    spent = time.perf_counter() - begun
    size = path.stat().st_size / 2**20
    own, mapped = resident_mb()
    image, zipf = Image.open(path), Zipf(98)
    image.search(Query("warm up", "en"))
    times = timed(
        lambda query: image.search(Query(query, "en")), [zipf.question() for _ in range(n_queries)]
    )
    print(
        f"one tenant x {count} chunks of 120 words: {spent:.1f} s and {peak:.0f} MB to build, "
        f"{size:.1f} MB file"
    )
    print(f"  leadline                                {quantiles(times)}")
    now_own, now_mapped = resident_mb()
    print(f"  memory: {now_own - own:.1f} MB own, {now_mapped - mapped:.1f} MB of the mapped file")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tenants", type=int, default=200)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--large", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=1000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        many(Path(folder), args.tenants, args.entries, args.queries)
        for count in args.large:
            large(Path(folder), count, args.queries)


if __name__ == "__main__":
    main()
