"""A process that makes one image: ``python -m vectors.worker ENTRIES IMAGE``.

``ENTRIES`` has one entry a line as JSON. It runs apart from the server, so that making a large
index takes no time from a reply, and gives way to everything else on the machine.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from vectors.base import Entry

_NICE = 10


def run(arguments: list[str]) -> int:
    """Make the image; return the exit code."""
    given, wanted = arguments
    os.nice(_NICE)
    from vectors.image import build

    build(_entries(Path(given)), Path(wanted))
    return 0


def _entries(path: Path) -> Iterator[Entry]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            yield Entry(**{**fields, "ways": tuple(fields["ways"])})


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
