"""Finds the recorded contracts of the providers, for fixtures and for cases at collection time."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def contracts_folder() -> Path:
    """Return the folder named by LEADLINE_CONTRACTS, else its usual place; it may be absent."""
    return (ROOT / os.environ.get("LEADLINE_CONTRACTS", "../shared/contracts")).resolve()


def contract_json(name: str) -> Any:
    """Return a file of the contracts, or an empty list where they are absent.

    For ``pytest.mark.parametrize``; such a test also asks for the fixture ``contracts``, which
    skips or fails where they are absent.
    """
    path = contracts_folder() / name
    return json.loads(path.read_text("utf-8")) if path.is_file() else []
