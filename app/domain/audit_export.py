"""Lines of the audit log as files: CSV for a spreadsheet, JSON lines that can be checked again.

A JSON line holds everything the hash covers, so that who keeps an export can tell later whether
the log was changed. In CSV, cells that a spreadsheet would take for a formula begin with ``'``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from app.domain.audit import AuditLine

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "number", "at", "actor_kind", "actor_id", "actor_name", "ip", "action", "subject_kind",
    "subject_id", "former", "latter", "hash",
)  # fmt: skip


def csv_head() -> str:
    """Return the first line of a CSV file; begins so that spreadsheets take it for UTF-8."""
    return "\ufeff" + _csv([COLUMNS])


def csv_lines(lines: Iterable[AuditLine]) -> str:
    """Return lines as rows of CSV."""
    return _csv(
        [_time(line.at) if name == "at" else _cell(str(getattr(line, name))) for name in COLUMNS]
        for line in lines
    )


def json_lines(lines: Iterable[AuditLine]) -> str:
    """Return lines as JSON, one a line."""
    return "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")


def _csv(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
