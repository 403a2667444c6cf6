"""What a client's assistant may say: bases, FAQs, documents, and the passages a turn rests on.

A passage is what is found and shown: an approved FAQ or a chunk of a document. Its ``key`` is the
hash of its content; a reply keeps the key of what it rested on, so that later anybody can tell
whether that still stands.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.tenant import Faq
from app.domain.usage import Usage

# Four characters a token in Latin script, two and a half in Arabic (measured on the providers'
# tokenizers' public figures; the limit it serves is a price, not a capacity).
_CHARS_PER_TOKEN, _CHARS_PER_TOKEN_ELSEWHERE = 4.0, 2.5
_PASSAGE_OVERHEAD_TOKENS = 12
# Beyond Latin with its accents and the signs between words; a letter at a time is ten times slower.
_ELSEWHERE = re.compile("[\u0250-\u1fff\u2070-\U0010ffff]")


class DocumentState(StrEnum):
    """Where a document is on its way into the index.

    A page may also be ``proposed`` (new, waits for somebody's word), ``rejected`` (somebody said
    no) or ``retired`` (it has vanished).
    """

    QUEUED = "queued"
    READING = "reading"
    INDEXING = "indexing"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    RETIRED = "retired"


class FaqState(StrEnum):
    """An approved FAQ answers; a draft waits for somebody's word."""

    APPROVED = "approved"
    DRAFT = "draft"


class Review(StrEnum):
    """What happens to a change that a crawl finds."""

    APPLY = "apply"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class Base:
    """A knowledge base. ``channels`` are channel kinds it answers on; empty means all."""

    id: str
    tenant_id: str
    name: str
    channels: tuple[str, ...] = ()
    is_enabled: bool = True
    origin: str = ""
    updated_at: int = 0

    def answers_on(self, channel: str) -> bool:
        """Tell whether the base may be used on a channel kind; with "" on any."""
        return self.is_enabled and (not self.channels or not channel or channel in self.channels)


@dataclass(frozen=True, slots=True)
class Passage:
    """An approved FAQ (``kind`` "faq") or a live chunk ("chunk").

    ``title`` is the question, or the heading path; ``text`` the answer, or the body. ``source`` is
    the file's name or the page's address, ``page`` the page of a file. Times are epoch ms.
    """

    id: str
    kind: str
    title: str
    text: str
    key: str
    base_id: str = ""
    document_id: str = ""
    ways: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    url: str = ""
    page: int | None = None
    stale_at: int | None = None

    @property
    def words(self) -> str:
        """Return everything the passage says, for counting and comparing."""
        return "\n".join((self.title, *self.ways, self.text))


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that was found: how likely it answers (0-1), and what the number was made of."""

    passage: Passage
    score: float
    parts: tuple[tuple[str, float], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The outcome of a search: best first.

    ``confidence`` (0-1) that the first is right; ``is_answered`` False: nothing here answers this.
    ``clear`` is the FAQ that may be sent word for word, if any. ``latency_us`` is the search
    without the embedding of the question, which took ``embed_us`` and cost ``usage``.
    """

    hits: tuple[Scored, ...] = ()
    confidence: float = 0.0
    is_answered: bool = False
    is_clear: bool = False
    language: str = ""
    features: tuple[tuple[str, float], ...] = ()
    latency_us: int = 0
    embed_us: int = 0
    uses_vectors: bool = False
    usage: Usage | None = None

    @property
    def clear(self) -> Scored | None:
        """Return the FAQ that is clearly the answer, or None."""
        best = self.hits[0] if self.hits else None
        return best if best and self.is_clear and best.passage.kind == "faq" else None


def content_key(*parts: str) -> str:
    """Return the hash of some content, as hex; spaces do not count."""
    folded = "\x1f".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()


def faq_key(faq: Faq) -> str:
    """Return the hash of what a FAQ says."""
    return content_key(faq.question, *faq.variants, faq.answer)


def tokens_of(text: str) -> int:
    """Return about how many tokens a model reads in a text."""
    elsewhere = 0 if text.isascii() else len(_ELSEWHERE.findall(text))
    latin = len(text) - elsewhere
    return round(latin / _CHARS_PER_TOKEN + elsewhere / _CHARS_PER_TOKEN_ELSEWHERE)


def tokens_in(passages: Iterable[Passage]) -> int:
    """Return about how many tokens the passages take in a prompt."""
    return sum(tokens_of(one.words) + _PASSAGE_OVERHEAD_TOKENS for one in passages)


def within(passages: Sequence[Scored], budget_tokens: int) -> tuple[Scored, ...]:
    """Return as many of the best passages as a budget holds, the first one always."""
    kept: list[Scored] = []
    left = budget_tokens
    for one in passages:
        left -= tokens_in((one.passage,))
        if kept and left < 0:
            break
        kept.append(one)
    return tuple(kept)
