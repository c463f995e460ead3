"""Every format holds the same public rows, as the tools of its users read them."""

from __future__ import annotations

import csv
import json
import math
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from gongshi.catalog.canonical import record_data
from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable, Record
from gongshi.export import xlsx_format
from gongshi.export.formats import FORMATS
from gongshi.export.formulas import neutralise
from opendata.conftest import Written, catalog_of, ran
from projects import Starter

Rows = list[dict[str, Any]]


def public_rows(table: CatalogTable) -> Rows:
    """What the pages show, typed: what every format is held against."""
    return [record_data(Record(table, position)) for position in table.order]


def public_cells(table: CatalogTable) -> list[dict[str, str]]:
    names = [field.name for field in table.fields]
    return [
        {name: neutralise(Record(table, position).cell(name)) for name in names}
        for position in table.order
    ]


def plain(value: Any) -> Any:
    """A value as JSON would have it, whatever the tool calls its types."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, (date, pd.Timestamp)):
        return value.isoformat()[:10]
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, str) and value[:1] in "[{" and value[-1:] in "]}":
        return json.loads(value)
    return value


def same(found: Rows, table: CatalogTable) -> None:
    expected = public_rows(table)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert {k: plain(v) for k, v in one.items()} == {k: plain(v) for k, v in other.items()}


def each(local: Written, least: int = 0) -> Iterator[CatalogTable]:
    """Every table with so many records; one of the starter's has none today."""
    found = [table for table in local.catalog.tables.values() if len(table) >= least]
    assert len(found) > 10
    yield from found


@pytest.mark.parametrize("extension", ["csv", "excel.csv"])
def test_pandas_reads_the_csv(local: Written, extension: str) -> None:
    for table in each(local):
        frame = pd.read_csv(
            local.path(table, extension), dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
        assert frame.to_dict("records") == public_cells(table)


def test_excel_csv_says_that_it_is_utf_8(local: Written) -> None:
    for table in each(local):
        content = local.path(table, "excel.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        assert not local.path(table, "csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_duckdb_reads_parquet_ndjson_and_csv(local: Written) -> None:
    connection = duckdb.connect()
    for table in each(local, least=1):
        parquet = connection.read_parquet(str(local.path(table, "parquet")))
        same([dict(zip(parquet.columns, row, strict=True)) for row in parquet.fetchall()], table)
        lines = connection.read_json(str(local.path(table, "ndjson")), format="newline_delimited")
        assert len(lines) == len(table)
        assert lines.columns == [field.name for field in table.fields]
        text = connection.read_csv(str(local.path(table, "csv")), all_varchar=True)
        assert len(text) == len(table)


def test_polars_reads_parquet_and_ndjson(local: Written) -> None:
    for table in each(local, least=1):
        same(pl.read_parquet(local.path(table, "parquet")).to_dicts(), table)
        found = pl.read_ndjson(local.path(table, "ndjson"), infer_schema_length=None)
        key = table.public.id_field
        assert found[key].to_list() == [row[key] for row in public_rows(table)]


def test_pandas_reads_parquet_and_json(local: Written) -> None:
    for table in each(local):
        frame = pd.read_parquet(local.path(table, "parquet"))
        assert len(frame) == len(table)
        same(json.loads(local.path(table, "json").read_bytes()), table)
        lines = local.path(table, "ndjson").read_text("utf-8").splitlines()
        same([json.loads(line) for line in lines], table)


def test_parquet_says_what_its_fields_mean(local: Written) -> None:
    table = local.table("dishonesty_records")
    schema = pq.read_schema(local.path(table, "parquet"))
    assert schema.metadata[b"license"].decode().startswith("CC0")
    assert schema.metadata[b"as_of"] == b"2026-11-24"
    for field in table.fields:
        described = schema.field(field.name).metadata
        assert described[b"title"].decode() == field.title
        assert described[b"title_en"].decode() == field.title_en
    assert str(schema.field("determined_on").type) == "date32[day]"


def test_workbook_has_types_a_dictionary_and_terms(local: Written) -> None:
    for table in each(local):
        book = openpyxl.load_workbook(local.path(table, "xlsx"))
        assert book.sheetnames == ["数据", "字段", "来源和许可"]
        data, fields, terms = book.worksheets
        assert data.freeze_panes == "B2"
        header, *rows = data.iter_rows(values_only=True)
        names = {row[0]: row[1] for row in fields.iter_rows(min_row=2, values_only=True)}
        assert [names[title] for title in header] == [field.name for field in table.fields]
        said = dict(terms.iter_rows(min_row=2, values_only=True))
        assert said["数据截至"] == "2026-11-24"
        assert said["许可"].startswith("CC0")
        found = [dict(zip(names.values(), row, strict=True)) for row in rows]
        assert [_as_sheet(row) for row in public_rows(table)] == [
            {name: _day(value) for name, value in row.items()} for row in found
        ]
        assert not any(
            cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row
        )


def _as_sheet(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _in_cell(value) for name, value in row.items()}


def _in_cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return "、".join(value) or None
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value or None if isinstance(value, str) else value


def _day(value: Any) -> Any:
    return value.date().isoformat() if hasattr(value, "date") else value


@pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI"),
    reason="needs Debian's libreoffice-calc-nogui",
)
def test_libreoffice_opens_workbook_and_excel_csv(local: Written, tmp_path: Path) -> None:
    table = local.table("honours")
    target = tmp_path / "out"
    source = tmp_path / "excel.csv"
    source.write_bytes(local.path(table, "excel.csv").read_bytes())
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    command += ["--outdir", str(target), str(local.path(table, "xlsx")), str(source)]
    done = ran(command, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    with (target / "honours.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [field.title for field in table.fields]
    key = [field.name for field in table.fields].index("granted_on")
    assert [row[key] for row in rows] == [row["granted_on"] for row in public_rows(table)]
    with (target / "excel.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == len(table) + 1


def test_same_rows_give_the_same_bytes(source: Starter, local: Written) -> None:
    again = catalog_of(source)
    for key, table in local.catalog.tables.items():
        for fmt in FORMATS:
            assert fmt.encode(again, again.tables[key]) == fmt.encode(local.catalog, table)


def test_formulas_are_text_in_a_workbook_and_neutral_in_a_csv(starter: Starter) -> None:
    starter.rewrite("power_items", lambda row: row.update(note="=1+1"))
    catalog = catalog_of(starter)
    table = next(t for t in catalog.tables.values() if t.key.resource == "power_items")
    formats: dict[str, Callable[..., bytes | None]] = {f.extension: f.encode for f in FORMATS}
    for extension in ("csv", "excel.csv"):
        content = formats[extension](catalog, table)
        assert content is not None
        assert b"'=1+1" in content
        assert b",=1+1" not in content
    path = starter.root / "x.xlsx"
    path.write_bytes(formats["xlsx"](catalog, table) or b"")
    cells = [c for row in openpyxl.load_workbook(path)["数据"].iter_rows() for c in row]
    assert {c.data_type for c in cells if c.value == "=1+1"} == {"s"}


def test_a_number_that_a_cell_cannot_hold_stays_whole(
    local: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many rows: no workbook. Too long a text: cut, and it says so."""
    table = local.table("honours")
    monkeypatch.setattr(xlsx_format, "_MOST_ROWS", 1)
    assert xlsx_format.encode(local.catalog, table) is None
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_format, "_MOST_CHARACTERS", 20)
    path = local.folder / "cut.xlsx"
    path.write_bytes(xlsx_format.encode(local.catalog, table) or b"")
    cells = [c.value for row in openpyxl.load_workbook(path)["数据"].iter_rows() for c in row]
    assert any(str(cell).endswith("全文见 CSV）") for cell in cells)
    path.unlink()


def test_masks_in_a_column_of_numbers_make_it_text(
    local: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = Catalog(local.catalog.disclosure)
    table = next(t for t in catalog.tables.values() if t.key.resource == "power_items")
    numeric = next((f for f in table.fields if f.type == "integer"), None)
    if numeric is None:
        table = next(t for t in catalog.tables.values() if t.key.resource == "procedures")
        numeric = next(f for f in table.fields if f.type == "integer")
    table.columns[numeric.name][table.order[0]] = "小于5"
    column = next(f for f in FORMATS if f.extension == "parquet").encode(catalog, table)
    path = local.folder / "masked.parquet"
    path.write_bytes(column or b"")
    values = pl.read_parquet(path)[numeric.name].to_list()
    path.unlink()
    assert values[0] == "小于5"
    assert all(value is None or isinstance(value, str) for value in values)
