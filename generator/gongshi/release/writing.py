"""A file is written, hashed and looked through in one go, while its bytes are at hand.

Nothing is decided here: what was seen goes into `Kept`, and the pipeline asks for all of it before
the folder takes the place of the last good site.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongshi.core.output import OutputFile, StoredFile
from gongshi.release.manifest import Hashed, hashed
from gongshi.release.output_check import OutputRules
from gongshi.release.sweep import Sieve

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Kept:
    """`broken`: ids of the rules that the page breaks. `suspect`: the sweep has to look again."""

    path: str
    media_type: str
    title: str
    hashed: Hashed
    broken: tuple[str, ...] = ()
    suspect: bool = False

    def stored(self, folder: Path) -> StoredFile:
        size, digest = self.hashed.size, self.hashed.sha256
        return StoredFile(folder, self.path, self.media_type, self.title, size, digest)


class Writer:
    """What the host has put there before may be written over."""

    def __init__(self, folder: Path, rules: OutputRules, sieve: Sieve) -> None:
        self._folder = str(folder)
        self._rules = rules
        self._sieve = sieve
        self._made: set[str] = set()

    def write(self, files: Iterable[OutputFile]) -> list[Kept]:
        return [self._write(file) for file in files]

    def _write(self, file: OutputFile) -> Kept:
        content = file.content
        parent = file.path.rpartition("/")[0]
        if parent not in self._made:
            os.makedirs(f"{self._folder}/{parent}", exist_ok=True)  # noqa: PTH103  # pathlib takes three times as long, a hundred thousand times
            self._made.add(parent)
        handle = os.open(f"{self._folder}/{file.path}", _FLAGS, 0o644)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
        finally:
            os.close(handle)
        return self.seen(file)

    def seen(self, file: OutputFile) -> Kept:
        """What is to be known of a file that is written."""
        broken: list[str] = []
        if file.path.endswith(".html"):
            html = file.content.decode()
            broken = self._rules.broken_by(
                self._rules.page(file.path, html, of_cells=file.of_cells)
            )
        suspect = self._sieve.holds(file.path, file.content)
        return Kept(
            file.path, file.media_type, file.title, hashed(file.content), tuple(broken), suspect
        )
