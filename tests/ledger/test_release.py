"""What a release writes: who is public, what became of the rest, and never more than that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongshi.core.errors import ProjectError
from gongshi.screening.ledger.facts import digest
from gongshi.screening.ledger.files import in_ledger_order
from gongshi.screening.ledger.past import Entry, State
from gongshi.screening.ledger.release import changes, next_ledger
from ledger.editions import FIRST, LATER, RECORDS, SECOND, World


def entry(world: World, record_id: str = FIRST) -> Entry:
    return next(e for e in world.past.ledger or () if e.record_id == record_id)


def test_a_public_record() -> None:
    found = entry(World().released())
    assert found.state is State.PUBLIC
    assert (found.first_published_on, found.last_published_on) == ("2026-06-03", "2026-11-24")
    assert found.status == "published"
    edition = World().dataset.edition.name
    assert found.facts["severity"] == digest(edition, FIRST, "severity", "严重")
    assert all(len(value) == 12 for value in found.facts.values())


def test_only_facts_of_dishonesty_records_are_hashed() -> None:
    for one in World().released().past.ledger or ():
        assert bool(one.facts) == (one.key == RECORDS)


def test_the_same_day_again_changes_nothing() -> None:
    world = World().edited(SECOND, disclosure_attr="依申请公开").released()
    assert world.released().past == world.past


def test_a_later_day_moves_only_the_last_day() -> None:
    before, after = World().released(), World().released().on(LATER).released()
    moved = tuple(replace(e, last_published_on=LATER) for e in before.past.ledger or ())
    assert moved == after.past.ledger


def test_an_earlier_day_is_refused() -> None:
    with pytest.raises(ProjectError, match="2026-11-24"):
        World().released().on("2026-11-23").released()


def test_what_ended_keeps_no_hash() -> None:
    """A hash of a short cell could be guessed: what ended is not said any more."""
    world = World().released().on(LATER).edited(FIRST, status="revoked", updated_on=LATER)
    found = entry(world.released())
    assert (found.state, found.event, found.ended_on) == (State.ENDED, "revoked", LATER)
    assert found.reason == "认定依据已撤销或变更"
    assert found.last_published_on == "2026-11-24"
    assert found.facts == {}


def test_what_ended_before_the_first_release_is_known_too() -> None:
    found = entry(World().edited(FIRST, status="withdrawn", updated_on="2026-10-09").released())
    assert (found.state, found.ended_on) == (State.ENDED, "2026-10-09")
    assert (found.first_published_on, found.last_published_on) == ("2026-06-03", "")


def test_what_is_kept_back_keeps_its_facts() -> None:
    """It may come back, and then it must be what it was."""
    world = World().released().on(LATER).edited(FIRST, disclosure_attr="依申请公开")
    kept = world.released()
    assert entry(kept).state is State.WITHHELD
    assert entry(kept).facts == entry(World().released()).facts
    back = kept.on("2026-12-10").edited(FIRST, disclosure_attr="主动公开", domain="其他")
    assert back.blocked_by == {"S06"}


def test_what_never_was_public_is_not_in_it() -> None:
    world = World().edited(FIRST, status="draft").released()
    assert FIRST not in {e.record_id for e in world.past.ledger or ()}


def test_a_removed_row_stays_in_it() -> None:
    gone = World().released().on(LATER).removed(FIRST).buried(FIRST, reason="重复登记").released()
    found = entry(gone)
    assert (found.state, found.event, found.reason) == (State.ENDED, "withdrawn", "重复登记")
    assert found.status == "published"


def test_nothing_is_ever_dropped() -> None:
    world = World().released()
    for n, (record, status) in enumerate([(FIRST, "repaired"), (SECOND, "expired")], 1):
        world = world.on(f"2026-12-0{n}").edited(record, status=status).released().removed(record)
        world = world.released()
    assert {FIRST, SECOND} <= {e.record_id for e in world.past.ledger or ()}


def test_the_order_is_the_tables_and_ids() -> None:
    entries = World().released().past.ledger or ()
    assert in_ledger_order(reversed(entries)) == list(entries)
    shuffled = {key: rows[::-1] for key, rows in World().rows.items()}
    assert replace(World(), rows=shuffled).released().past.ledger == entries


def test_what_changed_is_told() -> None:
    first = World().released()
    ended = (
        first.on(LATER)
        .edited(FIRST, status="repaired")
        .edited(SECOND, disclosure_attr="依申请公开")
    )
    found = changes(first.past, next_ledger(ended.dataset, ended.disclosure, first.past))
    assert [e.record_id for e in found.ended] == [FIRST]
    assert [e.record_id for e in found.suspended] == [SECOND]
    assert not found.published + found.restored
    back = ended.released().on("2026-12-02").edited(SECOND, disclosure_attr="主动公开")
    found = changes(back.past, next_ledger(back.dataset, back.disclosure, back.past))
    assert [e.record_id for e in found.restored] == [SECOND]
    assert not found.ended + found.suspended + found.published
