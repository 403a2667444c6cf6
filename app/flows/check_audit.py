"""The audit log is checked, and handed out: a chain at a time, some lines at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from app.domain.audit import AuditLine, first_break
from app.services import Services
from app.store import audit

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. ``broken_at``: the number of the first line that is not as it was
    written, or that is missing; None when all follow from each other."""

    lines: int
    broken_at: int | None
    last_hash: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed, taken out or put in."""
        return self.broken_at is None


async def check_audit(services: Services, chain: str) -> Checked:
    """Read a whole chain and say whether it is as it was written."""
    number, before = 0, ""
    async for lines in batches(services, chain):
        broken = first_break(lines, before, number)
        if broken is not None:
            return Checked(number, broken)
        number, before = lines[-1].number, lines[-1].hash
    last, last_hash = await services.db.read(audit.head_of, chain)
    if last > number:
        # The end was cut off: the head remembers more.
        fresh = await services.db.read(audit.lines_after, chain, number, 1)
        if not fresh:
            return Checked(number, number + 1)
    elif last == number and last_hash != before:
        return Checked(number, number or 1)
    return Checked(number, None, before)


async def batches(services: Services, chain: str) -> AsyncIterator[list[AuditLine]]:
    """Yield the lines of a chain, oldest first, some at a time; none is empty."""
    number = 0
    while lines := await services.db.read(audit.lines_after, chain, number, _BATCH):
        yield lines
        number = lines[-1].number
