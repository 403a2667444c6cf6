"""The rules of the source that a command can judge."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.contract_files import ROOT

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base_utils"}
MAX_FILE, MAX_FUNCTION, MAX_NESTING = 400, 50, 3

# A vendor's package and the only files that may import it, all of them inside functions.
VENDORS = {
    "anthropic": {"app/llm/anthropic.py"},
    "openai": {"app/llm/openai.py", "vectors/openai.py"},
    "twilio": {"app/channels/twilio.py", "app/channels/twilio_api.py"},
    "sendgrid": {"app/channels/sendgrid_mail.py"},
    "hubspot": {"app/integrations/hubspot.py"},
    "pyotp": {"app/authenticator.py"},
    "segno": {"app/authenticator.py"},
    "webauthn": {"app/passkeys.py"},
}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git would hand on, committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted(ROOT / name for name in listed.split("\0") if (ROOT / name).is_file()))


def refuse(found: list[str]) -> None:
    assert not found, "\n" + "\n".join(found)


def sources(*tops: str) -> list[Path]:
    wanted = tops or ("app", "jobs", "vectors")
    return [p for p in tracked() if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in wanted]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def at(path: Path, node: ast.AST | int) -> str:
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{line}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Name, line and whether it stands outside functions and type checking, of each import."""

    def visit(node: ast.AST, lazy: bool) -> Iterator[tuple[str, int, bool]]:
        for child in ast.iter_child_nodes(node):
            inside = lazy or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                inside = True
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield alias.name, child.lineno, not inside
            elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
                yield child.module, child.lineno, not inside
            yield from visit(child, inside)

    yield from visit(tree(path), False)


def test_files_are_short() -> None:
    long = [
        f"{at(path, 1)} has {lines} lines"
        for path in sources("app", "jobs", "vectors", "tests", "packaging", "bench")
        if (lines := len(path.read_text("utf-8").splitlines())) > MAX_FILE
    ]
    refuse(long)


def test_functions_are_short() -> None:
    long = []
    for path in sources("app", "jobs", "vectors", "packaging"):
        for node in functions(path):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION:
                long.append(f"{at(path, node)} {node.name} has {lines} lines")
    refuse(long)


BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def depth(node: ast.AST, level: int = 0) -> int:
    """How deep blocks are nested in a function; ``elif`` is no deeper than its ``if``."""
    deepest = level
    for name, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        is_elif = (
            isinstance(node, ast.If)
            and name == "orelse"
            and len(children) == 1
            and isinstance(children[0], ast.If)
        )
        for child in children:
            if not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            deeper = isinstance(child, BLOCKS) and not is_elif
            deepest = max(deepest, depth(child, level + deeper))
    return deepest


def test_nothing_nests_deeper_than_three() -> None:
    deep = [
        f"{at(path, node)} {node.name} nests {levels} deep"
        for path in sources()
        for node in functions(path)
        if (levels := depth(node)) > MAX_NESTING
    ]
    refuse(deep)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        at(path, 1)
        for path in sources()
        if not ast.get_docstring(tree(path)) and path.read_text("utf-8").strip()
    ]
    refuse(silent)


def test_no_name_is_a_drawer_for_anything() -> None:
    bad = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if FORBIDDEN_NAMES & {part.removesuffix(path.suffix) for part in path.parts}
    ]
    refuse(bad)


def test_only_settings_reads_the_environment() -> None:
    readers = [
        at(path, node)
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.Name)
        and ast.unparse(node) in {"os.environ", "os.getenv", "environ", "getenv"}
        and path != ROOT / "app" / "settings.py"
    ]
    refuse(readers)


def test_type_ignores_name_their_reason() -> None:
    vague = [
        at(path, number)
        for path in sources("app", "jobs", "vectors", "tests")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"#\s*type:\s*ignore(?!\[)", line) and path != Path(__file__).resolve()
    ]
    refuse(vague)


def test_vendors_are_imported_by_their_adapter_when_used() -> None:
    wrong = []
    for path in sources():
        for name, line, at_start in imports(path):
            allowed = VENDORS.get(name.partition(".")[0])
            if allowed is None:
                continue
            if str(path.relative_to(ROOT)) not in allowed or at_start:
                wrong.append(f"{at(path, line)} imports {name}")
    refuse(wrong)


def test_domain_rests_on_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"app.errors"}
    wrong = [
        f"{at(path, line)} imports {name}"
        for path in sources("app")
        if path.relative_to(ROOT).parts[1] == "domain"
        for name, line, _ in imports(path)
        if name.partition(".")[0] not in allowed
        and name not in allowed
        and not name.startswith("app.domain")
    ]
    refuse(wrong)


def test_every_part_of_app_has_its_layer() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    known = {name for layer in layers for name in re.findall(r"app\.(\w+)", layer)}
    parts = {path.relative_to(ROOT / "app").parts[0].removesuffix(".py") for path in sources("app")}
    assert parts - known == {"__init__"}


def test_only_deliver_and_notify_send_through_a_channel() -> None:
    callers = {
        str(path.relative_to(ROOT))
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "send"
        and re.search(r"channel|adapter", ast.unparse(node.func.value), re.IGNORECASE)
    }
    # What goes to a client's own people is no message of a conversation: no lead, no gate.
    assert callers == {"app/flows/deliver.py", "app/flows/notify.py"}


def test_store_functions_never_commit() -> None:
    ending = {"commit", "rollback"}
    owners = {"db.py", "sqlite.py", "postgres.py", "migrate.py"}
    wrong = [
        at(path, node)
        for path in sources("app")
        if path.relative_to(ROOT).parts[1] == "store" and path.name not in owners
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in ending
    ]
    refuse(wrong)


def test_nothing_of_others_is_committed() -> None:
    foreign = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if re.search(r"(\.min\.(js|css)|\.map|\.whl|\.woff2?)$|node_modules|/vendor/", str(path))
    ]
    refuse(foreign)


# Put together so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            r"/(?:work|root|tmp/v|opt/pypi|opt/wheels)/",
            r"/home/(?!ana\b|leadline\b)\w+/",
            r"index-url\s*[= ]\s*http",
            r"registry\.npmjs\.org|files\.python" + r"hosted\.org|py" + r"pi\.org/simple",
            r"https?://[\w.-]*(?:artifactory|nexus|devpi)[\w.-]*",
            r'"resolved":\s*"http',
        ]
    )
)


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__).resolve():
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if match := MACHINE.search(line):
                found.append(f"{at(path, number)} {match[0]}")
    refuse(found)


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("def f():\n  if a:\n    pass\n  elif b:\n    pass\n  elif c:\n    pass", 1),
        ("def f():\n  for a in b:\n    if a:\n      with c:\n        while d:\n          pass", 4),
    ],
)
def test_nesting_is_counted_as_people_see_it(source: str, levels: int) -> None:
    assert depth(ast.parse(source).body[0]) == levels
