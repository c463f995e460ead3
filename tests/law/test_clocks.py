"""Statutory clocks over a table."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from gongshi.core.clock import AsOf
from gongshi.screening.clocks import Clock, Limit, run
from gongshi.screening.rule_cases import Case
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.workdays import UnknownYearError
from rule_data import dataset_of

AS_OF = AsOf(date(2026, 11, 24))


def _objections(**cells: str):
    case = Case.model_validate({"title": "-", "given": {"objections": [cells]}, "expect": "不适用"})
    tables = dataset_of(case).tables.values()
    return next(table for table in tables if table.resource.kind == "objection")


def _run(code: str, **cells: str):
    running = run(national_rulebook().clock(code), _objections(**cells))
    assert running is not None
    return running


def test_a_clock_runs_from_its_start_in_working_days() -> None:
    running = _run("objection-decide", received_on="2026-09-30", decided_on="")
    assert running.due.iloc[0] == date(2026, 10, 15)
    assert running.open().iloc[0]
    assert running.overdue(AS_OF).iloc[0]


def test_done_in_time_and_done_late() -> None:
    in_time = _run("objection-decide", received_on="2026-09-30", decided_on="2026-10-15")
    late = _run("objection-decide", received_on="2026-09-30", decided_on="2026-10-16")
    assert not in_time.overdue(AS_OF).iloc[0]
    assert late.overdue(AS_OF).iloc[0]
    assert not late.open().iloc[0]


def test_the_last_day_itself_is_in_time() -> None:
    running = _run("objection-annotate", received_on="2026-11-23", annotated_on="")
    assert running.due.iloc[0] == AS_OF.day
    assert not running.overdue(AS_OF).iloc[0]


def test_a_clock_that_has_not_started_is_neither_open_nor_late() -> None:
    running = _run("objection-decide", received_on="", decided_on="")
    assert running.due.iloc[0] is None
    assert not running.open().iloc[0]
    assert not running.overdue(AS_OF).iloc[0]


def test_a_year_without_announced_holidays_is_kept_as_such() -> None:
    running = _run("objection-decide", received_on="2034-12-29", decided_on="")
    assert isinstance(running.due.iloc[0], UnknownYearError)
    assert running.unknown_years() == [2034]
    assert not running.overdue(AsOf(date(2036, 1, 1))).iloc[0], "nothing is asserted about it"


def test_months_take_the_longer_limit_where_the_row_says_so() -> None:
    clock = Clock.model_validate(
        {
            "id": "reply",
            "title": "答复",
            "kind": "objection",
            "start": ["received_on"],
            "done": ["decided_on"],
            "limit": {"months": 3},
            "longer": {"field": "received_via", "values": ["线下窗口"], "limit": {"months": 6}},
            "citation": "代表法第五十一条",
            "verified": "primary",
        }
    )
    plain = run(clock, _objections(received_on="2026-01-31"))
    complex_one = run(clock, _objections(received_on="2026-01-31", received_via="线下窗口"))
    assert plain is not None
    assert complex_one is not None
    assert plain.due.iloc[0] == date(2026, 4, 30)
    assert complex_one.due.iloc[0] == date(2026, 7, 31)


@pytest.mark.parametrize("limit", [{}, {"days": 1, "months": 1}])
def test_a_limit_has_one_unit(limit: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Limit(**limit)
