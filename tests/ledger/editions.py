"""A small edition in memory, its source edited as a clerk would, and the real door.

Two institutions, three dishonesty records and the corrections: enough for every transition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from gongshi.core.clock import AsOf
from gongshi.core.finding import Finding, Severity
from gongshi.loading.load import load
from gongshi.loading.table import Dataset, Table
from gongshi.package.descriptor import Key, Resource
from gongshi.screening.disclosure import Disclosure, Screening
from gongshi.screening.ledger.burial import Wish, answer
from gongshi.screening.ledger.files import STONE_COLUMNS
from gongshi.screening.ledger.past import NO_PAST, Past, StoneRow, StonesFile
from gongshi.screening.ledger.release import next_ledger
from gongshi.screening.ledger.terms import terms_of
from gongshi.screening.rule import Action
from gongshi.screening.rulebook import Rulebook, national_rulebook
from gongshi.screening.screen import screen
from gongshi.validation.report import ValidDataset
from projects import STARTER

BOOK = national_rulebook()
PACKAGE = "dishonesty-records"
RECORDS, CORRECTIONS = Key(PACKAGE, "dishonesty_records"), Key(PACKAGE, "corrections")
INSTITUTIONS = Key("institutions", "institutions")
DAY, LATER = date(2026, 11, 24), "2026-12-01"
FIRST, SECOND, THIRD = (f"dr-990001-2026-000{n}" for n in (1, 2, 3))
Row = dict[str, str]


@cache
def starter() -> Dataset:
    """Of which two packages are used; what their descriptors say is not what is looked at here."""
    dataset = load(STARTER / "data" / "edition", "data").dataset
    assert dataset is not None
    used = (p for p in dataset.packages if p.name in {PACKAGE, INSTITUTIONS.package})
    return replace(dataset, packages=tuple(replace(p, raw={}) for p in used))


@cache
def _model(key: Key) -> Row:
    frame = starter().tables[key].frame
    return {name: str(frame[name].iloc[0]) for name in frame.columns}


def record(record_id: str, **cells: str) -> Row:
    """A serious record of 2026-06-01, public until 2029."""
    number = record_id[-4:]
    return {
        **_model(RECORDS),
        "record_id": record_id,
        "record_kind": "司法判决",
        "basis_doc_type": "判决书",
        "basis_doc_no": f"（2026）示0901民初{number}号",
        "fact_summary": "判决书载明，该单位没有在期限内重新作出决定。",
        "determined_on": "2026-06-01",
        "effective_on": "2026-06-01",
        "severity": "严重",
        "publish_necessity": "不适用",
        "rectification_id": "不适用",
        "repair_id": "不适用",
        "objection_flag": "false",
        "disclosure_mode": "public",
        "disclosure_attr": "主动公开",
        "generated_on": "2026-06-02",
        "first_published_on": "2026-06-03",
        "updated_on": "2026-06-03",
        "secrecy_reviewed_on": "2028-12-31",
        "status": "published",
        "supersedes": "不适用",
        **cells,
    }


def correction(number: int, record_id: str, **cells: str) -> Row:
    return {
        **_model(CORRECTIONS),
        "correction_id": f"co-990001-2026-{number:04}",
        "record_id": record_id,
        "reason": "录入错误",
        "note": "",
        **cells,
    }


@dataclass(frozen=True)
class World:
    """What the clerk has in the folder on a day, and how often the ledger was released."""

    rows: Mapping[Key, tuple[Row, ...]] = field(
        default_factory=lambda: {
            INSTITUTIONS: tuple(_institutions()),
            RECORDS: (record(FIRST), record(SECOND), record(THIRD)),
            CORRECTIONS: (),
        }
    )
    past: Past = NO_PAST
    day: date = DAY
    book: Rulebook = BOOK
    resources: Mapping[Key, Resource] = field(default_factory=dict)

    def on(self, day: str) -> World:
        return replace(self, day=date.fromisoformat(day))

    def under(self, book: Rulebook) -> World:
        return replace(self, book=book)

    def without_rule(self, code: str) -> World:
        return self.under(
            replace(self.book, rules=tuple(r for r in self.book.rules if r.id != code))
        )

    def only_flagging(self, code: str) -> World:
        """The rule stands, but stops nothing."""
        rules = (
            r.model_copy(update={"action": Action.FLAG}) if r.id == code else r
            for r in self.book.rules
        )
        return self.under(replace(self.book, rules=tuple(rules)))

    def without_key(self, key: Key, name: str) -> World:
        """A table whose descriptor does not declare the foreign key of a field."""
        resource = starter().tables[key].resource
        kept = tuple(fk for fk in resource.foreign_keys if fk.fields != (name,))
        return replace(self, resources={key: replace(resource, foreign_keys=kept)})

    def edited(self, record_id: str, **cells: str) -> World:
        return self._rows(RECORDS, lambda row: {**row, **cells} if _id(row) == record_id else row)

    def removed(self, record_id: str) -> World:
        """The row and what points to it, as validation would ask for."""
        left = self._rows(RECORDS, lambda row: None if _id(row) == record_id else row)
        return left._rows(CORRECTIONS, lambda row: None if row["record_id"] == record_id else row)

    def without_table(self, key: Key) -> World:
        return replace(self, rows={k: rows for k, rows in self.rows.items() if k != key})

    def corrected(self, record_id: str, **cells: str) -> World:
        number = 1 + len(self.rows[CORRECTIONS])
        new = correction(number, record_id, **cells)
        return replace(self, rows={**self.rows, CORRECTIONS: (*self.rows[CORRECTIONS], new)})

    def with_stones(self, *rows: tuple[str, ...], header: tuple[str, ...] = STONE_COLUMNS) -> World:
        old = self.past.stones.rows if self.past.stones else ()
        new = tuple(StoneRow(cells, len(old) + 2 + n) for n, cells in enumerate(rows))
        return replace(self, past=replace(self.past, stones=StonesFile(header, (*old, *new))))

    def buried(self, record_id: str, **wish: str) -> World:
        """`gongshi tombstone`."""
        asked = Wish(record_id, wish.pop("day", str(self.day)), **wish)
        found = answer(self.dataset, self.past, terms_of(self.book), asked)
        return self.with_stones(found.cells) if found.new else self

    def released(self) -> World:
        """`gongshi release`; the data must be publishable."""
        entries = next_ledger(self.dataset, self.disclosure, self.past)
        numbered = tuple(replace(entry, row=n) for n, entry in enumerate(entries, 2))
        return replace(self, past=replace(self.past, ledger=numbered))

    @property
    def dataset(self) -> Dataset:
        tables = {
            key: _table(self.resources.get(key, starter().tables[key].resource), rows)
            for key, rows in self.rows.items()
        }
        return replace(starter(), tables=tables)

    @property
    def screening(self) -> Screening:
        valid = ValidDataset(self.dataset, ())
        return screen(valid, AsOf(self.day), self.book, "data", self.past)

    @property
    def disclosure(self) -> Disclosure:
        screening = self.screening
        assert screening.disclosure, [f.line() for f in _errors(screening)]
        return screening.disclosure

    @property
    def errors(self) -> list[Finding]:
        return _errors(self.screening)

    @property
    def blocked_by(self) -> set[str]:
        return {finding.code for finding in self.errors}

    def _rows(self, key: Key, change: Callable[[Row], Row | None]) -> World:
        rows = tuple(new for row in self.rows[key] if (new := change(row)) is not None)
        return replace(self, rows={**self.rows, key: rows})


def _errors(screening: Screening) -> list[Finding]:
    return [f for f in screening.findings if f.severity is Severity.ERROR]


def _id(row: Row) -> str:
    return row["record_id"]


def _institutions() -> list[Row]:
    """The subject of the records, and another one."""
    frame = starter().tables[INSTITUTIONS].frame
    rows = [{name: str(row[name]) for name in frame.columns} for _, row in frame.iterrows()]
    subject = _model(RECORDS)["subject_id"]
    others = [row for row in rows if row["archive_subject"] == "true" and row["inst_id"] != subject]
    return [next(row for row in rows if row["inst_id"] == subject), others[0]]


def _table(resource: Resource, rows: tuple[Row, ...]) -> Table:
    names = [field.name for field in resource.fields]
    columns = {name: pd.Series([row[name] for row in rows], dtype="str") for name in names}
    return Table(resource, pd.DataFrame(columns), np.arange(2, len(rows) + 2))


def public_ids(disclosure: Disclosure) -> set[str]:
    return {str(r) for table in disclosure.tables for r in table.frame[table.id_field]}


def stones(disclosure: Disclosure) -> dict[str, tuple[str, str, str]]:
    """Record id → event, day and reason of its tombstone."""
    return {s.record_id: (s.event, s.event_on, s.reason) for s in disclosure.tombstones}


def only(world: World, code: str) -> None:
    """The rule, and nothing else, stops the build; without it nothing does."""
    assert world.blocked_by == {code}
    assert world.without_rule(code).blocked_by == set()
