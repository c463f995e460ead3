"""Publication periods: the vectors of tests/cases/periods.yaml, and what holds for every date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.periods import add_months
from gongshi.package.lined_yaml import parse
from gongshi.screening.regimes import Period, period
from gongshi.screening.rulebook import national_rulebook
from rule_data import CASES

VECTORS = parse((CASES / "periods.yaml").read_text("utf-8")).data
REGIMES = national_rulebook().regimes
SEVERITIES = ["轻微", "一般", "严重"]

# Near each other and near a change of the law, days meet more of what can go wrong.
days = st.dates(date(2023, 5, 1), date(2035, 12, 31)) | st.dates(
    date(2026, 3, 1), date(2026, 6, 30)
)
severities = st.sampled_from(SEVERITIES)


def _computed(vector: dict[str, str], regimes=REGIMES) -> dict[str, str]:
    """The vector with what the engine computes in the place of what it states."""
    found = period(
        regimes,
        vector["severity"],
        parse_date(vector["determined_on"]),
        AsOf(parse_date(vector["as_of"])),
    )
    asked = {name: vector[name] for name in ("severity", "determined_on", "as_of")}
    if found is None:
        return asked
    return asked | {
        "regime": found.regime,
        "repair_from": found.earliest_repair.isoformat(),
        "last_day": found.last_day.isoformat(),
    }


@pytest.mark.parametrize("vector", VECTORS, ids=[str(n) for n in range(len(VECTORS))])
def test_vector(vector: dict[str, str]) -> None:
    assert _computed(vector) == vector


def test_vectors_can_fail() -> None:
    """Each number of each regime that can decide today matters to a vector."""
    for at, regime in enumerate(REGIMES):
        for name, months in regime.severities.items():
            if not any(v.get("regime") == regime.id and v["severity"] == name for v in VECTORS):
                continue
            for change in ({"minimum": months.minimum + 1}, {"maximum": months.maximum + 1}):
                severities = {**regime.severities, name: replace(months, **change)}
                off = (*REGIMES[:at], replace(regime, severities=severities), *REGIMES[at + 1 :])
                assert any(_computed(v, off) != v for v in VECTORS), (regime.id, name, change)


def test_every_number_in_force_has_a_vector() -> None:
    spoken = {(v.get("regime"), v["severity"]) for v in VECTORS}
    today = [regime for regime in REGIMES if regime.valid_to is None]
    assert today
    for regime in today:
        assert {(regime.id, name) for name in regime.severities} <= spoken


# Calendar months.

any_day = st.dates(date(1900, 1, 1), date(2200, 12, 31))
month_counts = st.integers(0, 600)


@given(any_day, month_counts)
def test_months_agree_with_dateutil(start: date, months: int) -> None:
    assert add_months(start, months) == start + relativedelta(months=months)


@given(any_day, any_day, month_counts)
def test_months_keep_the_order_of_days(one: date, other: date, months: int) -> None:
    first, second = sorted([one, other])
    assert add_months(first, months) <= add_months(second, months)


@given(any_day, month_counts, month_counts)
def test_more_months_end_later(start: date, few: int, more: int) -> None:
    few, more = sorted([few, more])
    assert add_months(start, few) <= add_months(start, more)


@given(any_day, month_counts)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert end.day == start.day or (
        end.day < start.day and (end + timedelta(days=1)).month != end.month
    )


# Periods.


def _period(severity: str, determined_on: date, as_of: date) -> Period | None:
    return period(REGIMES, severity, determined_on, AsOf(as_of))


@given(severities, days, days)
def test_repair_opens_before_publication_ends(severity: str, one: date, other: date) -> None:
    determined, as_of = sorted([one, other])
    found = _period(severity, determined, as_of)
    if found:
        assert determined <= found.earliest_repair <= found.last_day
        assert found.last_day <= add_months(determined, 36)


@given(severities, days, days, days)
def test_determined_later_ends_no_earlier(severity: str, a: date, b: date, c: date) -> None:
    first, second, as_of = sorted([a, b, c])
    one, other = _period(severity, first, as_of), _period(severity, second, as_of)
    if one and other:
        assert one.last_day <= other.last_day


@given(severities, days, days, days)
def test_a_later_day_never_lengthens_a_period(severity: str, a: date, b: date, c: date) -> None:
    determined, early, late = sorted([a, b, c])
    then, now = _period(severity, determined, early), _period(severity, determined, late)
    if then and now:
        assert now.last_day <= then.last_day


@given(severities, days, days, days)
def test_what_is_over_does_not_come_back(severity: str, a: date, b: date, c: date) -> None:
    """An unchanged record that may not be public on a day may not be on a later one."""
    determined, early, late = sorted([a, b, c])
    if not _may_be_public(severity, determined, early):
        assert not _may_be_public(severity, determined, late)


def _may_be_public(severity: str, determined: date, as_of: date) -> bool:
    found = _period(severity, determined, as_of)
    return found is not None and as_of <= found.last_day


@given(days, days)
def test_the_graver_the_longer(one: date, other: date) -> None:
    determined, as_of = sorted([one, other])
    found = [_period(severity, determined, as_of) for severity in SEVERITIES]
    lengths = [p.last_day for p in found if p]
    assert lengths == sorted(lengths)
