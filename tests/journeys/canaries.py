"""Three clients who say much the same, each with words and proofs that are nobody else's.

Whatever shows a proof of another client is a leak: proofs are never part of a question.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.domain.tenant import Faq
from app.flows import manage_knowledge as manage
from app.flows.api_keys import create_key
from app.flows.ingest import add_file, read_document
from app.flows.manage_tenant import Put
from app.flows.publish import publish
from app.services import Services
from app.store import bases, documents, faqs, passages
from app.world.openai import embed
from vectors.base import Embedded

WORDS = ("zephyrkiln", "quartzmoth", "velvetanvil")
_THINGS = ("boat", "garden", "lift", "parking", "sauna", "roof", "kitchen", "cellar", "bicycle")
_IN_A_FILE = 5
_ASKED = (
    "What does the {thing} cost?", "Is there a {thing}?", "how much for the {thing} in {word}",
    "¿Cuánto cuesta el {thing} de {word}?", "كم سعر {word} {thing}", "{word}", "{word} {thing}",
    "tell me everything about {word}", "{thing}", "and the {thing}?", "{prefix}",
    "{prefix} {thing}", "{word} OR 1=1 --", "base {other_id}", "{other_id}",
    "Is the {word} {thing} open on Sunday?",
)  # fmt: skip


class WordEmbedder:
    """An embedder whose vectors depend on the text alone, as the double of OpenAI makes them."""

    name = "text-embedding-3-small"
    dimensions = 256
    languages = frozenset({"en", "es", "ar"})
    microusd_per_1000_tokens = 20.0

    async def embed(self, texts: Sequence[str]) -> Embedded:
        """Return the vectors of some texts."""
        rows = np.array([vector_of(text) for text in texts], np.float32)
        return Embedded(rows.reshape(len(texts), self.dimensions), 3 * len(texts))


def vector_of(text: str) -> np.ndarray:
    """Return the vector of a text."""
    return np.frombuffer(embed(text, WordEmbedder.dimensions).tobytes(), np.float32)


@dataclass(frozen=True, slots=True)
class Owner:
    """A client with its canaries: a word in every text, and a proof nobody asks for."""

    put: Put
    word: str
    base_id: str
    key: str
    ids: tuple[str, ...]

    @property
    def tenant_id(self) -> str:
        """Return the client's id."""
        return self.put.tenant.id

    @property
    def proof(self) -> str:
        """Return what stands in every passage and in no question."""
        return proof_of(self.word)


def proof_of(word: str) -> str:
    """Return the proof that belongs to a word."""
    return f"proof{word[::-1]}"


def texts_of(word: str) -> dict[str, str]:
    """Return the files of a client by name, some things in each."""
    return {
        f"{word}-{first}.md": "\n\n".join(
            _section(word, thing, 40 + number)
            for number, thing in enumerate(_THINGS[first : first + _IN_A_FILE], first)
        )
        for first in range(0, len(_THINGS), _IN_A_FILE)
    }


def _section(word: str, thing: str, price: int) -> str:
    return (
        f"# The {word} {thing}\n\nThe {thing} of the {word} house costs {price} dollars a day"
        f" ({proof_of(word)}).\n\n# Opening of the {thing}\n\nThe {word} {thing} is open on"
        f" Sunday from nine to six ({proof_of(word)})."
    )


def faqs_of(word: str, base_id: str) -> list[Faq]:
    """Return the FAQs of a client."""
    return [
        Faq(
            "",
            f"Is there a {thing} at {word}?",
            f"Yes, the {word} {thing} is on floor {number} ({proof_of(word)}).",
            variants=(f"Do you have a {thing}?",),
            base_id=base_id,
        )
        for number, thing in enumerate(_THINGS)
    ]


async def fill(
    services: Services, put: Put, word: str, folder: Path, name: str = "Canaries"
) -> str:
    """Give a client a base full of canaries, published with vectors; return the base's id."""
    tenant_id = put.tenant.id
    base = await manage.create_base(services, tenant_id, name)
    for file_name, text in texts_of(word).items():
        path = folder / file_name
        path.write_text(text)
        document_id = await add_file(services, tenant_id, base.id, file_name, "", path)
        await read_document(services, document_id)
    await manage.save_faqs(services, tenant_id, faqs_of(word, base.id))
    # Nothing goes whole into a prompt: everything is searched, by vectors too.
    await manage.set_inline_tokens(services, tenant_id, 0)
    await services.db.write(bases.note_change, tenant_id, services.clock.now_ms())
    await publish(services, tenant_id)
    services.accounts.clear()
    return base.id


async def owner(services: Services, put: Put, word: str, folder: Path) -> Owner:
    """Return a client with its canaries."""
    base_id = await fill(services, put, word, folder)
    _, key = await create_key(services, put.tenant.id, "Isolation")
    rows = await services.db.read(documents.documents_in, put.tenant.id, base_id)
    asked = await services.db.read(faqs.faqs_in, put.tenant.id, base_id)
    live = await services.db.read(passages.live_passages, put.tenant.id)
    ids = (base_id, *(one.id for one in (*rows, *asked, *live)))
    index = await services.db.read(bases.index_of, put.tenant.id)
    assert index.part, "the index must use vectors"
    assert index.entries > 3 * len(_THINGS)
    return Owner(put, word, base_id, key, ids)


@dataclass(frozen=True, slots=True)
class Asked:
    """One random question of a client: mostly about another's canaries."""

    by: Owner
    about: Owner
    text: str
    base_id: str
    channel: str


def questions(owners: Sequence[Owner], count: int, seed: int) -> Iterator[Asked]:
    """Return random questions; the same seed asks the same."""
    chance = random.Random(seed)
    for _ in range(count):
        by = chance.choice(owners)
        others = [one for one in owners if one is not by]
        about = chance.choice(others) if chance.random() < 0.85 else by
        text = chance.choice(_ASKED).format(
            thing=chance.choice(_THINGS),
            word=about.word,
            prefix=about.word[: chance.randint(3, len(about.word))],
            other_id=chance.choice(about.ids),
        )
        base_id = chance.choice(("", "", "", by.base_id, about.base_id, chance.choice(about.ids)))
        yield Asked(by, about, text, base_id, chance.choice(("", "", "sms", "web_chat")))
