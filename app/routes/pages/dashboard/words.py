"""The dashboard's words for codes; templates translate them."""

from __future__ import annotations

PERIOD_NAME_WORDS = {
    "today": "Today",
    "7d": "7 days",
    "30d": "30 days",
    "90d": "90 days",
    "month": "This month",
    "custom": "Custom",
}
CARD_WORDS = {
    "leads": "New leads",
    "hot": "Hot leads",
    "appointments": "Appointments",
    "escalations": "Escalations",
}
LACK_WORDS = {
    "client": "There is no client yet. Create the first one.",
    "channel": "No lead can reach {client} yet: connect a channel.",
    "knowledge": "The assistant of {client} knows nothing yet: teach it.",
}
# packaging/assets.py reads the names in tables called …_ICONS into the sprite.
CARD_ICONS = {
    "leads": "users",
    "hot": "flame",
    "appointments": "calendar-check",
    "escalations": "life-buoy",
}
LACK_ICONS = {"client": "building", "channel": "plug", "knowledge": "library-big"}
