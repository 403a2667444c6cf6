"""What every test stands on: its own clock, its own folder, no network, no foreign settings.

Sockets other than loopback are closed and warnings are errors by ``pyproject.toml``.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import hypothesis
import pytest

# First, because it puts the right SQLite in place.
import app  # noqa: F401
from app.clock import ManualClock
from app.log import set_up
from app.settings import ROWS, Settings, load
from tests.contract_files import contracts_folder

# How long something takes is measured in ``bench``, where the machine is known.
hypothesis.settings.register_profile("leadline", deadline=None)
hypothesis.settings.load_profile("leadline")
# By itself a client waits five seconds, which a busy machine may take.
httpx2.AsyncClient.__init__.__kwdefaults__["timeout"] = httpx2.Timeout(60)


@pytest.fixture
def clock() -> ManualClock:
    """A clock that only the test moves."""
    return ManualClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Defaults with a data folder of the test's own."""
    return load({"data_dir": tmp_path / "data", "secret_key": "k" * 48}, {})


@pytest.fixture(scope="session")
def contracts() -> Path:
    """The folder of the providers' recorded contracts; skips where it is absent, fails in CI."""
    folder = contracts_folder()
    if folder.is_dir():
        return folder
    problem = f"no contracts at {folder}; set LEADLINE_CONTRACTS"
    if os.environ.get("CI"):
        pytest.fail(problem)
    pytest.skip(problem)


@pytest.fixture(autouse=True, scope="session")
def _no_foreign_settings() -> Iterator[None]:
    # A developer's own keys must neither change a test nor be used by one.
    names = {variable for row in ROWS for variable in row.variables}
    names |= {f"{name}_FILE" for name in names}
    with pytest.MonkeyPatch.context() as patch:
        for name in names & os.environ.keys():
            patch.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    # A command under test points all logging at the output of that test.
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    yield
    if root.handlers and root.handlers[0] not in handlers:
        set_up("warning")
    logging.captureWarnings(False)
    root.handlers, root.level = handlers, level


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the contracts were not compared."""
    if not contracts_folder().is_dir():
        terminalreporter.write_line(
            "NOT COMPARED with the providers' contracts: none at "
            f"{contracts_folder()} (set LEADLINE_CONTRACTS)",
            yellow=True,
            bold=True,
        )


from tests.fixtures import *  # noqa: E402, F403
