"""A local clock beside the national one: it may run out sooner, never later."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.screening.clocks import Clock, Limit

# The fewest calendar days that so many months, and working days, can take.
_MONTH = 28
# What is wrong, and what to do.
_Wrong = tuple[str, str]


class LocalClock(Clock):
    """One of rules.yaml. `replaces` and `reason` are for one in the place of a national one."""

    replaces: str | None = None
    reason: str | None = None

    def plain(self) -> Clock:
        return Clock.model_validate(self.model_dump(exclude={"replaces", "reason"}))


def clock_problems(clock: LocalClock, national: dict[str, Clock]) -> Iterator[_Wrong]:
    old = national.get(clock.id)
    if not clock.start and clock.due is None:
        yield (
            f"时限 {clock.id} 没有写从哪一天起算",
            "写 start（起算的字段）或 due",
        )
    if clock.start and clock.limit is None and clock.due is None:
        yield f"时限 {clock.id} 没有写多久", "写 limit，如 {workdays: 5}"
    if clock.replaces is None and old is None:
        return
    if clock.replaces is None:
        yield (
            f"时限 {clock.id} 与全国的时限同名",
            f"要替换就写 replaces: {clock.id} 和 reason；要新增就换一个 id",
        )
    elif clock.replaces != clock.id or old is None:
        yield f"replaces“{clock.replaces}”没有对应的全国时限", "写被替换的 id，并且 id 与它相同"
    else:
        yield from _replacing(clock, old)
        yield from _longer(clock, old)


def _replacing(clock: LocalClock, old: Clock) -> Iterator[_Wrong]:
    if not (clock.reason or "").strip():
        yield f"替换时限 {clock.id} 没有写 reason", "写明为什么替换"
    if old.verified.may_block and not clock.verified.may_block:
        yield f"本地时限 {clock.id} 未经核实，不能替换已核实的全国时限", "核实原文后再替换"
    for name in ("kind", "start", "done", "due"):
        if getattr(clock, name) != getattr(old, name):
            yield f"本地时限 {clock.id} 的 {name} 与全国的不同", "替换只能改期限的长短，其余照抄"
    for name in ("due_field", "overdue_field"):
        before, after = getattr(old, name), getattr(clock, name)
        if before and (after is None or after.name != before.name):
            yield f"本地时限 {clock.id} 少了公开的字段 {before.name}", f"照抄全国的 {name}"


def _longer(clock: LocalClock, old: Clock) -> Iterator[_Wrong]:
    """In the common case, and in the one that has more time."""
    longest = [old.limit, old.longer.limit if old.longer else None]
    for mine, theirs in ((clock.limit, longest[:1]), (_extended(clock), longest)):
        known = [limit for limit in theirs if limit is not None]
        if known and not any(mine is not None and is_within(mine, one) for one in known):
            yield (
                f"本地时限 {clock.id} 比全国的长，或者不能与它比较",
                f"本地时限只能更短：全国是{known[-1].words}，用同一种单位写",
            )
            return


def _extended(clock: LocalClock) -> Limit | None:
    return clock.longer.limit if clock.longer else clock.limit


def is_within(one: Limit, other: Limit) -> bool:
    """Whether one limit never ends after the other, whatever the day on which both begin."""
    if other.workdays is not None:
        mine = one.workdays if one.workdays is not None else one.days
        return mine is not None and mine <= other.workdays
    if other.days is not None:
        return one.days is not None and one.days <= other.days
    assert other.months is not None
    if one.months is not None:
        return one.months <= other.months
    return one.days is not None and one.days <= other.months * _MONTH
