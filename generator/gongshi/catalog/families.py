"""The families of promises, and how the outcome of each is read from its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import Record
from gongshi.screening.outcome import Standing


class Verdict(StrEnum):
    KEPT = "兑现"
    LATE = "逾期兑现"
    BROKEN = "未兑现"
    CHANGED = "依法变更"
    OPEN = "未到期"
    UNKNOWN = "没有数据"  # promised, and nobody says what became of it
    NOT_COUNTED = "不计入"  # no day was set, nothing was owed, or the limit is not verified

    @property
    def slug(self) -> str:
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True)
class Entry:
    """What one record says: usually one thing, a quarter's result several."""

    record: Record
    institution: Record | None
    counts: Mapping[Verdict, int]


Read = Callable[[Catalog, Record, Record | None], Iterator[Entry]]


@dataclass(frozen=True)
class Family:
    """`promise` says what counts as promised, `outcome` as what the outcome is read from."""

    slug: str
    title: str
    domain: str
    kind: str
    unit: str
    promise: str
    outcome: str
    read: Read

    def anchor(self, verdict: Verdict) -> str:
        return f"{self.slug}-{verdict.slug}"


def _one(record: Record, institution: Record | None, verdict: Verdict) -> Entry:
    return Entry(record, institution, {verdict: 1})


def _service(catalog: Catalog, record: Record, institution: Record | None) -> Iterator[Entry]:
    """Each quarter's result counts as many times as it was to be kept."""
    results = catalog.pointing(record, "commitment_result")
    if not results:
        yield _one(record, institution, Verdict.UNKNOWN)
    for result in sorted(results, key=lambda one: one.given("period")):
        total, kept, breached = (
            int(result.given(name) or 0) for name in ("total", "kept", "breached")
        )
        counts = {
            Verdict.KEPT: kept,
            Verdict.BROKEN: breached,
            Verdict.OPEN: total - kept - breached,
        }
        yield Entry(result, institution, {v: n for v, n in counts.items() if n > 0})


def _in_words(field: str, verdicts: Mapping[str, Verdict]) -> Read:
    """The record names its state itself; one that should have ended by now tells nothing."""

    def read(catalog: Catalog, record: Record, institution: Record | None) -> Iterator[Entry]:
        verdict = verdicts.get(record.given(field), Verdict.UNKNOWN)
        late = any(one.standing is Standing.OVERDUE for one in catalog.deadlines(record))
        if verdict is Verdict.OPEN and late:
            verdict = Verdict.UNKNOWN
        yield _one(record, institution, verdict)

    return read


_STANDINGS = {
    Standing.IN_TIME: Verdict.KEPT,
    Standing.LATE: Verdict.LATE,
    Standing.OVERDUE: Verdict.BROKEN,
    Standing.RUNNING: Verdict.OPEN,
    Standing.PENDING: Verdict.OPEN,
}


def _by_clock(*clocks: str) -> Read:
    """By the record's deadline. A limit that nobody has read at its source counts for nothing."""

    def read(catalog: Catalog, record: Record, institution: Record | None) -> Iterator[Entry]:
        mine = [one for one in catalog.deadlines(record) if one.clock in clocks]
        verdict = Verdict.NOT_COUNTED
        if mine and catalog.clock(mine[0]).verified.may_block:
            verdict = _STANDINGS[mine[0].standing]
        yield _one(record, institution, verdict)

    return read


def _arrears(_: Catalog, record: Record, institution: Record | None) -> Iterator[Entry]:
    amount, cleared = record.given("amount"), record.given("cleared_amount")
    if not amount or (float(amount) > 0 and not cleared):
        verdict = Verdict.UNKNOWN
    elif float(amount) == 0:
        verdict = Verdict.NOT_COUNTED
    else:
        verdict = Verdict.KEPT if float(cleared) >= float(amount) else Verdict.BROKEN
    yield _one(record, institution, verdict)


FAMILIES = (
    Family(
        "service",
        "服务承诺",
        "行政履职",
        "service_commitment",
        "次",
        "服务承诺每个统计期应兑现的次数",
        "承诺单位按季度公布的兑现和违诺次数",
        _service,
    ),
    Family(
        "street",
        "街道公开承诺",
        "街道（社区）服务",
        "street_commitment",
        "项",
        "街道在十四类公共服务上的公开承诺",
        "街道在承诺期末公布的结果",
        _in_words(
            "result",
            {"兑现": Verdict.KEPT, "未兑现": Verdict.BROKEN, "未到期": Verdict.OPEN},
        ),
    ),
    Family(
        "investment",
        "招商引资承诺",
        "招商引资",
        "investment_commitment",
        "项",
        "政策承诺、招商合同和补充协议",
        "承诺单位公布的履行情况；依法变更、协商解除的单列",
        _in_words(
            "fulfil_state",
            {
                "按期履行": Verdict.KEPT,
                "逾期履行": Verdict.LATE,
                "部分履行": Verdict.BROKEN,
                "未履行": Verdict.BROKEN,
                "依法变更": Verdict.CHANGED,
                "解除": Verdict.CHANGED,
                "未到期": Verdict.OPEN,
            },
        ),
    ),
    Family(
        "payment",
        "向中小企业付款",
        "政府采购",
        "procurement_contract",
        "份",
        "与中小企业签订、已经交付验收的采购合同",
        "付款日期与法定或合同约定的付款期限；供应商不是中小企业的不计入",
        _by_clock("sme-payment"),
    ),
    Family(
        "arrears",
        "清偿逾期欠款",
        "政府采购",
        "sme_arrears",
        "份年报",
        "年报写明有逾期未付中小企业款项的",
        "年报以后公布的清偿金额，全部清偿才算兑现；没有逾期的不计入",
        _arrears,
    ),
    Family(
        "partnership",
        "合作项目履约",
        "政府和社会资本合作",
        "ppp_project",
        "个",
        "政府和社会资本合作项目里政府方的义务",
        "主管部门公布的履约评估；正在整改的算未兑现",
        _in_words(
            "performance_result",
            {"按约履行": Verdict.KEPT, "部分逾期": Verdict.LATE, "正在整改": Verdict.BROKEN},
        ),
    ),
    Family(
        "recommendation",
        "答复司法建议",
        "监督",
        "judicial_recommendation",
        "件",
        "收到的司法建议",
        "答复日期与二个月的期限；检察建议的期限没有对照原文核实，不计入",
        _by_clock("judicial-reply", "procuratorial-reply"),
    ),
    Family(
        "suggestion",
        "答复代表建议",
        "监督",
        "npc_cppcc_reply",
        "件",
        "交办的人大代表建议",
        "答复日期与三个月或六个月的期限；政协提案没有核实到法定期限，不计入",
        _by_clock("npc-reply", "cppcc-reply"),
    ),
    Family(
        "task",
        "任务按期完成",
        "任务落实",
        "task",
        "条",
        "实施方案里写明完成时限的任务，算在第一牵头单位",
        "完成日期与完成时限；持续实施、没有写明时限的不计入",
        _by_clock("task"),
    ),
)
