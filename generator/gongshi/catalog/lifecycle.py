"""Where a dishonesty record stands in its legal life, in words and as places on a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import Record
from gongshi.core.clock import parse_date

_TODAY = "数据截至日"


@dataclass(frozen=True)
class Milestone:
    """A day on the lifecycle bar; `place` runs from 0 (determined) to 1 (last public day)."""

    label: str
    day: str
    place: float
    passed: bool
    now: bool = False


@dataclass(frozen=True)
class Condition:
    """One condition for repair. `met` None: the data do not tell."""

    text: str
    met: bool | None


@dataclass(frozen=True)
class Lifecycle:
    status: str
    disputed: bool
    sentence: str
    milestones: tuple[Milestone, ...]
    today: float
    days_left: int
    conditions: tuple[Condition, ...]


def lifecycle(catalog: Catalog, record: Record) -> Lifecycle:
    """For a record of kind dishonesty_record, whose computed dates screening has added."""
    today = catalog.disclosure.as_of.day
    start, last = (
        parse_date(record.given("determined_on")),
        parse_date(record.given("publish_until")),
    )
    earliest = parse_date(record.given("min_publish_until"))
    notes = [note.text for note in catalog.annotations(record)]
    published = record.given("first_published_on") or record.given("generated_on")
    days = [
        ("认定", start),
        ("开始公示", parse_date(published)),
        ("满最短公示期，可以申请修复", earliest),
        (_TODAY, today),
        ("最后一个公示日", last),
    ]
    return Lifecycle(
        status="异议处理中" if notes else "公示中",
        disputed=bool(notes),
        sentence=_sentence(published, earliest, last, today, notes),
        milestones=tuple(
            Milestone(
                label, day.isoformat(), _place(day, start, last), day <= today, label == _TODAY
            )
            for label, day in sorted(days, key=lambda one: one[1])
        ),
        today=_place(today, start, last),
        days_left=(last - today).days,
        conditions=_conditions(catalog, record, earliest, today),
    )


def _place(day: date, start: date, last: date) -> float:
    span = (last - start).days
    return 1.0 if span <= 0 else min(1.0, max(0.0, (day - start).days / span))


def _sentence(published: str, earliest: date, last: date, today: date, notes: list[str]) -> str:
    objection = "；".join(notes) if notes else "目前没有未办结的异议"
    repair = (
        f"已满最短公示期（{earliest}），可以申请信用修复"
        if earliest <= today
        else f"{earliest} 起可以申请信用修复"
    )
    return f"本记录自 {published} 起公示，最晚公示至 {last}；{objection}；{repair}。"


def _conditions(
    catalog: Catalog, record: Record, earliest: date, today: date
) -> tuple[Condition, ...]:
    performance = record.given("performance")
    pending = any(not repair.given("decided_on") for repair in catalog.pointing(record, "repair"))
    return (
        Condition(f"已满最短公示期（{earliest}）", met=earliest <= today),
        Condition(
            f"义务已全部履行（现登记为：{performance or '未公开'}）",
            met=performance == "全部已履行" if performance else None,
        ),
        Condition(
            "已有一件修复申请在办理" if pending else "没有正在办理的修复申请", met=not pending
        ),
    )
