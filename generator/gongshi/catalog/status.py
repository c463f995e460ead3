"""The state of a record in a word, with a tone for its chip. The word alone must say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import Record


class Tone(StrEnum):
    GOOD = "good"
    WAIT = "wait"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True)
class Status:
    word: str
    tone: Tone


def status_of(catalog: Catalog, record: Record) -> Status | None:
    """None for kinds that have no state of their own."""
    read = _BY_KIND.get(record.table.kind)
    return read(catalog, record) if read else None


def _power_item(_: Catalog, record: Record) -> Status | None:
    state = record.given("item_state")
    tones = {"在用": Tone.GOOD, "暂停": Tone.WAIT}
    return Status(state, tones.get(state, Tone.QUIET)) if state else None


def _dishonesty(catalog: Catalog, record: Record) -> Status:
    if catalog.annotations(record):
        return Status("异议处理中", Tone.WAIT)
    return Status("公示中", Tone.BAD)


def _until(field: str, valid: str) -> Callable[[Catalog, Record], Status]:
    def read(catalog: Catalog, record: Record) -> Status:
        last = record.given(field)
        if last and last < str(catalog.disclosure.as_of):
            return Status("已过有效期", Tone.QUIET)
        return Status(valid, Tone.GOOD)

    return read


def _result(_: Catalog, record: Record) -> Status:
    breached = int(record.given("breached") or 0)
    return Status(f"违诺 {breached} 次", Tone.BAD) if breached else Status("没有违诺", Tone.GOOD)


def _rectification(_: Catalog, record: Record) -> Status:
    late, done = record.cell("overdue") == "true", bool(record.given("completed_on"))
    if done:
        return Status("逾期完成" if late else "按期完成", Tone.QUIET if late else Tone.GOOD)
    return Status("逾期未完成", Tone.BAD) if late else Status("整改中", Tone.WAIT)


def _repair(_: Catalog, record: Record) -> Status:
    result = record.given("result")
    if not result:
        return Status("办理中" if record.given("accepted_on") else "待受理", Tone.WAIT)
    return Status(result, Tone.GOOD if result == "准予" else Tone.QUIET)


def _objection(_: Catalog, record: Record) -> Status:
    outcome = record.given("outcome")
    if not record.given("decided_on"):
        return Status("处理中", Tone.WAIT)
    return Status(f"已办结：{outcome or '结果未公开'}", Tone.QUIET)


def _listing(_: Catalog, record: Record) -> Status:
    state = record.given("upstream_state")
    return Status(state, Tone.BAD if state == "在列" else Tone.QUIET)


def _institution(catalog: Catalog, record: Record) -> Status | None:
    last = record.given("valid_to")
    closed = last and last < str(catalog.disclosure.as_of)
    return Status(f"已于 {last} 撤并", Tone.QUIET) if closed else None


_BY_KIND: Mapping[str, Callable[[Catalog, Record], Status | None]] = {
    "power_item": _power_item,
    "dishonesty_record": _dishonesty,
    "honour": _until("valid_to", "有效"),
    "service_commitment": _until("valid_to", "承诺有效"),
    "commitment_result": _result,
    "rectification": _rectification,
    "repair": _repair,
    "objection": _objection,
    "court_listing": _listing,
    "institution": _institution,
}
