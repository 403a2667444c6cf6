"""The simulated world and the providers' specs, for contract tests of either side."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_schema_validator import OAS30Validator

from app.world.twilio import TwilioSetup
from app.world.world import World, WorldSetup

# Of the recorded requests.
ACCOUNT_SID = "AC" + "a" * 32
AUTH_TOKEN = "tok"

Check = Callable[[str, str, str, int, Any], list[str]]


@lru_cache(maxsize=16)
def _spec(path: Path) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return spec


def _fits(template: str, path: str) -> bool:
    wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
    if len(wanted) != len(given):
        return False

    def part_fits(a: str, b: str) -> bool:
        if "{" not in a:
            return a == b
        # "{Sid}.json" is not "{Sid}", and no name of a collection.
        ending = a[a.index("}") + 1 :]
        return b.endswith(ending) and (bool(ending) or not b.endswith(".json"))

    return all(part_fits(a, b) for a, b in zip(wanted, given, strict=True))


def _schema(spec: dict[str, Any], method: str, path: str, status: int) -> dict[str, Any]:
    paths = spec["paths"]
    template = path if path in paths else next(t for t in paths if _fits(t, path))
    responses = paths[template][method.lower()]["responses"]
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in responses:
            schema: dict[str, Any] = responses[key]["content"]["application/json"]["schema"]
            return schema
    raise AssertionError(f"{method} {path} may not answer {status}")


@pytest.fixture
def check(contracts: Path) -> Check:
    """Return what is wrong with an answer: ``check(spec, method, path, status, body)``."""

    def problems(name: str, method: str, path: str, status: int, body: Any) -> list[str]:
        spec = _spec(contracts / name)
        schema = _schema(spec, method, path, status)
        whole = {**schema, "components": spec["components"]}
        kind = OAS30Validator if spec["openapi"].startswith("3.0") else Draft202012Validator
        found = kind(whole).iter_errors(body)
        return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in found]

    return problems


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """A world with the account of the recorded requests."""
    twilio = TwilioSetup(
        accounts={ACCOUNT_SID: AUTH_TOKEN},
        services={"MG" + "b" * 32: ["+15105550100"]},
        step_s=0.01,
    )
    simulated = World(WorldSetup(twilio=twilio))
    await simulated.start()
    yield simulated
    await simulated.stop()
