"""Writes the generated part of the manual: ``python -m tests.manual``; a test compares it."""

from __future__ import annotations

import app  # noqa: F401
from app.settings import ROWS
from app.settings_sources import Row
from tests.contract_files import ROOT

SETTINGS_PAGE = ROOT / "docs" / "settings.md"
_START, _END = "<!-- table: make manual -->\n", "<!-- end of table -->\n"


def _line(row: Row) -> str:
    default = "" if row.default in ("", ()) or row.name == "data_dir" else f"`{row.default}`"
    if row.kind == "bool":
        default = f"`{str(row.default).lower()}`"
    notes = [row.help]
    if row.choices:
        notes.append(f"One of {', '.join(f'`{choice}`' for choice in row.choices)}.")
    if row.low is not None and row.high is not None:
        notes.append(f"{row.low:,g} to {row.high:,.0f}.")
    if row.env:
        notes.append(f"Also `{row.env}`.")
    if row.secret:
        notes.append("**Secret.**")
    return f"| `{row.name}` | {default} | {row.unit} | {' '.join(notes)} |\n"


def settings_table() -> str:
    """Return every process setting as a table."""
    head = "| Setting | Default | Unit | What it does |\n|---|---|---|---|\n"
    return head + "".join(map(_line, ROWS))


def with_table(page: str) -> str:
    """Return the page of settings with its table made anew."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END)
    return f"{before}{_START}{settings_table()}{_END}{after}"


if __name__ == "__main__":
    SETTINGS_PAGE.write_text(with_table(SETTINGS_PAGE.read_text("utf-8")), "utf-8")
