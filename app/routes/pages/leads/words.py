"""The words and icons of the list of leads; templates translate the words."""

from __future__ import annotations

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
    # Of a row of a file.
    "reachable": "The row has neither a phone number nor an e-mail address.",
    "twice": "This number or address stands in an earlier row.",
    "nothing": "No row of the file can be added.",
}
# What a filter is called when it is set.
FILTER_WORDS = {
    "q": "Search",
    "status": "Status",
    "temperature": "Temperature",
    "channel": "Channel",
    "optout": "Opted out",
    "owner": "Owner",
    "source": "Source",
    "tag": "Tag",
    "score_from": "Score from",
    "score_to": "Score up to",
    "created_from": "Created from",
    "created_to": "Created until",
    "active_from": "Last active from",
    "active_to": "Last active until",
}
# What a column of a file is taken for.
IMPORT_WORDS = {
    "": "left out",
    "name": "Name",
    "phone": "Phone",
    "email": "E-mail",
    "source": "Source",
    "tags": "Tags",
    "language": "Language",
    "consent": "Consent",
    "optout": "Opted out",
}
