"""The part of a citation that a program can check: id, version and hash in one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = 32  # of the sha256 in hex: 128 bits, which nobody can find a second text for
_NAME = r"[a-z][a-z0-9_-]*"
_MARK = re.compile(
    rf"gongshi:({_NAME}(?:/{_NAME}(?:/[A-Za-z0-9._-]+)?)?)@(\d{{4}}-\d\d-\d\d)#([0-9a-f]{{{DIGITS}}})"
)


@dataclass(frozen=True)
class Mark:
    """`name`: the edition, `package/resource`, or `package/resource/record_id`."""

    name: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"gongshi:{self.name}@{self.version}#{self.digest}"

    @property
    def parts(self) -> list[str]:
        return self.name.split("/")


def mark(name: str, version: str, sha256: str) -> Mark:
    return Mark(name, version, sha256[:DIGITS])


def marks_in(text: str) -> Iterator[Mark]:
    """Every mark in a text, each once. Backslashes that BibTeX puts into one are taken out, line
    breaks that another program put there are closed up.
    """
    text = text.replace("\\", "")
    found = _MARK.findall(text) or _MARK.findall("".join(text.split()))
    yield from dict.fromkeys(Mark(*parts) for parts in found)
