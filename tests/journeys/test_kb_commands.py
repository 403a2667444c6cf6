"""``leadline kb`` as a person uses it: alone, in a pipe, on a terminal, beside a running server."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from rich.console import Console

from app import kb_add
from app.cli import main
from app.clock import ManualClock
from app.documents.guard import Guard
from app.flows.manage_tenant import Put
from app.kb_show import Screen, printable
from app.services import Services
from app.store import websites
from app.world.website import Website
from tests.running import ROOT, Place, free_port, running_server

CLIENTS = {
    "Harbour Homes": ("What are your opening hours?", "Monday to Friday from 9 to 18."),
    "Hill Dental": ("Do you take children?", "Yes, from the age of three."),
}
PETS = "Small pets are welcome. Dogs above 20 kg need a deposit of 300 dollars."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder with two clients."""
    folder = tmp_path / "data"
    for name, (question, answer) in CLIENTS.items():
        file = tmp_path / "client.toml"
        file.write_text(
            f'name = "{name}"\nzone = "UTC"\nlanguages = ["en"]\n'
            f'[[faqs]]\nquestion = "{question}"\nanswer = "{answer}"\n'
        )
        assert main(["client", "put", str(file), "--data-dir", str(folder)]) == 0
    return folder


@pytest.fixture
def run(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the data; return exit code, output and errors."""

    def call(*arguments: str, client: str = "harbour homes") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*arguments, "--client", client, "--data-dir", str(data_dir)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents: good ones, a hidden one, and one that is none."""
    made = tmp_path / "papers"
    (made / "rules").mkdir(parents=True)
    (made / "rules" / "pets.txt").write_text(PETS)
    (made / "prices.md").write_text("# Rent\n\nThe flat costs 1,450 dollars a month.")
    (made / ".hidden.txt").write_text("Not for anybody.")
    return made


def test_what_was_added_answers_at_once(run: Run, folder: Path) -> None:
    code, out, err = run("kb", "add", str(folder))
    assert (code, err) == (0, "")
    assert "✓ prices.md  1 passage" in out
    assert "✓ rules › pets.txt  1 passage" in out
    assert "Harbour Homes now answers from 3 passages; this went into General." in out
    code, out, _ = run("kb", "search", "Can I bring a dog?")
    assert code == 0
    assert PETS in out
    assert "Nothing here" not in out
    # The originals stay where they were.
    assert (folder / "prices.md").exists()


def test_it_says_that_nothing_was_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    code, out, _ = run("kb", "add", str(tmp_path / "empty.txt"))
    assert code == 1
    assert "Nothing was taken; Harbour Homes answers from 1 passage as before." in out
    assert "went into" not in out


def test_a_search_explains_itself_as_json(run: Run, folder: Path) -> None:
    run("kb", "add", str(folder))
    code, out, _ = run("kb", "search", "Can I bring a dog?", "--json", "--limit", "2")
    found = json.loads(out)
    best = found["passages"][0]
    assert (code, found["query"], best["source"]) == (0, "Can I bring a dog?", "rules › pets.txt")
    assert best["text"] == PETS
    assert {"score", "parts", "why", "highlights", "base_id", "document_id"} <= best.keys()
    assert len(found["passages"]) <= 2


def test_nothing_found_is_said_plainly_and_is_no_failure(run: Run, folder: Path) -> None:
    code, out, err = run("kb", "search", "quantum chromodynamics")
    assert (code, err) == (0, "")
    assert "Nothing here answers this." in out.splitlines()


def test_one_clients_knowledge_is_no_others(run: Run, folder: Path) -> None:
    run("kb", "add", str(folder))
    _, out, _ = run("kb", "search", "Can I bring a dog?", client="Hill Dental")
    assert "pets" not in out
    _, out, _ = run("kb", "list", client="Hill Dental")
    assert "prices.md" not in out


def test_it_lists_what_is_there_and_removes_it_by_name(run: Run, folder: Path) -> None:
    run("kb", "add", str(folder), "--base", "Rentals")
    code, out, _ = run("kb", "list")
    assert code == 0
    for part in ("Rentals", "prices.md", "rules › pets.txt", "Client file", "1 question"):
        assert part in out
    assert run("kb", "remove", "rules › pets.txt")[0] == 0
    assert "Dogs above" not in run("kb", "search", "Can I bring a dog?")[1]
    assert run("kb", "remove", "rentals")[0] == 0
    bases = json.loads(run("kb", "list", "--json")[1])
    assert [base["name"] for base in bases] == ["Client file"]


def test_a_name_that_means_two_things_removes_nothing(run: Run, folder: Path) -> None:
    run("kb", "add", str(folder), "--base", "Rentals")
    run("kb", "add", str(folder), "--base", "Sales")
    code, _, err = run("kb", "remove", "prices.md")
    assert code == 1
    assert err.startswith("leadline: More than one thing is named prices.md; give the id: ")
    assert len(json.loads(run("kb", "list", "--json")[1])) == 3


def test_a_file_of_the_same_name_is_brought_up_to_date(run: Run, folder: Path) -> None:
    run("kb", "add", str(folder))
    (folder / "prices.md").write_text("# Rent\n\nThe flat costs 1,600 dollars a month.")
    assert run("kb", "add", str(folder / "prices.md"))[0] == 0
    _, out, _ = run("kb", "search", "What does the flat cost?")
    assert "1,600" in out
    assert "1,450" not in out


@pytest.mark.parametrize(
    ("arguments", "client", "code", "said"),
    [
        (["add", "x.md"], "harbor homes", 1, "no client named harbor homes. Did you mean Harbour"),
        (["add", "x.md"], "zzz", 1, "no client named zzz. See: leadline client list"),
        (["add", "x.md", "y.md"], "Hill Dental", 2, "x.md does not exist. y.md does not exist."),
        (["add", "http://127.0.0.1/", "--faq"], "Hill Dental", 2, "--faq takes CSV files"),
        (["search", " "], "Hill Dental", 2, "Write a question."),
        (["search", "x", "--channel", "fax"], "Hill Dental", 2, "fax is no channel; choose from"),
        (["search", "x", "--base", "Rent"], "Hill Dental", 1, "There are: Client file."),
        (["remove", "x"], "Hill Dental", 1, "Hill Dental has nothing named x."),
    ],
)
def test_an_error_is_one_clear_line(
    run: Run, arguments: list[str], client: str, code: int, said: str
) -> None:
    got, out, err = run("kb", *arguments, client=client)
    assert (got, out, err.count("\n")) == (code, "", 1)
    assert err.startswith("leadline: ")
    assert said in err


def test_what_is_refused_says_why_and_stops_nothing(run: Run, folder: Path) -> None:
    (folder / "photo.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "empty.txt").write_bytes(b"")
    code, out, _ = run("kb", "add", str(folder))
    assert code == 1
    assert "✗ photo.pdf  This is an image" in out
    assert "✗ empty.txt  The file is empty." in out
    assert "✓ prices.md" in out
    assert "✗ http://127.0.0.1:1/" in run("kb", "add", "http://127.0.0.1:1/")[1]


def test_files_of_the_same_name_are_not_mixed_up(run: Run, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "prices.md"
    other.write_text("Other prices.")
    code, _, err = run("kb", "add", str(folder / "prices.md"), str(other))
    assert code == 2
    assert "Two files are named prices.md" in err


def test_questions_come_from_a_csv_and_bad_rows_are_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "faq.csv"
    file.write_text(
        "question,answer,variants\n"
        '"Is there parking?","Yes, behind the house.","Where do I park?|Car park?"\n'
        "Is there a lift?,\n"
    )
    code, out, _ = run("kb", "add", str(file), "--faq")
    assert code == 1
    assert "✗ faq.csv, line 3  The answer is missing." in out
    assert "✓ faq.csv  1 question" in out
    assert "Yes, behind the house." in run("kb", "search", "Where do I park?")[1]


def test_one_question_is_added_and_a_draft_waits(run: Run) -> None:
    question = ("--question", "Is there a sauna?", "--answer", "Yes, in the cellar.")
    code, out, _ = run("kb", "faq", "add", *question, "--draft")
    assert code == 0
    assert "waits for approval" in out
    assert "in the cellar" not in run("kb", "search", "sauna")[1]
    assert "answers now" in run("kb", "faq", "add", *question, "--way", "Steam bath?")[1]
    assert "in the cellar" in run("kb", "search", "steam bath")[1]
    code, _, err = run("kb", "faq", "add", "--question", " ", "--answer", "")
    assert (code, err) == (2, "leadline: The question is missing. The answer is missing.\n")


def test_an_index_that_was_lost_is_made_again(run: Run, folder: Path, data_dir: Path) -> None:
    run("kb", "add", str(folder))
    for image in data_dir.rglob("*.image"):
        image.unlink()
    assert PETS in run("kb", "search", "Can I bring a dog?")[1]
    code, out, _ = run("kb", "reindex")
    assert code == 0
    assert "✓ Harbour Homes  3 passages" in out


def test_texts_of_others_cannot_steer_a_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "evil\x1b[2J.csv"
    file.write_text(
        'question,answer\nIs it safe?,"\x1b]0;owned\x07Yes \x1b[31m[bold]it[/bold] is."\n'
    )
    _, out, _ = run("kb", "add", str(file), "--faq")
    out += run("kb", "search", "Is it safe?")[1] + run("kb", "list")[1]
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]it[/bold]" in out


def test_cleaning_keeps_every_character_in_its_place() -> None:
    text = "a\x1bb\x00c\u202ed\ne"
    assert printable(text) == "a b c d\ne"


def test_in_a_pipe_lines_are_plain_and_whole(data_dir: Path, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "kb", "add", str(folder), "--client", "Harbour Homes",
         "--data-dir", str(data_dir)],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 3


def test_on_a_terminal_progress_is_shown(data_dir: Path, folder: Path) -> None:
    for number in range(6):
        (folder / f"more-{number}.txt").write_text(f"Flat number {number} has a balcony.")
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "kb", "add", str(folder), "--client", "Harbour Homes",
         "--data-dir", str(data_dir)],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    shown = _all_of(mine)
    assert process.wait(30) == 0
    assert "Reading" in shown
    assert "/8" in shown
    assert "\x1b[32m✓" in shown
    assert "9 passages" in shown


def test_what_was_interrupted_is_taken_up_by_the_next(
    run: Run, data_dir: Path, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(80):
        (many / f"{number}.txt").write_text(f"Flat number {number} has a balcony.")
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "kb", "add", str(many), "--client", "Harbour Homes",
         "--data-dir", str(data_dir)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    # In the middle: the first files are in, the last ones are not.
    assert process.stdout.readline().startswith("✓")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said.split()) == (130, ["Interrupted."])
    code, out, _ = run("kb", "add", str(many))
    assert (code, out.count("✓"), out.count("✗")) == (0, 80, 0)
    assert "answers from 81 passages" in out
    assert list((data_dir / "knowledge" / "uploads").iterdir()) == []


def _all_of(handle: int) -> str:
    """Read a terminal until its other side is closed."""
    parts = []
    while True:
        try:
            part = os.read(handle, 65_536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(handle)
    return b"".join(parts).decode()


def _ask(port: int, key: str, query: str) -> dict[str, Any]:
    request = Request(
        f"http://127.0.0.1:{port}/api/v1/knowledge/search",
        json.dumps({"query": query}).encode(),
        {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    with urlopen(request, timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
        return found


@pytest.mark.timeout(90)
def test_it_works_beside_a_running_server(run: Run, folder: Path, data_dir: Path) -> None:
    place = Place(data_dir.parent, free_port(), {"data_dir": str(data_dir)})
    with running_server(place) as server:
        server.wait_ready()
        key = run("client", "key", "create", "--name", "Website")[1].strip()
        assert not _ask(place.port, key, "Can I bring a dog?")["is_answered"]
        code, out, _ = run("kb", "add", str(folder))
        assert code == 0
        assert "✓ rules › pets.txt" in out
        # The server looks again within ten seconds.
        until = time.monotonic() + 20
        texts: list[str] = []
        while PETS not in texts and time.monotonic() < until:
            found = _ask(place.port, key, "Can I bring a dog?")
            texts = [one["text"] for one in found["passages"]]
            time.sleep(0.2)
        assert PETS in texts
        key_id = run("client", "key", "list")[1].split()[0]
        assert run("client", "key", "revoke", key_id)[0] == 0
        with pytest.raises(OSError, match="401"):
            _ask(place.port, key, "Can I bring a dog?")
        assert server.stop() == 0


def test_keys_are_shown_once(run: Run) -> None:
    key = run("client", "key", "create", "--name", "Website")[1].strip()
    listed = run("client", "key", "list")[1]
    assert key.startswith("ll_")
    assert key not in listed
    assert f"…{key[-4:]}  Website  never used" in listed
    assert run("client", "key", "revoke", "none")[0] == 1


async def test_a_website_is_crawled_before_it_returns(
    services: Services, acme: Put, clock: ManualClock
) -> None:
    site = Website(clock)
    site.put("/", "Casa Verde", ["We repair roofs and gutters."], ["/prices"])
    site.put("/prices", "Prices", ["A new roof costs 9,000 euros."])
    address = await site.start()
    port = int(address.rpartition(":")[2])
    open_to = replace(services, guard=Guard(loopback_ports=frozenset({port})))
    shown = io.StringIO()
    screen = Screen(Console(file=shown, highlight=False))
    wanted = kb_add.Wanted((f"{address}/",), every_hours=12)
    try:
        assert await kb_add.add(open_to, "acme", wanted, screen) == 0
        once = replace(wanted, is_once=True)
        assert await kb_add.add(open_to, "acme", once, screen) == 0
    finally:
        await site.stop()
    lines = shown.getvalue().splitlines()
    assert lines[0] == f"✓ {address}/  2 pages · again every 12 h"
    assert lines[2] == f"✓ {address}/  2 pages · crawled once"
    (row,) = await services.db.read(_sites, acme.tenant.id)
    assert (row.state, row.every_hours) == ("paused", 12)


def _sites(tx: Any, tenant_id: str) -> list[websites.WebsiteRow]:
    rows = tx.all("SELECT base_id FROM websites WHERE tenant_id = :t", t=tenant_id)
    return [site for row in rows for site in websites.websites_in(tx, tenant_id, row["base_id"])]
