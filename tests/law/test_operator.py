"""What the operator asks: what falls due, why a record is absent, what was decided."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.exceptions import TyperException
from typer.main import get_command

from gongshi import __version__
from gongshi.cli.app import app
from gongshi.cli.chinese import usage_error
from gongshi.core.duration import add_duration
from projects import AS_OF, Starter, make_starter, run


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    return make_starter(tmp_path_factory.mktemp("asked") / "project")


def _due(starter: Starter, *more: str) -> str:
    done = run("due", "--as-of", AS_OF, *more, cwd=starter.root)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _public_record(starter: Starter) -> dict[str, str]:
    rows = starter.rows("dishonesty_records")
    return next(row for row in rows if row["status"] == "published" and row["severity"] == "严重")


def test_a_period_is_due_on_its_last_day_and_not_before_it_is_asked_for(asked: Starter) -> None:
    record = _public_record(asked)["record_id"]
    items = json.loads(_due(asked, "--within", "2000d", "--format", "json"))
    expiry = next(i for i in items if i["recordId"] == record and i["kind"] == "到期")
    determined = date.fromisoformat(_public_record(asked)["determined_on"])
    assert expiry["day"] == add_duration(determined, "P3Y").isoformat()
    days = (date.fromisoformat(expiry["day"]) - date.fromisoformat(AS_OF)).days
    soon = json.loads(_due(asked, "--within", f"{days - 1}d", "--format", "json"))
    assert expiry not in soon
    assert expiry in json.loads(_due(asked, "--within", f"{days}d", "--format", "json"))


def test_no_subject_and_no_fact_is_in_the_list(asked: Starter) -> None:
    record = _public_record(asked)
    for form in ("text", "json", "ics"):
        found = _due(asked, "--within", "2000d", "--format", form)
        assert record["subject_name"] not in found
        assert record["record_id"] in found


def test_the_calendar_is_one_that_programs_read(asked: Starter) -> None:
    items = json.loads(_due(asked, "--within", "2000d", "--format", "json"))
    calendar = Calendar.from_ical(_due(asked, "--within", "2000d", "--format", "ics"))
    events = calendar.walk("VEVENT")
    assert len(events) == len(items) > 0
    assert {str(e.decoded("dtstart")) for e in events} == {item["day"] for item in items}
    assert len({str(e["uid"]) for e in events}) == len(events)


def test_what_was_promised_long_ago_comes_last_and_says_so(asked: Starter) -> None:
    done = run("due", "--as-of", "2028-06-01", "--within", "900d", cwd=asked.root)
    lines = done.stdout.splitlines()
    heading = next(n for n, line in enumerate(lines) if line.startswith("另有"))
    late = [n for n, line in enumerate(lines) if "更新 —" in line and "已过" in line]
    assert late
    assert min(late) > heading


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--foo"], "没有选项 --foo"),
        (["buidl"], "是不是 build？"),
        (["init"], "缺少参数 DIR"),
        (["validate", "--format", "xml"], "--format 不能是 xml"),
        (["validate", "-f", "nowhere.yml"], "没有 nowhere.yml"),
        (["validate", "extra"], "多写了参数：extra"),
        (["validate", "--as-of"], "要写一个值"),
    ],
)
def test_wrong_usage_is_told_in_chinese(arguments: list[str], words: str) -> None:
    command = get_command(app)
    with pytest.raises(TyperException) as caught:
        command.main(arguments, prog_name="gongshi", standalone_mode=False)
    assert words in usage_error(caught.value)
    assert "--help" in usage_error(caught.value)
    assert caught.value.exit_code == 2


def test_help_and_version(asked: Starter) -> None:
    helped = run("due", "--help", cwd=asked.root).stdout
    assert "选项" in helped
    assert not re.search(r"Usage|Options|Arguments|Show this|default:", helped)
    assert run("--version", cwd=asked.root).stdout == f"gongshi {__version__}\n"


def test_explain_knows_what_was_published_before(tmp_path: Path) -> None:
    """A record that was public and is withheld has a page that says so."""
    starter = make_starter(tmp_path / "project")
    record = _public_record(starter)["record_id"]
    assert run("release", "--as-of", AS_OF, cwd=starter.root).returncode == 0

    def withhold(row: dict[str, str]) -> None:
        if row["record_id"] == record:
            row["disclosure_attr"] = "依申请公开"

    starter.rewrite("dishonesty_records", withhold)
    told = run("screen", "--explain", record, "--as-of", AS_OF, cwd=starter.root).stdout
    assert "暂停公示" in told
    assert "没有网页" not in told
    assert not re.search(r"\b(withhold|expire|flag|block|require|annotate|mask|decide)\b", told)


@pytest.mark.parametrize("within", ["", "30x", "-3d", "一周"])
def test_a_wrong_span_is_wrong_usage(asked: Starter, within: str) -> None:
    assert run("due", "--within", within, cwd=asked.root).returncode == 2


def test_explain_says_which_rule_ended_a_record(asked: Starter) -> None:
    record = _public_record(asked)["record_id"]
    then = run("screen", "--explain", record, "--as-of", AS_OF, cwd=asked.root).stdout
    later = run("screen", "--explain", record, "--as-of", "2035-01-01", cwd=asked.root).stdout
    assert "结论：公开" in then
    assert "T04 不适用" in then
    assert "T04 适用" in later
    assert "不再公示" in later


def test_explain_knows_nothing_of_an_unknown_record(asked: Starter) -> None:
    done = run("screen", "--explain", "dr-990001-1999-0001", cwd=asked.root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_the_decision_log_lies_beside_the_site_and_names_no_subject(tmp_path: Path) -> None:
    starter = make_starter(tmp_path / "project")
    starter.built("2030-01-01")
    log = starter.root / ".gongshi" / "decisions.ndjson"
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {"T03", "T04"} & {line["rule"] for line in lines}
    names = {row["subject_name"] for row in starter.rows("dishonesty_records")}
    assert not [name for name in names if name in log.read_text("utf-8")]
    assert not list(starter.site.rglob("decisions*"))


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2026-11-24", "P1W", "2026-12-01"),
        ("2026-11-24", "P1M2D", "2026-12-26"),
    ],
)
def test_durations(start: str, duration: str, end: str) -> None:
    assert add_duration(date.fromisoformat(start), duration) == date.fromisoformat(end)


@pytest.mark.parametrize("duration", ["", "P", "1M", "PT1H", "P1M1Y"])
def test_other_durations_are_refused(duration: str) -> None:
    with pytest.raises(ValueError, match=re.escape(duration) or "^$"):
        add_duration(date(2026, 1, 1), duration)
