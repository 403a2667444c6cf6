"""The clients whose leads are counted in ``cost``: a kind of business each, with real knowledge."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.domain.knowledge import Passage
from app.domain.prompt import Shown
from app.domain.prompt_tags import passage_text
from app.domain.tenant import Criterion, CriterionKind, Profile, Tenant
from app.ids import new_id

Row = dict[str, Any]
_KNOWLEDGE_BYTES = 6_000

_WHERE = Criterion("location", CriterionKind.PLACE, {"en": "Which city or area?"}, must_have=True)
_DATE = Criterion("date", CriterionKind.DATE, {"en": "Which day suits you?"})
_TIME = Criterion("time", CriterionKind.TEXT, {"en": "At what time?"})
_END = Criterion("end_date", CriterionKind.DATE, {"en": "Until which day?"})
# What each kind of business wants to know, and which labels of a lead's words answer it.
CRITERIA: dict[str, tuple[Criterion, ...]] = {
    "real_estate": (
        _WHERE,
        Criterion("bedrooms", CriterionKind.RANGE, {"en": "How many bedrooms?"}, must_have=True),
        Criterion("bathrooms", CriterionKind.RANGE, {"en": "How many bathrooms?"}),
        _DATE,
    ),
    "appointments": (
        _WHERE,
        Criterion("category", CriterionKind.TEXT, {"en": "What kind of appointment is it?"}),
        _DATE,
        _TIME,
    ),
    "lodging": (
        _WHERE,
        _DATE,
        _END,
        Criterion("people", CriterionKind.RANGE, {"en": "For how many people?"}),
        Criterion("rooms", CriterionKind.RANGE, {"en": "How many rooms?"}),
    ),
    "car_rental": (
        _WHERE,
        _DATE,
        _END,
        _TIME,
        Criterion("category", CriterionKind.TEXT, {"en": "What kind of car?"}),
    ),
    "calendar": (_DATE, _TIME),
}
LABELS = {
    "area": "location", "city": "location", "pickup_city": "location", "where_to": "location",
    "destination": "location", "location": "location", "number_of_beds": "bedrooms",
    "number_of_baths": "bathrooms", "visit_date": "date", "appointment_date": "date",
    "check_in_date": "date", "pickup_date": "date", "event_date": "date",
    "check_out_date": "end_date", "dropoff_date": "end_date", "appointment_time": "time",
    "pickup_time": "time", "event_time": "time", "type": "category", "car_type": "category",
    "number_of_adults": "people", "number_of_rooms": "rooms",
}  # fmt: skip


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines, none where there is none."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return [json.loads(line) for line in lines if line.strip()]


def load(data: Path) -> list[Row]:
    """Return the conversations."""
    return rows_of(data / "leads" / "dialogues.jsonl")


def tenants(data: Path) -> dict[str, tuple[Tenant, Shown]]:
    """Return a client for each kind of business, with the knowledge of a real one of its own."""
    known: dict[str, list[Passage]] = {}
    for row in rows_of(data / "retrieval" / "business_kb" / "documents.jsonl"):
        kind = "faq" if row["kind"] == "faq" else "chunk"
        one = Passage(new_id(), kind, row.get("title") or "", row["text"], row["id"])
        known.setdefault(row["tenant"], []).append(one)
    sizes = {
        name: sum(len(passage_text(one).encode()) for one in passages)
        for name, passages in known.items()
    }
    nearest = sorted(sizes, key=lambda name: (abs(sizes[name] - _KNOWLEDGE_BYTES), name))
    found = {}
    domains = list(dict.fromkeys((*CRITERIA, *(row["domain"] for row in load(data)))))
    for number, domain in enumerate(domains):
        whole = known[nearest[number % len(nearest)]] if nearest else made_knowledge()
        profile = Profile(
            about="A local business that has served its town for twenty years.",
            scope="Questions about the business, its offer and appointments.",
            booking_link="https://book.example/visit",
            address="12 Station Road",
            phone="+1 555 010 0199",
            escalate_when="the lead complains, or asks for a discount",
            criteria=CRITERIA.get(domain, CRITERIA["calendar"]),
        )
        tenant = Tenant(new_id(), f"The {domain} company", profile=profile)
        found[domain] = (tenant, Shown(tuple(whole)))
    return found


def made_knowledge() -> list[Passage]:
    """Return as much knowledge as a business of the data has, where the folder holds none."""
    answer = "Yes, and a colleague will gladly show you how it works when you come by."
    size = len(passage_text(Passage(new_id(), "faq", "Do you offer service 1?", answer, "")))
    return [
        Passage(new_id(), "faq", f"Do you offer service {number}?", answer, "")
        for number in range(_KNOWLEDGE_BYTES // size)
    ]
