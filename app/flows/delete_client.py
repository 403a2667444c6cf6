"""A client is deleted for good: every row and every file, in steps that delay nobody's reply.

Who deletes it types its name. From then on it is silent, its keys and its members' sign-ins are
dead, and a job takes its rows away some at a time, children before parents, until the last is gone.
What a running turn still writes meanwhile goes with the next step. Of the client one line is left,
in the agency's audit log: that it was deleted, by whom and when, with its id and no name.

Pages of SQLite's file that were freed keep old bytes until others are written over them, or until
``VACUUM``; backups made before keep the client until they are rotated out.
"""

from __future__ import annotations

import asyncio
import hmac

from app.domain.audit import AGENCY, Actor
from app.errors import Conflict, NotFound, Unprocessable
from app.log import get_logger
from app.services import Services
from app.store import audit, erasing, tenants
from app.store.db import Tx
from app.store.erasing import Part

log = get_logger("delete_client")

_ROWS = 1_000
_VECTORS = 100
_STEPS = 8


async def delete_client(services: Services, actor: Actor, tenant_id: str, typed: str) -> None:
    """Begin to delete a client for good.

    Raises:
        NotFound: there is no such client.
        Unprocessable: what was typed is not its name.
        Conflict: it is being deleted already.
    """
    await services.db.write(_begin, services, actor, tenant_id, typed)
    services.accounts.clear()


def _begin(tx: Tx, services: Services, actor: Actor, tenant_id: str, typed: str) -> None:
    tenant = tenants.tenant_by_id(tx, tenant_id)
    if tenant is None:
        raise NotFound("There is no such client.")
    given = " ".join(typed.split()).encode()
    if not hmac.compare_digest(given, " ".join(tenant.name.split()).encode()):
        raise Unprocessable("Type the client's name exactly.", fields={"name": "Not its name."})
    now = services.clock.now_ms()
    if not erasing.mark(tx, tenant_id, now):
        raise Conflict("The client is being deleted already.")
    audit.note(tx, actor, now, AGENCY, "client_deleted", ("client", tenant_id))


async def go_on_deleting(services: Services) -> int:
    """Take the next steps for a client that is being deleted; return how many rows went."""
    waiting = await services.db.read(erasing.marked)
    return await delete_step(services, waiting[0]) if waiting else 0


async def delete_step(services: Services, tenant_id: str) -> int:
    """Delete some rows of a client, and the client itself once there is none left.

    Returns:
        How many rows went; 0 when the client is gone.
    """
    dialect = services.db.dialect
    if await _drop_vectors(services, tenant_id):
        return _VECTORS
    await _drop_files(services, tenant_id)
    found = await services.db.read(erasing.parts, dialect)
    gone = 0
    for _ in range(_STEPS):
        count = await services.db.write(_step, dialect, tenant_id, found)
        gone += count
        if count < _ROWS:
            break
        # Leads' messages come between: there is one writer.
        await asyncio.sleep(0)
    if gone == 0:
        await services.db.write(_finish, dialect, tenant_id, found)
        # What a job that was running made meanwhile.
        await asyncio.to_thread(services.library.forget, tenant_id, None)
        services.accounts.clear()
        log.info("client_deleted", tenant_id=tenant_id)
    return gone


def _step(tx: Tx, dialect: str, tenant_id: str, found: list[Part]) -> int:
    erasing.hand_on_incidents(tx, tenant_id)
    return erasing.erase(tx, dialect, tenant_id, found, _ROWS)


def _finish(tx: Tx, dialect: str, tenant_id: str, found: list[Part]) -> None:
    # Whoever wrote something since the last look is not outrun: then the next step goes on.
    if erasing.erase(tx, dialect, tenant_id, found, _ROWS) == 0:
        erasing.drop_tenant(tx, tenant_id)


async def _drop_vectors(services: Services, tenant_id: str) -> bool:
    store = services.vectors
    if store is None:
        return False
    parts = await services.db.read(erasing.vector_parts, services.db.dialect, tenant_id)
    for part, dimensions in parts:
        keys = sorted(await services.db.read(store.keys, part, dimensions))
        if keys:
            await services.db.write(store.delete, part, dimensions, keys[:_VECTORS])
            return True
    return False


async def _drop_files(services: Services, tenant_id: str) -> None:
    for document_id in await services.db.read(erasing.waiting_files, tenant_id):
        await asyncio.to_thread((services.library.uploads / document_id).unlink, True)
    await asyncio.to_thread(services.library.forget, tenant_id, None)
