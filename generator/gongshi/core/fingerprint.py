"""Whether files are still what they were: by their content, or by what the file system says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_CHUNK = 1 << 20
_SKIPPED = frozenset({"__pycache__", ".git"})


def content_of(places: Iterable[Path]) -> str:
    """The hash of the names and the bytes of everything at and below some places."""
    whole = hashlib.sha256()
    for place in places:
        whole.update(f"{place}\0".encode("utf-8", "surrogateescape"))
        for path in [place] if place.is_file() else sorted(_below(str(place))):
            whole.update(f"{path}\0".encode("utf-8", "surrogateescape"))
            whole.update(_hash(path))
    return whole.hexdigest()


def state_of(folder: Path) -> str:
    """The hash of the names, sizes, inodes and times of the files below a folder.

    Nobody can change a file and keep its ctime, but for setting the machine's clock back; so this
    tells as surely as reading a gigabyte again that the folder is as it was left.
    """
    whole = hashlib.sha256()
    for path in sorted(_below(str(folder), everything=True)):
        found = os.lstat(path)
        known = (found.st_mode, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        whole.update(f"{path}\0{known}\0".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _below(folder: str, *, everything: bool = False) -> Iterator[str]:
    """Files and, as they may point elsewhere, links."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if everything or entry.name not in _SKIPPED:
                    yield from _below(entry.path, everything=everything)
            else:
                yield entry.path


def _hash(path: str | Path) -> bytes:
    digest = hashlib.sha256()
    with open(path, "rb") as file:  # noqa: PTH123  # a Path for each of many files costs more than reading it
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()
