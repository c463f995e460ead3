"""index.json beside each page of a dataset's list, and facets.json: what to filter it by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gongshi.catalog.canonical import record_data
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.facets import facets
from gongshi.catalog.pages import cut, page_total
from gongshi.catalog.table import CatalogTable, Record
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump


def list_files(catalog: Catalog) -> Iterator[OutputFile]:
    for table in catalog.tables.values():
        key = table.key
        for number, positions in cut(table.order):
            document = _page(catalog, table, number, positions)
            path = urls.json_of(urls.list_page(key.package, key.resource, number))
            yield OutputFile(path, dump(document), "application/json")
        path = urls.facets_json(key.package, key.resource)
        yield OutputFile(path, dump(facets_document(catalog, table)), "application/json")


def _page(
    catalog: Catalog, table: CatalogTable, number: int, positions: Sequence[int]
) -> dict[str, Any]:
    total = page_total(len(table))

    def at(page: int) -> str | None:
        if not 1 <= page <= total:
            return None
        return urls.json_of(urls.list_page(table.key.package, table.key.resource, page))

    return {
        "dataset": str(table.key),
        "asOf": str(catalog.disclosure.as_of),
        "count": len(table),
        "page": number,
        "pages": total,
        "previous": at(number - 1),
        "next": at(number + 1),
        "records": [_record(catalog, Record(table, position)) for position in positions],
    }


def _record(catalog: Catalog, record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "title": catalog.title(record),
        "url": record.url,
        "json": urls.json_of(record.url),
        "record": record_data(record),
    }


def facets_document(catalog: Catalog, table: CatalogTable) -> dict[str, Any]:
    """Each value with its number of records, their ids, and the page that lists them."""
    return {
        "dataset": str(table.key),
        "asOf": str(catalog.disclosure.as_of),
        "count": len(table),
        "facets": [
            {
                "field": facet.field.name,
                "title": facet.field.title,
                "values": [
                    {
                        "value": value.value,
                        "title": value.label,
                        "count": value.count,
                        "url": value.url,
                        "ids": [table.ids[position] for position in value.positions],
                    }
                    for value in facet.values
                ],
            }
            for facet in facets(catalog, table)
        ],
    }
