"""Turns that were held because the assistant might not answer are answered when it may again.

A client that is closed at night with its assistant off opens in the morning; one that was paused
runs again. Whoever wrote in between is not forgotten: what nobody has answered is taken up.
"""

from __future__ import annotations

from app.domain.profile import mode_at
from app.domain.tenant import Mode
from app.flows.announce import announce
from app.queue import Queue
from app.services import Services
from app.store import conversations, turns
from app.store.db import Tx

_EVERY_MS, _SWEEP_MS = 30_000, 1_000
# What is older was answered by a person in another way, or by nobody for too long to begin now.
_NOT_OLDER_MS = 24 * 3_600_000
_AT_ONCE = 100


async def resume_now_and_then(services: Services) -> int:
    """Every half minute, resume what may be answered again; return how many turns."""
    now = services.clock.now_ms()
    if now % _EVERY_MS >= _SWEEP_MS:
        return 0
    return await resume(services)


async def resume(services: Services) -> int:
    """Resume held turns of conversations nobody holds, where the assistant may answer now."""
    now, count = services.clock.now_ms(), 0
    for held in await services.db.read(turns.held_by_nobody, now - _NOT_OLDER_MS, _AT_ONCE):
        tenant = (await services.accounts.knowledge(held.tenant_id)).tenant
        account = await services.accounts.account(held.channel_id)
        if tenant.is_paused or mode_at(tenant, account.kind.value, now) is Mode.OFF:
            continue
        count += await services.db.write(_resume, services, held.tenant_id, held.conversation_id)
    return count


def _resume(tx: Tx, services: Services, tenant_id: str, conversation_id: str) -> bool:
    conversation = conversations.conversation_by_id(tx, tenant_id, conversation_id)
    if conversation is None or conversation.state != "active":
        return False
    turn_id = turns.resume_held(tx, tenant_id, conversation_id, services.clock.now_ms())
    if turn_id is None:
        return False
    announce(tx, services, conversation, "turn_resumed", turn_id=turn_id)
    tx.after_commit(lambda: services.bell.ring(Queue.AI, turn_id))
    return True
