"""A turn looks up what its client knows about what the lead wrote.

Done for every turn that asks or tells something, also when the whole knowledge stands in the
prompt: how sure a reply is, what may be sent word for word, what nothing answers and what a reply
rests on are all decided by it. It never fails a turn: without an index nothing is found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from app.domain import language
from app.domain.followup import Sought, merged, seek, unanswered
from app.domain.knowledge import Passage, Retrieved, within
from app.domain.message import Message
from app.domain.prompt import Shown
from app.errors import LeadlineError
from app.flows.search import search
from app.resources import Knowledge
from app.services import Services
from vectors.base import Query

log = structlog.get_logger()

_PASSAGES = 8
# The passages of one turn are read uncached; more of them answer hardly more questions.
_BUDGET_TOKENS = 2_500


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked up, what was found, and what of the knowledge a model is shown.

    ``language`` is the turn's.
    """

    language: str
    sought: Sought | None
    found: Retrieved
    shown: Shown

    @property
    def asks(self) -> bool:
        """Tell whether the turn asks something that only the knowledge can answer."""
        return self.sought is not None and self.sought.is_question

    @property
    def is_unanswered(self) -> bool:
        """Tell whether something is asked and nothing was found that answers it."""
        return self.asks and not self.found.is_answered

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages of some ids that the model was shown."""
        wanted = set(ids)
        return [one for one in self.shown.passages if one.id in wanted]

    def trace(self) -> dict[str, Any]:
        """Return what is kept of the search, to explain the turn by."""
        found = self.found
        return {
            "language": found.language,
            "questions": len(self.sought.texts) if self.sought else 0,
            "context": len(self.sought.context) if self.sought else 0,
            "asks": self.asks,
            "is_answered": found.is_answered,
            "confidence": round(found.confidence, 3),
            "features": {name: round(value, 3) for name, value in found.features},
            "latency_us": found.latency_us,
            "embed_us": found.embed_us,
            "uses_vectors": found.uses_vectors,
            "is_whole": self.shown.whole is not None,
        }


async def look_up(
    services: Services,
    knowledge: Knowledge,
    channel: str,
    history: Sequence[Message],
    spoken: str,
) -> Looked:
    """Return what a client knows about the unanswered messages of a conversation.

    Args:
        channel: the channel's kind; only bases that answer on it are searched and shown.
        spoken: the language of the conversation until now, or empty.

    Raises:
        StoreUnavailable: the turn is to be tried again.
    """
    tenant = knowledge.tenant
    texts = [message.text for message in unanswered(history)]
    code = language.choose(texts, spoken, tenant.languages)
    sought = seek(history, code, books=bool(tenant.profile.booking_link))
    found = await _search(services, tenant.id, sought, channel) if sought else Retrieved()
    if knowledge.is_whole:
        return Looked(code, sought, found, Shown(knowledge.passages_on(channel)))
    is_silent = sought is not None and sought.is_question and not found.is_answered
    hits = () if is_silent else within(found.hits, _BUDGET_TOKENS)
    shown = Shown(None, tuple(hit.passage for hit in hits), is_answered=not is_silent)
    return Looked(code, sought, found, shown)


async def _search(services: Services, tenant_id: str, sought: Sought, channel: str) -> Retrieved:
    queries = [Query(text, sought.language, sought.context) for text in sought.texts]
    if sought.resolved:
        queries.append(Query(sought.resolved, sought.language))
    try:
        found = await asyncio.gather(
            *(
                search(services, tenant_id, query, channel=channel, k=_PASSAGES, is_turn=True)
                for query in queries
            )
        )
    except LeadlineError:
        raise
    except Exception:
        # A broken index is no reason to leave a lead without an answer.
        log.exception("search_failed", tenant_id=tenant_id)
        return Retrieved()
    if sought.resolved:
        found[-1] = replace(found[-1], is_clear=False)
    return merged(found)
