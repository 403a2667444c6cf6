"""Questions that found nothing: kept, put beside those that mean the same, answered once.

An answer of an operator becomes a draft FAQ with one click; nothing answers leads before somebody
has approved it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TypeVar

from app.domain.knowledge import FaqState
from app.domain.message import Author
from app.domain.tenant import Faq
from app.errors import Conflict, NotFound
from app.flows.manage_knowledge import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_VARIANTS,
    default_base,
    save_faq,
)
from app.services import Services
from app.store import faqs, gaps, messages
from app.store.db import Tx
from app.store.gaps import GapRow

# Of so many open questions the newest are compared; older ones stay where they are.
_COMPARED = 300


async def note_gap(
    services: Services,
    tenant_id: str,
    question: str,
    *,
    language: str = "",
    conversation_id: str | None = None,
    message_id: str | None = None,
    confidence: float = 0.0,
) -> None:
    """Keep a question that found nothing, beside the open ones that mean the same."""
    from vectors.cluster import closest

    asked = " ".join(question.split())[:LONGEST_QUESTION]
    if not asked:
        return
    known = await services.db.read(gaps.open_gaps, tenant_id, _COMPARED)
    # One of each cluster is enough to tell: they mean the same.
    heads = list({one.cluster_id: one for one in known}.values())
    near = await asyncio.to_thread(closest, asked, [one.question for one in heads], language)
    cluster_id = heads[near].cluster_id if near is not None else ""
    await services.db.write(
        gaps.insert_gap,
        tenant_id,
        asked,
        services.clock.now_ms(),
        cluster_id=cluster_id,
        language=language,
        conversation_id=conversation_id,
        message_id=message_id,
        confidence=confidence,
    )
    services.live.publish(tenant_id, "", "gap_opened", conversation_id)


def clustered(rows: Sequence[GapRow]) -> list[tuple[GapRow, ...]]:
    """Return open questions in their clusters, the largest and then the newest first."""
    groups: dict[str, list[GapRow]] = {}
    for row in rows:
        groups.setdefault(row.cluster_id, []).append(row)
    order = sorted(groups.values(), key=lambda group: (-len(group), -group[0].at))
    return [tuple(group) for group in order]


async def draft_faq(services: Services, tenant_id: str, message_id: str, base_id: str = "") -> Faq:
    """Make a draft FAQ of an operator's message, and of the lead's question that it answers.

    Of several open questions it takes the one whose words the answer takes up, else the newest.
    The others of its cluster become further ways to ask. They stay open until the draft is
    approved; made twice, it is the same draft.

    Raises:
        NotFound: the client has no such message.
        Conflict: it is no operator's message, or no question stands before it.
    """
    asked, answer, open_ones = await services.db.read(_asked_and_answered, tenant_id, message_id)
    gap = _best([one.question for one in open_ones], answer, open_ones)
    question = gap.question if gap else _best(asked, answer, asked) or asked[0]
    ways = [] if gap is None else await _ways(services, tenant_id, gap)
    draft = None if gap is None or not gap.faq_id else await _draft_of(services, tenant_id, gap)
    base_id = base_id or (draft.base_id if draft else "")
    faq = Faq(
        id=draft.id if draft else "",
        question=question[:LONGEST_QUESTION],
        answer=answer[:LONGEST_ANSWER],
        language=gap.language if gap and gap.language else "",
        variants=tuple(ways[:MOST_VARIANTS]),
        base_id=base_id or (await default_base(services, tenant_id)).id,
        state=FaqState.DRAFT.value,
    )
    saved = await save_faq(services, tenant_id, faq)
    if gap is not None:
        await services.db.write(gaps.propose, tenant_id, gap.cluster_id, saved.id)
    return saved


T = TypeVar("T")


def _best(questions: Sequence[str], answer: str, rows: Sequence[T]) -> T | None:
    """Return the row whose question an answer takes up most; the first one when none is."""
    from vectors.cluster import similarity

    if not rows:
        return None
    alike = [similarity(question, answer) for question in questions]
    return rows[alike.index(max(alike))]


async def _draft_of(services: Services, tenant_id: str, gap: GapRow) -> Faq | None:
    """Return the draft that was made of a question before, while it is one."""
    known = await services.db.read(faqs.faq_by_id, tenant_id, gap.faq_id or "")
    return known if known is not None and known.state == FaqState.DRAFT else None


async def _ways(services: Services, tenant_id: str, gap: GapRow) -> list[str]:
    known = await services.db.read(gaps.open_gaps, tenant_id, _COMPARED)
    others = (one.question for one in known if one.cluster_id == gap.cluster_id)
    return [way for way in dict.fromkeys(others) if way != gap.question]


def _asked_and_answered(
    tx: Tx, tenant_id: str, message_id: str
) -> tuple[list[str], str, list[GapRow]]:
    """Return what the lead said before an operator's message (newest first: the last burst as one
    text, then message by message), that message, and the conversation's open questions.
    """
    answer = messages.message_by_id(tx, tenant_id, message_id)
    if answer is None:
        raise NotFound("There is no such message.")
    if answer.author is not Author.OPERATOR:
        raise Conflict("Only what a person of the business wrote can become an answer.")
    before = messages.before(tx, tenant_id, answer.conversation_id, answer.at_ms, answer.id, 20)
    said = [message.text for message in reversed(before) if message.author is Author.LEAD]
    if not said:
        raise Conflict("No question of the lead stands before this message.")
    burst: list[str] = []
    for message in reversed(before):
        if message.author is Author.LEAD:
            burst.append(message.text)
        elif burst:
            break
    asked = list(dict.fromkeys((" ".join(reversed(burst)), *said)))
    return asked, answer.text, gaps.gaps_of_conversation(tx, tenant_id, answer.conversation_id)


async def dismiss(services: Services, tenant_id: str, cluster_id: str) -> None:
    """Close a cluster without an answer: it is none of the business's questions.

    Raises:
        NotFound: the client has no such open cluster.
    """
    count = await services.db.write(gaps.close_cluster, tenant_id, cluster_id, "dismissed", None)
    if not count:
        raise NotFound("There is no such question.")


async def answer_gap(
    services: Services, tenant_id: str, cluster_id: str, answer: str, base_id: str = ""
) -> Faq:
    """Answer a cluster: an approved FAQ of its questions; it answers leads when this returns.

    Raises:
        NotFound: the client has no such open cluster.
        Invalid: the answer is empty or too long.
    """
    known = await services.db.read(gaps.open_gaps, tenant_id, _COMPARED)
    asked = [one for one in known if one.cluster_id == cluster_id]
    if not asked:
        raise NotFound("There is no such question.")
    base_id = base_id or (await default_base(services, tenant_id)).id
    ways = list(dict.fromkeys(one.question for one in asked))
    faq = Faq("", ways[0], answer, asked[0].language, tuple(ways[1:MOST_VARIANTS]), base_id)
    saved = await save_faq(services, tenant_id, faq)
    await services.db.write(gaps.close_cluster, tenant_id, cluster_id, "answered", saved.id)
    return saved
