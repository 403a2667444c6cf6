"""What the analytics page calls things."""

from __future__ import annotations

STEP_WORDS = {
    "created": "Wrote to you",
    "answered": "Got a reply",
    "talking": "Wrote back",
    "qualified": "Qualified",
    "booked": "Booked",
    "won": "Won",
}
HANDLED_WORDS = {
    "alone": "The assistant alone",
    "escalated": "Passed to a person",
    "person": "A person stepped in",
    "nobody": "No reply yet",
}
WAIT_WORDS = {
    "assistant_reply": "First reply of the assistant",
    "person_reply": "First reply of a person",
    "resolution": "Until the conversation ended",
}
EXPORT_WORDS = {
    "leads": "Leads and how far they came",
    "waits": "Conversations and their waiting times",
    "escalations": "Escalations",
    "outcomes": "What people did with drafts",
    "usage": "Calls of models",
    "figures": "Figures by day",
}
EMPTY_SOURCE_WORDS = {"": "No source", "…": "All others"}
