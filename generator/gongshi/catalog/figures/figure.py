"""A picture before it is drawn: a table of counts with what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.facets import facets
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Form(StrEnum):
    BARS = "bars"  # a bar a row, one part a column
    COLUMNS = "columns"  # a column a row, standing side by side in time
    GRID = "grid"  # a cell a row and column: a share, with its base


@dataclass(frozen=True)
class Cell:
    """`of` is the base of a share; None where the cell is a plain count. None of both: no data."""

    count: int | None
    of: int | None = None


NOTHING = Cell(None)


@dataclass(frozen=True)
class Row:
    """`url` leads to what was counted; "" where no list of just that is published."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""

    @property
    def total(self) -> int:
        return sum(cell.count or 0 for cell in self.cells)


@dataclass(frozen=True)
class Figure:
    """`definition`: what is counted and how; `denominator`: of what. `sources`: (title, URL).
    `is_share`: what the first column is of the whole row is worth saying.
    """

    slug: str
    title: str
    form: Form
    unit: str
    row_title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    definition: str
    denominator: str
    sources: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()
    is_share: bool = False

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)


@dataclass(frozen=True)
class Topic:
    """A page of figures. Without any it says `missing`."""

    slug: str
    title: str
    missing: str
    figures: tuple[Figure, ...] = field(default=())

    @property
    def url(self) -> str:
        return urls.statistics_page(self.slug)


def source_of(table: CatalogTable) -> tuple[str, str]:
    return table.title, urls.dataset_page(table.key.package, table.key.resource)


def lists_of(catalog: Catalog, table: CatalogTable, name: str) -> Mapping[str, str]:
    """Value → the list of the records with it; empty where the table has no such lists."""
    for facet in facets(catalog, table):
        if facet.field.name == name:
            return {value.value: value.url for value in facet.values}
    return {}


def counted(
    records: Iterable[Record], row: Callable[[Record], str], column: Callable[[Record], str]
) -> Mapping[str, Mapping[str, int]]:
    """How many have each pair; "" counts as no value and is left out of neither."""
    found: dict[str, dict[str, int]] = {}
    for record in records:
        cells = found.setdefault(row(record), {})
        cells[column(record)] = cells.get(column(record), 0) + 1
    return found


def in_order(found: Iterable[str], order: Sequence[str]) -> list[str]:
    """As the descriptor lists them; what it does not list stands after, in its own order."""
    rank = {value: i for i, value in enumerate(order)}
    return sorted(set(found), key=lambda value: (rank.get(value, len(rank)), value))


def rows_of(
    found: Mapping[str, Mapping[str, int]],
    labels: Iterable[str],
    columns: Sequence[str],
    url: Callable[[str], str] = lambda _: "",
) -> Iterator[Row]:
    for label in labels:
        cells = found.get(label, {})
        yield Row(label, tuple(Cell(cells.get(name, 0)) for name in columns), url(label))


def records_of(catalog: Catalog, kind: str) -> list[Record]:
    return [record for table in catalog.of_kind(kind) for record in catalog.records(table)]


def day_of(record: Record, name: str) -> str:
    """A cell that is a day as ISO 8601 writes it; "" for none, and for one in a form of its own."""
    day = record.given(name)
    return day if _DAY.fullmatch(day) else ""


def quarter(day: str) -> str:
    """2026-05-17 → 2026Q2"""
    number = (int(day[5:7]) - 1) // 3
    return f"{day[:4]}Q{number + 1}"


def quarters(first: str, last: str) -> list[str]:
    """Each from one to the other, both included: a quarter with nothing in it is drawn too."""
    found, year, number = [], int(first[:4]), int(first[5])
    while f"{year}Q{number}" <= last:
        found.append(f"{year}Q{number}")
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    return found
