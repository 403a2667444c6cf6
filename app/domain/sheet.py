"""Lines of a CSV file that a spreadsheet shows and never runs.

A cell that begins like a formula is given an apostrophe, whoever wrote it: a lead chooses
its own name.
Source: OWASP, CSV Injection (seen 2026-11).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

# Excel reads a file as UTF-8 only when it begins so.
MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def line(values: Iterable[object]) -> str:
    """Return values as one line of CSV with its end; numbers stay numbers."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_safe(one) for one in values])
    return out.getvalue()


def _safe(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
