"""Published corrections: rows of tables of kind `correction`, as they will stand on the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from gongshi.core.clock import AsOf
from gongshi.package.descriptor import Key
from gongshi.screening.disclosure import PublicTable

KIND = "correction"
RECORD, FIELD, BEFORE, AFTER, DAY = "record_id", "field_name", "before", "after", "corrected_on"
COLUMNS = (RECORD, FIELD, BEFORE, AFTER, DAY)


@dataclass(frozen=True)
class Correction:
    """`before` is None where it may not be said (a missing value such as 依法不予公开), and ""
    where there was nothing; `after` is "" for every missing value.
    """

    key: Key
    correction_id: str
    target: Key
    record_id: str
    field: str
    before: str | None
    after: str
    day: str


@dataclass(frozen=True)
class Corrections:
    """The public corrections of the edition that are dated on or before a day."""

    tables: tuple[PublicTable, ...]
    as_of: AsOf

    @cached_property
    def _by_record(self) -> dict[tuple[Key, str], list[Correction]]:
        result: dict[tuple[Key, str], list[Correction]] = {}
        for one in _corrections(self.tables):
            if one.day <= str(self.as_of):
                result.setdefault((one.target, one.record_id), []).append(one)
        return result

    def of(self, key: Key, record_id: str, field: str, since: str) -> list[Correction]:
        """Those of one field of a record from a day on."""
        found = self._by_record.get((key, record_id), [])
        return [one for one in found if one.field == field and one.day >= since]


def _corrections(tables: Iterable[PublicTable]) -> Iterator[Correction]:
    for table in tables:
        link = {fk.fields: fk.target for fk in table.foreign_keys}.get((RECORD,))
        shown = table.resource.by_name
        if table.resource.kind != KIND or link is None or not shown.keys() >= set(COLUMNS):
            continue
        columns = (table.frame[name] for name in (table.id_field, *COLUMNS))
        missing = {name: shown[name].missing_labels for name in (BEFORE, AFTER)}
        for number, record, field, before, after, day in zip(*columns, strict=True):
            yield Correction(
                key=table.key,
                correction_id=number,
                target=link,
                record_id=record,
                field=field,
                before=None if before and before in missing[BEFORE] else before,
                after="" if after in missing[AFTER] else after,
                day=day,
            )
