"""The keys that Data Package v2 defines, by level. https://datapackage.org/standard/data-package/

A key outside these lists is nearly always a misspelling that frictionless would ignore in silence
(`primarykey`, `requierd`), so it is an error here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongshi.package.lined_yaml import Pointer

_CONSTRAINTS = frozenset(
    [
        "required",
        "unique",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "jsonSchema",
        "pattern",
        "enum",
    ]
)
_FIELD = frozenset(
    [
        "name",
        "title",
        "description",
        "type",
        "format",
        "constraints",
        "missingValues",
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
        "gongshi",
    ]
)
_SCHEMA = frozenset(
    ["$schema", "fields", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys"]
)
_DIALECT = frozenset(
    [
        "$schema",
        "header",
        "headerRows",
        "headerJoin",
        "commentRows",
        "commentChar",
        "delimiter",
        "lineTerminator",
        "quoteChar",
        "doubleQuote",
        "escapeChar",
        "nullSequence",
        "skipInitialSpace",
        "property",
        "itemType",
        "itemKeys",
        "sheetNumber",
        "sheetName",
        "table",
    ]
)
_RESOURCE = frozenset(
    [
        "$schema",
        "name",
        "path",
        "data",
        "type",
        "title",
        "description",
        "format",
        "mediatype",
        "encoding",
        "bytes",
        "hash",
        "sources",
        "licenses",
        "dialect",
        "schema",
        "gongshi",
    ]
)
_PACKAGE = frozenset(
    [
        "$schema",
        "name",
        "id",
        "title",
        "description",
        "homepage",
        "version",
        "created",
        "keywords",
        "licenses",
        "sources",
        "contributors",
        "image",
        "resources",
        "gongshi",
    ]
)
_LICENSE = frozenset(["name", "path", "title"])
_SOURCE = frozenset(["title", "path", "email", "version"])
_CONTRIBUTOR = frozenset(
    ["title", "givenName", "familyName", "path", "email", "roles", "organization"]
)
_FOREIGN_KEY = frozenset(("fields", "reference"))
_REFERENCE = frozenset(("package", "resource", "fields"))
_MISSING = frozenset(("value", "label"))


def unknown_keys(descriptor: Mapping[str, Any]) -> Iterator[tuple[Pointer, frozenset[str]]]:
    """Each unknown key as (its pointer, the keys known at that level)."""
    yield from _check(descriptor, (), _PACKAGE)
    yield from _many(descriptor, "licenses", (), _LICENSE)
    yield from _many(descriptor, "sources", (), _SOURCE)
    yield from _many(descriptor, "contributors", (), _CONTRIBUTOR)
    for index, resource in enumerate(_list(descriptor.get("resources"))):
        yield from _resource(resource, ("resources", index))


def _resource(resource: Any, at: Pointer) -> Iterator[tuple[Pointer, frozenset[str]]]:
    if not isinstance(resource, Mapping):
        return
    yield from _check(resource, at, _RESOURCE)
    yield from _many(resource, "licenses", at, _LICENSE)
    yield from _many(resource, "sources", at, _SOURCE)
    yield from _check(resource.get("dialect"), (*at, "dialect"), _DIALECT)
    schema = resource.get("schema")
    if not isinstance(schema, Mapping):
        return
    at = (*at, "schema")
    yield from _check(schema, at, _SCHEMA)
    yield from _many(schema, "missingValues", at, _MISSING)
    for index, fk in enumerate(_list(schema.get("foreignKeys"))):
        yield from _check(fk, (*at, "foreignKeys", index), _FOREIGN_KEY)
        if isinstance(fk, Mapping):
            yield from _check(
                fk.get("reference"), (*at, "foreignKeys", index, "reference"), _REFERENCE
            )
    for index, field in enumerate(_list(schema.get("fields"))):
        place = (*at, "fields", index)
        yield from _check(field, place, _FIELD)
        if isinstance(field, Mapping):
            yield from _check(field.get("constraints"), (*place, "constraints"), _CONSTRAINTS)
            yield from _many(field, "missingValues", place, _MISSING)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _many(
    owner: Mapping[str, Any], name: str, at: Pointer, known: frozenset[str]
) -> Iterator[tuple[Pointer, frozenset[str]]]:
    for index, value in enumerate(_list(owner.get(name))):
        yield from _check(value, (*at, name, index), known)


def _check(
    value: Any, at: Pointer, known: frozenset[str]
) -> Iterator[tuple[Pointer, frozenset[str]]]:
    if isinstance(value, Mapping):
        for key in value:
            if key not in known:
                yield (*at, key), known
