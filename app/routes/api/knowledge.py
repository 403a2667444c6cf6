"""What a client knows, for programs: ``/api/v1/knowledge/…`` with ``Authorization: Bearer KEY``.

The client is the key's and nothing in a request can name another; what is not the client's is not
found. A key counts in the header only: addresses end up in logs.

    POST   /search                      a question, answered with passages
    GET    /bases
    GET    /client/<client_id>/bases    the same
    POST   /bases
    DELETE /bases/<base_id>             with everything in it
    GET    /bases/<base_id>/faqs
    POST   /bases/<base_id>/faqs
    DELETE /faqs/<faq_id>
    GET    /bases/<base_id>/documents
    POST   /bases/<base_id>/documents   multipart/form-data with the files
    GET    /documents/<document_id>     how far it is
    DELETE /documents/<document_id>
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import msgspec
from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty, raw

from app.domain.access import Right
from app.domain.knowledge import FaqState
from app.domain.tenant import Faq
from app.errors import NotFound
from app.flows import manage_knowledge
from app.flows.ingest import add_file
from app.flows.search import search as find
from app.routes.access import needs
from app.routes.api import shapes
from app.routes.api.frame import client_of
from app.routes.api.keys import enter
from app.routes.api.queries import limit, query_of, text
from app.routes.body import read_body
from app.routes.limits import Buckets
from app.routes.upload import Limits, Received, Upload
from app.services import Services
from app.store import bases, documents, faqs
from app.store.api_keys import ApiKey
from vectors.base import Query

LIMIT_BYTES = 64 * 1024
_FILES_AT_ONCE = 20
_PAGE = 100
_PATH = "/api/v1/knowledge"

# For the description: status, what is sent, what comes back, by the handler's name.
BODIES: dict[str, tuple[int, type[msgspec.Struct] | None, type[msgspec.Struct] | None]] = {
    "search": (200, shapes.SearchRequest, shapes.SearchAnswer),
    "list_bases": (200, None, shapes.Bases),
    "list_bases_of_client": (200, None, shapes.Bases),
    "add_base": (201, shapes.BaseRequest, shapes.BaseItem),
    "delete_base": (204, None, None),
    "list_faqs": (200, None, shapes.Faqs),
    "add_faq": (201, shapes.FaqRequest, shapes.FaqItem),
    "delete_faq": (204, None, None),
    "list_documents": (200, None, shapes.Documents),
    "add_documents": (202, None, shapes.Documents),
    "show_document": (200, None, shapes.DocumentItem),
    "delete_document": (204, None, None),
}
# Those that take files; and what else may come back.
FILES = frozenset({"add_documents"})
ALSO = {"search": (404,)}
_PAGES = (text("after", "`next` of the page before."), limit(_PAGE, _PAGE))
QUERIES = {"list_faqs": _PAGES, "list_documents": _PAGES}

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def setup_knowledge(app: Sanic[Any, Any]) -> None:
    """Add the routes and the limit of a key."""
    app.ctx.key_requests = Buckets(app.ctx.services.settings.search_limit_per_min)
    for handler, method, path in _routes():
        is_stream = method == "POST"
        name = f"knowledge_{handler.__name__}"
        app.add_route(handler, _PATH + path, methods=[method], stream=is_stream, name=name)


def _routes() -> Iterator[tuple[Handler, str, str]]:
    base, faq, document = (
        "/bases/<base_id:str>",
        "/faqs/<faq_id:str>",
        "/documents/<document_id:str>",
    )
    yield search, "POST", "/search"
    yield list_bases, "GET", "/bases"
    yield list_bases_of_client, "GET", "/client/<client_id:str>/bases"
    yield add_base, "POST", "/bases"
    yield delete_base, "DELETE", "/bases/<base_id:str>"
    yield list_faqs, "GET", f"{base}/faqs"
    yield add_faq, "POST", f"{base}/faqs"
    yield delete_faq, "DELETE", faq
    yield list_documents, "GET", f"{base}/documents"
    yield add_documents, "POST", f"{base}/documents"
    yield show_document, "GET", document
    yield delete_document, "DELETE", document


@needs(Right.READ)
async def search(request: Request) -> HTTPResponse:
    """Search what the client knows."""
    services, key = await enter(request)
    asked = shapes.read_json(await _body(request), shapes.SearchRequest)
    if not asked.query.strip():
        raise shapes.wrong("query")
    base_id = asked.base_id or ""
    if asked.base_id is not None:
        await _require_base(services, key, base_id)
    query = Query(asked.query, asked.language or "", tuple(asked.context))
    channel = "" if asked.channel is None else asked.channel.value
    found = await find(
        services, key.tenant_id, query, channel=channel, base_id=base_id, k=asked.limit
    )
    return _answer(shapes.search_answer(asked.query, found))


@needs(Right.READ)
async def list_bases(request: Request) -> HTTPResponse:
    """List the knowledge bases of the client."""
    services, key = await enter(request)
    return await _bases(services, key.tenant_id)


@needs(Right.READ)
async def list_bases_of_client(request: Request, client_id: str) -> HTTPResponse:
    """List the knowledge bases of the client."""
    services, key = await enter(request)
    return await _bases(services, client_of(key, client_id))


async def _bases(services: Services, tenant_id: str) -> HTTPResponse:
    found = await services.db.read(bases.bases_of, tenant_id)
    return _answer(shapes.Bases([shapes.base_item(base) for base in found]))


@needs(Right.TEACH)
async def add_base(request: Request) -> HTTPResponse:
    """Make an empty knowledge base."""
    services, key = await enter(request)
    sent = shapes.read_json(await _body(request), shapes.BaseRequest)
    made = await manage_knowledge.create_base(
        services, key.tenant_id, sent.name, tuple(dict.fromkeys(sent.channels))
    )
    return _answer(shapes.base_item(made), 201)


@needs(Right.TEACH)
async def delete_base(request: Request, base_id: str) -> HTTPResponse:
    """Delete a knowledge base with all its questions, documents and websites.

    It answers nobody any more from the first moment; there is no way back.
    """
    services, key = await enter(request)
    await manage_knowledge.delete_base(services, key.tenant_id, base_id)
    return empty()


@needs(Right.READ)
async def list_faqs(request: Request, base_id: str) -> HTTPResponse:
    """List the questions of a knowledge base, drafts too."""
    services, key = await enter(request)
    await _require_base(services, key, base_id)
    after, most = _page(request)
    found = await services.db.read(faqs.faqs_in, key.tenant_id, base_id, after, most + 1)
    items = [shapes.faq_item(faq) for faq in found[:most]]
    return _answer(shapes.Faqs(items, items[-1].id if len(found) > most else None))


@needs(Right.TEACH)
async def add_faq(request: Request, base_id: str) -> HTTPResponse:
    """Add a question with its answer; an approved one answers leads when this returns."""
    services, key = await enter(request)
    await _require_base(services, key, base_id)
    sent = shapes.read_json(await _body(request), shapes.FaqRequest)
    wanted = Faq(
        id="",
        question=sent.question,
        answer=sent.answer,
        language=sent.language,
        variants=tuple(sent.variants),
        base_id=base_id,
        state=(FaqState.DRAFT if sent.is_draft else FaqState.APPROVED).value,
    )
    saved = await manage_knowledge.save_faq(services, key.tenant_id, wanted)
    return _answer(shapes.faq_item(saved), 201)


@needs(Right.TEACH)
async def delete_faq(request: Request, faq_id: str) -> HTTPResponse:
    """Delete a question; it answers nobody when this returns."""
    services, key = await enter(request)
    await manage_knowledge.delete_faq(services, key.tenant_id, faq_id)
    return empty()


@needs(Right.READ)
async def list_documents(request: Request, base_id: str) -> HTTPResponse:
    """List the documents of a knowledge base, pages of its websites too."""
    services, key = await enter(request)
    await _require_base(services, key, base_id)
    after, most = _page(request)
    found = await services.db.read(documents.documents_in, key.tenant_id, base_id, after, most + 1)
    items = [shapes.document_item(row) for row in found[:most]]
    return _answer(shapes.Documents(items, items[-1].id if len(found) > most else None))


@needs(Right.TEACH)
async def add_documents(request: Request, base_id: str) -> HTTPResponse:
    """Take files in; each is read soon, and its state says how far it is."""
    services, key = await enter(request)
    await _require_base(services, key, base_id)
    limits = Limits(services.settings.document_limit_bytes, _FILES_AT_ONCE)
    received = await Upload(request).receive(services.library.uploads, limits)
    ids = await _keep(services, key, base_id, received)
    found = [await services.db.read(documents.document_by_id, key.tenant_id, one) for one in ids]
    items = [shapes.document_item(row) for row in found if row is not None]
    return _answer(shapes.Documents(items, None), 202)


async def _keep(services: Services, key: ApiKey, base_id: str, received: Received) -> list[str]:
    """Hand every received file on, all or none left behind."""
    if received.refused or not received.files:
        rule = f"a file of at most {services.settings.document_limit_bytes // 1_000_000} MB"
        for file in received.files:
            await asyncio.to_thread(file.path.unlink, True)
        raise shapes.wrong("file", {"file": rule})
    try:
        return [
            await add_file(services, key.tenant_id, base_id, one.name, one.media_type, one.path)
            for one in received.files
        ]
    finally:
        for file in received.files:
            await asyncio.to_thread(file.path.unlink, True)


@needs(Right.READ)
async def show_document(request: Request, document_id: str) -> HTTPResponse:
    """Show how far a document is."""
    services, key = await enter(request)
    row = await services.db.read(documents.document_by_id, key.tenant_id, document_id)
    if row is None:
        raise NotFound("There is no such document.")
    return _answer(shapes.document_item(row))


@needs(Right.TEACH)
async def delete_document(request: Request, document_id: str) -> HTTPResponse:
    """Delete a document; it answers nobody when this returns."""
    services, key = await enter(request)
    await manage_knowledge.delete_document(services, key.tenant_id, document_id)
    return empty()


async def _body(request: Request) -> bytes:
    services: Services = request.app.ctx.services
    return await read_body(request, LIMIT_BYTES, services.settings.body_deadline_s)


async def _require_base(services: Services, key: ApiKey, base_id: str) -> None:
    if await services.db.read(bases.base_by_id, key.tenant_id, base_id) is None:
        raise NotFound("There is no such knowledge base.")


def _page(request: Request) -> tuple[str, int]:
    """Return the id to go on after, and how many are wanted."""
    asked = query_of(request, QUERIES)
    return asked.text("after"), asked.limit


def _answer(shape: msgspec.Struct, status: int = 200) -> HTTPResponse:
    return raw(msgspec.json.encode(shape), status, content_type="application/json")
