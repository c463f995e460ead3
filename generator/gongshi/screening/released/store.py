"""released.ndjson: what was public at the last release, and what differed at the one before.

It lies in the edition's folder, `gongshi release` keeps it, and it is never published. The build
compares with it. A record that was not public any more at the last release has no cells in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from gongshi.core.files import write_atomic
from gongshi.core.finding import Finding
from gongshi.package.descriptor import Key
from gongshi.screening.released.changes import Counts

RELEASED_FILE = "released.ndjson"
Cells = Mapping[str, str]
Record = tuple[Key, str]


@dataclass(frozen=True)
class Release:
    """`records`: what was public on the day `on`. Cells are None where they are forgotten."""

    on: str
    records: Mapping[Record, Cells | None]


@dataclass(frozen=True)
class Released:
    """The last two releases, and the numbers of all, newest first."""

    latest: Release
    before: Release | None = None
    history: tuple[Counts, ...] = field(default=())

    def baseline(self, day: str) -> Release | None:
        """The last release before a day: that of the day itself is what is being built."""
        if self.latest.on < day:
            return self.latest
        if self.before is not None and self.before.on < day:
            return self.before
        return None


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Counts(_Closed):
    on: str
    added: int
    changed: int
    ended: int


class _Head(_Closed):
    latest: str
    before: str | None
    history: list[_Counts]


class _Line(_Closed):
    """`now`: the cells at the latest release, None if it was not public then. `was`: those that
    differed at the release before; None if it was not public then.
    """

    table: str
    id: str
    now: dict[str, str] | None
    was: dict[str, str] | None


def read_released(folder: Path, shown: str) -> tuple[Released | None, tuple[Finding, ...]]:
    """None if there is no such file yet. Never raises for a bad one."""
    path = folder / RELEASED_FILE
    if not path.is_file():
        return None, ()
    row = 1
    try:
        first, *rest = path.read_text("utf-8").rstrip("\n").split("\n")
        head = _Head.model_validate_json(first)
        found = []
        for line in rest:
            row += 1
            found.append(_Line.model_validate_json(line))
    except (ValidationError, UnicodeDecodeError):
        finding = Finding(
            code="released-error",
            path=f"{shown}/{RELEASED_FILE}",
            row=row,
            message="这一行读不出来",
            hint=f"{RELEASED_FILE} 由 gongshi release 维护，不要手改；从备份或版本库里恢复它",
        )
        return None, (finding,)
    return _released(head, found), ()


def _released(head: _Head, lines: list[_Line]) -> Released:
    latest: dict[Record, Cells | None] = {}
    before: dict[Record, Cells | None] = {}
    for line in lines:
        package, _, resource = line.table.partition("/")
        record = (Key(package, resource), line.id)
        if line.now is not None:
            latest[record] = line.now
        if line.was is not None:
            before[record] = None if line.now is None else {**line.now, **line.was}
    return Released(
        latest=Release(head.latest, latest),
        before=Release(head.before, before) if head.before else None,
        history=tuple(Counts(one.on, one.added, one.changed, one.ended) for one in head.history),
    )


def write_released(folder: Path, released: Released) -> bool:
    """Write the file whole, in the order of tables and ids. False if it said the same before."""
    content = "".join(f"{_json(line)}\n" for line in _lines(released)).encode()
    path = folder / RELEASED_FILE
    if path.is_file() and path.read_bytes() == content:
        return False
    write_atomic(path, content)
    return True


def _lines(released: Released) -> Iterator[dict[str, Any]]:
    latest, before = released.latest, released.before
    yield {
        "latest": latest.on,
        "before": before.on if before else None,
        "history": [
            {"on": one.on, "added": one.added, "changed": one.changed, "ended": one.ended}
            for one in released.history
        ],
    }
    old: Mapping[Record, Cells | None] = before.records if before else {}
    for record in sorted({*latest.records, *old}, key=lambda r: (str(r[0]), r[1])):
        now, was = latest.records.get(record), old.get(record)
        yield {
            "table": str(record[0]),
            "id": record[1],
            "now": None if now is None else dict(now),
            "was": _difference(now, was) if record in old else None,
        }


def _difference(now: Cells | None, was: Cells | None) -> dict[str, str]:
    """Nothing of a record that is not public any more."""
    if now is None or was is None:
        return {}
    return {name: cell for name, cell in was.items() if now.get(name) != cell}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
