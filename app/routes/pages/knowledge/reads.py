"""Reads what the knowledge pages show, for the pages and for their live stream alike.

Whose a thing is comes from its row: a base, and through it everything inside, is found only by an
operator who may see its client; whatever else is asked for is not there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from app.domain.knowledge import Base
from app.errors import NotFound
from app.flows.gaps import clustered
from app.routes.pages.knowledge.present import card_of, change_of, document_of, site_of
from app.routes.pages.knowledge.views import (
    Asked,
    Card,
    Change,
    Document,
    Gap,
    Index,
    Piece,
    Question,
    Side,
    Site,
)
from app.routes.pages.views import Client
from app.services import Services
from app.store import bases, chunks, documents, faqs, gaps, inbox, shelves, tenants, websites
from app.store.db import Tx
from app.store.operators import Operator
from app.store.shelves import Figures

T = TypeVar("T")

FILES_SHOWN, QUESTIONS_SHOWN, CHANGES_SHOWN = 100, 50, 50


async def side_of(services: Services, operator: Operator, here: str, client_id: str = "") -> Side:
    """Return the pane beside a page, for a client or for the first one the operator has.

    Raises:
        NotFound: the client is not one of theirs, or there is none.
    """
    return await services.db.read(_side, operator.tenant_ids, here, client_id)


def _side(tx: Tx, limit_ids: frozenset[str] | None, here: str, client_id: str) -> Side:
    clients = tuple(Client(*one) for one in inbox.clients(tx, limit_ids))
    chosen = client_id or (clients[0].id if clients else "")
    if chosen not in {client.id for client in clients}:
        raise NotFound("There is no such client.")
    return Side(clients, chosen, here, cards(tx, chosen), shelves.count_gaps(tx, chosen))


async def base_of(services: Services, operator: Operator, base_id: str) -> Base:
    """Return a base the operator may see.

    Raises:
        NotFound: it does not exist, or belongs to a client that is not theirs.
    """
    base = await services.db.read(_base, base_id)
    if base is None or not operator.sees(base.tenant_id):
        raise NotFound("There is no such knowledge base.")
    return base


def _base(tx: Tx, base_id: str) -> Base | None:
    tenant_id = bases.tenant_of(tx, base_id)
    return bases.base_by_id(tx, tenant_id, base_id) if tenant_id else None


def found(thing: T | None, word: str) -> T:
    """Return a thing that was read.

    Raises:
        NotFound: there is none.
    """
    if thing is None:
        raise NotFound(f"There is no such {word}.")
    return thing


def cards(tx: Tx, tenant_id: str) -> tuple[Card, ...]:
    """Return the bases of a client with their figures, oldest first."""
    figures = shelves.figures_of(tx, tenant_id)
    return tuple(
        card_of(base, figures.get(base.id, Figures())) for base in bases.bases_of(tx, tenant_id)
    )


def index(tx: Tx, tenant_id: str) -> Index:
    """Return the state of a client's index."""
    row = bases.index_of(tx, tenant_id)
    tenant = tenants.tenant_by_id(tx, tenant_id)
    return Index(
        client_id=tenant_id,
        entries=row.entries,
        tokens=row.tokens,
        limit_tokens=tenant.inline_tokens if tenant else 0,
        is_current=row.wanted == row.published,
        published_at=row.published_at,
        uses_vectors=row.part != "",
        vectors_done=row.vectors_done,
        vectors_wanted=row.vectors_wanted,
        error=row.error,
    )


def files(tx: Tx, base: Base, before_id: str = "") -> tuple[tuple[Document, ...], str]:
    """Return files of a base, newest first, and the id before which there are more, or empty."""
    rows = shelves.files_in(tx, base.tenant_id, base.id, before_id, FILES_SHOWN + 1)
    shown = tuple(document_of(row) for row in rows[:FILES_SHOWN])
    return shown, shown[-1].id if len(rows) > FILES_SHOWN else ""


def document(tx: Tx, base: Base, document_id: str) -> Document | None:
    """Return a document of a base."""
    row = documents.document_by_id(tx, base.tenant_id, document_id)
    return document_of(row) if row is not None and row.base_id == base.id else None


def pieces(tx: Tx, base: Base, document_id: str) -> tuple[Piece, ...]:
    """Return the chunks of a document in their order."""
    rows = chunks.chunks_of(tx, base.tenant_id, document_id)
    return tuple(Piece(row.heading, row.body, row.page, row.url, row.language) for row in rows)


def questions(
    tx: Tx, base: Base, words: str = "", only_drafts: bool = False, before_id: str = ""
) -> tuple[tuple[Question, ...], str]:
    """Return FAQs of a base, newest first, and the id before which there are more, or empty."""
    rows = shelves.questions_in(
        tx,
        base.tenant_id,
        base.id,
        words=words,
        only_drafts=only_drafts,
        before_id=before_id,
        limit=QUESTIONS_SHOWN + 1,
    )
    shown = tuple(Question(row) for row in rows[:QUESTIONS_SHOWN])
    return shown, shown[-1].faq.id if len(rows) > QUESTIONS_SHOWN else ""


def question(tx: Tx, base: Base, faq_id: str) -> Question | None:
    """Return a FAQ of a base."""
    faq = faqs.faq_by_id(tx, base.tenant_id, faq_id)
    return Question(faq) if faq is not None and faq.base_id == base.id else None


def sites(tx: Tx, base: Base) -> tuple[Site, ...]:
    """Return the websites of a base, oldest first."""
    rows = websites.websites_in(tx, base.tenant_id, base.id)
    return tuple(_with_pages(tx, base, site_of(row)) for row in rows)


def site(tx: Tx, base: Base, website_id: str) -> Site | None:
    """Return a website of a base."""
    row = websites.website_by_id(tx, base.tenant_id, website_id)
    if row is None or row.base_id != base.id:
        return None
    return _with_pages(tx, base, site_of(row))


def _with_pages(tx: Tx, base: Base, one: Site) -> Site:
    figures = shelves.pages_in(tx, base.tenant_id, one.id)
    waiting = websites.count_waiting(tx, base.tenant_id, one.id)
    return replace(one, pages=figures.live, stale=figures.stale, waiting=waiting)


def changes(tx: Tx, base: Base, one: Site) -> tuple[Change, ...]:
    """Return the changes of a website: those that wait first, then the newest."""
    rows = websites.changes_of(tx, base.tenant_id, one.id, CHANGES_SHOWN)
    return tuple(change_of(row, one.path) for row in rows)


def change(tx: Tx, base: Base, one: Site, change_id: str) -> Change | None:
    """Return a change of a website."""
    row = websites.change_by_id(tx, base.tenant_id, change_id)
    return change_of(row, one.path) if row is not None and row.website_id == one.id else None


def site_pages(tx: Tx, base: Base, website_id: str) -> tuple[Document, ...]:
    """Return the pages of a website by address."""
    rows = documents.pages_of(tx, base.tenant_id, website_id)
    return tuple(document_of(row) for row in rows)


def open_gaps(tx: Tx, tenant_id: str) -> tuple[Gap, ...]:
    """Return the open questions of a client in their clusters, asked most first."""
    return tuple(
        Gap(
            rows[0].cluster_id,
            tenant_id,
            tuple(
                Asked(row.question, row.at, row.language, row.conversation_id or "") for row in rows
            ),
        )
        for rows in clustered(gaps.open_gaps(tx, tenant_id))
    )
