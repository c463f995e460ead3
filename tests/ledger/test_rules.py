"""S01, S02, S03, S06 and G20: each one holds, lets the lawful through, and is what does it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongshi.core.errors import ProjectError
from gongshi.screening.ledger.states import reachable
from ledger.editions import (
    CORRECTIONS,
    FIRST,
    INSTITUTIONS,
    PACKAGE,
    RECORDS,
    SECOND,
    World,
    public_ids,
    stones,
)

LATER = "2026-12-01"
KEY = (PACKAGE, "dishonesty_records")


@pytest.fixture
def released() -> World:
    return World().released().on(LATER)


def only(world: World, code: str) -> None:
    """The rule, and nothing else, stops the build; without it nothing does."""
    assert world.blocked_by == {code}
    assert world.without_rule(code).blocked_by == set()


def test_without_a_ledger_nothing_is_compared() -> None:
    world = World().removed(FIRST).edited(SECOND, status="draft")
    assert world.errors == []


def test_what_did_not_change_is_published_again(released: World) -> None:
    assert released.errors == []


# S01


@pytest.mark.parametrize("status", ["draft", "reviewed"])
def test_what_was_public_does_not_become_a_draft(released: World, status: str) -> None:
    world = released.edited(FIRST, status=status)
    only(world, "S01")
    finding = world.errors[0]
    assert finding.place == "data/dishonesty-records/dishonesty_records.csv:2"
    assert "公示中" in finding.message


@pytest.mark.parametrize(
    "status", ["published", "disputed", "repaired", "revoked", "expired", "withdrawn"]
)
def test_lawful_steps(released: World, status: str) -> None:
    world = released.edited(FIRST, status=status, updated_on=LATER)
    assert world.errors == []
    if status not in {"published", "disputed"}:
        assert stones(world.disclosure)[FIRST][1] == LATER


@pytest.mark.parametrize("ended", ["repaired", "revoked", "expired", "withdrawn"])
@pytest.mark.parametrize("status", ["published", "disputed", "draft", "repaired", "withdrawn"])
def test_nothing_leaves_an_ended_state(released: World, ended: str, status: str) -> None:
    world = released.edited(FIRST, status=ended, updated_on=LATER).released()
    again = world.on("2026-12-10").edited(FIRST, status=status)
    if status == ended:
        assert again.errors == []
    else:
        assert again.blocked_by == {"S01"}


def test_several_lawful_steps_between_two_releases(released: World) -> None:
    disputed = released.edited(FIRST, status="disputed", updated_on=LATER).released()
    assert disputed.on("2026-12-10").edited(FIRST, status="repaired").errors == []


def test_an_expired_record_does_not_come_back_by_another_degree() -> None:
    """The status never says so: the period did it."""
    usual = {"severity": "一般", "determined_on": "2026-06-01"}
    ended = World().edited(FIRST, **usual).on("2027-06-02").released()
    assert stones(ended.disclosure)[FIRST][0] == "expired"
    again = ended.on("2027-06-10").edited(FIRST, severity="严重")
    only(again, "S01")
    assert "到期" in again.errors[0].message


def test_a_written_tombstone_forbids_the_row(released: World) -> None:
    gone = released.removed(FIRST).buried(FIRST)
    back = gone.on("2026-12-02")
    only(replaced(back), "S01")
    only(replaced(back.released()), "S01")


def replaced(world: World) -> World:
    """The row of the first record is put back."""
    rows = {**world.rows, RECORDS: (*World().rows[RECORDS][:1], *world.rows[RECORDS])}
    return replace(world, rows=rows)


def test_restored_by_a_published_correction_of_the_status(released: World) -> None:
    ended = released.edited(FIRST, status="withdrawn", updated_on=LATER).released()
    back = ended.on("2026-12-10").edited(FIRST, status="published", updated_on="2026-12-10")
    words = {"field_name": "status", "before": "withdrawn", "after": "published"}
    restored = back.corrected(FIRST, **words, corrected_on="2026-12-10")
    assert restored.errors == []
    assert FIRST in public_ids(restored.disclosure)
    too_early = back.corrected(FIRST, **words, corrected_on="2026-11-30")
    assert too_early.blocked_by == {"S01"}
    of_another_field = back.corrected(
        FIRST, field_name="domain", before="其他", after="其他", corrected_on="2026-12-10"
    )
    assert of_another_field.blocked_by == {"S01"}
    in_draft = back.corrected(FIRST, **words, corrected_on="2026-12-10", status="draft")
    assert in_draft.blocked_by == {"S01"}
    # After the release it is public as before, and its next end needs its own word.
    after = restored.released().on("2026-12-20")
    assert after.errors == []
    assert after.removed(FIRST).blocked_by == {"S02"}


def test_what_followed_a_record_comes_back_with_it(released: World) -> None:
    corrected = released.edited(FIRST, domain="其他").corrected(
        FIRST,
        field_name="domain",
        before=World().rows[RECORDS][0]["domain"],
        after="其他",
        corrected_on=LATER,
    )
    ended = corrected.released().edited(FIRST, status="withdrawn").on("2026-12-05").released()
    states = {e.record_id: e.state.value for e in ended.past.ledger or ()}
    assert states["co-990001-2026-0001"] == "ended"
    words = {"field_name": "status", "before": "withdrawn", "after": "published"}
    back = ended.on("2026-12-10").edited(FIRST, status="published")
    restored = back.corrected(FIRST, **words, corrected_on="2026-12-10")
    assert restored.errors == []
    assert "co-990001-2026-0001" in public_ids(restored.disclosure)


def test_steps_that_were_not_seen_are_steps() -> None:
    steps = {"a": ["b"], "b": ["c"], "c": []}
    assert reachable(steps, "a") == {"a", "b", "c"}
    assert reachable(steps, "c") == {"c"}


def test_as_of_an_earlier_day_the_end_is_not_yet(released: World) -> None:
    """A reconstruction of a day before the end is no restoration."""
    usual = {"severity": "一般", "determined_on": "2026-06-01"}
    ended = World().edited(FIRST, **usual).on("2027-06-02").released()
    assert ended.on("2027-06-01").errors == []


# S02


def test_a_removed_row_stops_and_tells_the_command(released: World) -> None:
    world = released.removed(FIRST)
    only(world, "S02")
    finding = world.errors[0]
    rows = {e.record_id: e.row for e in world.past.ledger or ()}
    assert finding.place == f"ledger.csv:{rows[FIRST]}"
    assert f"gongshi tombstone {FIRST}" in finding.message


def test_without_the_rule_the_page_would_be_lost(released: World) -> None:
    lost = released.removed(FIRST).without_rule("S02").disclosure
    assert FIRST not in public_ids(lost) | stones(lost).keys()


def test_the_command_mends_it(released: World) -> None:
    world = released.removed(FIRST).buried(FIRST, reason="重复登记")
    assert world.errors == []
    assert stones(world.disclosure)[FIRST] == ("withdrawn", LATER, "重复登记")
    stone = next(s for s in world.disclosure.tombstones if s.record_id == FIRST)
    assert stone.rule == "S02"


def test_what_had_ended_keeps_its_tombstone_without_its_row(released: World) -> None:
    ended = released.edited(FIRST, status="revoked", updated_on=LATER).released()
    world = ended.on("2027-01-01").removed(FIRST)
    assert world.errors == []
    assert stones(world.disclosure)[FIRST] == ("revoked", LATER, "认定依据已撤销或变更")


def test_a_suspended_record_may_not_vanish_either(released: World) -> None:
    world = released.edited(FIRST, disclosure_attr="依申请公开", updated_on=LATER).released()
    assert world.on("2026-12-10").removed(FIRST).blocked_by == {"S02"}


def test_a_whole_table_may_not_vanish(released: World) -> None:
    world = released.without_table(RECORDS)
    assert world.blocked_by == {"S02"}
    assert len(world.errors) == 1
    assert str(RECORDS) in world.errors[0].message
    assert "gongshi tombstone" not in world.errors[0].message


# What is withheld after it was public


def test_withheld_after_it_was_public_says_so(released: World) -> None:
    world = released.edited(FIRST, disclosure_attr="依申请公开", updated_on=LATER)
    assert world.errors == []
    assert stones(world.disclosure)[FIRST] == ("suspended", LATER, "暂不符合公开条件")
    stone = next(s for s in world.disclosure.tombstones if s.record_id == FIRST)
    assert stone.rule == "L02"
    back = world.released().on("2026-12-10").edited(FIRST, disclosure_attr="主动公开")
    assert FIRST in public_ids(back.disclosure)


def test_what_never_was_public_has_no_page() -> None:
    world = World().edited(FIRST, disclosure_attr="依申请公开")
    assert FIRST not in stones(world.disclosure)


def test_an_ended_record_that_is_also_withheld_stays_ended(released: World) -> None:
    ended = released.edited(FIRST, status="withdrawn", updated_on=LATER).released()
    world = ended.on("2026-12-10").edited(FIRST, disclosure_attr="依申请公开")
    assert stones(world.disclosure)[FIRST] == ("withdrawn", LATER, "公开责任主体撤下")


def test_the_day_of_an_end_does_not_wander(released: World) -> None:
    """The clerk tidies up the status of a record whose period is over."""
    ended = World().edited(FIRST, severity="一般").on("2027-06-02").released()
    day = stones(ended.disclosure)[FIRST][1]
    tidied = ended.on("2027-08-01").edited(FIRST, status="expired", updated_on="2027-08-01")
    assert tidied.errors == []
    assert stones(tidied.disclosure)[FIRST] == ("expired", day, "公示期限届满")


# S03

GOOD = (*KEY, FIRST, "withdrawn", LATER, "公开责任主体撤下")


def test_a_closed_tombstone_passes(released: World) -> None:
    assert released.removed(FIRST).with_stones(GOOD).errors == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        (0, "power"),
        (1, "records"),
        (2, "dr-990001-2026-0099"),
        (3, "corrected"),
        (3, "suspended"),
        (4, "2026-12-1"),
        (4, "2026-12-02"),  # after the day of the build
        (4, "2026-11-23"),  # it was public on the day after
        (5, "公开责任主体撤下：某局没有履行判决"),
        (5, "信用修复"),  # another event's class
        (5, ""),
    ],
)
def test_an_open_tombstone_is_refused_and_not_quoted(
    released: World, column: int, cell: str
) -> None:
    row = tuple(cell if n == column else old for n, old in enumerate(GOOD))
    world = released.removed(FIRST).with_stones(row)
    assert "S03" in world.blocked_by
    finding = next(f for f in world.errors if f.code == "S03")
    assert finding.place == "tombstones.csv:2"
    assert not cell or cell not in finding.message
    assert finding.value is None
    assert "S03" not in world.only_flagging("S03").blocked_by


@pytest.mark.parametrize(
    "header",
    [
        ("package", "resource", "record_id", "event", "event_on", "reason", "subject_name"),
        ("package", "resource", "record_id", "event", "event_on"),
        (),
    ],
)
def test_another_column_is_refused(released: World, header: tuple[str, ...]) -> None:
    world = released.removed(FIRST).with_stones(GOOD, header=header)
    finding = next(f for f in world.errors if f.code == "S03")
    assert finding.place == "tombstones.csv:1"
    assert "subject_name" not in finding.line()


@pytest.mark.parametrize("row", [GOOD[:-1], (*GOOD, "某局没有履行判决")])
def test_another_number_of_cells_is_refused(released: World, row: tuple[str, ...]) -> None:
    world = released.removed(FIRST).with_stones(row)
    assert "S03" in world.blocked_by
    assert all("某局" not in finding.line() for finding in world.errors)


def test_the_same_row_twice_is_refused(released: World) -> None:
    assert released.removed(FIRST).with_stones(GOOD, GOOD).blocked_by == {"S03"}


def test_a_tombstone_without_a_ledger_needs_a_safe_id() -> None:
    day = str(World().day)
    row = (*KEY, "dr-990001-2026-0099", "withdrawn", day, "录入错误")
    assert World().with_stones(row).errors == []
    assert "dr-990001-2026-0099" in stones(World().with_stones(row).disclosure)
    bad = (*KEY, "某局", "withdrawn", day, "录入错误")
    assert World().with_stones(bad).blocked_by == {"S03"}


# S06

OLD = "判决书载明，该单位没有在期限内重新作出决定。"
NEW = "判决书载明，该单位逾期十日重新作出决定。"


def changed(world: World) -> World:
    return world.edited(FIRST, fact_summary=NEW, updated_on=LATER)


def test_a_changed_fact_needs_a_correction(released: World) -> None:
    world = changed(released)
    only(world, "S06")
    finding = world.errors[0]
    assert finding.place == "data/dishonesty-records/dishonesty_records.csv:2"
    assert finding.field == "fact_summary"
    for word in (FIRST, "fact_summary", "2026-11-24"):
        assert word in finding.message
    assert OLD not in finding.line()
    assert NEW not in finding.line()


def test_a_correction_says_before_and_after(released: World) -> None:
    words = {"field_name": "fact_summary", "before": OLD, "after": NEW, "corrected_on": LATER}
    world = changed(released).corrected(FIRST, **words)
    assert world.errors == []
    # Released, it is what was public; the next change needs a correction of its own.
    after = world.released().on("2026-12-10")
    assert after.errors == []
    assert after.edited(FIRST, fact_summary=OLD).blocked_by == {"S06"}


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ({"field_name": "domain"}, "fact_summary"),
        ({"corrected_on": "2026-11-23"}, "fact_summary"),
        ({"corrected_on": "2026-12-02"}, "fact_summary"),
        ({"record_id": SECOND}, "fact_summary"),
        ({"status": "draft"}, "fact_summary"),
        ({"before": "另一件事。"}, "before"),
        ({"before": ""}, "before"),
        ({"after": "另一件事。"}, "after"),
        ({"after": "依法不予公开"}, "after"),
    ],
)
def test_a_correction_that_says_something_else(
    released: World, words: dict[str, str], column: str
) -> None:
    right = {"field_name": "fact_summary", "before": OLD, "after": NEW, "corrected_on": LATER}
    said = {**right, **words}
    world = changed(released).corrected(said.pop("record_id", FIRST), **said)
    assert world.blocked_by == {"S06"}
    assert world.errors[0].field == column
    if column in {"before", "after"}:
        assert world.errors[0].place == "data/dishonesty-records/corrections.csv:2"


def test_what_may_not_be_said_is_not_said(released: World) -> None:
    words = {"field_name": "fact_summary", "after": NEW, "corrected_on": LATER}
    assert changed(released).corrected(FIRST, **words, before="依法不予公开").errors == []


def test_two_corrections_of_one_field(released: World) -> None:
    middle = "判决书载明，该单位没有作出决定。"
    world = changed(released)
    for day, before, after in (("2026-11-28", OLD, middle), (LATER, middle, NEW)):
        world = world.corrected(
            FIRST, field_name="fact_summary", before=before, after=after, corrected_on=day
        )
    assert world.errors == []


def test_space_is_no_fact(released: World) -> None:
    assert released.edited(FIRST, fact_summary=f" {OLD} ").errors == []


@pytest.mark.parametrize("cells", [{"performance": "全部已履行"}, {"note": "备注"}])
def test_what_is_no_fact_may_change(released: World, cells: dict[str, str]) -> None:
    assert released.edited(FIRST, **cells).errors == []


def test_every_fact_field_is_watched(released: World) -> None:
    rule = released.book.by_id("S06")
    assert rule is not None
    for name in rule.when["fact_changed"]["fields"]:
        field = released.dataset.tables[RECORDS].resource.by_name[name]
        old = World().rows[RECORDS][0][name]
        other = next((v for v in field.enum if v not in {old, "轻微"}), f"{old}九")
        if field.type == "date":
            other = "2026-05-31"
        if name == "subject_id":
            subjects = [r["inst_id"] for r in World().rows[INSTITUTIONS]]
            other = next(s for s in subjects if s != old)
        assert "S06" in released.edited(FIRST, **{name: other}).blocked_by, name


def test_a_summary_is_no_change_of_facts(released: World) -> None:
    assert released.edited(FIRST, disclosure_mode="public_summary").errors == []


def test_an_ended_record_is_not_compared(released: World) -> None:
    assert changed(released).edited(FIRST, status="withdrawn").errors == []


# G20


def test_a_correction_of_an_internal_field_is_refused(released: World) -> None:
    words = {"before": "甲岗", "after": "乙岗", "corrected_on": LATER}
    world = released.corrected(FIRST, field_name="secrecy_reviewed_role", **words)
    only(world, "G20")
    assert released.corrected(FIRST, field_name="no_such_field", **words).blocked_by == {"G20"}


def test_a_table_of_corrections_without_its_key_is_refused(released: World) -> None:
    words = {"field_name": "fact_summary", "before": OLD, "after": OLD, "corrected_on": LATER}
    world = released.corrected(FIRST, **words)
    assert world.errors == []
    assert world.without_key(CORRECTIONS, "record_id").blocked_by == {"G20"}


# The command's refusals


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"record_id": "dr-990001-2026-0009"}, "台账里没有"),
        ({"record_id": SECOND}, "还在 data/dishonesty-records/dishonesty_records.csv 第 2 行"),
        ({"event": "corrected"}, "没有事件"),
        ({"reason": "某局没有履行判决"}, "规定的类别"),
        ({"event": "repaired", "reason": "录入错误"}, "规定的类别"),
        ({"day": "2026-11-23"}, "到 2026-11-24 还在公开"),
        ({"table": "honours/honours"}, "--table"),
    ],
)
def test_the_command_refuses(released: World, wish: dict[str, str], words: str) -> None:
    asked = {"record_id": FIRST, **wish}
    with pytest.raises(ProjectError, match=words):
        released.removed(FIRST).buried(asked.pop("record_id"), **asked)


def test_the_command_needs_a_ledger() -> None:
    with pytest.raises(ProjectError, match="gongshi release"):
        World().removed(FIRST).buried(FIRST)


def test_the_command_writes_once(released: World) -> None:
    once = released.removed(FIRST).buried(FIRST)
    assert once.buried(FIRST, reason="录入错误") == once
    assert once.released().buried(FIRST) == once.released()


@pytest.mark.parametrize(
    ("wish", "written"),
    [
        ({}, ("withdrawn", "公开责任主体撤下")),
        ({"event": "repaired"}, ("repaired", "信用修复")),
        ({"reason": "荣誉已撤销"}, ("revoked", "荣誉已撤销")),
        ({"event": "withdrawn", "reason": "录入错误"}, ("withdrawn", "录入错误")),
    ],
)
def test_what_the_command_fills_in(
    released: World, wish: dict[str, str], written: tuple[str, str]
) -> None:
    event, day, reason = stones(released.removed(FIRST).buried(FIRST, **wish).disclosure)[FIRST]
    assert ((event, reason), day) == (written, LATER)
