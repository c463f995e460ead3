"""S06 and G20: a fact changes with a published correction, or not at all."""

from __future__ import annotations

import pytest

from ledger.editions import (
    CORRECTIONS,
    FIRST,
    INSTITUTIONS,
    LATER,
    RECORDS,
    SECOND,
    World,
    only,
)

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
