"""How ``leadline simulate`` and ``leadline demo`` show themselves on a terminal.

A run's bar goes to standard error and its table to standard output, so that either can be kept
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar of so many leads and return what moves it by one; safe from any thread."""
    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(bar_width=40),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Leads are writing", total=total)
        yield lambda: bar.advance(task)


def show(report: dict[str, Any]) -> None:
    """Print a report of ``simulate`` as a table."""
    table = Table(box=SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in _lines(report):
        table.add_row(name, value)
    console = Console(highlight=False)
    console.print(table)
    console.print(_verdict(report))


def _lines(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    messages, tokens, score = report["messages"], report["tokens"], report["score"]
    yield "Leads", f"{report['leads']}  (seed {report['seed']}, {', '.join(report['channels'])})"
    yield "Answered", str(report["answered"])
    yield "Lost", _alarming(report["lost"])
    yield "Duplicated", _alarming(report["duplicated"])
    yield "Refused", f"{report['refused']}  (never acknowledged)"
    yield "Messages", f"{messages['inbound']} in, {messages['outbound']} out"
    yield "First reply", _percentiles(report["first_reply_ms"])
    yield "Every reply", _percentiles(report["reply_ms"])
    yield "Score", f"{score['hot']} hot, {score['warm']} warm, {score['cold']} cold"
    yield "Cost", f"${report['cost_usd']:.4f} at list prices"
    yield (
        "Tokens",
        ", ".join(f"{count:,} {name}".replace("_", " ") for name, count in tokens.items()),
    )
    yield "Model calls", _counts(report["model_calls"])
    yield "Paths", _counts(report["paths"])
    yield "Faults", _counts(report["faults"]) or "none"
    waits = report["burst_ms"]
    yield (
        "Burst wait",
        f"{waits['burst_short_ms']} to {waits['burst_long_ms']} ms, part of every reply",
    )
    yield "Took", f"{report['duration_s']} s"


def _percentiles(values: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:,.0f} ms" for name, value in values.items()) or "none"


def _counts(values: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in values.items())


def _alarming(count: int) -> str:
    return f"[bold red]{count}[/]" if count else "0"


def _verdict(report: dict[str, Any]) -> str:
    if report["lost"] or report["duplicated"]:
        names = ", ".join([*report["lost_sids"], *report["duplicated_sids"]][:10])
        return f"[bold red]Something was lost or said twice:[/] {names}"
    return "[green]Nothing was lost, nothing was said twice.[/]"


def show_demo(
    addresses: list[tuple[str, str]], how: Sequence[str], facts: list[tuple[str, str]]
) -> None:
    """Print what a running demo offers: addresses, how to use them, facts by label.

    Nothing is wrapped: people click on addresses.
    """
    console = Console(highlight=False, soft_wrap=True)
    console.print("\n  [bold]leadline demo[/]\n")
    for name, address in addresses:
        console.print(f"  {name:<10} [bold cyan]{address}[/]")
    console.print()
    for line in how:
        console.print(f"  {line}")
    console.print()
    for name, line in facts:
        console.print(f"  [dim]{name:<10} {line}[/]")
    console.print("\n  Ctrl-C stops it.\n")
