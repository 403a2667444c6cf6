"""What is shipped imports only what an installation without the development tools has."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("app", "jobs", "vectors")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def test_it_declares_every_package_it_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {normal(line) for line in project["dependencies"]}
    homes = packages_distributions()
    undeclared = {
        f"{file.relative_to(ROOT)}: {module}"
        for file, module in imports()
        if declared.isdisjoint(normal(home) for home in homes.get(module, [module]))
    }
    assert not undeclared


def test_it_locks_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {normal(line) for line in re.findall(r"(?m)^([A-Za-z0-9._-]+)==", lock)}
    assert {normal(line) for line in project["dependencies"]} <= locked


def imports() -> Iterator[tuple[Path, str]]:
    """Yield each file with the foreign packages it imports, also inside functions."""
    for folder in SHIPPED:
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                for name in names(node):
                    module = name.partition(".")[0]
                    if module not in {*SHIPPED, *sys.stdlib_module_names}:
                        yield file, module


def names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
        return [node.module]
    return []


def normal(requirement: str) -> str:
    """Return a package's name as registries compare it."""
    found = NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""
