"""The commands of the audit log: check that nobody changed it, and hand it out."""

from __future__ import annotations

import click

from app.cli_options import with_settings
from app.settings import Settings

_PLACES = ("data_dir", "database_url")


@click.group()
def audit() -> None:
    """Check and export the log of who changed what."""


@audit.command("verify")
@click.option("--client", default="", metavar="NAME", help="Id or name; without it the agency's.")
@with_settings(*_PLACES, quiet=True)
def verify(settings: Settings, client: str) -> int:
    """Tell whether the log is as it was written; exit code 1 when it is not."""
    from app import auditing
    from app.wiring import run_once

    is_whole, text = run_once(settings, lambda services: auditing.verify(services, client))
    click.echo(text)
    return 0 if is_whole else 1


@audit.command("export")
@click.option("--client", default="", metavar="NAME", help="Id or name; without it the agency's.")
@click.option("--format", "kind", type=click.Choice(["jsonl", "csv"]), default="jsonl",
              show_default=True, help="JSON lines with hashes, or CSV.")  # fmt: skip
@with_settings(*_PLACES, quiet=True)
def export(settings: Settings, client: str, kind: str) -> None:
    """Print the log, oldest line first."""
    from app import auditing
    from app.wiring import run_once

    def write(text: str) -> None:
        click.echo(text, nl=False)

    run_once(settings, lambda services: auditing.export(services, client, kind, write))
