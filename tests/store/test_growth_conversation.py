"""What belongs to one conversation or one lead is found by it, not among all the client has.

Every statement of the program that is written down whole is looked at, with SQLite's plans without
statistics, as on a machine where nobody ever ran ANALYZE.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import app
from app.store.db import Tx
from app.store.migrate import migrate
from app.store.sqlite import SqliteDatabase

_ONE = re.compile(r"(conversation_id|lead_id) = :")
_BY_TENANT = re.compile(r"(?:SEARCH|SCAN) .*\(tenant_id=\?\)")
# Clients have few of these.
_FEW = ("channels", "api_keys", "faqs", "gaps", "tenants", "operators")


def _statements() -> set[str]:
    found = set()
    for path in Path(app.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
                if re.match(r"(SELECT|UPDATE|DELETE) ", text) and _ONE.search(text):
                    found.add(text)
    return found


async def test_nothing_of_one_conversation_is_looked_for_among_all(tmp_path: Path) -> None:
    db = await SqliteDatabase.open(tmp_path / "plan.db", readers=1)
    statements = _statements()

    def slow(tx: Tx) -> list[str]:
        found = []
        for sql in statements:
            values = dict.fromkeys(re.findall(r":([a-z_0-9]+)", sql), "x")
            try:
                plan = tx.all(f"EXPLAIN QUERY PLAN {sql}", **values)
            except Exception:  # Half of a statement.
                continue
            for line in plan:
                if _BY_TENANT.search(line["detail"]) and not any(
                    f" {name} " in line["detail"] or f"INDEX {name}_" in line["detail"]
                    for name in _FEW
                ):
                    found.append(f"{line['detail']}: {sql}")
        return found

    try:
        await migrate(db, 0)
        assert len(statements) > 40
        assert await db.read(slow) == []
    finally:
        await db.close()
