"""The edition as one SQLite file, as SQLite and Datasette read it."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from gongshi.catalog.confined import confined_fields
from gongshi.export.sqlite_file import sqlite_file
from gongshi.export.sqlite_names import table_names
from gongshi.package.descriptor import Key
from opendata.conftest import Written, catalog_of, ran
from opendata.test_formats import plain, public_rows
from projects import Starter

FILE = "starter.sqlite"


@pytest.fixture(scope="module")
def database(local: Written) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{local.folder / FILE}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def ask(database: sqlite3.Connection, sql: str, *values: object) -> list[Any]:
    return [tuple(row) for row in database.execute(sql, values)]


def test_it_holds_the_public_rows(local: Written, database: sqlite3.Connection) -> None:
    for table in local.catalog.tables.values():
        found = []
        for row in database.execute(f'select * from "{table.key.resource}" order by rowid'):
            whole = dict(row)
            assert whole.pop("_title") == local.catalog.title(
                next(r for r in local.catalog.records(table) if r.id == row[table.public.id_field])
            )
            for field in table.fields:
                if field.type == "boolean" and whole.get(field.name) is not None:
                    whole[field.name] = bool(whole[field.name])
            found.append({name: plain(value) for name, value in whole.items()})
        confined = confined_fields(local.catalog, table)
        assert found == [
            {k: plain(v) for k, v in row.items() if k not in confined} for row in public_rows(table)
        ]


def test_keys_hold_and_what_is_joined_is_indexed(
    local: Written, database: sqlite3.Connection
) -> None:
    assert ask(database, "pragma foreign_key_check") == []
    assert ask(database, "pragma integrity_check") == [("ok",)]
    for table in local.catalog.tables.values():
        name = table.key.resource
        keys = {row[3] for row in ask(database, f'pragma foreign_key_list("{name}")')}
        by_id = {
            field
            for field, fk in table.links.items()
            if fk.target_fields == local.catalog.tables[fk.target].public.resource.primary_key
        }
        assert keys == by_id
        indexed = {row[1] for row in ask(database, f'pragma index_list("{name}")')}
        assert {f"{name}_{field}" for field in table.links} <= indexed
    assert ask(
        database, "select count(*) from honours h join institutions i on i.inst_id = h.subject_id"
    )[0][0]


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from _search where _search match ?",
        "select count(*) from _search where title like '%' || ? || '%'",
    ],
)
def test_chinese_is_found_without_a_dictionary(
    local: Written, database: sqlite3.Connection, sql: str
) -> None:
    title = local.catalog.title(next(local.catalog.records(local.table("power_items"))))
    assert ask(database, sql, title[2:6])[0][0] > 0
    assert ask(database, sql, "鸩羽鸩羽")[0][0] == 0


def test_it_says_what_it_is(local: Written, database: sqlite3.Connection) -> None:
    said = dict(ask(database, "select key, value from _metadata"))
    assert said["as_of"] == "2026-11-24"
    assert said["license"].startswith("CC0")
    assert "虚构" in said["warning"]
    fields = ask(database, "select title from _fields where \"table\" = 'honours' order by rowid")
    assert [title for (title,) in fields] == [f.title for f in local.table("honours").fields]


def test_same_rows_give_the_same_bytes(source: Starter, local: Written) -> None:
    assert sqlite_file(catalog_of(source)) == local.files[FILE]


def test_datasette_opens_it_with_labels_and_descriptions(local: Written) -> None:
    def get(path: str) -> str:
        command = [sys.executable, "-m", "datasette", str(local.folder / FILE), "-m"]
        done = ran([*command, str(local.folder / "starter.datasette.json"), "--get", path])
        assert done.returncode == 0, done.stderr[-500:]
        return done.stdout

    page = get("/starter/honours")
    honour = next(local.catalog.records(local.table("honours")))
    owner = local.catalog.target(honour, "subject_id")
    assert owner is not None
    assert local.catalog.title(owner) in page, "a foreign key shows its target's title"
    assert local.table("honours").by_name["level"].description in page
    assert "CC0" in page
    title = local.catalog.title(honour)
    for words in (title[2:4], title[2:8]):
        found = json.loads(get(f"/starter/search.json?_shape=array&q={words}"))
        assert honour.id in {row["record_id"] for row in found}


def test_two_tables_of_one_name_are_told_apart() -> None:
    keys = [Key("a-b", "list"), Key("c", "list"), Key("c", "one-two")]
    catalog: Any = SimpleNamespace(tables=dict.fromkeys(keys))
    assert list(table_names(catalog).values()) == ["a_b__list", "c__list", "one_two"]
