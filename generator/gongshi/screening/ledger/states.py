"""S01 and S02: no record goes back, and none goes away, without a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gongshi.core.finding import Finding
from gongshi.package.descriptor import Key
from gongshi.screening.ledger.compared import Compared, said
from gongshi.screening.ledger.past import Entry, State
from gongshi.screening.ledger.stones import Record, holds_still
from gongshi.screening.rule import Rule

Steps = Mapping[str, Sequence[str]]


def reachable(steps: Steps, start: str) -> frozenset[str]:
    """What a record can have become between two releases: any number of allowed steps."""
    found, new = {start}, [start]
    while new:
        new = [after for before in new for after in steps.get(before, ()) if after not in found]
        found.update(new)
    return frozenset(found)


def illegal_step(compared: Compared, rule: Rule, parameters: Any) -> Iterator[Finding]:
    """{field, steps, restored_by: {correction_of}, followers}: the status took a way that is not
    allowed, or a record that had ended would be public.
    """
    field, steps = parameters["field"], parameters["steps"]
    ways = {state: reachable(steps, state) for state in steps}
    told: set[Record] = set()
    for record, entry in compared.past.entries.items():
        if not compared.sources.has(*record):
            continue
        now = compared.sources.cell(*record, field)
        legal = entry.status not in steps or now not in steps or now in ways[entry.status]
        if not legal and not _restored(compared, record, parameters):
            told.add(record)
            before, after = (_label(compared, record[0], field, s) for s in (entry.status, now))
            yield _finding(compared, rule, record, field, before, after)
    for record, stone in compared.ended.items():
        if record in told or not compared.public(record) or stone.reason in parameters["followers"]:
            continue
        if not _restored(compared, record, parameters):
            before = f"已终止公示（{compared.terms.title(stone.event)}）"
            yield _finding(compared, rule, record, field, before, "公开")


def _restored(compared: Compared, record: Record, parameters: Mapping[str, Any]) -> bool:
    """Whether a published correction says that the record is public again."""
    stone = compared.ended.get(record)
    if stone is None:
        return False
    wanted, steps = parameters["restored_by"], parameters["steps"]
    found = compared.corrections.of(*record, wanted["correction_of"], since=stone.event_on)
    return any(steps.get(one.after) for one in found)


def _label(compared: Compared, key: Key, field: str, value: str) -> str:
    declared = compared.world.dataset.tables[key].resource.by_name[field]
    return declared.category_labels.get(value, value)


def _finding(
    compared: Compared, rule: Rule, record: Record, field: str, before: str, after: str
) -> Finding:
    key, record_id = record
    declared = compared.world.dataset.tables[key].resource.by_name.get(field)
    return said(
        rule,
        {"原状态": before, "现状态": after, "编号": record_id},
        compared.sources.path(key),
        compared.sources.row(key, record_id),
        field=field if declared else None,
        field_title=declared.title if declared else None,
    )


def vanished(compared: Compared, rule: Rule, _: Any) -> Iterator[Finding]:
    """{}: a record of the ledger is in the source no more, and nothing says why; or its whole table
    is not there, without which its page cannot be.
    """
    missing: dict[Key, int] = {}
    for (key, record_id), entry in compared.past.entries.items():
        if key not in compared.world.dataset.tables:
            missing.setdefault(key, entry.row)
        elif not compared.sources.has(key, record_id) and not _explained(compared, entry):
            yield said(rule, {"编号": record_id}, compared.past.ledger_path, entry.row)
    for key, row in missing.items():
        finding = said(rule, {}, compared.past.ledger_path, row)
        yield replace(finding, message=f"公开过记录的表 {key} 没有了，它的撤下说明也就没有了网址")


def _explained(compared: Compared, entry: Entry) -> bool:
    """What had ended keeps the tombstone that the ledger remembers."""
    if entry.state is State.ENDED:
        return True
    stone = compared.written.get((entry.key, entry.record_id))
    return stone is not None and holds_still(stone, entry)
