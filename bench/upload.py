"""Give the running bench server a thousand pages to read, and wait until they answer.

    python bench/upload.py [PAGES]      on the data folder of bench/start.sh; one JSON line

Twenty pages a file, half of them text and half PDF. The files are put where an upload puts them;
the server reads, indexes and publishes them while it answers leads.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from app.flows.ingest import add_file
from app.flows.manage_knowledge import create_base
from app.settings import load_from_process
from app.store import bases, documents, tenants
from app.wiring import build
from bench.ingest import lines, page
from tests.made_documents import pdf

_PAGES_A_FILE = 20
_WAIT_S = 300


async def main(pages: int) -> None:
    """Upload, wait, and say how long it took."""
    services = await build(load_from_process({}, None))
    tenant_id = (await services.db.read(tenants.all_tenants))[0].id
    base = await create_base(services, tenant_id, f"Upload {time.time():.0f}")
    dice = random.Random(1)
    folder = Path(tempfile.mkdtemp(dir=services.library.make_uploads()))
    files = []
    for number in range(-(-pages // _PAGES_A_FILE)):
        written = [page(dice) for _ in range(_PAGES_A_FILE)]
        is_pdf = number % 2 == 0
        path = folder / f"{number}.{'pdf' if is_pdf else 'txt'}"
        text = "\n\n".join("\n\n".join(one) for one in written)
        path.write_bytes(pdf([lines(one) for one in written]) if is_pdf else text.encode())
        files.append(path)
    began = time.perf_counter()
    for path in files:
        await add_file(services, tenant_id, base.id, path.name, "", path)
    states: dict[str, int] = {}
    while time.perf_counter() - began < _WAIT_S:
        states = await services.db.read(documents.count_in, tenant_id, base.id)
        index = await services.db.read(bases.index_of, tenant_id)
        if states.get("ready", 0) == len(files) and index.wanted == index.published:
            break
        await asyncio.sleep(0.25)
    took_s = time.perf_counter() - began
    await asyncio.to_thread(folder.rmdir)
    await services.db.close()
    figures = {
        "pages": pages,
        "states": states,
        "seconds": round(took_s, 1),
        "pages_a_minute": round(pages * 60 / took_s),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
