"""What a turn costs as the database grows: 1,000 to 1,000,000 messages, the same turn each time.

    python bench/growth.py [--sizes 1000,10000,100000,1000000] [--turns 200]

Fills a fresh SQLite file with conversations of ten messages, then lets 200 known leads write once
each and answers them with the floor; a send stays inside the process (web chat), so what is timed
is our own work: receive, claim, draft, commit, deliver. Prints milliseconds of CPU and wall a turn.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from app.domain.message import InboundMessage
from app.domain.tenant import ChannelAccount
from app.flows.answer import answer
from app.flows.deliver import deliver
from app.flows.manage_tenant import put_tenant
from app.flows.receive import receive
from app.ids import new_id
from app.queue import Queue
from app.services import Services
from app.settings import load
from app.store.db import Tx
from app.wiring import build

CLIENT = {
    "name": "Growth",
    "faqs": [{"question": "What are your opening hours?", "answer": "Monday to Friday, 9 to 18."}],
    "channels": [{"kind": "web_chat"}],
}
EACH = 10


def fill(tx: Tx, account: ChannelAccount, count: int, start: int) -> None:
    """Insert so many conversations of ten messages each."""
    now = int(time.time() * 1000) - 86_400_000
    for number in range(start, start + count):
        lead, conversation = new_id(), new_id()
        tx.run(
            "INSERT INTO leads (id, tenant_id, created_at, updated_at) VALUES (:l, :t, :n, :n)",
            l=lead,
            t=account.tenant_id,
            n=now,
        )
        tx.run(
            "INSERT INTO conversations (id, tenant_id, lead_id, channel_id, address, state,"
            " created_at, last_message_at) VALUES (:c, :t, :l, :ch, :a, 'active', :n, :n)",
            c=conversation,
            t=account.tenant_id,
            l=lead,
            ch=account.id,
            a=f"visitor-{number}",
            n=now + number,
        )
        for index in range(EACH):
            message = new_id()
            is_lead = index % 2 == 0
            tx.run(
                "INSERT INTO messages (id, tenant_id, conversation_id, channel_id, author, body,"
                " provider_message_id, at, received_at) VALUES (:m, :t, :c, :ch, :who,"
                " 'A message of a usual length, about this and that.', :m, :at, :at)",
                m=message,
                t=account.tenant_id,
                c=conversation,
                ch=account.id,
                who="lead" if is_lead else "assistant",
                at=now + number + index,
            )
            if not is_lead:
                tx.run(
                    "INSERT INTO deliveries (id, tenant_id, conversation_id, message_id,"
                    " channel_id, kind, address, state, epoch, due_at, queued_at) VALUES (:d, :t,"
                    " :c, :m, :ch, 'reply', :a, 'delivered', 0, :n, :n)",
                    d=new_id(),
                    t=account.tenant_id,
                    c=conversation,
                    m=message,
                    ch=account.id,
                    a=f"visitor-{number}",
                    n=now + number,
                )


async def play(services: Services, account: ChannelAccount, leads: list[int]) -> None:
    """Let each lead write once, and answer it."""
    rang: list[tuple[Queue, str]] = []
    services.bell.connect(lambda queue, row_id, _: rang.append((queue, row_id)))
    for number in leads:
        text = "What are your opening hours?"
        await receive(services, account, InboundMessage(new_id(), f"visitor-{number}", "", text))
        while rang:
            queue, row_id = rang.pop(0)
            await (answer if queue is Queue.AI else deliver)(services, row_id)


async def main(sizes: list[int], turns: int) -> None:
    """Measure at each size and print one JSON line each."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"data_dir": Path(folder), "burst_cap_ms": 0}, {})
        services = await build(settings)
        put = await put_tenant(services, CLIENT)
        account = replace(put.channels[0])
        have = 0
        for size in sizes:
            while have < size // EACH:
                step = min(500, size // EACH - have)
                await services.db.write(fill, account, step, have)
                have += step
            leads = [number * have // turns for number in range(turns)]
            await play(services, account, leads[: turns // 4])
            cpu, wall = time.process_time(), time.perf_counter()
            await play(services, account, leads)
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            row = {
                "messages": size,
                "cpu_ms_per_turn": round(cpu * 1000 / turns, 2),
                "wall_ms_per_turn": round(wall * 1000 / turns, 2),
            }
            print(json.dumps(row), flush=True)
        await services.db.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--turns", type=int, default=200)
    given = parser.parse_args()
    asyncio.run(main([int(size) for size in given.sizes.split(",")], given.turns))
