"""S01: what was public goes forward only, and what ended returns by a published word only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongshi.screening.ledger.states import reachable
from ledger.editions import FIRST, LATER, RECORDS, SECOND, World, only, public_ids, stones


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
