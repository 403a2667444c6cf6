"""Reads the sentences that wishes are tried with: one a line, ``+`` says it and ``-`` does not."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "wishes"


def sentences(name: str, sign: str) -> list[str]:
    """Return the sentences of a file with a sign; ``\\n`` stands for a line's end."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line[2:].replace("\\n", "\n") for line in lines if line.startswith(f"{sign} ")]


def names(prefix: str) -> list[str]:
    """Return the names of the files that begin with a prefix, in order."""
    return sorted(path.stem for path in FOLDER.glob(f"{prefix}*.txt"))
