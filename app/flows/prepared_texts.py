"""What a team writes once and sends often: canned replies, and templates a provider approved."""

from __future__ import annotations

import re

from app.domain.audit import Actor
from app.domain.text import storable
from app.errors import Invalid, NotFound
from app.ids import new_id
from app.services import Services
from app.store import audit, canned_replies, message_templates
from app.store.canned_replies import CannedReply
from app.store.db import Tx
from app.store.message_templates import STATUSES, TemplateRow, places_of

LONGEST_BODY = 1600
LONGEST_TEMPLATE = 1024
_SHORTCUT = re.compile(r"[^\W_](?:[\w-]{0,38}[^\W_])?")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z]{2,4})?)?")
_NAME = re.compile(r"[a-z0-9_]{1,64}")
# Twilio's content sids; source: contracts, api_v2010, ContentSid.
_SID = re.compile(r"HX[0-9a-fA-F]{32}")
# What is wrong with what was typed, in words of the interface.
PROBLEMS = {
    "shortcut": "A shortcut is one word of at most 40 letters, digits and hyphens.",
    "body": "Write a text of 1 to 1600 characters.",
    "language": "A language is a code such as en, es or ar.",
    "name": "A template's name has small letters, digits and underscores, 64 at most.",
    "template": "Write a text of 1 to 1024 characters, with places {{1}}, {{2}} in order.",
    "sid": "The content SID begins with HX and has 34 characters.",
    "status": "Choose a status from the list.",
}


async def save_reply(
    services: Services, tenant_id: str, shortcut: str, body: str, language: str, actor: Actor
) -> str:
    """Add a canned reply, or change the one with this shortcut and language; return its id.

    Raises:
        Invalid: shortcut, text or language are not what they must be.
    """
    shortcut = storable(shortcut).strip().removeprefix("/").casefold()
    text = storable(body).replace("\r\n", "\n").strip()
    _check(_SHORTCUT.fullmatch(shortcut) is not None, "shortcut")
    _check(0 < len(text) <= LONGEST_BODY, "body")
    _check(_LANGUAGE.fullmatch(language) is not None, "language")
    reply = CannedReply(new_id(), tenant_id, shortcut, text, language)
    return await services.db.write(_save_reply, services, tenant_id, reply, actor)


async def delete_reply(services: Services, tenant_id: str, reply_id: str, actor: Actor) -> None:
    """Delete a canned reply.

    Raises:
        NotFound: the tenant has no such reply.
    """
    await services.db.write(_delete_reply, services, tenant_id, reply_id, actor)


async def save_template(services: Services, template: TemplateRow, actor: Actor) -> str:
    """Add a template, or change the one of this name and language; return its id.

    Raises:
        Invalid: name, language, text, sid or status are not what they must be.
    """
    places = places_of(template.body)
    is_in_order = places == tuple(str(n + 1) for n in range(len(places)))
    _check(_NAME.fullmatch(template.name) is not None, "name")
    _check(_LANGUAGE.fullmatch(template.language) is not None, "language")
    _check(0 < len(template.body) <= LONGEST_TEMPLATE and is_in_order, "template")
    _check(_SID.fullmatch(template.provider_sid) is not None, "sid")
    _check(template.status in STATUSES, "status")
    return await services.db.write(_save_template, services, template, actor)


async def delete_template(
    services: Services, tenant_id: str, template_id: str, actor: Actor
) -> None:
    """Delete a template here; at the provider it stays.

    Raises:
        NotFound: the tenant has no such template.
    """
    await services.db.write(_delete_template, services, tenant_id, template_id, actor)


def _check(is_right: bool, name: str) -> None:
    if not is_right:
        raise Invalid(PROBLEMS[name])


def _save_reply(
    tx: Tx, services: Services, tenant_id: str, reply: CannedReply, actor: Actor
) -> str:
    now = services.clock.now_ms()
    reply_id = canned_replies.put_reply(tx, tenant_id, reply, now)
    latter = {"shortcut": reply.shortcut, "language": reply.language}
    subject = ("canned_reply", reply_id)
    audit.note(tx, actor, now, tenant_id, "canned_reply_saved", subject, None, latter)
    return reply_id


def _delete_reply(tx: Tx, services: Services, tenant_id: str, reply_id: str, actor: Actor) -> None:
    found = canned_replies.reply_by_id(tx, tenant_id, reply_id)
    if found is None or not canned_replies.delete_reply(tx, tenant_id, reply_id):
        raise NotFound("There is no such reply.")
    former = {"shortcut": found.shortcut, "language": found.language}
    now, subject = services.clock.now_ms(), ("canned_reply", reply_id)
    audit.note(tx, actor, now, tenant_id, "canned_reply_deleted", subject, former)


def _save_template(tx: Tx, services: Services, template: TemplateRow, actor: Actor) -> str:
    now, tenant_id = services.clock.now_ms(), template.tenant_id
    template_id = message_templates.put_template(tx, tenant_id, template, now)
    latter = {"name": template.name, "language": template.language, "status": template.status}
    subject = ("message_template", template_id)
    audit.note(tx, actor, now, tenant_id, "message_template_saved", subject, None, latter)
    return template_id


def _delete_template(
    tx: Tx, services: Services, tenant_id: str, template_id: str, actor: Actor
) -> None:
    found = message_templates.template_by_id(tx, tenant_id, template_id)
    if found is None or not message_templates.delete_template(tx, tenant_id, template_id):
        raise NotFound("There is no such template.")
    former = {"name": found.name, "language": found.language, "status": found.status}
    now, subject = services.clock.now_ms(), ("message_template", template_id)
    audit.note(tx, actor, now, tenant_id, "message_template_deleted", subject, former)
