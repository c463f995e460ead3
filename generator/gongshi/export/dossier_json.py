"""dossier.json beside an institution's page: its whole file, every record with all its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gongshi.catalog.canonical import record_data, record_hash
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.dossier import Dossier, dossier
from gongshi.catalog.table import Record
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump


def dossier_files(catalog: Catalog) -> Iterator[OutputFile]:
    for table in catalog.tables.values():
        if table.is_institutions:
            for record in catalog.records(table):
                path = urls.dossier_json(record.url)
                yield OutputFile(path, dump(dossier_document(catalog, record)), "application/json")


def dossier_document(catalog: Catalog, institution: Record) -> dict[str, Any]:
    """`totals` are the denominators: over the whole edition. A section that the edition has no
    table for is not there, since nothing can be said about it.
    """
    found = dossier(catalog, institution)
    return {
        "id": institution.id,
        "title": catalog.title(institution),
        "asOf": str(catalog.disclosure.as_of),
        "url": institution.url,
        "sha256": record_hash(institution),
        "record": record_data(institution),
        "totals": {
            "institutions": found.institutions_all,
            "records": found.records_all,
            "honours": found.honours_all,
        },
        "missing": list(found.missing),
        **_sections(catalog, found),
        "children": _records(catalog, found.children),
        "others": [
            {
                "dataset": str(group.table.key),
                "field": group.field.name,
                "records": _records(catalog, group.records),
            }
            for group in found.others
        ],
    }


def _sections(catalog: Catalog, found: Dossier) -> dict[str, Any]:
    powers = [record for _, records in found.powers for record in records]
    sections = {
        "power_item": ("powers", powers),
        "service_commitment": ("promises", found.promises.commitments),
        "dishonesty_record": ("records", found.records),
        "honour": ("honours", found.honours),
    }
    return {
        name: _records(catalog, records)
        for kind, (name, records) in sections.items()
        if kind in found.kinds
    }


def _records(catalog: Catalog, records: Iterable[Record]) -> list[dict[str, Any]]:
    return [
        {
            "dataset": str(record.table.key),
            "id": record.id,
            "title": catalog.title(record),
            "url": record.url,
            "record": record_data(record),
        }
        for record in records
    ]
