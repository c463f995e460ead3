"""ledger.csv and tombstones.csv: read strictly, written whole."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from gongshi.core.clock import parse_date
from gongshi.core.files import write_atomic
from gongshi.core.finding import Finding
from gongshi.core.ids import is_path_safe
from gongshi.loading.decoding import UndecodableError, decode
from gongshi.package.descriptor import Key
from gongshi.screening.ledger.past import (
    LEDGER_FILE,
    TOMBSTONES_FILE,
    Entry,
    Past,
    State,
    StoneRow,
    StonesFile,
)
from gongshi.screening.ledger.seal import MARK, seal_problem, seal_row
from gongshi.screening.released.store import read_released

LEDGER_COLUMNS = (
    "package",
    "resource",
    "record_id",
    "first_published_on",
    "last_published_on",
    "state",
    "status",
    "ended_on",
    "event",
    "reason",
    "facts",
)
STONE_COLUMNS = ("package", "resource", "record_id", "event", "event_on", "reason")
_HASH = re.compile(r"[0-9a-f]{12}")
_RESTORE = f"{LEDGER_FILE} 由 gongshi release 维护，不要手改；从备份或版本库里恢复它"


def read_past(folder: Path, shown: str) -> Past:
    """The files of an edition's folder; `shown` is how findings print it. Never raises for a bad
    file: what is wrong comes back as findings.
    """
    past = Past(ledger_path=f"{shown}/{LEDGER_FILE}", stones_path=f"{shown}/{TOMBSTONES_FILE}")
    past = _with_ledger(_with_stones(past, folder / TOMBSTONES_FILE), folder / LEDGER_FILE)
    released, findings = read_released(folder, shown)
    return replace(past, released=released, findings=(*past.findings, *findings))


def _with_ledger(past: Past, path: Path) -> Past:
    if not path.is_file():
        return past
    wrong = LedgerError(1, "第一行的列名不对")
    try:
        rows = _records(path)
        if not rows or rows[0] != LEDGER_COLUMNS:
            raise wrong
        told = {row: cells for row, cells in enumerate(rows[1:], 2) if any(cells)}
        seal = told.pop(max(told)) if told and told[max(told)][0] == MARK else None
        entries = tuple(_entry(row, cells) for row, cells in told.items())
        _refuse_repeats(entries)
        problem = seal_problem([*told.values()], seal)
        if problem is not None or seal is None:
            raise LedgerError(len(rows), str(problem))
    except LedgerError as error:
        finding = _finding("ledger-error", past.ledger_path, error, _RESTORE)
        return replace(past, findings=(*past.findings, finding))
    return replace(past, ledger=entries, seal=seal[2])


def _with_stones(past: Past, path: Path) -> Past:
    if not path.is_file():
        return past
    try:
        rows = _records(path)
    except LedgerError as error:
        hint = "另存为“CSV UTF-8（逗号分隔）”，或从备份里恢复"
        finding = _finding("tombstones-error", past.stones_path, error, hint)
        return replace(past, findings=(*past.findings, finding))
    header = rows[0] if rows else ()
    found = (StoneRow(cells, row) for row, cells in enumerate(rows[1:], 2) if any(cells))
    return replace(past, stones=StonesFile(header, tuple(found)))


class LedgerError(Exception):
    """What is wrong with a file, and in which row."""

    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.row = row


def _finding(code: str, path: str, error: LedgerError, hint: str) -> Finding:
    return Finding(code=code, path=path, row=error.row, message=str(error), hint=hint)


def _records(path: Path) -> list[tuple[str, ...]]:
    try:
        text = decode(path.read_bytes())
    except UndecodableError as error:
        raise LedgerError(error.before.count("\n") + 1, "文件不是 UTF-8 编码") from error
    records: list[tuple[str, ...]] = []
    try:
        records.extend(map(tuple, csv.reader(io.StringIO(text, newline=""), strict=True)))
    except csv.Error as error:
        raise LedgerError(len(records) + 1, "这一行不是合法的 CSV") from error
    return records


def _entry(row: int, cells: tuple[str, ...]) -> Entry:
    if len(cells) != len(LEDGER_COLUMNS):
        raise LedgerError(row, f"这一行应有 {len(LEDGER_COLUMNS)} 格，实际 {len(cells)} 格")
    given = dict(zip(LEDGER_COLUMNS, cells, strict=True))
    for name in ("package", "resource", "record_id"):
        if not is_path_safe(given[name]):
            raise LedgerError(row, f"{name} 写法不对")
    for name in ("first_published_on", "last_published_on", "ended_on"):
        if given[name] and not is_day(given[name]):
            raise LedgerError(row, f"{name} 不是 2026-11-24 这样的日期")
    if given["state"] not in set(State):
        raise LedgerError(row, "state 只能是 " + "、".join(State))
    if given["state"] == State.ENDED and not (given["ended_on"] and given["event"]):
        raise LedgerError(row, "已终止的记录要有 ended_on 和 event")
    return Entry(
        key=Key(given["package"], given["resource"]),
        record_id=given["record_id"],
        state=State(given["state"]),
        first_published_on=given["first_published_on"],
        last_published_on=given["last_published_on"],
        status=given["status"],
        ended_on=given["ended_on"],
        event=given["event"],
        reason=given["reason"],
        facts=_facts(row, given["facts"]),
        row=row,
    )


def _facts(row: int, cell: str) -> dict[str, str]:
    try:
        facts = json.loads(cell) if cell else {}
    except ValueError as error:
        raise LedgerError(row, "facts 不是 JSON") from error
    if not isinstance(facts, dict) or not all(
        isinstance(value, str) and _HASH.fullmatch(value) for value in facts.values()
    ):
        raise LedgerError(row, "facts 应是 {字段: 十二位十六进制}")
    return facts


def _refuse_repeats(entries: Iterable[Entry]) -> None:
    seen: set[tuple[Key, str]] = set()
    for entry in entries:
        if (entry.key, entry.record_id) in seen:
            raise LedgerError(entry.row, f"{entry.record_id} 写了两次")
        seen.add((entry.key, entry.record_id))


def is_day(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def write_ledger(folder: Path, entries: Iterable[Entry]) -> bool:
    """Write the ledger whole, in the order of tables and ids. False if it said the same before."""
    rows = [*map(_cells, in_ledger_order(entries))]
    content = _csv([LEDGER_COLUMNS, *rows, seal_row(rows, len(LEDGER_COLUMNS))])
    path = folder / LEDGER_FILE
    if path.is_file() and path.read_bytes() == content:
        return False
    write_atomic(path, content)
    return True


def in_ledger_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (e.key.package, e.key.resource, e.record_id))


def _cells(entry: Entry) -> tuple[str, ...]:
    facts = dict(sorted(entry.facts.items()))
    return (
        entry.key.package,
        entry.key.resource,
        entry.record_id,
        entry.first_published_on,
        entry.last_published_on,
        entry.state.value,
        entry.status,
        entry.ended_on,
        entry.event,
        entry.reason,
        json.dumps(facts, separators=(",", ":")) if facts else "",
    )


def append_stones(folder: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Add rows at the end of tombstones.csv, which is replaced whole. What stood there stays as it
    is, byte for byte.
    """
    path = folder / TOMBSTONES_FILE
    before = path.read_bytes() if path.is_file() else _csv([STONE_COLUMNS])
    if not before.endswith(b"\n"):
        before += b"\n"
    write_atomic(path, before + _csv(rows))


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def stone_cells(row: StoneRow) -> Iterator[tuple[str, str]]:
    """Column → cell, for a row that has as many cells as there are columns."""
    yield from zip(STONE_COLUMNS, row.cells, strict=True)
