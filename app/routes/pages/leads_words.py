"""The words and icons of the list of leads; templates translate the words."""

from __future__ import annotations

STATUS_WORDS = {
    "new": "New",
    "contacted": "Contacted",
    "qualified": "Qualified",
    "appointment": "Appointment",
    "won": "Won",
    "lost": "Lost",
}
STATUS_ICONS = {
    "new": "sparkles",
    "contacted": "message-circle",
    "qualified": "badge-check",
    "appointment": "calendar-days",
    "won": "trophy",
    "lost": "circle-x",
}
# What may be chosen to stand in the table; the name always does.
COLUMN_WORDS = {
    "status": "Status",
    "score": "Score",
    "channel": "Channel",
    "owner": "Owner",
    "tags": "Tags",
    "source": "Source",
    "phone": "Phone",
    "email": "E-mail",
    "created": "Created",
    "active": "Last active",
}
SORT_WORDS = {"active": "Last active", "newest": "Newest", "score": "Highest score"}
HEAT_WORDS = {"hot": "Hot", "warm": "Warm", "cold": "Cold"}
# The views everybody has.
VIEW_WORDS = {
    "": "All leads",
    "temperature=hot": "Hot leads",
    "status=new": "New leads",
    "owner=none": "Without an owner",
    "owner=me": "My leads",
}
PROBLEM_WORDS = {
    "none": "Choose at least one lead.",
    "many": "At most 500 leads are changed at once. Narrow the filter.",
    "name": "Give the view a name of at most 60 characters.",
    "views": "There are 50 views already. Remove one first.",
    "file": "Choose a CSV file with the leads.",
}
