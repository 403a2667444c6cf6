"""A file of named arrays, written at once and mapped for reading.

Layout: magic, length and checksum of a JSON header, the header (type, shape and place of each
array, notes, length and checksum of the body), then the arrays, each on a 64-byte boundary. Little
endian. The same arrays give the same bytes. A file that was cut or whose header was changed is
refused when it is opened; ``verify`` reads all of it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MAGIC = b"LLARR\x00\x01\n"
_HEAD = struct.Struct("<8sII")
_ALIGN = 64
_TYPES = {"|u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4", "<f2"}


class ImageDamaged(Exception):
    """The file is no image of this version, or was cut or changed: build it again."""


def _aligned(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def write(path: Path, arrays: Mapping[str, Array], notes: Mapping[str, Any]) -> None:
    """Write a file that appears whole or not at all: beside it, synced, then renamed."""
    table, place, check = {}, 0, 0
    blocks = []
    for name, array in arrays.items():
        block = array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes()
        table[name] = [array.dtype.newbyteorder("<").str, list(array.shape), place]
        blocks.append(block + bytes(_aligned(len(block)) - len(block)))
        check = zlib.crc32(blocks[-1], check)
        place += len(blocks[-1])
    header = json.dumps(
        {"arrays": table, "notes": dict(notes), "size": place, "check": check},
        separators=(",", ":"),
    ).encode()
    head = _HEAD.pack(MAGIC, len(header), zlib.crc32(header)) + header
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(head + bytes(_aligned(len(head)) - len(head)))
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def ranges(starts: Array, rows: Array, size: int) -> tuple[Array, Array]:
    """Return the places that some rows of a flat table cover, one row after the other, and counts.

    Args:
        starts: where each row begins, and a last one where the table ends.
        rows: the numbers of the rows.
        size: the length of the table.

    Raises:
        ImageDamaged: the starts lead out of the table.
    """
    import numpy as np

    first = starts[rows].astype(np.int64)
    last = starts[rows + 1].astype(np.int64)
    count = last - first
    if len(rows) and (int(last.max()) > size or int(count.min()) < 0):
        raise ImageDamaged("a row lies outside of its table")
    ends = np.cumsum(count)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(first - (ends - count), count), count


class Arrays:
    """The arrays of a file, mapped: a page is read when it is first used."""

    def __init__(self, path: Path) -> None:
        """Map a file.

        Raises:
            ImageDamaged: it is not of this format, or was cut or changed.
            FileNotFoundError: it is not there.
        """
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _HEAD.size:
                raise ImageDamaged(f"{path.name} is too short to be an image")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._header, self._body = self._read_header(path.name, size)
        self.notes: dict[str, Any] = self._header["notes"]

    def _read_header(self, name: str, size: int) -> tuple[dict[str, Any], int]:
        magic, length, check = _HEAD.unpack_from(self._map)
        if magic != MAGIC:
            raise ImageDamaged(f"{name} is not an image of this version")
        raw = self._map[_HEAD.size : _HEAD.size + length]
        if len(raw) != length or zlib.crc32(raw) != check:
            raise ImageDamaged(f"the header of {name} was changed")
        header: dict[str, Any] = json.loads(raw)
        body = _aligned(_HEAD.size + length)
        if body + header["size"] != size:
            raise ImageDamaged(f"{name} has {size} bytes and should have {body + header['size']}")
        return header, body

    def __getitem__(self, name: str) -> Array:
        import numpy as np

        kind, shape, place = self._header["arrays"][name]
        if kind not in _TYPES:
            raise ImageDamaged(f"array {name} has the unknown type {kind}")
        count = 1
        for side in shape:
            count *= side
        flat: Array = np.frombuffer(self._map, np.dtype(kind), count, self._body + place)
        return flat.reshape(shape)

    def verify(self) -> None:
        """Read everything and compare its checksum.

        Raises:
            ImageDamaged: the body was changed.
        """
        if zlib.crc32(memoryview(self._map)[self._body :]) != self._header["check"]:
            raise ImageDamaged("the checksum of the arrays is wrong")
