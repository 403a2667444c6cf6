"""The manual says what the program does: settings, commands, errors, links, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from app import errors
from app.cli import leadline, main
from tests.contract_files import ROOT
from tests.manual import SETTINGS_PAGE, with_table

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
GENERAL = {"--help", "-h", "--config", "--set"}


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text("utf-8")


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        elif not command.hidden:
            yield f"{path} {name}", command


def section(page: str, heading: str) -> str:
    found = re.search(
        rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL
    )
    return found[1] if found else ""


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_it_shows_every_setting() -> None:
    page = SETTINGS_PAGE.read_text("utf-8")
    assert page == with_table(page), "run: make manual"


@pytest.mark.parametrize(("name", "command"), [*commands(leadline, "leadline")])
def test_it_shows_every_command_with_its_options(name: str, command: click.Command) -> None:
    text = section(read("docs", "commands.md"), name)
    assert text, f"docs/commands.md has no section '## {name}'"
    options = {option for parameter in command.params for option in parameter.opts}
    wanted = {option for option in options if option.startswith("--")} - GENERAL
    assert {option for option in wanted if f"`{option}" not in text} == set()


def test_it_shows_no_command_that_is_gone() -> None:
    shown = set(re.findall(r"^## (leadline .+)$", read("docs", "commands.md"), re.MULTILINE))
    assert shown == {name for name, _ in commands(leadline, "leadline")}


def test_it_shows_every_error_with_its_status() -> None:
    shown = {}
    for codes, status in re.findall(
        r"^\| (`[^|]+`) \| (\d{3}) \|", read("docs", "operate.md"), re.M
    ):
        shown |= {code: int(status) for code in re.findall(r"`(\w+)`", codes)}
    classes = [errors.LeadlineError]
    for known in classes:
        classes += known.__subclasses__()
    assert shown == {known.code: known.status for known in classes}


def test_it_shows_what_a_mistake_looks_like(capsys: pytest.CaptureFixture[str]) -> None:
    page = read("docs", "settings.md")
    shown = re.search(r"^\$ leadline (check .+)\n((?:.+\n)+?)```", page, re.MULTILINE)
    assert shown
    assert main(shown[1].split()) == 2
    assert capsys.readouterr().err == shown[2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_its_links_lead_somewhere(page: Path) -> None:
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_its_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"^`?(?:\| `)?make ([a-z-]+)", page.read_text("utf-8"), re.M)
        + re.findall(r"`make ([a-z-]+)", page.read_text("utf-8"))
    }
    assert {"demo", "test"} <= named
    assert named <= targets


def test_the_readme_starts_with_two_commands() -> None:
    blocks = re.findall(r"^```\n(.+?)\n```", read("README.md"), re.MULTILINE | re.DOTALL)
    assert blocks[:2] == ["make demo", "make test"]


def test_the_makefile_explains_every_target() -> None:
    makefile = read("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    explained = set(re.findall(r"^#   make ([a-z-]+)", makefile, re.MULTILINE))
    assert phony
    assert set(phony[1].split()) - {"help"} == explained
