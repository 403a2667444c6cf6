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
ROWS_WORDS = {
    "leads": "Leads and how far they came",
    "appointments": "Appointments made",
    "escalations": "Escalations",
    "replies": "First replies",
    "waits": "Conversations and their waiting times",
    "outcomes": "What people did with drafts",
    "usage": "Calls of models",
}
# The columns of the rows, and the filters that narrow them.
COLUMN_WORDS = {
    "temperature": "Score",
    "status": "Status",
    "step": "Came to",
    "channel": "Channel",
    "source": "Source",
    "created_at": "Since",
    "starts_at": "Date",
    "state": "State",
    "reason": "Why",
    "priority": "Priority",
    "outcome": "Result",
    "resolved_at": "Resolved",
    "written_at": "Wrote first",
    "replied_at": "Answered",
    "first_reply_ms": "First reply",
    "handled": "Who answered",
    "assistant_reply_ms": "First reply of the assistant",
    "person_reply_ms": "First reply of a person",
    "person_reply_open_ms": "… in opening hours",
    "resolution_ms": "Until the conversation ended",
    "began_at": "Began",
    "confidence": "Confidence",
    "at": "When",
    "model": "Model",
    "input_tokens": "Tokens read",
    "output_tokens": "Tokens written",
    "cost_microusd": "Cost",
    "tens": "Score",
    "wait": "What",
    "replied": "Answered",
    "sure": "How sure it was, in percent",
}
CELL_WORDS = {
    "made": "Not called off",
    "replied": "Yes",
    "unreplied": "No reply yet",
    "none": "Unknown",
}
EMPTY_SOURCE_WORDS = {"": "No source", "…": "All others"}
