"""The strict reader: what is wrong with a file, said to a clerk; and cells that others doubt."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
import pyarrow as pa

from gongshi.core.finding import Finding
from gongshi.loading.arrow import LONGEST_CELL, with_odd
from gongshi.loading.decoding import UndecodableError, decode
from gongshi.loading.header import header_finding, repeated_header
from gongshi.loading.stream import Stream
from gongshi.loading.table import PIECE, OddRow, Table
from gongshi.package.descriptor import Resource

_CHUNK = 2**20


@dataclass(frozen=True)
class UnreadableError(Exception):
    """The file is no table; `finding` says why."""

    finding: Finding


@dataclass(frozen=True)
class StrictFile:
    """A file as Python's csv module reads it with strict=True; `open_` gives its bytes anew."""

    resource: Resource
    open_: Callable[[], Stream]
    shown: str

    def pieces(self, after: int = 0) -> Iterator[Table]:
        """Pieces of the table, at least one; not again the first `after` records.

        Raises UnreadableError.
        """
        self._check_encoding()
        text = io.TextIOWrapper(io.BufferedReader(self.open_()), encoding="utf-8", newline="")
        yield from self._pieces(_records(text, self.resource), after)

    def _pieces(self, reader: Iterator[list[str]], after: int) -> Iterator[Table]:
        row, given = 0, False
        header: list[str] | None = None
        waiting: list[tuple[int, list[str]]] = []
        try:
            for row, record in enumerate(reader, start=1):
                if header is None:
                    header = record
                    if finding := header_finding(header, self.shown):
                        raise UnreadableError(finding)
                elif record == header:
                    raise UnreadableError(repeated_header(self.shown, row))
                elif row > after:
                    waiting.append((row, record))
                if header is not None and len(waiting) == PIECE:
                    yield self._table(header, waiting)
                    waiting, given = [], True
        except csv.Error as error:
            raise UnreadableError(_broken_quote(self.shown, row + 1, str(error))) from error
        assert header is not None
        if waiting or not (given or after):
            yield self._table(header, waiting)

    def _table(self, header: list[str], records: list[tuple[int, list[str]]]) -> Table:
        width = len(header)
        whole = [(n, r) for n, r in records if len(r) == width and any(r)]
        odd = [OddRow(n, tuple(r)) for n, r in records if len(r) != width or not any(r)]
        columns = {
            name: pa.array([record[index] for _, record in whole], pa.large_string())
            for index, name in enumerate(header)
        }
        rows = np.array([number for number, _ in whole], dtype=np.int64)
        cells = with_odd(pa.table(columns), header, rows, odd, len(records))
        return Table(self.resource, cells.frame, cells.rows, cells.odd)

    def _check_encoding(self) -> None:
        """Before anything else: what is said of a table of wrong characters helps nobody."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        blank = True
        try:
            stream = self.open_()
            while chunk := stream.read(_CHUNK):
                blank = not decoder.decode(chunk).strip() and blank
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise UnreadableError(self._encoding_finding()) from None
        if blank:
            finding = unreadable(self.shown, "文件是空的", "至少要有一行列名；没有记录时只留列名")
            raise UnreadableError(finding)

    def _encoding_finding(self) -> Finding:
        try:
            decode(self.open_().read())
        except UndecodableError as error:
            return _encoding(self.shown, _rows_in(error.before + "…", self.resource), error)
        raise AssertionError("it could be decoded after all")


def unreadable(shown: str, message: str, hint: str) -> Finding:
    return Finding(code="source-error", path=shown, row=1, message=message, hint=hint)


def _records(lines: IO[str], resource: Resource) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    dialect: dict[str, Any] = {
        "delimiter": str(resource.dialect.get("delimiter", ",")),
        "quotechar": str(resource.dialect.get("quoteChar", '"')),
        "doublequote": resource.dialect.get("doubleQuote") is not False,
    }
    return csv.reader(lines, strict=True, **dialect)


def _rows_in(beginning: str, resource: Resource) -> int:
    """How many rows a file has up to where it breaks off, as Excel counts them."""
    rows = 0
    try:
        for _ in _records(io.StringIO(beginning, newline=""), resource):
            rows += 1
    except csv.Error:
        rows += 1  # it breaks off inside a quoted cell
    return rows


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
