"""Runs the world as a process of its own: ``python -m app.world --port 9100``."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from app.errors import Invalid
from app.world.twilio import TwilioSetup
from app.world.world import World, WorldSetup


def _pairs(values: list[str], sign: str) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, found, rest = value.partition(sign)
        if not found:
            raise Invalid(f"{value!r}: write it as name{sign}value")
        pairs[name] = rest
    return pairs


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app.world", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", default="", metavar="PROVIDER:KIND=P,…")
    parser.add_argument("--latency", action="append", default=[], metavar="PROVIDER=MS")
    parser.add_argument("--account", action="append", default=[], metavar="SID=TOKEN")
    parser.add_argument("--rewrite", action="append", default=[], metavar="PUBLIC=LOCAL")
    return parser


async def _serve(options: argparse.Namespace) -> None:
    setup = WorldSetup(
        seed=options.seed,
        faults=options.faults,
        latency_ms=dict(_pairs(options.latency, "=")),
        rewrite=_pairs(options.rewrite, "="),
        twilio=TwilioSetup(accounts=_pairs(options.account, "=")),
    )
    world = World(setup)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    base_url = await world.start(options.port, options.host)
    sys.stdout.write(f"simulated providers on {base_url}\n")
    sys.stdout.flush()
    await stopping.wait()
    await world.stop()


def main() -> None:
    """Serve until told to stop."""
    try:
        asyncio.run(_serve(_parser().parse_args()))
    except (Invalid, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
