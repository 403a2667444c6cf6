"""Put the rig's one client into a fresh data folder; prints its webhook's path.

The number, account and token are the rig's defaults; the channel's key is fixed, because the rig
signs for a fixed address.
"""

from __future__ import annotations

import asyncio
import os

from app.flows.manage_tenant import put_tenant
from app.settings import load_from_process
from app.wiring import build

DOCUMENT = {
    "name": "Bench",
    "zone": "America/Chicago",
    "languages": ["en"],
    "profile": {
        "about": "A business that is only measured.",
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
    "faqs": [
        {
            "question": f"What about subject number {number}?",
            "answer": f"Subject {number} is handled by our team on working days, as agreed.",
        }
        for number in range(1, 41)
    ]
    # The rig's model offers these times; the guard lets through only what stands in the knowledge.
    + [
        {
            "question": "When could we talk?",
            "answer": "We have openings on Tuesday at 10:00 and on Wednesday at 14:30.",
        }
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


async def main() -> None:
    """Write the client and close the database."""
    services = await build(load_from_process({}, None))
    put = await put_tenant(services, DOCUMENT)
    await services.db.close()
    print(f"/webhooks/twilio/{put.channels[0].key}")


if __name__ == "__main__":
    asyncio.run(main())
