"""A long conversation is summarised, so that its prompt stays short.

In the background, behind every reply: a summary that is late or fails costs nothing but a few more
messages in the prompt. A model writes it, and what it wrote is checked; without a model, without a
budget, or when none answers for long, code lists what was found out, asked and answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import qualification, summary
from app.domain.message import Message
from app.domain.tenant import Tenant
from app.domain.usage import Usage
from app.errors import (
    InvalidModelOutput,
    ProviderAuthFailed,
    ProviderRefused,
    ProviderUnavailable,
)
from app.flows.spend import reserve, settle, worst_of
from app.llm.base import LanguageModel, ModelAnswer, ModelRequest
from app.llm.prompts import build_summary_request, load_prompts, summary_in
from app.log import get_logger
from app.queue import Queue
from app.services import Services
from app.store import conversations, findings, summaries
from app.store.db import Tx
from app.store.summaries import Summarised

log = get_logger("summarise")

# With so many waiting, a model that is down is waited for no longer.
_TOO_MANY = summary.KEEP + 3 * summary.STEP


@dataclass(frozen=True, slots=True)
class _Work:
    """A conversation with messages that shall leave its prompt; ``waiting`` is all uncovered."""

    conversation_id: str
    former: Summarised
    leaving: Sequence[Message]
    waiting: int
    known: dict[str, str]
    titles: list[str]


async def summarise(services: Services, conversation_id: str) -> bool:
    """Let the summary of a conversation cover what shall leave its prompt; True when it does now.

    A lead who opted out is left alone; nothing to do and somebody else's doing are no errors.

    Raises:
        StoreUnavailable: nothing was written.
    """
    work = await services.db.read(_look, conversation_id)
    if work is None:
        return False
    tenant = (await services.accounts.knowledge(work.former.tenant_id)).tenant
    text = await _text(services, tenant, work)
    if not text:
        return False
    if not await services.db.write(
        summaries.keep_summary,
        tenant.id,
        conversation_id,
        work.former.upto,
        text,
        work.leaving[-1].id,
    ):
        return False
    services.bell.ring(Queue.SUMMARISE, conversation_id)
    return True


def _look(tx: Tx, conversation_id: str) -> _Work | None:
    former = summaries.summary_of(tx, conversation_id)
    if former is None:
        return None
    lead = conversations.lead_by_id(tx, former.tenant_id, former.lead_id)
    if lead is None or lead.opted_out_at is not None:
        return None
    waiting = summaries.oldest_uncovered(tx, former.tenant_id, conversation_id, former.upto)
    leaving = summary.leaving(waiting)
    if not leaving:
        return None
    found = qualification.merge(findings.findings_of(tx, former.tenant_id, former.lead_id))
    turns = list(dict.fromkeys(one.turn_id for one in leaving if one.turn_id))
    return _Work(
        conversation_id,
        former,
        leaving,
        len(waiting),
        dict(qualification.known_values(found)),
        summaries.titles_of(tx, former.tenant_id, turns),
    )


async def _text(services: Services, tenant: Tenant, work: _Work) -> str:
    """Return the next summary; empty when a model shall be asked again later."""
    by_code = summary.by_code(work.former.text, work.leaving, work.known, work.titles)
    model = services.model
    if model is None:
        return by_code
    request = build_summary_request(
        load_prompts(),
        work.former.text,
        work.leaving,
        summary.BUDGET_TOKENS,
        work.conversation_id,
    )
    try:
        answer = await _paid_call(services, tenant, model, request)
    except ProviderUnavailable:
        return by_code if work.waiting >= _TOO_MANY else ""
    except (InvalidModelOutput, ProviderAuthFailed, ProviderRefused) as error:
        log.warning("summary_by_code", conversation_id=work.conversation_id, reason=error.code)
        return by_code
    if answer is None:
        return by_code
    sources = [*(one.text for one in work.leaving), work.former.text, *work.known.values()]
    return summary.checked(summary_in(answer), sources) or by_code


async def _paid_call(
    services: Services, tenant: Tenant, model: LanguageModel, request: ModelRequest
) -> ModelAnswer | None:
    """Ask a model outside of a turn, from the tenant's budget; None when that does not hold it.

    Raises:
        As ``LanguageModel.ask``; what an unusable answer cost is booked all the same.
    """
    reservation = await reserve(services, tenant, None, worst_of(model, request))
    if reservation is None:
        return None
    used: list[Usage] = []
    try:
        answer = await model.ask(request)
        used.append(answer.usage)
        return answer
    except (InvalidModelOutput, ProviderRefused) as error:
        spent = error.details.get("usage")
        used += [spent] if isinstance(spent, Usage) else []
        raise
    finally:
        await settle(services, tenant, reservation, used)
