"""What must hold for every dishonesty table, on every day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongshi.core.clock import AsOf
from gongshi.loading.table import Dataset, Table
from gongshi.package.descriptor import Key
from gongshi.screening.disclosure import Disclosure, Screening
from gongshi.screening.rows import FOLLOWS
from gongshi.screening.rule import JUDGING, Action
from gongshi.screening.rule_cases import Case
from gongshi.screening.rulebook import Rulebook, national_rulebook
from gongshi.screening.screen import screen
from gongshi.validation.report import ValidDataset
from rule_data import dataset_of

BOOK = national_rulebook()
BELONGING = ("rectifications", "repairs", "objections", "court_listings", "measures")
# A screening takes a while, and a failing example is small without being shrunk for minutes.
few = settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])

# Days that are near each other and near a change of the law meet more of what can go wrong.
days = st.dates(date(2025, 6, 1), date(2029, 12, 31)) | st.dates(
    date(2026, 3, 1), date(2026, 4, 30)
)
texts_of_days = days.map(date.isoformat)


def _mostly(usual: str, *others: str) -> st.SearchStrategy[str]:
    return st.sampled_from([usual] * 3 + list(others))


def _row(
    always: dict[str, str], **cells: st.SearchStrategy[str]
) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({k: st.just(v) for k, v in always.items()}, optional=cells)


records = _row(
    {"publish_necessity": "涉及群众切身利益"},
    severity=st.sampled_from(["轻微", "一般", "严重"]),
    determined_on=texts_of_days,
    status=_mostly("published", "draft", "disputed", "repaired", "revoked", "withdrawn"),
    disclosure_attr=_mostly("主动公开", "依申请公开"),
    disclosure_mode=_mostly("public", "public_summary", "archive_only"),
    first_published_on=texts_of_days,
)
belonging = {
    "repairs": _row(
        {"accepted_on": ""}, result=st.sampled_from(["准予", "不予"]), decided_on=texts_of_days
    ),
    "objections": _row({}, decided_on=st.just(""), received_on=texts_of_days),
    "court_listings": _row({}, upstream_state=st.sampled_from(["在列", "已删除"])),
    "rectifications": _row({}, status=_mostly("published", "draft")),
    "measures": _row({}),
}


Tables = dict[str, list[dict[str, str]]]


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """A few records, and rows that belong to them."""
    rows: Tables = {"dishonesty_records": draw(st.lists(records, min_size=1, max_size=4))}
    owners = [f"dr-990001-2026-000{n + 1}" for n in range(len(rows["dishonesty_records"]))]
    for name in draw(st.sets(st.sampled_from(BELONGING), max_size=3)):
        found = draw(st.lists(belonging[name], min_size=1, max_size=2))
        rows[name] = [{**row, "record_id": draw(st.sampled_from(owners))} for row in found]
    return rows


def _dataset(rows: Tables) -> Dataset:
    return dataset_of(Case(title="任意", given=rows, expect="不适用"))  # expect plays no part


def _screen(dataset: Dataset, day: date, book: Rulebook = BOOK) -> Screening:
    return screen(ValidDataset(dataset, ()), AsOf(day), book, "data")


def _public(disclosure: Disclosure | None) -> set[tuple[Key, str]]:
    if disclosure is None:
        return set()
    return {(t.key, record) for t in disclosure.tables for record in t.frame[t.id_field]}


def _ended(disclosure: Disclosure | None) -> set[tuple[Key, str]]:
    return {(s.key, s.record_id) for s in disclosure.tombstones} if disclosure else set()


def _all_of(disclosure: Disclosure) -> Any:
    """Everything that a Disclosure says, comparable."""
    frames = [(t.key, t.resource.fields, t.frame.to_dict("list")) for t in disclosure.tables]
    said = replace(disclosure, tables=())
    return frames, said


def _shuffled(dataset: Dataset, seed: int) -> Dataset:
    order = np.random.default_rng(seed)
    tables = {}
    for key, table in dataset.tables.items():
        at = order.permutation(len(table))
        frame = table.frame.iloc[at].reset_index(drop=True)
        tables[key] = Table(table.resource, frame, table.rows)
    return replace(dataset, tables=tables)


@few
@given(tables(), days, days)
def test_what_ended_stays_ended(rows: Tables, one: date, other: date) -> None:
    dataset = _dataset(rows)
    early, late = sorted([one, other])
    ended = _ended(_screen(dataset, early).disclosure)
    if ended:
        assert not ended & _public(_screen(dataset, late).disclosure)


@few
@given(tables(), days)
def test_nothing_is_public_and_ended(rows: Tables, day: date) -> None:
    disclosure = _screen(_dataset(rows), day).disclosure
    assert not _public(disclosure) & _ended(disclosure)


_DROPPABLE = [rule for rule in BOOK.rules if rule.id != FOLLOWS]


@few
@given(tables(), days, st.sets(st.sampled_from([rule.id for rule in _DROPPABLE])))
def test_more_rules_publish_no_more(rows: Tables, day: date, dropped: set[str]) -> None:
    """With any rules left out, what the whole rulebook publishes is still published.

    Left-out rules may let through a row that another rule stops the build for; so the rules that
    stop are left out with them.
    """
    less = replace(
        BOOK,
        rules=tuple(r for r in BOOK.rules if r.id not in dropped and r.action not in JUDGING),
    )
    dataset = _dataset(rows)
    some, all_rules = _screen(dataset, day, less), _screen(dataset, day)
    assert _public(all_rules.disclosure) <= _public(some.disclosure)


@few
@given(tables(), days)
def test_screening_twice_says_the_same(rows: Tables, day: date) -> None:
    one, other = _screen(_dataset(rows), day), _screen(_dataset(rows), day)
    assert one.findings == other.findings
    if one.disclosure:
        assert _all_of(one.disclosure) == _all_of(other.disclosure)


@few
@given(tables(), days, st.integers(0, 2**32))
def test_row_order_does_not_matter(rows: Tables, day: date, seed: int) -> None:
    dataset = _dataset(rows)
    one = _screen(dataset, day).disclosure
    other = _screen(_shuffled(dataset, seed), day).disclosure
    assert _public(one) == _public(other)
    assert (one is None) == (other is None)
    if one:
        assert one.tombstones == other.tombstones
        assert set(one.annotations) == set(other.annotations)
        assert set(one.decisions) == set(other.decisions)


# The properties can fail.


def _with_rules(change: Any) -> Rulebook:
    return replace(BOOK, rules=tuple(map(change, BOOK.rules)))


def test_a_rule_that_forgets_is_seen() -> None:
    """T03 in force until 2027 only: what ended then would come back."""
    book = _with_rules(
        lambda r: r.model_copy(update={"effective_to": date(2027, 12, 31)}) if r.id == "T03" else r
    )
    dataset = dataset_of(Case(title="甲", given={"dishonesty_records": ({},)}, expect="不适用"))
    ended = _ended(_screen(dataset, date(2027, 6, 2), book).disclosure)
    assert ended & _public(_screen(dataset, date(2028, 1, 1), book).disclosure)


def test_a_rule_that_lets_through_is_seen() -> None:
    """Rules that withhold turned into warnings publish more."""
    case = Case(title="甲", given={"dishonesty_records": ({"status": "draft"},)}, expect="不适用")
    book = _with_rules(
        lambda r: r.model_copy(update={"action": Action.FLAG}) if r.id == "G08" else r
    )
    dataset, day = dataset_of(case), date(2026, 11, 24)
    assert _public(_screen(dataset, day, book).disclosure) > _public(
        _screen(dataset, day).disclosure
    )
