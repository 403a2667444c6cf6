"""The knowledge pages' words and icons for stored codes; templates translate the words."""

from __future__ import annotations

STATE_WORDS = {
    "queued": "Waiting",
    "reading": "Reading",
    "indexing": "Indexing",
    "ready": "Ready",
    "refused": "Refused",
    "failed": "Failed",
    "proposed": "Waiting for you",
    "rejected": "Rejected",
    "retired": "Retired",
}
SITE_WORDS = {
    "queued": "Waiting",
    "crawling": "Reading",
    "idle": "Up to date",
    "failed": "Failed",
    "paused": "Paused",
}
CHANGE_WORDS = {"added": "New page", "changed": "Changed", "vanished": "Gone"}
CHANGE_STATE_WORDS = {
    "applied": "Applied",
    "waiting": "Waiting for you",
    "accepted": "Accepted",
    "rejected": "Rejected",
}
CHANNEL_WORDS = {
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "email": "E-mail",
    "web_chat": "Web chat",
    "web_form": "Web form",
}
SCORE_WORDS = {
    "words": "Words in common",
    "unit": "In one sentence",
    "title": "In the heading",
    "ways": "Ways to ask",
    "phrases": "Phrases",
    "letters": "Pieces of words",
    "context": "What was said before",
    "meaning": "Meaning",
}
WHY_WORDS = {
    "meaning": "It is near in meaning.",
    "title": "Its heading says nearly the same.",
    "ways": "It is asked in much the same way.",
    "phrases": "Several of the words stand together.",
    "context": "It goes with what was said before.",
    "letters": "Pieces of its words are like the question's.",
}
NOTE_WORDS = {
    "created": "The knowledge base is ready. Put something in.",
    "saved": "Saved.",
    "deleted": "Deleted.",
    "approved": "Approved. It answers from now on.",
    "answered": "Answered. The assistant says it from now on.",
    "dismissed": "Dismissed.",
    "added": "Added. Reading begins.",
    "crawling": "It is read again now.",
    "decided": "Done.",
    "drafted": "A draft of this answer waits for your approval.",
}
PROBLEM_WORDS = {
    "empty": "Choose at least one file.",
    "large": "{name} is larger than {limit} MB.",
    "name": "Type the name exactly as it is written to delete it.",
    "number": "Write whole numbers.",
    "csv": "Choose a CSV file.",
}
STATE_TONES = {
    "queued": "",
    "reading": "chip-held",
    "indexing": "chip-held",
    "ready": "chip-good",
    "refused": "chip-needs",
    "failed": "chip-needs",
    "proposed": "chip-fair",
    "rejected": "",
    "retired": "",
    "crawling": "chip-held",
    "idle": "chip-good",
    "paused": "",
    "added": "chip-good",
    "changed": "chip-held",
    "vanished": "chip-needs",
}
DOCUMENT_ICONS = {
    "pdf": "file-text",
    "docx": "file-type",
    "html": "file-code",
    "htm": "file-code",
    "md": "file-pen-line",
    "markdown": "file-pen-line",
    "csv": "file-spreadsheet",
}
