"""The lines to copy on a dataset's page, run as they stand against a server of the files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from gongshi.catalog.table import CatalogTable, Record
from gongshi.export.formats import resource_files
from gongshi.export.formulas import neutralise
from gongshi.export.snippets import PLACEHOLDER, Snippet, snippets
from gongshi.package.descriptor import Field
from opendata.conftest import Written, ran
from opendata.serving import serving

NUMBERS = {"integer", "number", "year"}
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def address(local: Written) -> Iterator[str]:
    with serving(local.folder) as address:
        yield address


def lines_of(local: Written, table: CatalogTable, address: str) -> dict[str, Snippet]:
    files = resource_files(local.catalog, table)
    return {one.name: one for one in snippets(table, files, address)}


def expected(table: CatalogTable) -> Rows:
    return [
        {
            field.name: _value(field, Record(table, position).cell(field.name))
            for field in table.fields
        }
        for position in table.order
    ]


def _value(field: Field, cell: str) -> Any:
    if cell == "" or cell in field.missing_labels:
        return None
    return float(cell) if field.type in NUMBERS and not field.masked else neutralise(cell)


def same(found: Rows, table: CatalogTable) -> None:
    wanted = expected(table)
    assert len(found) == len(wanted) > 0
    assert any(isinstance(value, float) for row in wanted for value in row.values()) == any(
        field.type in NUMBERS for field in table.fields
    )
    for one, other in zip(found, wanted, strict=True):
        assert one == other


def tables(local: Written) -> list[CatalogTable]:
    return [table for table in local.catalog.tables.values() if len(table)]


def test_pandas(local: Written, address: str) -> None:
    for table in tables(local):
        names: dict[str, Any] = {}
        exec(lines_of(local, table, address)["pandas"].code, names)
        read = names["table"]
        for field in table.fields:
            wanted = "M" if field.type == "date" and not field.masked else None
            assert wanted is None or read[field.name].dtype.kind == wanted, field.name
        same([{k: _plain(v) for k, v in row.items()} for row in read.to_dict("records")], table)


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value if isinstance(value, str) else float(value)


def test_curl_gets_the_file_and_knows_it(local: Written, address: str, tmp_path: Path) -> None:
    table = tables(local)[0]
    code = lines_of(local, table, address)["curl"].code
    done = ran(["sh", "-ec", code], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    [file] = tmp_path.iterdir()
    assert file.read_bytes() == local.path(table, "csv").read_bytes()
    wrong = code.replace(code.partition("echo '")[2][:64], "0" * 64)
    assert ran(["sh", "-ec", wrong], cwd=tmp_path).returncode != 0


def test_duckdb(local: Written, address: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for table in tables(local):
        code = lines_of(local, table, address)["DuckDB"].code
        shutil.copy(local.path(table, "parquet"), tmp_path)
        with duckdb.connect() as connection:
            counted = connection.execute(code).fetchall()
        assert sum(count for _, count in counted) == len(table)
        facet = next(iter(table.policy.facets), table.fields[0].name)
        assert len(counted) == len({row[facet] for row in expected(table)})


@pytest.mark.skipif(
    shutil.which("Rscript") is None and not os.environ.get("CI"), reason="R is not installed"
)
def test_r(local: Written, address: str, tmp_path: Path) -> None:
    """Every table read by one R, and written again for pandas to compare."""
    script = ""
    for table in tables(local):
        code = lines_of(local, table, address)["R"].code
        script += f"{code}\nstopifnot(nrow(problems(table)) == 0)\n"
        for field in table.fields:
            if field.type == "date" and not field.masked:
                script += f"stopifnot(inherits(table[['{field.name}']], 'Date'))\n"
        script += f"write_csv(table, '{table.key.resource}.csv', na = '\\u0001')\n"
    (tmp_path / "all.R").write_text(script, "utf-8")
    done = ran(["Rscript", "all.R"], cwd=tmp_path, LC_ALL="C.UTF-8")
    assert done.returncode == 0, done.stderr
    for table in tables(local):
        read = pd.read_csv(
            tmp_path / f"{table.key.resource}.csv",
            dtype=str,
            keep_default_na=False,
            na_values=["\u0001"],
        )
        numbers = {f.name for f in table.fields if f.type in NUMBERS and not f.masked}
        found = [
            {
                name: None if pd.isna(cell) else float(cell) if name in numbers else cell
                for name, cell in row.items()
            }
            for row in read.to_dict("records")
        ]
        same(found, table)


def test_power_query_names_every_column_with_its_type(local: Written, address: str) -> None:
    for table in tables(local):
        code = lines_of(local, table, address)["Excel Power Query"].code
        assert f'Web.Contents("{address}{table.key.package}/{table.key.resource}.csv")' in code
        for field in table.fields:
            kind = "date" if field.type == "date" else "number" if field.type in NUMBERS else "text"
            assert f'{{"{field.name}", type {"text" if field.masked else kind}}}' in code
        assert code.count("{") == code.count("}")


def test_without_an_address_readers_are_told_where_it_goes(local: Written) -> None:
    for one in lines_of(local, tables(local)[0], "").values():
        assert PLACEHOLDER in one.code


def test_hostile_names_end_no_string(local: Written, address: str, tmp_path: Path) -> None:
    table = tables(local)[0]
    evil = "x\"'`$(touch hit);\\"
    first = replace(table.fields[0], name=evil)
    policy = replace_policy(table, evil)
    public = replace(table.public, fields=(first, *table.fields[1:]), resource=policy)
    hostile = CatalogTable(public)
    made = {
        one.name: one for one in snippets(hostile, resource_files(local.catalog, table), address)
    }
    compile(made["pandas"].code, "pandas", "exec")
    statement = made["DuckDB"].code.partition("\n")[2]
    [parsed] = duckdb.extract_statements(statement)
    assert 'x""' in parsed.query
    assert '"x""\'`$(touch hit);\\"' in made["Excel Power Query"].code


def replace_policy(table: CatalogTable, name: str) -> Any:
    resource = table.public.resource
    return replace(resource, policy=resource.policy.model_copy(update={"facets": (name,)}))
