"""What another client is called, a client may say all the same when its own texts do.

"Harbour" may be a client, and a word of another client's knowledge. Which names a large knowledge
holds is looked up when a reply says one of them, and then only of that one: to read it for the
name of every client of the agency takes seconds.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.guard import GuardContext, names_in
from app.services import Services
from app.store import passages


async def allow_own_names(
    services: Services, tenant_id: str, text: str, context: GuardContext
) -> GuardContext:
    """Return the context without those foreign names of a reply that the client's texts hold."""
    for name in names_in(text, context):
        if await services.db.read(passages.mentions, tenant_id, name):
            others = tuple(other for other in context.foreign_names if other != name)
            context = replace(context, foreign_names=others)
    return context
