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
    """Whether it is late is said by its deadline."""
    if record.given("completed_on"):
        return Status("已完成整改", Tone.GOOD)
    return Status("整改中", Tone.WAIT)


def _in_a_field(name: str, tones: Mapping[str, Tone]) -> Callable[[Catalog, Record], Status | None]:
    """The state as the record itself gives it."""

    def read(_: Catalog, record: Record) -> Status | None:
        word = record.given(name)
        return Status(word, tones.get(word, Tone.QUIET)) if word else None

    return read


def _reply(_: Catalog, record: Record) -> Status:
    return (
        Status("已答复", Tone.GOOD) if record.given("replied_on") else Status("待答复", Tone.WAIT)
    )


def _recommendation(catalog: Catalog, record: Record) -> Status:
    adopted = record.given("adoption")
    if record.given("replied_on") and adopted in {"采纳", "部分采纳", "不采纳"}:
        return Status(f"已答复：{adopted}", Tone.QUIET if adopted == "不采纳" else Tone.GOOD)
    return _reply(catalog, record)


def _arrears(_: Catalog, record: Record) -> Status | None:
    amount, cleared = record.given("amount"), record.given("cleared_amount")
    if not amount:
        return None
    if float(amount) == 0:
        return Status("没有逾期未付", Tone.GOOD)
    if not cleared:
        return Status("清偿情况未公开", Tone.QUIET)
    done = float(cleared) >= float(amount)
    return Status("已全部清偿", Tone.GOOD) if done else Status("没有全部清偿", Tone.BAD)


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
    "judicial_recommendation": _recommendation,
    "npc_cppcc_reply": _reply,
    "sme_arrears": _arrears,
    "investment_commitment": _in_a_field(
        "fulfil_state",
        {
            "按期履行": Tone.GOOD,
            "逾期履行": Tone.QUIET,
            "未到期": Tone.WAIT,
            "部分履行": Tone.BAD,
            "未履行": Tone.BAD,
        },
    ),
    "street_commitment": _in_a_field(
        "result", {"兑现": Tone.GOOD, "未兑现": Tone.BAD, "未到期": Tone.WAIT}
    ),
    "task": _in_a_field(
        "progress",
        {
            "已完成": Tone.GOOD,
            "推进中": Tone.WAIT,
            "未启动": Tone.WAIT,
            "持续实施": Tone.QUIET,
        },
    ),
    "policy_document": _in_a_field("validity", {"有效": Tone.GOOD, "修订": Tone.WAIT}),
    "channel": _in_a_field("state", {"正常": Tone.GOOD, "维护中": Tone.WAIT}),
}
