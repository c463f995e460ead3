"""S03: nothing stands in tombstones.csv but what a tombstone may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gongshi.core.finding import Finding
from gongshi.core.ids import is_path_safe
from gongshi.package.descriptor import Key
from gongshi.screening.ledger.compared import Compared, said
from gongshi.screening.ledger.files import STONE_COLUMNS, is_day, stone_cells
from gongshi.screening.ledger.past import StoneRow
from gongshi.screening.rule import Rule

# What to say of a column, after the rule's own words.
_DETAILS = {
    "": f"每行 {len(STONE_COLUMNS)} 格，不多不少",
    "resource": "package 和 resource 要是本版本的一张表",
    "record_id": "编号要是台账里有的，同一条说明只写一次",
    "event": "事件不是规定的词",
    "event_on": "日期写成 2026-11-24 的样子，不早于最后公开的那一天，不晚于数据日期",
    "reason": "原因不是这种事件的规定类别",
}


def open_tombstone(compared: Compared, rule: Rule, _: Any) -> Iterator[Finding]:
    """{events, suspended}: another column, or a cell that is none of the closed words."""
    stones = compared.past.stones
    if stones is None:
        return
    path = compared.past.stones_path
    if stones.header != STONE_COLUMNS:
        yield _finding(rule, path, 1, f"列名只能是 {'、'.join(STONE_COLUMNS)}", None)
        return
    seen: set[tuple[str, ...]] = set()
    for row in stones.rows:
        column = "record_id" if row.cells in seen else _wrong(compared, row)
        seen.add(row.cells)
        if column is not None:
            yield _finding(rule, path, row.row, _DETAILS[column], column or None)


def _finding(rule: Rule, path: str, row: int, detail: str, field: str | None) -> Finding:
    """Without the cell: it may say what a tombstone must not."""
    finding = said(rule, {}, path, row, field=field)
    return replace(finding, message=f"{finding.message}：{detail}")


def _wrong(compared: Compared, row: StoneRow) -> str | None:
    """The first column that says something else than it may; "" for the row as a whole."""
    if len(row.cells) != len(STONE_COLUMNS):
        return ""
    given = dict(stone_cells(row))
    key, record = Key(given["package"], given["resource"]), given["record_id"]
    if key not in compared.world.dataset.tables:
        return "resource"
    if not _is_known(compared, key, record):
        return "record_id"
    terms = compared.terms.events.get(given["event"])
    if terms is None:
        return "event"
    if not is_day(given["event_on"]) or not _may_end(compared, key, record, given["event_on"]):
        return "event_on"
    return None if given["reason"] in terms.reasons else "reason"


def _is_known(compared: Compared, key: Key, record: str) -> bool:
    if compared.past.ledger is None:
        return is_path_safe(record)
    return (key, record) in compared.past.entries


def _may_end(compared: Compared, key: Key, record: str, day: str) -> bool:
    """Not after the day of the build; and not while the record was public, unless it was restored
    since and is there.
    """
    if day > str(compared.world.as_of):
        return False
    entry, stone = compared.past.entries.get((key, record)), compared.written.get((key, record))
    latest = stone is not None and stone.event_on == day
    gone = latest and not compared.sources.has(key, record)
    return not gone or entry is None or entry.last_published_on <= day
