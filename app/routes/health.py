"""Whether the process lives, and whether it can take messages."""

from __future__ import annotations

import time
from typing import Any

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json as as_json

from app.errors import ShuttingDown, Unavailable
from app.routes.access import public
from app.store.db import Tx

# The jobs' loop beats once a sweep; without a beat for this long it is stuck.
_STUCK_S = 15.0


def setup_health(app: Sanic[Any, Any]) -> None:
    """Add the routes of liveness and readiness."""
    app.add_route(live, "/livez", name="livez")
    app.add_route(live, "/healthz", name="healthz")
    app.add_route(ready, "/readyz", name="readyz")


@public("says whether the process runs, and nothing of what it holds")
async def live(_: Request) -> HTTPResponse:
    """Answer without touching anything."""
    return as_json({"status": "ok"})


@public("says whether the process runs, and nothing of what it holds")
async def ready(request: Request) -> HTTPResponse:
    """Answer 200 when a write commits and the jobs beat; 503 otherwise, without detail."""
    context = request.app.ctx
    if context.is_draining:
        raise ShuttingDown
    if time.monotonic() - context.runner.beat_at > _STUCK_S:
        raise Unavailable("The jobs do not answer.")
    await context.services.db.write(_probe)
    return as_json({"status": "ok"})


def _probe(tx: Tx) -> None:
    tx.run("UPDATE schema_migrations SET name = name WHERE number = 1")
