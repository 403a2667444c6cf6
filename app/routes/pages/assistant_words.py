"""The assistant pages' words for stored codes; templates translate the words."""

from __future__ import annotations

NOTE_WORDS = {
    "published": "Saved. The assistant acts on it from the next message on.",
    "unchanged": "Nothing was different, so nothing was saved.",
    "drafted": "Kept as a draft. Leads do not notice it before you publish it.",
    "restored": "Rolled back. The assistant acts on it from the next message on.",
    "discarded": "The draft is gone.",
    "moved": "Somebody else saved first. Look at it again.",
}
