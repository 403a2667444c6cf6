"""A client is made, edited, paused, put away and taken back.

What the profile holds (zone, address, phone, hours) is saved as a version of it, by
``edit_profile``; the name, the country and the contact data stand beside it. A paused client's
leads are taken in and nobody answers them but people; one put away is paused and listed no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.audit import Actor
from app.domain.profile import Settings, settings_of
from app.domain.tenant import Tenant
from app.errors import Conflict, Invalid, NotFound, Unprocessable
from app.flows import edit_profile
from app.flows.announce import announce_for
from app.flows.manage_tenant import put_tenant
from app.services import Services
from app.store import audit, clients, profiles, tenants
from app.store.clients import Contact
from app.store.db import Tx

LONGEST = {"name": 120, "person": 120, "website": 300, "notes": 2_000}
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_WEBSITE = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?\Z")


@dataclass(frozen=True, slots=True)
class Basics:
    """What is edited of a client beside its assistant."""

    name: str
    country: str
    zone: str
    phone: str = ""
    email: str = ""
    address: str = ""
    contact: Contact = field(default_factory=Contact)


async def create_client(
    services: Services,
    actor: Actor,
    name: str,
    zone: str,
    country: str,
    languages: Sequence[str],
    preset: str = "",
) -> Tenant:
    """Make a client without channels and return it.

    Raises:
        Invalid: name, zone, country, a language or the preset is wrong; all are named.
        Conflict: there is a client of this name.
    """
    clean = " ".join(name.split())
    document: dict[str, Any] = {
        "name": clean,
        "zone": zone,
        "country": country,
        "languages": list(languages),
    }
    if preset:
        document["preset"] = preset
    if len(clean) > LONGEST["name"] or not clean.isprintable():
        raise Invalid(f"Write a name of at most {LONGEST['name']} characters.")
    if await services.db.read(tenants.tenant_by_name, clean) is not None:
        raise Conflict("There is a client of this name already.")
    made = (await put_tenant(services, document)).tenant
    # In the client's own chain, so that it goes with the client when that is deleted.
    latter = {"name": clean, "zone": zone, "country": country, "preset": preset}
    now = services.clock.now_ms()
    await services.db.write(
        audit.note, actor, now, made.id, "client_created", ("client", made.id), None, latter
    )
    return made


def basics_of(tenant: Tenant, contact: Contact) -> Basics:
    """Return what is edited of a client, as it is."""
    profile = tenant.profile
    return Basics(
        tenant.name,
        tenant.country,
        tenant.zone,
        profile.phone,
        profile.email,
        profile.address,
        contact,
    )


async def save_basics(
    services: Services,
    actor: Actor,
    tenant_id: str,
    basics: Basics,
    expected_version: int | None,
    seen: Basics | None = None,
) -> None:
    """Save what is edited of a client.

    Args:
        expected_version: the version of the profile that was edited; None: whatever is in force.
        seen: what was edited, as the caller read it; None: whatever there is.

    Raises:
        Unprocessable: it has mistakes; ``fields`` has them by field.
        Conflict: the name is another client's, or the profile was saved meanwhile.
        NotFound: there is no such client.
    """
    wanted = _checked(basics)
    tenant = await _tenant(services, tenant_id)
    settings = _with_basics(settings_of(tenant), wanted)
    edit_profile.refuse_mistakes(settings)
    # First what somebody else may hold: nothing is half written then.
    await services.db.write(_save, services, actor, tenant_id, wanted, expected_version, seen)
    if settings != settings_of(tenant):
        await edit_profile.save(
            services,
            tenant_id,
            settings,
            operator_id=actor.id if actor.kind == "operator" else None,
            expected_version=expected_version or tenant.profile_version,
        )
    services.accounts.clear()


def _with_basics(settings: Settings, basics: Basics) -> Settings:
    profile = replace(
        settings.profile, phone=basics.phone, email=basics.email, address=basics.address
    )
    return replace(settings, profile=profile, zone=basics.zone)


def _save(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    wanted: Basics,
    expected_version: int | None,
    seen: Basics | None,
) -> None:
    tenant = profiles.lock_tenant(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    known = basics_of(tenant, clients.contact_of(tx, tenant_id))
    if expected_version not in (None, tenant.profile_version) or seen not in (None, known):
        raise Conflict(
            "Somebody saved this meanwhile; nothing was overwritten.",
            version=tenant.profile_version,
        )
    other = tenants.tenant_by_name(tx, wanted.name)
    if other is not None and other.id != tenant_id:
        raise Conflict("There is a client of this name already.")
    former, latter = _difference(known, wanted)
    if not latter:
        return
    clients.put_basics(tx, tenant_id, wanted.name, wanted.country, wanted.contact)
    now = services.clock.now_ms()
    audit.note(tx, actor, now, tenant_id, "client_edited", ("client", tenant_id), former, latter)


def _difference(known: Basics, wanted: Basics) -> tuple[dict[str, str], dict[str, str]]:
    were, are = _flat(known), _flat(wanted)
    changed = [name for name in are if are[name] != were[name]]
    return {name: were[name] for name in changed}, {name: are[name] for name in changed}


def _flat(basics: Basics) -> dict[str, str]:
    plain = {name: getattr(basics, name) for name in Basics.__slots__ if name != "contact"}
    return plain | {name: getattr(basics.contact, name) for name in Contact.__slots__}


def _checked(basics: Basics) -> Basics:
    contact = basics.contact
    name = " ".join(basics.name.split())
    found: dict[str, str] = {}
    if not name or not name.isprintable():
        found["name"] = "Write the business's name."
    if not _COUNTRY.match(basics.country):
        found["country"] = "Write two letters such as US (ISO 3166)."
    if contact.website and not _WEBSITE.match(contact.website):
        found["website"] = "Write an address such as https://example.com."
    texts = {"name": name, "person": contact.person, "website": contact.website}
    for key, text in {**texts, "notes": contact.notes}.items():
        if len(text) > LONGEST[key]:
            found[key] = f"Write at most {LONGEST[key]} characters."
    if found:
        message = "; ".join(f"{key}: {text}" for key, text in found.items())
        raise Unprocessable(message, fields=found)
    return replace(basics, name=name)


async def set_paused(services: Services, actor: Actor, tenant_id: str, *, paused: bool) -> None:
    """Let the assistant rest for a client, or work again.

    Raises:
        NotFound: there is no such client.
        Conflict: it is put away, or being deleted.
    """
    await services.db.write(_set_paused, services, actor, tenant_id, paused)
    services.accounts.clear()


def _set_paused(tx: Tx, services: Services, actor: Actor, tenant_id: str, paused: bool) -> None:
    row = clients.client_row(tx, tenant_id)
    if row is None:
        raise NotFound("There is no such client.")
    if row.is_gone or (row.is_archived and not paused):
        raise Conflict("Take the client back first.")
    if clients.set_paused(tx, tenant_id, paused=paused):
        action = "client_paused" if paused else "client_activated"
        announce_for(tx, services, tenant_id, action)
        now = services.clock.now_ms()
        audit.note(tx, actor, now, tenant_id, action, ("client", tenant_id))


async def set_archived(services: Services, actor: Actor, tenant_id: str, *, archived: bool) -> None:
    """Put a client away, which pauses it, or take it back, which does not let it run yet.

    Raises:
        NotFound: there is no such client.
        Conflict: it is being deleted.
    """
    await services.db.write(_set_archived, services, actor, tenant_id, archived)
    services.accounts.clear()


def _set_archived(tx: Tx, services: Services, actor: Actor, tenant_id: str, archived: bool) -> None:
    row = clients.client_row(tx, tenant_id)
    if row is None:
        raise NotFound("There is no such client.")
    if row.is_gone:
        raise Conflict("The client is being deleted.")
    now = services.clock.now_ms()
    if not clients.set_archived(tx, tenant_id, now if archived else None):
        return
    if archived:
        clients.set_paused(tx, tenant_id, paused=True)
    action = "client_archived" if archived else "client_taken_back"
    audit.note(tx, actor, now, tenant_id, action, ("client", tenant_id))


async def _tenant(services: Services, tenant_id: str) -> Tenant:
    tenant = await services.db.read(tenants.tenant_by_id, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    return tenant
