"""Draws a lead's pages: the same values for a page, a form that failed, and a live push."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanic import HTTPResponse, Request

from app.domain.appointment import LONGEST_MIN, LONGEST_PLACE, LONGEST_TITLE, SHORTEST_MIN
from app.domain.correction import LONGEST_REASON, LONGEST_TEXT
from app.domain.lead_fields import LONGEST_NAME, LONGEST_NOTE, LONGEST_SOURCE, LONGEST_TAG
from app.domain.tenant import ChannelKind
from app.domain.values import MAX_TEXT_CHARS
from app.errors import LeadlineError
from app.flows.note_consent import BASES
from app.routes.auth import form_of, operator_of, services_of
from app.routes.pages.knowledge.words import CHANNEL_WORDS
from app.routes.pages.lead.desk import before_of, read_desk
from app.routes.pages.lead.present import page_of
from app.routes.pages.lead.reads import read_lead
from app.routes.pages.lead.words import (
    ALIKE_WORDS,
    APPOINTMENT_WORDS,
    BASIS_WORDS,
    CONSENT_WORDS,
    NOTE_WORDS,
    STATE_WORDS,
)
from app.routes.pages.views import CHANNEL_ICONS, hue, initials
from app.routes.pages.words import LANGUAGE_WORDS
from app.routes.render import render, shell_of

_LONGEST = {
    "reason": LONGEST_REASON,
    "text": LONGEST_TEXT,
    "value": MAX_TEXT_CHARS,
    "name": LONGEST_NAME,
    "source": LONGEST_SOURCE,
    "tag": LONGEST_TAG,
    "note": LONGEST_NOTE,
    "title": LONGEST_TITLE,
    "place": LONGEST_PLACE,
    "minutes": (SHORTEST_MIN, LONGEST_MIN),
}
# What every template of the area may ask for.
SHARED: Mapping[str, Any] = {
    "longest": _LONGEST,
    "channel_icons": CHANNEL_ICONS,
    "channel_words": CHANNEL_WORDS,
    "channels": [kind.value for kind in ChannelKind],
    "consent_words": CONSENT_WORDS,
    "basis_words": BASIS_WORDS,
    "bases": BASES,
    "state_words": STATE_WORDS,
    "appointment_words": APPOINTMENT_WORDS,
    "alike_words": ALIKE_WORDS,
    "language_words": LANGUAGE_WORDS,
    "initials": initials,
    "hue": hue,
    # No form failed, unless a page says so.
    "failed_id": "",
    "problem": "",
    "typed": {},
}


async def draw_lead(
    request: Request,
    tenant_id: str,
    lead_id: str,
    error: LeadlineError | None = None,
    failed_id: str = "",
) -> HTTPResponse:
    """Draw the page; ``failed_id`` is the criterion whose form is drawn again with a problem."""
    services, operator, shell = services_of(request), operator_of(request), shell_of(request)
    rows = await read_lead(services, tenant_id, lead_id)
    before = before_of(request.args.get("before", ""))
    desk = await read_desk(services, tenant_id, lead_id, operator.id, shell.language, before)
    return draw(
        request,
        "index.html",
        error.status if error else 200,
        page=page_of(rows, shell.language),
        desk=desk,
        problem=error.message if error else "",
        failed_id=failed_id,
        typed=form_of(request) if error else {},
    )


def draw(request: Request, template: str, status: int = 200, **context: object) -> HTTPResponse:
    """Draw a template of the area; the address may carry the note of what was done."""
    operator, args = operator_of(request), request.args
    moved = [args.get(name, "") for name in ("from", "to")]
    is_move = all(one.isascii() and one.isdecimal() and len(one) < 4 for one in moved)
    values = {
        **SHARED,
        "note": NOTE_WORDS.get(args.get("note", ""), ""),
        "moved": moved if is_move else (),
        "operator_initials": initials(operator.name or operator.email),
        **context,
    }
    return render(request, f"pages/lead/{template}", status=status, **values)
