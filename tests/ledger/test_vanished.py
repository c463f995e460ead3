"""S02, and what becomes of a row that may not be shown although it once was."""

from __future__ import annotations

from ledger.editions import FIRST, LATER, RECORDS, World, only, public_ids, stones

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
