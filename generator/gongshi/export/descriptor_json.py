"""The published datapackage.json: built from what is public, never the input with keys removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongshi.catalog.table import CatalogTable
from gongshi.core.clock import AsOf
from gongshi.core.output import File
from gongshi.export.formulas import is_formula
from gongshi.package.descriptor import Field, ForeignKey
from gongshi.screening.disclosure import PublicPackage

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# Of a field's own properties, those that a reader of the published data needs.
_FIELD_KEYS = (
    "format",
    "example",
    "rdfType",
    "categories",
    "categoriesOrdered",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "trueValues",
    "falseValues",
    "delimiter",
    "itemType",
)


def package_descriptor(
    package: PublicPackage, files: Iterable[tuple[CatalogTable, File]], as_of: AsOf
) -> dict[str, Any]:
    """Data Package v2. `files`: each table with its CSV."""
    return {
        "$schema": _PROFILE,
        "name": package.name,
        **package.metadata,
        "title": package.title,
        "description": package.description,
        "created": f"{as_of}T00:00:00+08:00",
        "resources": [_resource(table, file) for table, file in files],
        "gongshi": {"asOf": str(as_of)},
    }


def _resource(table: CatalogTable, file: File) -> dict[str, Any]:
    resource = table.public.resource
    external = [fk for fk in table.public.foreign_keys if fk.crosses_packages(table.key)]
    return {
        "name": resource.name,
        "type": "table",
        "path": file.path.rpartition("/")[2],
        "title": resource.title,
        "description": resource.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(table),
        "gongshi": {
            "label": resource.label,
            "rows": len(table),
            "computed": sorted(table.public.computed),
            # frictionless refuses a reference to another package, so these stand here.
            "externalForeignKeys": [_foreign_key(fk, table, external=True) for fk in external],
        },
    }


def _schema(table: CatalogTable) -> dict[str, Any]:
    resource = table.public.resource
    schema: dict[str, Any] = {
        "fieldsMatch": "equal",
        "primaryKey": list(resource.primary_key),
        "fields": [_field(field, table.columns[field.name]) for field in table.fields],
    }
    unique = [list(key) for key in resource.unique_keys]
    if unique:
        schema["uniqueKeys"] = unique
    inside = [fk for fk in table.public.foreign_keys if not fk.crosses_packages(table.key)]
    if inside:
        schema["foreignKeys"] = [_foreign_key(fk, table, external=False) for fk in inside]
    return schema


def _field(field: Field, cells: list[str]) -> dict[str, Any]:
    missing = dict(field.missing_labels)
    missing.setdefault("", "未公开")
    descriptor: dict[str, Any] = {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": field.type,
        "missingValues": [{"value": value, "label": label} for value, label in missing.items()],
        **{key: field.raw[key] for key in _FIELD_KEYS if key in field.raw},
        "gongshi": {"title_en": field.title_en},
    }
    constraints = _constraints(field, cells, missing)
    if constraints:
        descriptor["constraints"] = constraints
    if field.items:
        descriptor["gongshi"]["items"] = [item.model_dump() for item in field.items]
    return descriptor


def _constraints(field: Field, cells: Iterable[str], missing: Mapping[str, str]) -> dict[str, Any]:
    """The source's constraints, less those that publication itself has broken.

    Screening may have emptied a required cell, a mask may have changed a value, and the CSV may
    carry an apostrophe before a formula.
    """
    constraints = dict(field.constraints)
    if field.masked:
        return {}
    cells = list(cells)
    if any(cell in missing for cell in cells):
        constraints.pop("required", None)
    if any(is_formula(cell) for cell in cells):
        for name in ("pattern", "enum", "maxLength", "minLength"):
            constraints.pop(name, None)
    return constraints


def _foreign_key(fk: ForeignKey, table: CatalogTable, *, external: bool) -> dict[str, Any]:
    reference: dict[str, Any] = {"fields": list(fk.target_fields)}
    if fk.target != table.key:
        reference = {"resource": fk.target.resource, **reference}
    if external:
        reference = {"package": f"../{fk.target.package}/datapackage.json", **reference}
    return {"fields": list(fk.fields), "reference": reference}
