"""The audit log of what people did, chained by the program's own hash."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from app.domain.audit import AGENCY, AuditLine, hash_of
from app.past.business import Business

_DEEDS = (
    ("lead_status_set", '{"status": "contacted"}', '{"status": "qualified"}'),
    ("lead_status_set", '{"status": "qualified"}', '{"status": "lost"}'),
    ("lead_edited", '{"owner_id": ""}', '{"owner_id": "someone"}'),
    ("lead_tag_added", "{}", '{"tag": "vip"}'),
    ("lead_note_added", "{}", "{}"),
)
# Of the agency's own log: one line in so many.
_AGENCY = 20
_BATCH = 20_000


def write_log(path: Path, businesses: Sequence[Business], wanted: int, seed: int) -> int:
    """Write about so many lines into the logs of all clients and the agency; return how many."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    # Making clients and people has left lines already.
    heads: dict[str, tuple[int, str]] = {
        chain: (number, before)
        for chain, number, before in db.execute("SELECT chain, number, hash FROM audit_heads")
    }
    batch: list[tuple[object, ...]] = []
    count = 0
    marks = ", ".join("?" * len(AuditLine.__slots__))
    insert = f"INSERT INTO audit ({', '.join(AuditLine.__slots__)}) VALUES ({marks})"  # noqa: S608
    for line in _lines(db, {one.id: one.people for one in businesses}, wanted, seed):
        number, before = heads.get(line.chain, (0, ""))
        made = replace(line, number=number + 1)
        made = replace(made, hash=hash_of(made, before))
        heads[line.chain] = (made.number, made.hash)
        batch.append(astuple(made))
        count += 1
        if len(batch) == _BATCH:
            db.executemany(insert, batch)
            batch.clear()
    db.executemany(insert, batch)
    ends = [(chain, *head) for chain, head in heads.items()]
    db.executemany(
        "INSERT OR REPLACE INTO audit_heads (chain, number, hash) VALUES (?, ?, ?)", ends
    )
    db.execute("COMMIT")
    db.close()
    return count


def _lines(
    db: sqlite3.Connection, people: dict[str, Sequence[str]], wanted: int, seed: int
) -> Iterator[AuditLine]:
    dice = random.Random(seed)
    total = db.execute("SELECT MAX(rowid) FROM leads").fetchone()[0]
    share = min(1.0, wanted / max(1, total))
    rows = db.execute("SELECT id, tenant_id, updated_at FROM leads ORDER BY rowid")
    for number, (lead_id, tenant_id, at) in enumerate(rows):
        if dice.random() > share:
            continue
        by, (action, former, latter) = dice.choice(people[tenant_id]), dice.choice(_DEEDS)
        yield AuditLine(
            tenant_id, 0, at, "operator", by, f"Operator {by[-4:]}", "203.0.113.9",
            action, "lead", lead_id, former, latter,
        )  # fmt: skip
        if number % _AGENCY == 0:
            yield AuditLine(
                AGENCY, 0, at, "operator", by, f"Operator {by[-4:]}", "203.0.113.9",
                "signed_in", "operator", by, "{}", "{}",
            )  # fmt: skip
