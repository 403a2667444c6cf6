"""What people do with a client's knowledge: bases, FAQs, documents, websites, proposed changes.

Every change wants a new index and, where somebody waits for it, publishes it at once. The tenant
is the caller's; whatever is not the tenant's is not found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.knowledge import Base, FaqState
from app.domain.tenant import ChannelKind, Faq
from app.errors import Conflict, Invalid, NotFound
from app.flows.publish import publish
from app.ids import new_id
from app.services import Services
from app.store import bases, documents, faqs, gaps
from app.store.db import Tx

LONGEST_NAME, LONGEST_QUESTION, LONGEST_ANSWER, MOST_VARIANTS = 80, 500, 4_000, 30
_FIRST_BASE = "General"
# A hundred chunks take the writer a third of a millisecond.
_AT_ONCE = 20


async def create_base(
    services: Services, tenant_id: str, name: str, channels: tuple[str, ...] = ()
) -> Base:
    """Create an empty base.

    Raises:
        Invalid: the name is empty or too long, or a channel is none.
        Conflict: the client has a base of this name.
    """
    base = Base(new_id(), tenant_id, _checked_name(name), _checked_channels(channels))
    await services.db.write(_put_base, services, base)
    services.accounts.clear()
    return base


async def change_base(
    services: Services,
    tenant_id: str,
    base_id: str,
    *,
    name: str,
    channels: tuple[str, ...],
    is_enabled: bool,
) -> Base:
    """Rename a base, choose the channels it answers on, switch it on or off; at once.

    Raises:
        NotFound, Invalid, Conflict: as ``create_base``.
    """
    known = await services.db.read(bases.base_by_id, tenant_id, base_id)
    if known is None:
        raise NotFound("There is no such knowledge base.")
    changed = replace(
        known,
        name=_checked_name(name),
        channels=_checked_channels(channels),
        is_enabled=is_enabled,
    )
    await services.db.write(_put_base, services, changed)
    services.accounts.clear()
    return changed


def _put_base(tx: Tx, services: Services, base: Base) -> None:
    same = bases.base_by_name(tx, base.tenant_id, base.name)
    if same is not None and same.id != base.id:
        raise Conflict(f"There is a knowledge base named {base.name} already.")
    bases.put_base(tx, base, services.clock.now_ms())


def _checked_name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME:
        raise Invalid(f"Give the knowledge base a name of at most {LONGEST_NAME} characters.")
    return clean


def _checked_channels(channels: tuple[str, ...]) -> tuple[str, ...]:
    kinds = [kind.value for kind in ChannelKind]
    for channel in channels:
        if channel not in kinds:
            raise Invalid(f"{channel} is no channel; choose from {', '.join(kinds)}.")
    return tuple(kind for kind in kinds if kind in channels)


async def delete_base(services: Services, tenant_id: str, base_id: str) -> None:
    """Delete a base with everything in it: documents, FAQs, websites, chunks, vectors, files.

    It answers nobody from the first moment; a crash leaves it switched off.

    Raises:
        NotFound: the client has no such base.
    """
    held = await services.db.write(_switch_off, services, tenant_id, base_id)
    services.accounts.clear()
    await delete_documents(services, tenant_id, held)
    later = await services.db.write(_delete_base, services, tenant_id, base_id)
    services.accounts.clear()
    for document_id in (*held, *later):
        await asyncio.to_thread((services.library.uploads / document_id).unlink, True)
    await publish(services, tenant_id)


def _switch_off(tx: Tx, services: Services, tenant_id: str, base_id: str) -> list[str]:
    base = bases.base_by_id(tx, tenant_id, base_id)
    if base is None:
        raise NotFound("There is no such knowledge base.")
    bases.put_base(tx, replace(base, is_enabled=False), services.clock.now_ms())
    return [one.id for one in documents.documents_in(tx, tenant_id, base_id, limit=1_000_000)]


async def delete_documents(services: Services, tenant_id: str, ids: Sequence[str]) -> None:
    """Delete documents some at a time: leads' messages are taken in between."""
    for start in range(0, len(ids), _AT_ONCE):
        await services.db.write(_delete_some, tenant_id, ids[start : start + _AT_ONCE])


def _delete_some(tx: Tx, tenant_id: str, ids: Sequence[str]) -> None:
    for document_id in ids:
        documents.delete_document(tx, tenant_id, document_id)


def _delete_base(tx: Tx, services: Services, tenant_id: str, base_id: str) -> list[str]:
    documents.hold_base(tx, tenant_id, base_id)
    ids = [one.id for one in documents.documents_in(tx, tenant_id, base_id, limit=1_000_000)]
    if not bases.delete_base(tx, tenant_id, base_id):
        raise NotFound("There is no such knowledge base.")
    bases.note_change(tx, tenant_id, services.clock.now_ms())
    return ids


async def default_base(services: Services, tenant_id: str) -> Base:
    """Return the base that things go into when nobody chose one; made when there is none."""
    found = await services.db.read(bases.bases_of, tenant_id)
    usable = [base for base in found if base.origin == ""]
    if usable:
        return usable[0]
    return await create_base(services, tenant_id, _FIRST_BASE)


async def save_faq(services: Services, tenant_id: str, faq: Faq) -> Faq:
    """Add a FAQ (with an empty id) or change one; an approved one answers when this returns.

    Raises:
        Invalid: question or answer is empty or too long; all problems are named.
        NotFound: the base or the FAQ is not the client's.
    """
    clean = checked_faq(faq)
    saved = clean if clean.id else replace(clean, id=new_id())
    await services.db.write(_save_faqs, services, tenant_id, [saved], not faq.id)
    services.accounts.clear()
    await publish(services, tenant_id)
    return saved


async def save_faqs(services: Services, tenant_id: str, wanted: list[Faq]) -> int:
    """Add many FAQs in one go, all or none; returns how many.

    Raises:
        Invalid, NotFound: as ``save_faq``.
    """
    saved = [replace(checked_faq(faq), id=new_id()) for faq in wanted]
    await services.db.write(_save_faqs, services, tenant_id, saved, True)
    services.accounts.clear()
    await publish(services, tenant_id)
    return len(saved)


def _save_faqs(tx: Tx, services: Services, tenant_id: str, saved: list[Faq], are_new: bool) -> None:
    now = services.clock.now_ms()
    for base_id in sorted({faq.base_id for faq in saved}):
        documents.hold_base(tx, tenant_id, base_id)
    for faq in saved:
        if bases.base_by_id(tx, tenant_id, faq.base_id) is None:
            raise NotFound("There is no such knowledge base.")
        if not are_new and faqs.faq_by_id(tx, tenant_id, faq.id) is None:
            raise NotFound("There is no such question.")
        faqs.put_faq(tx, tenant_id, faq, now)
        if faq.state == FaqState.APPROVED:
            gaps.close_answered(tx, tenant_id, faq.id)
    bases.note_change(tx, tenant_id, now)


def checked_faq(faq: Faq) -> Faq:
    """Return a FAQ with clean texts.

    Raises:
        Invalid: something is missing or too long; the message names everything.
    """
    question, answer = " ".join(faq.question.split()), faq.answer.strip()
    ways = (" ".join(way.split()) for way in faq.variants)
    variants = tuple(dict.fromkeys(way for way in ways if way and way != question))
    problems = []
    if not question:
        problems.append("The question is missing.")
    if not answer:
        problems.append("The answer is missing.")
    if len(question) > LONGEST_QUESTION or any(len(way) > LONGEST_QUESTION for way in variants):
        problems.append(f"A question has at most {LONGEST_QUESTION} characters.")
    if len(answer) > LONGEST_ANSWER:
        problems.append(f"An answer has at most {LONGEST_ANSWER:,} characters.")
    if len(variants) > MOST_VARIANTS:
        problems.append(f"There are at most {MOST_VARIANTS} other ways to ask.")
    if faq.state not in [state.value for state in FaqState]:
        problems.append("A question is approved or a draft.")
    if problems:
        raise Invalid(" ".join(problems))
    return replace(faq, question=question, answer=answer, variants=variants)


async def delete_faq(services: Services, tenant_id: str, faq_id: str) -> None:
    """Delete a FAQ; it answers nobody when this returns.

    Raises:
        NotFound: the client has none of this id.
    """
    await services.db.write(_delete, services, tenant_id, faqs.delete_faq, faq_id, "question")
    services.accounts.clear()
    await publish(services, tenant_id)


async def delete_document(services: Services, tenant_id: str, document_id: str) -> None:
    """Delete a document; it answers nobody when this returns.

    Raises:
        NotFound: the client has none of this id.
    """
    await services.db.write(
        _delete, services, tenant_id, documents.delete_document, document_id, "document"
    )
    services.accounts.clear()
    await asyncio.to_thread((services.library.uploads / document_id).unlink, True)
    await publish(services, tenant_id)


def _delete(
    tx: Tx,
    services: Services,
    tenant_id: str,
    delete: Callable[[Tx, str, str], bool],
    row_id: str,
    word: str,
) -> None:
    if not delete(tx, tenant_id, row_id):
        raise NotFound(f"There is no such {word}.")
    bases.note_change(tx, tenant_id, services.clock.now_ms())


async def set_inline_tokens(services: Services, tenant_id: str, tokens: int) -> None:
    """Set up to how many tokens a client's knowledge goes whole into the prompt.

    Raises:
        Invalid: the number is below 0 or above 200,000.
    """
    if not 0 <= tokens <= 200_000:
        raise Invalid("Write a number of tokens from 0 to 200,000.")
    await services.db.write(_set_inline, services, tenant_id, tokens)
    services.accounts.clear()
    await publish(services, tenant_id)


def _set_inline(tx: Tx, services: Services, tenant_id: str, tokens: int) -> None:
    bases.set_inline_tokens(tx, tenant_id, tokens)
    # Above the limit vectors are wanted, below it they are not.
    bases.note_change(tx, tenant_id, services.clock.now_ms())
