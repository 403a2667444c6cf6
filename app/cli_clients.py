"""The commands that start a client: from a preset, and which presets there are.

Split off ``cli.py`` for its size; what is said there holds here.
"""

from __future__ import annotations

import click

from app.cli_options import with_settings
from app.settings import Settings


@click.command("new")
@click.option("--name", required=True, help="The business's name.")
@click.option("--preset", metavar="NAME", help="What to start from; see: leadline client presets.")
@click.option("--zone", default="UTC", show_default=True, metavar="ZONE", help="IANA time zone.")
@click.option("--country", default="US", show_default=True, metavar="XX",
              help="Two letters (ISO 3166).")  # fmt: skip
@click.option("--language", "languages", multiple=True, metavar="CODE",
              help="A language leads write in, the most usual first; may be repeated.")  # fmt: skip
@with_settings("data_dir", "database_url", "public_url", quiet=True)
def new_client(
    settings: Settings,
    name: str,
    preset: str | None,
    zone: str,
    country: str,
    languages: tuple[str, ...],
) -> None:
    """Add a client, from a preset of its trade if one is named."""
    from app import clients
    from app.wiring import run_once

    wish = clients.Wish(name, preset, zone, country, languages or ("en",))
    click.echo(run_once(settings, lambda services: clients.new(services, wish)))


@click.command("presets")
def list_presets() -> None:
    """List the presets a client can start from."""
    from app import clients

    click.echo(clients.presets())
