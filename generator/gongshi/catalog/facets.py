"""A dataset's facets: each value, how many records have it, and which."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record
from gongshi.catalog.values import split_list
from gongshi.core import urls
from gongshi.package.descriptor import Field

# More than these have a list of their own; the commonest stand on the pages of the dataset.
MOST_VALUES = 60


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    positions: tuple[int, ...]
    url: str

    @property
    def count(self) -> int:
        return len(self.positions)


@dataclass(frozen=True)
class Facet:
    """`index_url`: the list of its values, if they are too many to stand on every page."""

    field: Field
    values: tuple[FacetValue, ...]
    index_url: str = ""


def facets(catalog: Catalog, table: CatalogTable) -> tuple[Facet, ...]:
    """The facets that the descriptor asks for; a facet with fewer than two values is left out."""
    found = (_facet(catalog, table, table.by_name[name]) for name in table.policy.facets)
    return tuple(facet for facet in found if len(facet.values) > 1)


def _facet(catalog: Catalog, table: CatalogTable, field: Field) -> Facet:
    positions: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for position in table.order:
        for value, label in _members(catalog, Record(table, position), field):
            positions.setdefault(value, []).append(position)
            labels[value] = label
    values = [
        FacetValue(
            value=value,
            label=labels[value],
            positions=tuple(found),
            url=urls.facet_page(table.key.package, table.key.resource, field.name, value),
        )
        for value, found in positions.items()
    ]
    rank = {value: index for index, value in enumerate(field.enum)}
    # A closed list keeps the order its descriptor gives it; an open one shows the largest first.
    values.sort(key=lambda v: (rank.get(v.value, len(rank)), -v.count, v.label))
    index = urls.facet_index(table.key.package, table.key.resource, field.name)
    return Facet(field, tuple(values), index if len(values) > MOST_VALUES else "")


def _members(catalog: Catalog, record: Record, field: Field) -> list[tuple[str, str]]:
    """The facet values of one record, each with what the reader sees.

    Every member of a list cell counts. All missing values with one label are one value.
    """
    cell = record.cell(field.name)
    missing = field.missing_labels.get(cell)
    if missing is not None:
        return [(missing, missing)]
    if field.type == "list":
        return [(part, part) for part in dict.fromkeys(split_list(field, cell))]
    return [(cell, catalog.text(record, field.name))]
