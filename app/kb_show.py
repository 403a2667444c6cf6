"""How the ``kb`` commands show themselves: a live bar on a terminal, plain lines elsewhere.

Texts of documents are other people's: whatever could move a cursor is taken out before printing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from app.domain.knowledge import Retrieved, Scored
from app.flows.explain import Explained

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PIPED_COLUMNS = 100
_LONGEST_TEXT = 600
_SHOWN_FIGURES = 6
_LANGUAGES = {"en": "English", "es": "Spanish", "ar": "Arabic"}
_MARK = "bold yellow"
_GOOD, _FAIR = 0.75, 0.25


def printable(text: str) -> str:
    """Return a text of the same length without characters that control a terminal."""
    return _CONTROL.sub(" ", text)


def language_name(code: str) -> str:
    """Return the name of a language, or its code."""
    return _LANGUAGES.get(code, code)


def counted(count: int, one: str, many: str = "") -> str:
    """Return ``1 page``, ``2 pages``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def ago(passed_ms: int) -> str:
    """Return how long ago something was, in its largest unit."""
    for unit, size_ms in (("d", 86_400_000), ("h", 3_600_000), ("min", 60_000)):
        if passed_ms >= size_ms:
            return f"{passed_ms // size_ms} {unit} ago"
    return "just now"


class Bar:
    """Work under way: its whole, and the pieces that are being worked on."""

    def __init__(self, progress: Progress, label: str, total: int) -> None:
        self._progress = progress
        self._whole = progress.add_task(label, total=total)
        self._pieces: dict[str, TaskID] = {}

    def advance(self) -> None:
        """Move the whole by one."""
        self._progress.advance(self._whole)

    def reach(self, done: int, of: int) -> None:
        """Set how far the whole is."""
        self._progress.update(self._whole, completed=done, total=max(done, of))

    def piece(self, name: str, percent: int) -> None:
        """Show how far a piece is; from 100 on it is gone."""
        if percent >= 100:
            known = self._pieces.pop(name, None)
            if known is not None:
                self._progress.remove_task(known)
            return
        if name not in self._pieces:
            label = Text(f"  {printable(name)}", "dim").plain
            self._pieces[name] = self._progress.add_task(label, total=100)
        self._progress.update(self._pieces[name], completed=percent)


class Screen:
    """Standard output."""

    def __init__(self, console: Console | None = None) -> None:
        made = console or Console(highlight=False)
        if not made.is_terminal:
            # Who reads a pipe wraps by himself.
            made = Console(file=made.file, highlight=False, width=_PIPED_COLUMNS, soft_wrap=True)
        self.console = made
        self.taken = 0  # How often something was said to be taken.

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line of ours, or one that names something of others."""
        self.console.print(Text(printable(text), style), soft_wrap=True)

    def item(self, sign: str, colour: str, name: str, facts: Sequence[str]) -> None:
        """Print a line of a list."""
        self._mark(f"  {sign}", colour, name, " · ".join(facts), "dim")

    def good(self, name: str, facts: Sequence[str]) -> None:
        """Say that something was taken."""
        self.taken += 1
        self._mark("✓", "green", name, " · ".join(facts), "dim")

    def bad(self, name: str, reason: str) -> None:
        """Say that something was not taken, and why."""
        self._mark("✗", "red", name, reason, "red")

    def _mark(self, sign: str, colour: str, name: str, facts: str, style: str) -> None:
        text = Text.assemble((sign, colour), " ", (printable(name), "bold"), "  ")
        text.append(printable(facts), style)
        self.console.print(text, soft_wrap=True)

    @contextmanager
    def working(self, label: str, total: int) -> Iterator[Bar]:
        """Show a bar while work is under way; what is printed meanwhile stands above it."""
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
        )
        is_shown = self.console.is_terminal
        with Progress(
            *columns, console=self.console, transient=True, disable=not is_shown
        ) as progress:
            yield Bar(progress, label, total)


def show_found(
    screen: Screen, query: str, found: Retrieved, explained: Sequence[Explained]
) -> None:
    """Print what a search found, best first, or that nothing answers."""
    facts = [
        f"“{query}”",
        language_name(found.language),
        counted(len(found.hits), "passage"),
        f"{found.latency_us / 1000:.1f} ms",
        "words and meaning" if found.uses_vectors else "words",
    ]
    screen.line("  ".join(fact for fact in facts if fact), "dim")
    if not found.is_answered:
        screen.line("Nothing here answers this.", "bold")
        if found.hits:
            screen.line("Nearest, but no answer:", "dim")
    for rank, (hit, about) in enumerate(zip(found.hits, explained, strict=True), 1):
        screen.line()
        _show_hit(screen, rank, hit, about)


def _show_hit(screen: Screen, rank: int, hit: Scored, about: Explained) -> None:
    passage = hit.passage
    head = Text.assemble(f"{rank:>2}  ", (f"{hit.score:>4.0%}", _colour(hit.score)), "  ")
    head.append_text(_marked(passage.title, about.title_marks, "bold"))
    screen.console.print(head, soft_wrap=True)
    for line in _marked(passage.text, about.text_marks, "")[:_LONGEST_TEXT].split("\n"):
        if line.plain.strip():
            screen.console.print(Text("          ").append_text(line), soft_wrap=True)
    facts = [_where(hit), about.why, ", ".join(_figures(hit))]
    for fact in filter(None, facts):
        screen.line(f"          {fact}", "dim")


def _where(hit: Scored) -> str:
    passage = hit.passage
    if passage.kind == "faq":
        return "FAQ"
    where = passage.url or passage.source
    if passage.page is not None:
        where += f", page {passage.page}"
    return where + (", may be out of date" if passage.stale_at else "")


def _figures(hit: Scored) -> list[str]:
    """Return the largest figures the score was made of; all of them are in the JSON."""
    largest = sorted(hit.parts, key=lambda part: -part[1])[:_SHOWN_FIGURES]
    return [f"{name.replace('_', ' ')} {value:.2f}" for name, value in largest if value >= 0.005]


def _colour(score: float) -> str:
    if score >= _GOOD:
        return "bold green"
    return "yellow" if score >= _FAIR else "dim"


def _marked(text: str, marks: Sequence[tuple[int, int]], style: str) -> Text:
    """Return a text with its marks; cleaning leaves every character in its place."""
    shown = Text(printable(text), style)
    for first, behind in marks:
        shown.stylize(_MARK, first, behind)
    return shown
