"""One CSV file → Table, or findings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from gongshi.core.finding import Finding
from gongshi.loading.decoding import UndecodableError, decode
from gongshi.loading.header import header_finding, repeated_header
from gongshi.loading.table import Table
from gongshi.package.descriptor import Package, Resource

# Cells longer than this are refused by Python's csv module, which guards against a lost quote.
_LONGEST_CELL = 1_000_000
_READABLE_DIALECT = frozenset({"$schema", "delimiter", "quoteChar", "doubleQuote", "header"})


def read_table(package: Package, resource: Resource) -> tuple[Table | None, tuple[Finding, ...]]:
    """Read a resource's file.

    Returns (table, ()) or (None, findings). Never raises for a bad file.
    """
    shown = package.shown_path(resource)
    path = package.folder / resource.path
    if not path.resolve().is_relative_to(package.folder.resolve()):
        return None, (_unreadable(shown, "文件在数据包文件夹之外", "把文件本身放进数据包文件夹"),)
    try:
        content = path.read_bytes()
    except OSError:
        return None, (
            _unreadable(shown, "没有这个文件", "检查 datapackage.yaml 里的 path 与文件名是否一致"),
        )
    unknown = sorted(set(resource.dialect) - _READABLE_DIALECT)
    if unknown or resource.dialect.get("header") is False:
        return None, (
            _unreadable(
                shown,
                f"还读不了 dialect 里的 {'、'.join(unknown) or 'header: false'}",
                "另存为带列名的普通 CSV",
            ),
        )
    try:
        text = decode(content)
    except UndecodableError as error:
        return None, (_encoding(shown, _rows_in(error.before + "…", resource), error),)
    if not text.strip():
        return None, (_unreadable(shown, "文件是空的", "至少要有一行列名；没有记录时只留列名"),)
    return _parse(resource, text, shown)


def _parse(resource: Resource, text: str, shown: str) -> tuple[Table | None, tuple[Finding, ...]]:
    header: list[str] | None = None
    records: list[list[str]] = []
    rows: list[int] = []
    reader = _records(text, resource)
    row = 0
    try:
        for row, record in enumerate(reader, start=1):
            if header is None:
                header = record
                if finding := header_finding(header, shown):
                    return None, (finding,)
            elif record == header:
                return None, (repeated_header(shown, row),)
            elif any(record):
                records.append(record)
                rows.append(row)
    except csv.Error as error:
        return None, (_broken_quote(shown, row + 1, str(error)),)
    assert header is not None
    return Table(resource, _frame(header, records), np.array(rows, dtype=np.int64)), ()


def _records(text: str, resource: Resource) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    dialect: dict[str, Any] = {
        "delimiter": str(resource.dialect.get("delimiter", ",")),
        "quotechar": str(resource.dialect.get("quoteChar", '"')),
        "doublequote": resource.dialect.get("doubleQuote") is not False,
    }
    return csv.reader(io.StringIO(text, newline=""), strict=True, **dialect)


def _rows_in(beginning: str, resource: Resource) -> int:
    """How many rows a file has up to where it breaks off, as Excel counts them."""
    rows = 0
    try:
        for _ in _records(beginning, resource):
            rows += 1
    except csv.Error:
        rows += 1  # it breaks off inside a quoted cell
    return rows


def _frame(header: list[str], records: list[list[str]]) -> pd.DataFrame:
    """Short rows are filled, long ones cut: validation has a finding for each of them."""
    columns: dict[str, pd.Series[str]] = {}
    for index, name in enumerate(header):
        cells = [record[index] if index < len(record) else "" for record in records]
        columns[name] = pd.Series(cells, dtype="str")
    return pd.DataFrame(columns)


def _unreadable(shown: str, message: str, hint: str) -> Finding:
    return Finding(code="source-error", path=shown, row=1, message=message, hint=hint)


def _encoding(shown: str, row: int, error: UndecodableError) -> Finding:
    guess = f"，像是 {error.guess}" if error.guess else ""
    return Finding(
        code="encoding-error",
        path=shown,
        row=row,
        message=f"文件不是 UTF-8 编码{guess}",
        hint="用 Excel 或 WPS 打开原文件，另存为“CSV UTF-8（逗号分隔）”",
    )


def _broken_quote(shown: str, row: int, error: str) -> Finding:
    if "field larger" in error:
        message = "这一行有一格超过一百万个字，多半是引号没有配对，后面的行被吞进了同一格"
    elif "unexpected end" in error or "expected after" in error:
        message = "从这一行起引号没有配对，后面的行被吞进了同一格"
    else:
        message = "这一行不是合法的 CSV"
    return Finding(
        code="csv-quote",
        path=shown,
        row=row,
        message=message,
        hint='检查这一行的英文引号 "：内容里的引号要写成两个 ""，或改用中文引号',
    )
