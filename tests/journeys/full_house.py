"""A client with something on every page, so that every page of the route table can be opened.

The rows come from the database's own description of its tables (``tests/neighbours.py``); what a
page reads as a state, a language or JSON is put right here, so that pages show the rows instead of
refusing them. ``poison`` then writes hostile text into every column a lead has a say in.
"""

from __future__ import annotations

from app.store.db import Tx
from tests.neighbours import fill

# What a path names that is no row of the client's: of what ships, or of the profile.
PARTS = {
    "criterion_id": "budget",
    "name": "real_estate",
    "number": "1",
    "phone_id": "12125550123",
    "section": "knowledge",
    "version": "1",
    "what": "leads",
}
# Columns of filled rows that a page reads as one of several words, or as JSON.
_STATES = (
    "DELETE FROM calibrations WHERE tenant_id = :t",
    "UPDATE appointments SET state = 'booked', origin = 'operator', zone = 'UTC',"
    " starts_at = :now + 86400000 WHERE tenant_id = :t",
    "UPDATE canned_replies SET language = 'en' WHERE tenant_id = :t",
    "UPDATE documents SET kind = 'file', state = 'ready' WHERE tenant_id = :t",
    "UPDATE escalations SET state = 'pending', reason = 'wants_person'"
    " WHERE tenant_id = :t AND state NOT IN ('pending', 'resolved')",
    "UPDATE gaps SET state = 'open' WHERE tenant_id = :t",
    "UPDATE incidents SET state = 'open', kind = 'model_unavailable', priority = 'high',"
    " tenant_id = :t WHERE first_tenant_id = :t",
    "UPDATE message_templates SET language = 'en', status = 'approved' WHERE tenant_id = :t",
    "UPDATE messages SET author = 'lead' WHERE tenant_id = :t"
    " AND author NOT IN ('lead', 'assistant', 'operator', 'system')",
    "UPDATE notify_people SET tenant_id = :t, channels = '[\"email\"]', min_priority = 'normal',"
    " quiet_from = '', quiet_to = '', zone = 'UTC', language = 'en'",
    "UPDATE page_changes SET kind = 'changed', state = 'open' WHERE tenant_id = :t",
    "UPDATE websites SET state = 'ready', url = 'https://acme.example/' WHERE tenant_id = :t",
)
# Every column a lead has a say in: by writing, by a form, by a name of theirs, by an import, or
# because somebody or something quotes them.
LEADS_SAY = {
    "appointments": ("title", "place"),
    "consents": ("wording",),
    "conversations": ("address", "last_snippet"),
    "deliveries": ("address", "error"),
    "escalations": ("summary",),
    "findings": ("quote", "value"),
    "gaps": ("question",),
    "leads": ("name", "phone", "email", "source"),
    "lead_notes": ("body",),
    "lead_tags": ("tag",),
    "messages": ("body", "said_by"),
    # What a crawled page and an uploaded file say is a stranger's word too.
    "chunks": ("heading", "body"),
    "documents": ("name", "title", "error"),
    "incidents": ("detail",),
    "page_changes": ("title",),
}
HOSTILE = (
    '=HYPERLINK("http://evil.example";"x")</textarea></title></script>'
    "<script>window.owned=1</script><img src=x onerror='window.owned=1'>"
    "<svg/onload=window.owned=1><style>*{display:none}</style><base href=//evil.example>"
    '<a href="javascript:window.owned=1" hx-get="/" hx-trigger="load">x</a>'
    "\" autofocus onfocus=window.owned=1 x='{{ 7*7 }} {% include 'layout.html' %} ${7*7} #{7*7}"
    "\u202e\u2066\u200f\u061cdrow\u2028\r\revent: draw\ndata: <script>window.owned=1</script>\n\n"
    + "W"
    * 10_000
)


def furnish(tx: Tx, tenant_id: str, now: int) -> dict[str, str]:
    """Give a client a row of everything; return a value for every name a path may have."""
    ids = fill(tx, tenant_id)
    for sql in _STATES:
        names = {"t": tenant_id, "now": now}
        tx.run(sql, **{name: value for name, value in names.items() if f":{name}" in sql})
    keys = {
        row["kind"]: row["key"]
        for row in tx.all("SELECT kind, key FROM channels WHERE tenant_id = :t", t=tenant_id)
    }
    return {**PARTS, **ids, "key": keys["web_form"]}


def poison(tx: Tx, tenant_id: str) -> None:
    """Write hostile text into every column a lead has a say in."""
    for table, columns in LEADS_SAY.items():
        for column in columns:
            # Names of ours; the table's own order tells texts that must be unlike apart.
            sql = f"UPDATE {table} SET {column} = :text WHERE tenant_id = :t"
            tx.run(sql, text=HOSTILE, t=tenant_id)
    media = '[{"url": "javascript:window.owned=1", "content_type": "image/<script>owned=1"}]'
    tx.run("UPDATE messages SET media = :m WHERE tenant_id = :t", m=media, t=tenant_id)
