"""citations.csv: what could be cited at each release, so that a citation can be checked later.

It lies in the edition's folder, `gongshi release` keeps it, and it is never published. Of a record
that ended a row may stay only if its hash gives nothing away (`keep`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from gongshi.core.errors import ProjectError
from gongshi.core.files import write_atomic

CITATIONS_FILE = "citations.csv"
_COLUMNS = ("name", "version", "sha256", "keep")
_HASH = re.compile(r"[0-9a-f]{64}")
_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class Cited:
    """`name` as in the mark of a citation. `keep`: the hash may stay when the record has ended."""

    name: str
    version: str
    sha256: str
    keep: bool


def read_cited(folder: Path) -> tuple[Cited, ...]:
    """Empty if there is no such file. Raises ProjectError for a bad one."""
    path = folder / CITATIONS_FILE
    if not path.is_file():
        return ()
    wrong = ProjectError(
        f"{CITATIONS_FILE} 读不出来：它由 gongshi release 维护，不要手改；从备份或版本库里恢复它"
    )
    try:
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""), strict=True)
    except (csv.Error, UnicodeDecodeError, ValueError) as error:
        raise wrong from error
    if tuple(header) != _COLUMNS or not all(_is_row(row) for row in rows):
        raise wrong
    return tuple(Cited(name, version, sha256, keep == _YES) for name, version, sha256, keep in rows)


def next_cited(
    old: Iterable[Cited], today: Collection[Cited], ended: Collection[str]
) -> tuple[Cited, ...]:
    """`ended`: the names of what has ended by today. A name is listed anew when its hash is new."""
    gone = set(ended)
    kept = [one for one in old if one.keep or one.name not in gone]
    known = {(one.name, one.sha256) for one in kept}
    new = [one for one in today if (one.name, one.sha256) not in known]
    return tuple(sorted([*kept, *new], key=lambda one: (one.name, one.version, one.sha256)))


def write_cited(folder: Path, cited: Iterable[Cited]) -> bool:
    """False if the file said the same before."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in cited:
        writer.writerow((one.name, one.version, one.sha256, _YES if one.keep else _NO))
    content = stream.getvalue().encode()
    path = folder / CITATIONS_FILE
    if path.is_file() and path.read_bytes() == content:
        return False
    write_atomic(path, content)
    return True


def _is_row(row: list[str]) -> bool:
    return len(row) == 4 and bool(_HASH.fullmatch(row[2])) and row[3] in {_YES, _NO}
