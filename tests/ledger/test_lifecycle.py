"""Whatever a clerk does to the source between releases, nothing that was public is lost in silence,
nothing that had ended is public again, and no fact changes, without the site saying so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from gongshi.core.errors import ProjectError
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.ledger.past import State
from gongshi.screening.rule import Scope
from gongshi.screening.rulebook import Rulebook
from ledger.editions import (
    BOOK,
    CORRECTIONS,
    FIRST,
    RECORDS,
    SECOND,
    THIRD,
    World,
    public_ids,
    record,
    stones,
)

# The detectors of personal data have no part in this, and most of the time.
LIGHT = replace(BOOK, rules=tuple(r for r in BOOK.rules if r.on.scope is not Scope.PUBLIC_TEXT))
IDS = (FIRST, SECOND, THIRD, "dr-990001-2026-0004")
STATUSES = ("draft", "published", "disputed", "repaired", "revoked", "expired", "withdrawn")
CHANGES = {
    "domain": ("行政履职", "招商引资"),
    "severity": ("一般", "严重"),
    "determined_on": ("2026-05-01", "2026-06-01"),
}
ids = st.sampled_from(IDS)


def _cells(world: World, record_id: str) -> dict[str, str] | None:
    return next((r for r in world.rows[RECORDS] if r["record_id"] == record_id), None)


class Clerk(RuleBasedStateMachine):
    """`known`: every id that had a page at a release. `facts`: what was public of each then."""

    book: Rulebook = LIGHT

    @initialize()
    def begin(self) -> None:
        self.world = World().under(self.book)
        self.known: set[str] = set()
        self.facts: dict[str, dict[str, str]] = {}
        self.release()

    @rule(record_id=ids, status=st.sampled_from(STATUSES))
    def set_status(self, record_id: str, status: str) -> None:
        self.world = self.world.edited(record_id, status=status, updated_on=str(self.world.day))

    @rule(record_id=ids, public=st.booleans())
    def hide_or_show(self, record_id: str, public: bool) -> None:
        attr = "主动公开" if public else "依申请公开"
        self.world = self.world.edited(record_id, disclosure_attr=attr)

    @rule(record_id=ids, field=st.sampled_from(sorted(CHANGES)), which=st.integers(0, 1))
    def change_a_fact(self, record_id: str, field: str, which: int) -> None:
        self.world = self.world.edited(record_id, **{field: CHANGES[field][which]})

    @rule(record_id=ids, field=st.sampled_from([*sorted(CHANGES), "status"]))
    def correct(self, record_id: str, field: str) -> None:
        now = _cells(self.world, record_id)
        if now is None:
            return
        before = self.facts.get(record_id, now)[field]
        self.world = self.world.corrected(
            record_id,
            field_name=field,
            before=before,
            after=now[field],
            corrected_on=str(self.world.day),
        )

    @rule(record_id=ids)
    def remove(self, record_id: str) -> None:
        self.world = self.world.removed(record_id)

    @rule(record_id=ids)
    def put_in(self, record_id: str) -> None:
        if _cells(self.world, record_id) is None:
            rows = (*self.world.rows[RECORDS], record(record_id))
            self.world = replace(self.world, rows={**self.world.rows, RECORDS: rows})

    @rule(record_id=ids)
    def bury(self, record_id: str) -> None:
        for number in (record_id, *self._corrections()):
            try:
                self.world = self.world.buried(number)
            except ProjectError:
                continue

    def _corrections(self) -> list[str]:
        ledger = self.world.past.ledger or ()
        return [entry.record_id for entry in ledger if entry.key == CORRECTIONS]

    @rule(days=st.sampled_from([1, 30, 400]))
    def wait(self, days: int) -> None:
        self.world = replace(self.world, day=self.world.day + timedelta(days=days))

    @rule()
    def release(self) -> None:
        disclosure = self.world.screening.disclosure
        if disclosure is None:
            return
        self.world = self.world.released()
        self.known |= public_ids(disclosure) | stones(disclosure).keys()
        for number in public_ids(disclosure):
            if cells := _cells(self.world, number):
                self.facts[number] = cells

    @invariant()
    def nothing_is_lost(self) -> None:
        disclosure = self.world.screening.disclosure
        if disclosure is None:
            return
        public, gone = public_ids(disclosure), stones(disclosure).keys()
        assert self.known <= public | gone
        assert not public & gone
        self._nothing_comes_back(public)
        self._no_fact_changes(disclosure)

    def _nothing_comes_back(self, public: set[str]) -> None:
        for entry in self.world.past.ledger or ():
            if entry.key == RECORDS and entry.state is State.ENDED and entry.record_id in public:
                assert self._said(entry.record_id, "status", entry.ended_on)

    def _no_fact_changes(self, disclosure: Disclosure) -> None:
        shown = {r["record_id"]: r for r in self.world.rows[RECORDS]}
        for entry in self.world.past.ledger or ():
            if entry.state is State.ENDED or entry.record_id not in public_ids(disclosure):
                continue
            for field in entry.facts.keys() & CHANGES.keys():
                if shown[entry.record_id][field] != self.facts[entry.record_id][field]:
                    assert self._said(entry.record_id, field, entry.last_published_on)

    def _said(self, record_id: str, field: str, since: str) -> bool:
        return any(
            (row["record_id"], row["field_name"]) == (record_id, field)
            and row["corrected_on"] >= since
            for row in self.world.rows[CORRECTIONS]
        )


FEW = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestClerk = Clerk.TestCase
TestClerk.settings = FEW


def _withdraw_and_publish(clerk: Clerk) -> None:
    clerk.set_status(FIRST, "withdrawn")
    clerk.release()
    clerk.wait(30)
    clerk.set_status(FIRST, "published")


WAYS = {
    "S01": _withdraw_and_publish,
    "S02": lambda clerk: clerk.remove(FIRST),
    "S06": lambda clerk: clerk.change_a_fact(FIRST, "severity", 0),
}


@pytest.mark.parametrize("code", WAYS)
def test_the_machine_sees_what_a_missing_rule_lets_through(code: str) -> None:
    careful, careless = Clerk(), Clerk()
    for clerk in (careful, careless):
        clerk.begin()
    careless.world = careless.world.without_rule(code)
    for clerk in (careful, careless):
        WAYS[code](clerk)
    careful.nothing_is_lost()
    with pytest.raises(AssertionError):
        careless.nothing_is_lost()
