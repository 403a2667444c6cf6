"""What the command line does with what a client knows: list, search, remove, make anew."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from app.clients import client_named
from app.domain.knowledge import Base, DocumentState
from app.domain.tenant import ChannelKind, Faq
from app.errors import Conflict, Invalid, NotFound
from app.flows import manage_knowledge
from app.flows.crawl_site import remove_website
from app.flows.explain import explain
from app.flows.search import search as find
from app.kb_add import base_to_fill, publish_now
from app.kb_show import Screen, ago, counted, language_name, show_found
from app.services import Services
from app.store import bases, documents, faqs, holdings, websites
from app.store.bases import IndexRow
from app.store.db import Tx
from app.store.documents import DocumentRow
from app.store.websites import WebsiteRow
from vectors.base import Query

_LISTED = 200
_SIGNS = {
    DocumentState.REFUSED: ("✗", "red"),
    DocumentState.FAILED: ("✗", "red"),
    DocumentState.READY: ("✓", "green"),
}


@dataclass(frozen=True, slots=True)
class _Content:
    """A base with what is in it. ``documents`` are files; pages stand with their website."""

    base: Base
    files: list[DocumentRow]
    sites: list[WebsiteRow]
    approved: int
    drafts: int
    states: dict[str, int]


async def show_list(services: Services, client: str, screen: Screen, as_json: bool) -> None:
    """Print a client's bases with what is in them.

    Raises:
        NotFound: there is no such client.
    """
    tenant = await client_named(services, client)
    index, contents = await services.db.read(_contents, tenant.id)
    if as_json:
        print_json([_as_json(one) for one in contents])
        return
    facts = [counted(index.entries, "passage"), f"{index.tokens:,} tokens"]
    if index.part:
        facts.append(f"vectors of {index.part.split('/')[1]}")
    if index.wanted > index.published:
        facts.append("a new index is on its way")
    screen.line(f"{tenant.name}  ({tenant.id})  {' · '.join(facts)}", "bold")
    if not contents:
        screen.line("Nothing yet. Add something with: leadline kb add --client … FILE|URL")
    for content in contents:
        _show_base(screen, content, services.clock.now_ms())


def _contents(tx: Tx, tenant_id: str) -> tuple[IndexRow, list[_Content]]:
    return bases.index_of(tx, tenant_id), [
        _Content(
            base,
            holdings.files_in(tx, tenant_id, base.id, limit=_LISTED),
            websites.websites_in(tx, tenant_id, base.id),
            *faqs.count_in(tx, tenant_id, base.id),
            documents.count_in(tx, tenant_id, base.id),
        )
        for base in bases.bases_of(tx, tenant_id)
    ]


def _show_base(screen: Screen, content: _Content, now_ms: int) -> None:
    base = content.base
    where = ", ".join(base.channels) or "every channel"
    screen.line()
    screen.line(f"{base.name}  ({base.id})  {where if base.is_enabled else 'switched off'}", "bold")
    if content.approved or content.drafts:
        drafts = f", {counted(content.drafts, 'draft')}" if content.drafts else ""
        screen.item("✓", "green", counted(content.approved, "question") + drafts, [])
    for site in content.sites:
        is_bad = bool(site.error)
        facts = [counted(site.pages_known, "page"), site.state, site.error]
        if site.crawled_at is not None:
            facts.insert(1, f"crawled {ago(now_ms - site.crawled_at)}")
        screen.item("✗" if is_bad else "✓", "red" if is_bad else "green", site.url,
                    [*filter(None, facts), site.id])  # fmt: skip
    for file in content.files:
        sign, colour = _SIGNS.get(DocumentState(file.state), ("…", "yellow"))
        facts = [counted(file.pages, "page"), counted(file.chunks, "passage")]
        if file.state != DocumentState.READY:
            facts = [file.error or file.state]
        screen.item(sign, colour, file.name, [*facts, file.id])
    if len(content.files) == _LISTED:
        screen.line(f"  … only the first {_LISTED} files are listed", "dim")


def _as_json(content: _Content) -> dict[str, Any]:
    base = content.base
    return {
        "id": base.id,
        "name": base.name,
        "channels": list(base.channels),
        "is_enabled": base.is_enabled,
        "faqs": {"approved": content.approved, "drafts": content.drafts},
        "documents": content.states,
        "files": [
            {"id": one.id, "name": one.name, "state": one.state, "passages": one.chunks}
            for one in content.files
        ],
        "websites": [
            {"id": one.id, "url": one.url, "state": one.state, "pages": one.pages_known}
            for one in content.sites
        ],
    }


def print_json(value: object) -> None:
    """Print one JSON value and nothing else."""
    import click

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


async def search(
    services: Services,
    client: str,
    query: str,
    screen: Screen,
    *,
    channel: str = "",
    base: str = "",
    limit: int = 5,
    as_json: bool = False,
) -> None:
    """Print what answers a question, best first.

    Raises:
        NotFound: there is no such client or base.
        Invalid: the question is empty, or the channel is none.
    """
    if not query.strip():
        raise Invalid("Write a question.")
    kinds = [kind.value for kind in ChannelKind]
    if channel and channel not in kinds:
        raise Invalid(f"{channel} is no channel; choose from {', '.join(kinds)}.")
    tenant = await client_named(services, client)
    base_id = (await _base_named(services, tenant.id, base)).id if base else ""
    asked = Query(query)
    # The first search of a process loads the index and much else; a server has done that long ago.
    await find(replace(services, embedders=()), tenant.id, asked)
    found = await find(services, tenant.id, asked, channel=channel, base_id=base_id, k=limit)
    if as_json:
        from app.routes.api.shapes import built, search_answer

        print_json(built(search_answer(query, found)))
        return
    explained = [explain(hit, found.language) for hit in found.hits]
    show_found(screen, query, found, explained)


async def _base_named(services: Services, tenant_id: str, wanted: str) -> Base:
    known = await services.db.read(bases.bases_of, tenant_id)
    for base in known:
        if wanted == base.id or wanted.casefold() == base.name.casefold():
            return base
    names = ", ".join(base.name for base in known) or "none yet"
    raise NotFound(f"There is no knowledge base named {wanted}. There are: {names}.")


@dataclass(frozen=True, slots=True)
class Removable:
    """Something that a name means. ``is_large`` when more than one thing goes with it."""

    id: str
    what: str
    is_large: bool
    remove: Callable[[Services, str, str], Awaitable[object]]


async def remove(
    services: Services,
    client: str,
    wanted: str,
    screen: Screen,
    confirm: Callable[[str], bool],
) -> None:
    """Remove a base, file, website or question by its id or name.

    Raises:
        NotFound: nothing of the client's is called so.
        Conflict: more than one thing is; the message names their ids.
    """
    tenant = await client_named(services, client)
    found = await services.db.read(_called, tenant.id, wanted)
    if not found:
        raise NotFound(f"{tenant.name} has nothing named {wanted}. See: leadline kb list")
    if len(found) > 1:
        ids = ", ".join(f"{one.what} ({one.id})" for one in found[:10])
        raise Conflict(f"More than one thing is named {wanted}; give the id: {ids}.")
    one = found[0]
    if one.is_large and not confirm(f"Remove {one.what} with everything in it?"):
        screen.line("Nothing was removed.")
        return
    await one.remove(services, tenant.id, one.id)
    await publish_now(services, tenant.id, screen)
    screen.good(one.what, ["removed"])


def _called(tx: Tx, tenant_id: str, wanted: str) -> list[Removable]:
    folded = wanted.strip().casefold()

    def is_meant(row_id: str, name: str) -> bool:
        return wanted.strip() == row_id or folded == name.casefold()

    found = []
    for base in bases.bases_of(tx, tenant_id):
        if is_meant(base.id, base.name):
            what = f"the knowledge base {base.name}"
            found.append(Removable(base.id, what, True, manage_knowledge.delete_base))
        for site in websites.websites_in(tx, tenant_id, base.id):
            if is_meant(site.id, site.url):
                what = f"the website {site.url}"
                found.append(Removable(site.id, what, True, remove_website))
        for faq in faqs.faqs_in(tx, tenant_id, base.id):
            if is_meant(faq.id, faq.question):
                what = f"the question “{faq.question}”"
                found.append(Removable(faq.id, what, False, manage_knowledge.delete_faq))
    for document in holdings.documents_called(tx, tenant_id, wanted.strip()):
        what = f"the document {document.name}"
        found.append(Removable(document.id, what, False, manage_knowledge.delete_document))
    return found


async def add_faq(services: Services, client: str, faq: Faq, base: str, screen: Screen) -> None:
    """Add one question with its answer; an approved one answers when this returns.

    Raises:
        NotFound: there is no such client.
        Invalid: question or answer is empty or too long.
    """
    from vectors.analysis import guess

    tenant = await client_named(services, client)
    where = await base_to_fill(services, tenant, base)
    words = f"{faq.question}\n{faq.answer}"
    language = faq.language or await asyncio.to_thread(guess, words) or tenant.languages[0]
    wanted = replace(faq, base_id=where.id, language=language)
    saved = await manage_knowledge.save_faq(services, tenant.id, wanted)
    state = "waits for approval" if saved.state == "draft" else "answers now"
    screen.good(saved.question, [state, where.name, language_name(saved.language), saved.id])


async def reindex(services: Services, client: str, screen: Screen) -> None:
    """Make a client's index anew from its rows.

    Raises:
        NotFound: there is no such client.
    """
    tenant = await client_named(services, client)
    await services.db.write(bases.note_change, tenant.id, services.clock.now_ms())
    index = await publish_now(services, tenant.id, screen)
    screen.good(tenant.name, [counted(index.entries, "passage"), f"{index.tokens:,} tokens"])
