"""The description is true: schemathesis asks everything it describes, and then some.

Against a real server with two clients' data: no 5xx, no status and no body that is not described,
nothing taken that the description forbids, nothing without a key. The seed is fixed, and to be
quick each database gets its share. ``make fuzz`` asks everything of both databases, so many times
a route (``LEADLINE_FUZZ_EXAMPLES``), from another seed (``LEADLINE_FUZZ_SEED``).
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from app.domain.access import SCOPES
from app.flows.api_keys import create_key
from app.flows.escalate import escalate
from app.flows.manage_tenant import Put
from app.flows.receive import receive
from app.services import Services
from app.settings import Settings
from app.store import conversations
from app.store.db import Tx
from app.store.owners import _TABLES as TABLES
from tests.fixtures import said
from tests.journeys.served import served
from tests.store.filled import fill

EXAMPLES = os.environ.get("LEADLINE_FUZZ_EXAMPLES", "")
PHASES = {"sqlite": "examples,coverage", "postgres": "fuzzing"}
SEED = os.environ.get("LEADLINE_FUZZ_SEED", "1")
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance,unsupported_method,"
    "allow_header_conformance,ignored_auth,negative_data_rejection,positive_data_acceptance"
)
# What may answer a request that is right in form: the rest of what decides is not in the form.
RIGHT = [200, 201, 202, 204, 400, 404, 409, 412, 422, 502]
# What may answer one that is wrong: a wrong id is not found, a header too large is cut.
WRONG = [400, 401, 404, 405, 409, 412, 413, 415, 422, 431]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.replaced(search_limit_per_min=1_000_000)


async def populate(services: Services, put: Put) -> dict[str, str]:
    """Let a lead write and need a person; return an id of every kind there then is."""
    sms = next(one for one in put.channels if one.kind.value == "sms")
    receipt = await receive(services, sms, said("Is the garden shared?", "+13035550001"))
    now = services.clock.now_ms()

    def write(tx: Tx) -> None:
        row = conversations.conversation_by_id(tx, put.tenant.id, str(receipt.conversation_id))
        assert row is not None
        escalate(tx, services, row, "wants_person", "", now)
        fill(tx, put.tenant.id, now)

    await services.db.write(write)
    return await services.db.read(_ids, put.tenant.id)


def _ids(tx: Tx, tenant_id: str) -> dict[str, str]:
    found = {"client_id": tenant_id}
    for name, table in TABLES.items():
        row = tx.one(f"SELECT id FROM {table} WHERE tenant_id = :t LIMIT 1", t=tenant_id)
        if row is not None:
            found[name] = str(row["id"])
    return found


def _config(ours: dict[str, str], theirs: dict[str, str]) -> str:
    """Return the settings of schemathesis: mostly ids there are, some of another client."""
    lines = []
    for name, one in ours.items():
        ids = json.dumps([one, one, one, theirs.get(name, "nobody")])
        lines.append(f"[dictionaries.{name}]\nvalues = {ids}")
    for place in ("path", "query"):
        for name in ours:
            lines.append(f'[parameters."{place}.{name}"]\ndictionary = "{name}"\nprobability = 0.8')
    lines.append(f"[checks.positive_data_acceptance]\nexpected-statuses = {RIGHT}")
    lines.append(f"[checks.negative_data_rejection]\nexpected-statuses = {WRONG}")
    return "\n".join(lines)


# It neither ends the key it asks with, nor waits for what will happen.
_HOOKS = """
import schemathesis

@schemathesis.hook
def before_call(context, case, kwargs):
    ids = case.path_parameters or {}
    if ids.get("key_id") == OWN_KEY:
        case.path_parameters = {**ids, "key_id": "nobody"}
    if case.path.endswith("/events"):
        case.query = {**(case.query or {}), "seconds": 0}
"""


async def _ask_everything(address: str, key: str, config: Path, phases: str) -> tuple[int, str]:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run"),
        *(f"{address}/api/v1/openapi.json", "--header", f"Authorization: Bearer {key}"),
        *("--include-path-regex", "^/api/v1/", "--checks", CHECKS),
        *("--phases", phases, "--max-examples", EXAMPLES or "4"),
        *("--seed", SEED, "--generation-database", "none", "--no-color", "--continue-on-failure"),
        *("--suppress-health-check", "all", "--request-timeout", "10", "--workers", "1"),
    ]
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=config.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode("utf-8", "replace")


async def test_everything_it_says_is_true(
    services: Services, acme: Put, bravo: Put, tmp_path: Path
) -> None:
    ours, theirs = await populate(services, acme), await populate(services, bravo)
    key_id, key = await create_key(services, acme.tenant.id, "Fuzz", " ".join(SCOPES))
    hooks, config = tmp_path / "hooks.py", tmp_path / "schemathesis.toml"
    hooks.write_text(f"OWN_KEY = {key_id!r}\n{_HOOKS}", "utf-8")
    config.write_text(f"hooks = {str(hooks)!r}\n{_config(ours, theirs)}", "utf-8")
    phases = ",".join(PHASES.values()) if EXAMPLES else PHASES[services.db.dialect]
    async with served(services) as address:
        status, said_of_it = await _ask_everything(address, key, config, phases)
    sys.stdout.write(said_of_it[-400:])  # How much was asked; shown by -rP.
    assert status == 0, said_of_it
