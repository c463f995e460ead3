"""One SQLite file of everything: foreign keys, indexes, full text, and what it all means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import CatalogTable, Record
from gongshi.export.about import about_edition
from gongshi.export.sqlite_names import FIELDS, METADATA, SEARCH, TITLE, quoted, table_names
from gongshi.export.typed_columns import Column, Kind, typed_columns
from gongshi.package.descriptor import Field, ForeignKey

media_type = "application/vnd.sqlite3"
_TYPES = {
    Kind.TEXT: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.BOOLEAN: "INTEGER",
    Kind.DATE: "TEXT",
    Kind.LIST: "TEXT",
    Kind.JSON: "TEXT",
}


def sqlite_file(catalog: Catalog) -> bytes:
    """The same rows give the same bytes (with the same version of SQLite)."""
    writer = _Writer(catalog)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("pragma page_size = 4096")
        database.execute("begin")
        for statement, rows in writer.statements():
            if rows is None:
                database.execute(statement)
            else:
                database.executemany(statement, rows)
        database.execute("commit")
        database.execute(f"insert into {SEARCH}({SEARCH}) values ('optimize')")  # noqa: S608  # a name of our own
        database.execute("vacuum")
        return database.serialize()


_FIELD_COLUMNS = ("table", "field", "title", "title_en", "type", "description", "missing")
_Statement = tuple[str, Iterable[tuple[Any, ...]] | None]


class _Writer:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._names = table_names(catalog)

    def statements(self) -> Iterator[_Statement]:
        for table in self._catalog.tables.values():
            yield from self._table(table)
        yield from self._search()
        yield from self._metadata()
        yield from self._fields()

    def _table(self, table: CatalogTable) -> Iterator[_Statement]:
        confined = confined_fields(self._catalog, table)
        columns = [c for c in typed_columns(table) if c.field.name not in confined]
        name = quoted(self._names[table.key])
        lines = [f"{quoted(c.field.name)} {_TYPES[c.kind]}" for c in columns]
        lines.append(f"{quoted(TITLE)} TEXT")
        lines.append(f"PRIMARY KEY ({_listed(table.public.resource.primary_key)})")
        lines += [self._foreign_key(fk) for fk in self._usable(table)]
        body = ",\n  ".join(lines)
        yield f"CREATE TABLE {name} (\n  {body}\n)", None
        marks = ", ".join("?" * (len(columns) + 1))
        yield f"INSERT INTO {name} VALUES ({marks})", self._rows(table, columns)  # noqa: S608  # a quoted name
        for field in dict.fromkeys([*table.links, *table.policy.facets]):
            if field in confined:
                continue
            index = quoted(f"{self._names[table.key]}_{field}")
            yield f"CREATE INDEX {index} ON {name} ({quoted(field)})", None

    def _rows(self, table: CatalogTable, columns: list[Column]) -> Iterator[tuple[Any, ...]]:
        titles = [self._catalog.title(Record(table, position)) for position in table.order]
        values = [[_cell(value) for value in column.values] for column in columns]
        return zip(*values, titles, strict=True)

    def _usable(self, table: CatalogTable) -> Iterator[ForeignKey]:
        """Foreign keys to a table's primary key: SQLite wants its target to be unique."""
        for fk in table.public.foreign_keys:
            target = self._catalog.tables.get(fk.target)
            if target is not None and fk.target_fields == target.public.resource.primary_key:
                yield fk

    def _foreign_key(self, fk: ForeignKey) -> str:
        target = quoted(self._names[fk.target])
        return (
            f"FOREIGN KEY ({_listed(fk.fields)}) REFERENCES {target} ({_listed(fk.target_fields)})"
        )

    def _search(self) -> Iterator[_Statement]:
        """Trigrams, since Chinese has no spaces between words. MATCH finds three characters and
        more, LIKE finds two: both without a dictionary.
        """
        columns = "dataset UNINDEXED, record_id UNINDEXED, title, text, tokenize='trigram'"
        yield f"CREATE VIRTUAL TABLE {SEARCH} USING fts5({columns})", None
        yield f"INSERT INTO {SEARCH} VALUES (?, ?, ?, ?)", self._search_rows()  # noqa: S608  # as above

    def _search_rows(self) -> Iterator[tuple[str, str, str, str]]:
        for key, table in self._catalog.tables.items():
            confined = confined_fields(self._catalog, table)
            names = [name for name in _worded(table) if name not in confined]
            for record in self._catalog.records(table):
                words = (self._catalog.text(record, n) for n in names if record.given(n))
                title = self._catalog.title(record)
                yield self._names[key], record.id, title, "\n".join(words)

    def _metadata(self) -> Iterator[_Statement]:
        yield f"CREATE TABLE {METADATA} (key TEXT PRIMARY KEY, title TEXT, value TEXT)", None
        edition = self._catalog.disclosure.edition
        rows = [("edition", "版本", edition.name), ("title", "名称", edition.title)]
        rows += [(fact.key, fact.title, fact.value) for fact in about_edition(self._catalog)]
        yield f"INSERT INTO {METADATA} VALUES (?, ?, ?)", rows  # noqa: S608  # as above

    def _fields(self) -> Iterator[_Statement]:
        columns = ", ".join(f"{quoted(name)} TEXT" for name in _FIELD_COLUMNS)
        yield f'CREATE TABLE {FIELDS} ({columns}, PRIMARY KEY ("table", field))', None
        yield f"INSERT INTO {FIELDS} VALUES (?, ?, ?, ?, ?, ?, ?)", self._field_rows()  # noqa: S608  # as above

    def _field_rows(self) -> Iterator[tuple[str, ...]]:
        for key, table in self._catalog.tables.items():
            confined = confined_fields(self._catalog, table)
            for field in (f for f in table.fields if f.name not in confined):
                missing = "、".join(dict.fromkeys(field.missing_labels.values()))
                yield (
                    self._names[key], field.name, field.title, field.title_en, field.type,
                    field.description, missing,
                )  # fmt: skip


def _worded(table: CatalogTable) -> list[str]:
    """The fields with words in them that readers look for: not those at the end of the page."""
    folded = {name for group in table.policy.groups if group.folded for name in group.fields}
    shown = {name for group in table.policy.groups if not group.folded for name in group.fields}

    def is_worded(field: Field) -> bool:
        if field.name in table.policy.search or field.name in shown:
            return field.type in {"string", "list", "array", "object"}
        return field.type == "string" and field.name not in folded

    return [field.name for field in table.fields if is_worded(field)]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (bool, int, float, str)) or value is None:
        return value
    return value.isoformat()
