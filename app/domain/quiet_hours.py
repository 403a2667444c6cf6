"""When a person does not want to be told anything that can wait."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def quiet_until(now_ms: int, zone: str, begins: str, ends: str) -> int | None:
    """Return when the quiet hours end that it is in now (epoch milliseconds), or None.

    Args:
        zone: IANA name of the person's time zone.
        begins, ends: local ``HH:MM``; they may pass midnight; equal or empty ones mean none.
    """
    if not begins or not ends or begins == ends:
        return None
    local = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(ZoneInfo(zone))
    clock = local.strftime("%H:%M")
    is_overnight = begins > ends
    is_quiet = clock >= begins or clock < ends if is_overnight else begins <= clock < ends
    if not is_quiet:
        return None
    hour, minute = (int(part) for part in ends.split(":"))
    day = local.date() + timedelta(days=int(is_overnight and clock >= begins))
    # Made from the wall clock, so that a change to summer time in between does not shift it.
    end = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    return int(end.timestamp() * 1000)
