"""The clients and the people who work for them, made by the program's own code.

Each client is one of the demo's example businesses under another name, with numbers of its own.
The first has half of all leads, the others a long tail.
"""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

from app import admin
from app.domain.access import Role
from app.errors import Conflict
from app.flows.manage_tenant import put_tenant
from app.past.business import Business, business_of
from app.playing import example_documents
from app.services import Services
from app.store import operators
from app.store.db import Tx

OWNER = "bench@example.com"
_PLACES = (
    *("Harbour", "Riverside", "Northgate", "Summit", "Cedar", "Maple", "Willow", "Lakeside"),
    *("Bayview", "Oakwood", "Sunrise", "Sterling", "Meridian", "Coastal", "Highland", "Pioneer"),
    *("Liberty", "Crescent", "Magnolia", "Orchard"),
)
_TRADES = {
    "real_estate": ("Homes", "Realty", "Properties", "Estates"),
    "dental": ("Dental", "Smiles", "Dental Care", "Orthodontics"),
    "home_services": ("Plumbing", "Home Services", "Air & Heat", "Repairs"),
}
_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Europe/Madrid",
    "Asia/Dubai",
)
_AGENCY_PEOPLE = 8
_TAIL = 0.9


async def make_clients(services: Services, count: int, dice: random.Random) -> list[Business]:
    """Write the clients and their people; return what the stories need of them."""
    documents = example_documents()
    agency = await _people(services, "agency", Role.OPERATOR, None, _AGENCY_PEOPLE)
    await admin.create(services, OWNER, "Bench", Role.OWNER)
    tail = [1 / (rank + 1) ** _TAIL for rank in range(max(1, count - 1))]
    made = []
    for number in range(count):
        trade = tuple(_TRADES)[number % len(_TRADES)]
        put = await put_tenant(services, _document(documents[trade], trade, number))
        own = await _people(
            services, f"c{number}", Role.OPERATOR, put.tenant.id, dice.choice((1, 1, 2, 3))
        )
        share = 0.5 if number == 0 else 0.5 * tail[number - 1] / sum(tail)
        made.append(business_of(put, trade, (*agency, *own), share, documents[trade]))
    return made


def _document(example: dict[str, Any], trade: str, number: int) -> dict[str, Any]:
    document = deepcopy(example)
    kinds = _TRADES[trade]
    place = _PLACES[number % len(_PLACES)]
    again = f" {number // len(_PLACES) + 1}" if number >= len(_PLACES) else ""
    document["name"] = f"{place} {kinds[number % len(kinds)]}{again}"
    document["zone"] = _ZONES[number % len(_ZONES)]
    for channel in document["channels"]:
        if "address" in channel:
            channel["address"] = f"+1305{2_000_000 + number:07d}"
    return document


async def _people(
    services: Services, who: str, role: str, tenant_id: str | None, count: int
) -> tuple[str, ...]:
    def write(tx: Tx) -> list[str]:
        now = services.clock.now_ms()
        ids = []
        for number in range(count):
            email = f"{who}-{number}@example.com"
            name = f"{_PLACES[(hash_of(who) + number) % len(_PLACES)]} {number + 1}"
            found = operators.insert_operator(tx, email, name, role, tenant_id, now)
            if found is None:
                raise Conflict(email)
            ids.append(found)
        return ids

    return tuple(await services.db.write(write))


def hash_of(text: str) -> int:
    """Return a number for a text, the same in every process."""
    return sum(ord(char) * (place + 1) for place, char in enumerate(text))
