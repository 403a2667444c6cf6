"""Notes on a lead: everybody who works with it writes them, who wrote one changes it."""

from __future__ import annotations

from app.domain.audit import Actor
from app.domain.lead_fields import checked_note
from app.errors import Forbidden, NotFound
from app.flows.edit_lead import note as note_change
from app.flows.edit_lead import open_lead, tell
from app.services import Services
from app.store import leads, notes
from app.store.db import Tx
from app.store.notes import NoteRow


async def write_note(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, text: str
) -> NoteRow:
    """Keep a note on a lead.

    Raises:
        NotFound: the tenant has no such lead.
        Conflict: it became part of another.
        Unprocessable: the note is empty or too long.
    """
    return await services.db.write(_write, services, actor, tenant_id, lead_id, checked_note(text))


async def edit_note(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, note_id: str, text: str
) -> NoteRow:
    """Give one's own note other words.

    Raises:
        NotFound: the lead has no such note.
        Forbidden: somebody else wrote it.
        Unprocessable: the note is empty or too long.
    """
    return await services.db.write(
        _edit, services, actor, tenant_id, lead_id, note_id, checked_note(text)
    )


async def delete_note(
    services: Services, actor: Actor, tenant_id: str, lead_id: str, note_id: str
) -> None:
    """Take one's own note away for good.

    Raises:
        NotFound: the lead has no such note.
        Forbidden: somebody else wrote it.
    """
    await services.db.write(_delete, services, actor, tenant_id, lead_id, note_id)


def _write(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, body: str
) -> NoteRow:
    lead, now = open_lead(tx, tenant_id, lead_id), services.clock.now_ms()
    note_id = notes.insert_note(tx, tenant_id, lead_id, actor.id, actor.name, body, now)
    leads.touch(tx, tenant_id, lead_id, now)
    # What a note says is not in the log: it may be taken away again.
    note_change(tx, services, actor, lead, "lead_note_written", None, {"note_id": note_id})
    tell(tx, services, actor, lead, "lead_note_written", note_id=note_id)
    return _own(tx, actor, tenant_id, lead_id, note_id)


def _own(tx: Tx, actor: Actor, tenant_id: str, lead_id: str, note_id: str) -> NoteRow:
    found = notes.note_by_id(tx, tenant_id, note_id)
    if found is None or found.lead_id != lead_id:
        raise NotFound("There is no such note.")
    if found.operator_id != actor.id:
        raise Forbidden("Only who wrote a note may change it.")
    return found


def _edit(
    tx: Tx,
    services: Services,
    actor: Actor,
    tenant_id: str,
    lead_id: str,
    note_id: str,
    body: str,
) -> NoteRow:
    lead, former = open_lead(tx, tenant_id, lead_id), _own(tx, actor, tenant_id, lead_id, note_id)
    if former.body != body:
        now = services.clock.now_ms()
        notes.write_note(tx, tenant_id, note_id, body, now)
        leads.touch(tx, tenant_id, lead_id, now)
        note_change(tx, services, actor, lead, "lead_note_edited", None, {"note_id": note_id})
        tell(tx, services, actor, lead, "lead_note_edited", note_id=note_id)
    return _own(tx, actor, tenant_id, lead_id, note_id)


def _delete(
    tx: Tx, services: Services, actor: Actor, tenant_id: str, lead_id: str, note_id: str
) -> None:
    lead = open_lead(tx, tenant_id, lead_id)
    _own(tx, actor, tenant_id, lead_id, note_id)
    notes.delete_note(tx, tenant_id, note_id)
    leads.touch(tx, tenant_id, lead_id, services.clock.now_ms())
    note_change(tx, services, actor, lead, "lead_note_deleted", {"note_id": note_id}, None)
    tell(tx, services, actor, lead, "lead_note_deleted", note_id=note_id)
