"""What the command line does with the audit log."""

from __future__ import annotations

from collections.abc import Callable

from app.clients import client_named
from app.domain.audit import AGENCY
from app.domain.audit_export import csv_head, csv_lines, json_lines
from app.flows.check_audit import batches, check_audit
from app.services import Services


async def verify(services: Services, client: str) -> tuple[bool, str]:
    """Return whether a chain is whole, and a sentence that says so.

    Raises:
        NotFound: there is no such client.
    """
    found = await check_audit(services, await _chain(services, client))
    if found.is_whole:
        end = f"; the last hash is {found.last_hash}" if found.last_hash else ""
        return True, f"Verified {found.lines} lines{end}."
    return False, f"Line {found.broken_at} is not as it was written; {found.lines} before it are."


async def export(services: Services, client: str, kind: str, write: Callable[[str], None]) -> None:
    """Write a chain as ``jsonl`` or ``csv``.

    Raises:
        NotFound: there is no such client.
    """
    chain = await _chain(services, client)
    made = csv_lines if kind == "csv" else json_lines
    if kind == "csv":
        write(csv_head())
    async for lines in batches(services, chain):
        write(made(lines))


async def _chain(services: Services, client: str) -> str:
    return (await client_named(services, client)).id if client else AGENCY
