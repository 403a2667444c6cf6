"""What programs send and get, as types: bodies are checked against them, and described by them.

Unknown fields are ignored, ``client_id`` and the like among them: the client is the key's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from app.clock import at
from app.domain.knowledge import Base, Retrieved, Scored
from app.domain.tenant import ChannelKind
from app.domain.tenant import Faq as KnownFaq
from app.domain.text import storable
from app.errors import Invalid, Unprocessable
from app.flows.explain import explain
from app.flows.manage_knowledge import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_QUESTION,
    MOST_VARIANTS,
)
from app.store.documents import DocumentRow

LONGEST_QUERY, MOST_CONTEXT, MOST_PASSAGES = 1_000, 10, 20

Shape = TypeVar("Shape", bound=Struct)
Marks = tuple[tuple[int, int], ...]
_Question = Annotated[str, Meta(min_length=1, max_length=LONGEST_QUESTION)]
# ``$`` alone would let a line end through.
_Code = Annotated[str, Meta(pattern=r"^([a-z]{2,3})?$(?!\n)")]
# The field of the body it is in, else the one that is missing.
_IN, _MISSING = re.compile(r"at `\$\.(\w+)"), re.compile(r"field `(\w+)`")


class BaseRequest(Struct, kw_only=True):
    """A new knowledge base."""

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    channels: Annotated[
        list[ChannelKind], Meta(description="Where it answers; everywhere when left out.")
    ] = []


class SearchRequest(Struct, kw_only=True):
    """A question to what a client knows."""

    query: Annotated[str, Meta(min_length=1, max_length=LONGEST_QUERY)]
    base_id: Annotated[str | None, Meta(description="Only this knowledge base.")] = None
    channel: Annotated[ChannelKind | None, Meta(description="Only bases that answer on it.")] = None
    language: Annotated[_Code | None, Meta(description="Recognised when left out.")] = None
    context: Annotated[
        list[Annotated[str, Meta(max_length=LONGEST_QUERY)]],
        Meta(max_length=MOST_CONTEXT, description="What was said before, oldest first."),
    ] = []
    limit: Annotated[int, Meta(ge=1, le=MOST_PASSAGES)] = 8


class FaqRequest(Struct, kw_only=True):
    """A question with its answer; an approved one answers leads at once."""

    question: _Question
    answer: Annotated[str, Meta(min_length=1, max_length=LONGEST_ANSWER)]
    variants: Annotated[list[_Question], Meta(max_length=MOST_VARIANTS)] = []
    language: _Code = ""
    is_draft: bool = False


RULES = {
    "name": f"a text of 1 to {LONGEST_NAME} characters",
    "channels": "a list of " + ", ".join(kind.value for kind in ChannelKind),
    "query": f"a text of 1 to {LONGEST_QUERY:,} characters",
    "base_id": "the id of a knowledge base",
    "channel": "the name of a channel",
    "language": "a code of two or three letters, like en",
    "context": f"a list of at most {MOST_CONTEXT} texts of at most {LONGEST_QUERY:,} characters",
    "limit": f"a whole number from 1 to {MOST_PASSAGES}",
    "question": f"a text of 1 to {LONGEST_QUESTION} characters",
    "answer": f"a text of 1 to {LONGEST_ANSWER:,} characters",
    "variants": f"a list of at most {MOST_VARIANTS} texts of at most {LONGEST_QUESTION} characters",
    "is_draft": "true or false",
}


class Highlights(Struct):
    """Character ranges that met the question: first, and the one behind the last."""

    title: Marks
    text: Marks


class Passage(Struct):
    """Something that was found. ``score`` is the probability that it answers."""

    id: str
    kind: str
    title: str
    text: str
    highlights: Highlights
    score: float
    parts: dict[str, float]
    why: str
    base_id: str
    document_id: str | None
    source: str
    url: str
    page: int | None
    language: str
    stale_since: str | None


class SearchAnswer(Struct):
    """The outcome: passages stand best first. ``is_answered`` false: nothing here answers this."""

    query: str
    language: str
    is_answered: bool
    confidence: float
    uses_vectors: bool
    latency_ms: float
    passages: list[Passage]


class BaseItem(Struct):
    """A knowledge base."""

    id: str
    name: str
    channels: tuple[str, ...]
    is_enabled: bool


class Bases(Struct):
    """The knowledge bases of a client."""

    bases: list[BaseItem]


class FaqItem(Struct):
    """A question with its answer, as it is kept."""

    id: str
    base_id: str
    question: str
    answer: str
    variants: tuple[str, ...]
    language: str
    state: str


class Faqs(Struct):
    """Questions by id. ``next`` is the id to go on after, null at the end."""

    faqs: list[FaqItem]
    next: str | None


class DocumentItem(Struct):
    """A file or page. It answers in state ``ready``; ``error`` says why it was refused."""

    id: str
    base_id: str
    kind: str
    name: str
    url: str
    title: str
    state: str
    progress: int
    error: str
    language: str
    pages: int
    passages: int
    size_bytes: int
    stale_since: str | None


class Documents(Struct):
    """Documents by id. ``next`` is the id to go on after, null at the end."""

    documents: list[DocumentItem]
    next: str | None


def read_json(body: bytes, shape: type[Shape], rules: Mapping[str, str] = RULES) -> Shape:
    """Return a body as its shape, with nothing in it that no database takes.

    Raises:
        Invalid: it is no JSON object.
        Unprocessable: a field is missing or of the wrong kind; says which, and what is right.
    """
    try:
        return msgspec.convert(_storable(msgspec.json.decode(body)), shape)
    except msgspec.ValidationError as error:
        found = _IN.search(str(error)) or _MISSING.search(str(error))
        if found is None:
            raise Invalid("Send one JSON object.") from error
        raise wrong(found[1], rules) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid("The body is not valid JSON.") from error


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(name): _storable(one) for name, one in value.items()}
    return value


def wrong(name: str, rules: Mapping[str, str] = RULES) -> Unprocessable:
    """Return the error for a field that is missing or not what it must be."""
    problem = f"must be {rules[name]}."
    return Unprocessable(f"{name} {problem}", fields={name: problem})


def search_answer(query: str, found: Retrieved) -> SearchAnswer:
    """Return what a search found as programs get it."""
    return SearchAnswer(
        query=query,
        language=found.language,
        is_answered=found.is_answered,
        confidence=round(found.confidence, 4),
        uses_vectors=found.uses_vectors,
        latency_ms=round(found.latency_us / 1000, 3),
        passages=[_passage(hit, found.language) for hit in found.hits],
    )


def _passage(hit: Scored, language: str) -> Passage:
    passage, about = hit.passage, explain(hit, language)
    return Passage(
        id=passage.id,
        kind=passage.kind,
        title=passage.title,
        text=passage.text,
        highlights=Highlights(about.title_marks, about.text_marks),
        score=round(hit.score, 4),
        parts={name: round(value, 4) for name, value in hit.parts},
        why=about.why,
        base_id=passage.base_id,
        document_id=passage.document_id or None,
        source=passage.source,
        url=passage.url,
        page=passage.page,
        language=passage.language,
        stale_since=_since(passage.stale_at),
    )


def base_item(base: Base) -> BaseItem:
    """Return a base as programs get it."""
    return BaseItem(base.id, base.name, base.channels, base.is_enabled)


def faq_item(faq: KnownFaq) -> FaqItem:
    """Return a question as programs get it."""
    return FaqItem(
        faq.id, faq.base_id, faq.question, faq.answer, faq.variants, faq.language, faq.state
    )


def document_item(row: DocumentRow) -> DocumentItem:
    """Return a document as programs get it."""
    return DocumentItem(
        id=row.id,
        base_id=row.base_id,
        kind=row.kind,
        name=row.name,
        url=row.url,
        title=row.title,
        state=row.state,
        progress=row.progress,
        error=row.error,
        language=row.language,
        pages=row.pages,
        passages=row.chunks,
        size_bytes=row.size_bytes,
        stale_since=_since(row.stale_at),
    )


def _since(ms: int | None) -> str | None:
    return at(ms).isoformat() if ms else None


def built(shape: Struct) -> Any:
    """Return a shape as plain dictionaries and lists."""
    return msgspec.to_builtins(shape)
