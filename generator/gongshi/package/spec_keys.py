"""The keys that Data Package v2 defines, by level. https://datapackage.org/standard/data-package/

A key outside these lists is nearly always a misspelling that frictionless would ignore in silence
(`primarykey`, `requierd`), so it is an error here; so is a value of the wrong type, which
frictionless says in English and without a line, or does not survive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongshi.package.lined_yaml import Pointer
from gongshi.package.spec_values import (
    ANY,
    CATEGORIES,
    CHARACTER,
    COUNT,
    FIELDS_MATCH,
    FLAG,
    LIST,
    MAPPING,
    MAPPINGS,
    MISSING_VALUES,
    NAMES,
    PATTERN,
    SEPARATOR,
    TEXT,
    TEXTS,
    TYPE,
    Value,
)

_Level = Mapping[str, Value]

_CONSTRAINTS: _Level = {
    "required": FLAG,
    "unique": FLAG,
    "minLength": COUNT,
    "maxLength": COUNT,
    "minimum": ANY,
    "maximum": ANY,
    "exclusiveMinimum": ANY,
    "exclusiveMaximum": ANY,
    "jsonSchema": MAPPING,
    "pattern": PATTERN,
    "enum": LIST,
}
_FIELD: _Level = {
    "name": ANY,
    "title": TEXT,
    "description": TEXT,
    "type": TYPE,
    "format": TEXT,
    "constraints": MAPPING,
    "missingValues": MISSING_VALUES,
    "example": ANY,
    "rdfType": TEXT,
    "categories": CATEGORIES,
    "categoriesOrdered": FLAG,
    "decimalChar": TEXT,
    "groupChar": TEXT,
    "bareNumber": FLAG,
    "trueValues": TEXTS,
    "falseValues": TEXTS,
    "delimiter": SEPARATOR,
    "itemType": TEXT,
    "gongshi": MAPPING,
}
_SCHEMA: _Level = {
    "$schema": TEXT,
    "fields": ANY,
    "fieldsMatch": FIELDS_MATCH,
    "missingValues": MISSING_VALUES,
    "primaryKey": NAMES,
    "uniqueKeys": LIST,
    "foreignKeys": LIST,
}
_DIALECT: _Level = {
    "$schema": TEXT,
    "header": FLAG,
    "headerRows": LIST,
    "headerJoin": TEXT,
    "commentRows": LIST,
    "commentChar": TEXT,
    "delimiter": CHARACTER,
    "lineTerminator": TEXT,
    "quoteChar": CHARACTER,
    "doubleQuote": FLAG,
    "escapeChar": TEXT,
    "nullSequence": TEXT,
    "skipInitialSpace": FLAG,
    "property": TEXT,
    "itemType": TEXT,
    "itemKeys": LIST,
    "sheetNumber": COUNT,
    "sheetName": TEXT,
    "table": TEXT,
}
_RESOURCE: _Level = {
    "$schema": TEXT,
    "name": ANY,
    "path": ANY,
    "data": ANY,
    "type": TEXT,
    "title": ANY,
    "description": TEXT,
    "format": TEXT,
    "mediatype": TEXT,
    "encoding": TEXT,
    "bytes": COUNT,
    "hash": TEXT,
    "sources": MAPPINGS,
    "licenses": MAPPINGS,
    "dialect": MAPPING,
    "schema": ANY,
    "gongshi": ANY,
}
_PACKAGE: _Level = {
    "$schema": TEXT,
    "name": ANY,
    "id": TEXT,
    "title": ANY,
    "description": TEXT,
    "homepage": TEXT,
    "version": TEXT,
    "created": TEXT,
    "keywords": TEXTS,
    "licenses": MAPPINGS,
    "sources": MAPPINGS,
    "contributors": MAPPINGS,
    "image": TEXT,
    "resources": ANY,
    "gongshi": ANY,
}
_LICENSE: _Level = {"name": TEXT, "path": TEXT, "title": TEXT}
_SOURCE: _Level = {"title": TEXT, "path": TEXT, "email": TEXT, "version": TEXT}
_CONTRIBUTOR: _Level = {
    "title": TEXT,
    "givenName": TEXT,
    "familyName": TEXT,
    "path": TEXT,
    "email": TEXT,
    "roles": TEXTS,
    "organization": TEXT,
}
_FOREIGN_KEY: _Level = {"fields": NAMES, "reference": MAPPING}
_REFERENCE: _Level = {"package": TEXT, "resource": TEXT, "fields": NAMES}
_MISSING: _Level = {"value": TEXT, "label": TEXT}


def unknown_keys(descriptor: Mapping[str, Any]) -> Iterator[tuple[Pointer, frozenset[str]]]:
    """Each unknown key as (its pointer, the keys known at that level)."""
    for at, mapping, level in _levels(descriptor):
        for key in mapping:
            if key not in level:
                yield (*at, key), frozenset(level)


def wrong_values(descriptor: Mapping[str, Any]) -> Iterator[tuple[Pointer, str]]:
    """Each value of the wrong type as (its pointer, what it should be).

    Whatever package.structure asks about more closely is not asked about here.
    """
    for at, mapping, level in _levels(descriptor):
        for key, value in mapping.items():
            if key in level and not level[key].fits(value):
                yield (*at, key), level[key].words


_Place = tuple[Pointer, Mapping[str, Any], _Level]


def _levels(descriptor: Mapping[str, Any]) -> Iterator[_Place]:
    """Every object of a descriptor with the keys of its level."""
    yield (), descriptor, _PACKAGE
    yield from _each(descriptor, "licenses", (), _LICENSE)
    yield from _each(descriptor, "sources", (), _SOURCE)
    yield from _each(descriptor, "contributors", (), _CONTRIBUTOR)
    for at, resource, level in _each(descriptor, "resources", (), _RESOURCE):
        yield at, resource, level
        yield from _each(resource, "licenses", at, _LICENSE)
        yield from _each(resource, "sources", at, _SOURCE)
        yield from _one(resource, "dialect", at, _DIALECT)
        for place, schema, keys in _one(resource, "schema", at, _SCHEMA):
            yield place, schema, keys
            yield from _in_schema(schema, place)


def _in_schema(schema: Mapping[str, Any], at: Pointer) -> Iterator[_Place]:
    yield from _each(schema, "missingValues", at, _MISSING)
    for place, fk, level in _each(schema, "foreignKeys", at, _FOREIGN_KEY):
        yield place, fk, level
        yield from _one(fk, "reference", place, _REFERENCE)
    for place, field, level in _each(schema, "fields", at, _FIELD):
        yield place, field, level
        yield from _one(field, "constraints", place, _CONSTRAINTS)
        yield from _each(field, "missingValues", place, _MISSING)


def _one(owner: Mapping[str, Any], name: str, at: Pointer, level: _Level) -> Iterator[_Place]:
    value = owner.get(name)
    if isinstance(value, Mapping):
        yield (*at, name), value, level


def _each(owner: Mapping[str, Any], name: str, at: Pointer, level: _Level) -> Iterator[_Place]:
    values = owner.get(name)
    for index, value in enumerate(values if isinstance(values, list) else []):
        if isinstance(value, Mapping):
            yield (*at, name, index), value, level
