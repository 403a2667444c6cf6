"""Put the rig's one client into a fresh data folder; prints its webhook's path.

The client knows 10,000 chunks (``BENCH_CHUNKS``), embedded by the provider at ``OPENAI_BASE_URL``
when it answers; without it they are found by their words.

The number, account and token are the rig's defaults; the channel's key is fixed, because the rig
signs for a fixed address.
"""

from __future__ import annotations

import asyncio
import os
import random

from app.flows.ingest import stage
from app.flows.manage_knowledge import create_base
from app.flows.manage_tenant import put_tenant
from app.flows.publish import publish
from app.services import Services
from app.settings import load_from_process
from app.store import documents
from app.wiring import build
from vectors.chunking import Section

_CHUNKS_A_DOCUMENT = 100
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo")

_HELP = (
    "Yes, we can help with that; tell us your budget and when you would like to start, whether it "
    "is for you or for a company, and in which area. We have openings this week, on Tuesday at "
    "10:00 and on Wednesday at 14:30, for a short call, and book viewings with our specialists."
)

DOCUMENT = {
    "name": "Bench",
    "zone": "America/Chicago",
    "languages": ["en"],
    "profile": {
        # The rig's model offers these times; the guard lets through only what the business says.
        "about": "A business that is only measured. We have openings on Tuesday at 10:00 and on "
        "Wednesday at 14:30.",
        "scope": "Homes for sale and rent, viewings, mortgages.",
    },
    "criteria": [
        {
            "id": "budget",
            "kind": "budget",
            "weight": 60,
            "currency": "USD",
            "questions": {"en": "What is your budget?"},
        },
        {
            "id": "when",
            "kind": "date",
            "weight": 40,
            "questions": {"en": "When would you like to start?"},
        },
    ],
    # What the rig's leads ask about; its model's replies are held where nothing here bears them.
    "faqs": [
        {"question": question, "answer": answer}
        for question, answer in (
            ("What does it cost to get started, and how soon can you do it?", _HELP),
            ("Is the two bedroom flat on Harbour Street still available?", _HELP),
            ("Do you work on weekends? Can somebody look at our roof this month?", _HELP),
            ("Can I book a viewing? My email is on the form.", _HELP),
            ("Is there a package with support for a team, and a trial?", _HELP),
            ("What is the price of the villa, and is there a payment plan? Kam el se3r?", _HELP),
            ("Which documents do I need for a mortgage pre-approval?", _HELP),
            ("What are the next steps?", _HELP),
        )
    ],
    "channels": [
        {
            "kind": "sms",
            "key": "bench",
            "address": os.environ.get("BENCH_TO", "+15550001111"),
            "credentials": {
                "account_sid": os.environ.get("BENCH_ACCOUNT", "AC" + "0" * 31 + "1"),
                "auth_token": os.environ.get("BENCH_TOKEN", "bench-auth-token"),
            },
        }
    ],
}


def text_of(rng: random.Random, words: int = 100) -> str:
    """Return prose of invented words; some are common and most are rare, as in any language."""
    said = []
    for _ in range(words):
        rank = min(int(rng.paretovariate(0.9)), 40_000)
        word = random.Random(rank)
        said.append("".join(word.choice(_SYLLABLES) for _ in range(2 + rank % 3)))
    sentences = [" ".join(said[i : i + 12]).capitalize() + "." for i in range(0, words, 12)]
    return " ".join(sentences)


async def fill(services: Services, tenant_id: str, chunks: int, seed: int = 1) -> None:
    """Give a client so many chunks, in documents of a hundred, and publish them."""
    base = await create_base(services, tenant_id, "Documents")
    rng = random.Random(seed)
    for number in range(-(-chunks // _CHUNKS_A_DOCUMENT)):
        now, name = services.clock.now_ms(), f"document-{number}.txt"
        row_id = await services.db.write(
            documents.insert_document, tenant_id, base.id, "file", name, now, state="indexing"
        )
        row = await services.db.read(documents.document_by_id, tenant_id, row_id)
        assert row is not None
        size = min(_CHUNKS_A_DOCUMENT, chunks - number * _CHUNKS_A_DOCUMENT)
        sections = [Section((f"Part {part}",), text_of(rng)) for part in range(size)]
        await stage(services, row, sections, title=f"Document {number}")
    # The last of them wanted its index a moment from now.
    await asyncio.sleep(0.2)
    await publish(services, tenant_id)


async def main() -> None:
    """Write the client and close the database."""
    services = await build(load_from_process({}, None))
    put = await put_tenant(services, DOCUMENT)
    await fill(services, put.tenant.id, int(os.environ.get("BENCH_CHUNKS", "10000")))
    await services.db.close()
    print(f"/webhooks/twilio/{put.channels[0].key}")


if __name__ == "__main__":
    asyncio.run(main())
