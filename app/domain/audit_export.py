"""Lines of the audit log as files: CSV for a spreadsheet, JSON lines that can be checked again.

A JSON line holds everything the hash covers, so that who keeps an export can tell later whether
the log was changed. In CSV, cells that a spreadsheet would take for a formula begin with ``'``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from app.domain import sheet
from app.domain.audit import AuditLine

COLUMNS = (
    "number", "at", "actor_kind", "actor_id", "actor_name", "ip", "action", "subject_kind",
    "subject_id", "former", "latter", "hash",
)  # fmt: skip


def csv_head() -> str:
    """Return the first line of a CSV file; begins so that spreadsheets take it for UTF-8."""
    return sheet.MARK + sheet.line(COLUMNS)


def csv_lines(lines: Iterable[AuditLine]) -> str:
    """Return lines as rows of CSV."""
    return "".join(
        sheet.line(_time(line.at) if name == "at" else getattr(line, name) for name in COLUMNS)
        for line in lines
    )


def json_lines(lines: Iterable[AuditLine]) -> str:
    """Return lines as JSON, one a line."""
    return "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines)


def _time(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
