"""Every second: ring for every row that waits, so that a lost bell loses nothing.

Also calls the next person where nobody has answered, and ends outages that are over.

At start, leases of the process that is gone are ended: it was the only one on this data.
"""

from __future__ import annotations

import asyncio

from app.flows.call_people import call_due
from app.flows.delete_client import go_on_deleting
from app.flows.end_incident import close_incidents
from app.flows.idempotency import forget_old as forget_old_answers
from app.flows.index_leads import index_now_and_then
from app.flows.learn_confidence import learn_now_and_then
from app.flows.record import forget_old
from app.flows.record_status import join_parked
from app.flows.resume import resume_now_and_then
from app.flows.search import name_of
from app.queue import Queue
from app.services import Services
from app.store import bases, documents, notifications, outbox, turns, usage, websites
from app.store.db import Tx

_UPLOAD_LIVES_S = 3600.0


async def sweep(services: Services) -> int:
    """Ring for due turns and deliveries, join early statuses; return how many bells rang."""
    now = services.clock.now_ms()
    found = await services.db.read(_look, now)
    for queue, ids in found.items():
        for row_id in ids:
            services.bell.ring(queue, row_id)
    for channel_id, provider_message_id in await services.db.read(outbox.joinable_statuses, now):
        account = await services.accounts.account(channel_id)
        await services.db.write(join_parked, services, account, provider_message_id)
    await call_due(services, now)
    await close_incidents(services, now)
    await learn_now_and_then(services)
    await resume_now_and_then(services)
    await forget_old(services)
    await forget_old_answers(services)
    await index_now_and_then(services)
    if await services.db.read(usage.has_expired, now):
        await services.db.write(usage.expire_reservations, now)
    if await services.db.read(outbox.has_old_statuses, now):
        await services.db.write(outbox.forget_old_statuses, now)
    await go_on_deleting(services)
    return sum(map(len, found.values()))


def _look(tx: Tx, now: int) -> dict[Queue, list[str]]:
    return {
        Queue.AI: turns.due(tx, now),
        Queue.DELIVERY: outbox.due_deliveries(tx, now),
        Queue.RECONCILE: outbox.unknown_deliveries(tx, now),
        Queue.READ: documents.due_documents(tx, now),
        Queue.CRAWL: websites.due_websites(tx, now),
        Queue.PUBLISH: bases.due_indexes(tx, now),
        Queue.NOTIFY: notifications.due_notifications(tx, now),
    }


async def recover(services: Services) -> None:
    """End the leases of a former process on this data; the next sweep takes its work up.

    Only where one process owns the data (SQLite); on Postgres leases run out by themselves.
    """
    if services.db.dialect == "sqlite":
        grace_ms = int(services.settings.reconcile_after_s * 1000)
        await services.db.write(_expire, grace_ms)
    now = services.clock.now_ms()
    await services.db.write(outbox.forget_old_statuses, now)
    if services.vectors is not None and services.embedders:
        # Another embedder was chosen: its vectors are made while the old ones serve.
        await services.db.write(bases.want_embedder, name_of(services.embedders[0]), now)
    await _forget_uploads(services)


async def _forget_uploads(services: Services) -> None:
    """Delete uploaded files that no document waits for: a crash came between row and file.

    Young ones are left alone, because a file is put in place before its row is written.
    """
    for file in await asyncio.to_thread(services.library.old_uploads, _UPLOAD_LIVES_S):
        if not await services.db.read(documents.is_waiting, file.name):
            await asyncio.to_thread(file.unlink, True)


def _expire(tx: Tx, grace_ms: int) -> None:
    turns.expire_leases(tx)
    outbox.expire_leases(tx, grace_ms)
    notifications.expire_leases(tx)
    usage.forget_reservations(tx)
    documents.expire_leases(tx)
    websites.expire_leases(tx)
    bases.expire_leases(tx)
