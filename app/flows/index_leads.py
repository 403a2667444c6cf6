"""Leads that were there before the search get their words, a few each second.

Where it stopped stands in the database, so a restart goes on from there. A lead made meanwhile has
its words already.
"""

from __future__ import annotations

from app.log import get_logger
from app.services import Services
from app.store import lead_words

log = get_logger("leads")

# Some twenty milliseconds of the writer: a message that waits for it notices nothing.
_AT_ONCE = 300


async def index_now_and_then(services: Services) -> int:
    """Keep the words of some leads that have none yet; return how many."""
    if not await services.db.read(lead_words.is_behind):
        return 0
    count = await services.db.write(lead_words.catch_up, _AT_ONCE)
    if count < _AT_ONCE:
        log.info("leads_indexed")
    return count
