"""Bytes of a CSV → rows, by the dialect that somebody else's descriptor states.

frictionless 5.21 reads CSV too, but loses data in silence: a quote that is never closed swallows
the rest of the file, and every file after the first loses its first row.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongshi.core.finding import Finding
from gongshi.intake.sheet import Row, refusal

_LONGEST_CELL = 10_000_000
_CHINESE = frozenset({"gbk", "gb2312", "hz"})  # subsets of what Windows writes under these names


@dataclass(frozen=True)
class Decoded:
    """`encoding` as a person would say it."""

    text: str
    encoding: str


def decoded(content: bytes, declared: str | None, shown: str) -> Decoded | Finding:
    """Strictly: a byte-order mark, what was declared, UTF-8, GB18030; never a guess by letters."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, name) or _undecodable(shown, name)
    if declared:
        try:
            name = codecs.lookup(declared).name
        except (LookupError, ValueError):
            return refusal(shown, f"不认识的编码“{declared[:40]}”", "把文件另存为 UTF-8")
        known = "gb18030" if name in _CHINESE else name
        return _strictly(content, known) or _undecodable(shown, known)
    for name in ("utf-8", "gb18030"):
        if found := _strictly(content, name):
            return found
    return _undecodable(shown, "UTF-8，也不是 GB18030")


def _strictly(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError, TypeError):
        return None
    return Decoded(text, encoding.upper()) if isinstance(text, str) else None


def _undecodable(shown: str, encoding: str) -> Finding:
    return refusal(shown, f"文件不是 {encoding.upper()} 编码", "另存为“CSV UTF-8（逗号分隔）”")


def delimiter_of(text: str) -> str:
    """The separator that the first line has most of: a comma, a tab, a semicolon or a bar."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",\t;|", key=first.count)


def csv_rows(text: str, dialect: Mapping[str, Any], shown: str) -> list[Row] | Finding:
    """Each row with its number in the file, comments and all; a row of no cells is an empty one."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True, **_of_module(dialect))
    except (TypeError, ValueError):
        return refusal(shown, "读不懂 dialect", "分隔符、引号和转义符各写一个字符")
    rows: list[Row] = []
    try:
        rows += enumerate(reader, start=1)
    except csv.Error as error:
        return refusal(shown, *_of_error(str(error)), row=len(rows) + 1)
    return list(_without_nulls(rows, dialect.get("nullSequence")))


def _of_module(dialect: Mapping[str, Any]) -> dict[str, Any]:
    escape = dialect.get("escapeChar")
    return {
        "delimiter": dialect.get("delimiter", ","),
        "quotechar": dialect.get("quoteChar", '"'),
        # The standard: an escape character and doubled quotes exclude each other.
        "doublequote": dialect.get("doubleQuote", escape is None),
        "escapechar": escape,
        "skipinitialspace": dialect.get("skipInitialSpace", False) is True,
    }


def _of_error(error: str) -> tuple[str, str]:
    if "field larger" in error:
        return "有一格超过一千万个字", "多半是引号没有配对，检查这一行的英文引号"
    return "从这一行起引号没有配对", '内容里的英文引号要写成两个 ""，或改用中文引号'


def _without_nulls(rows: list[Row], null: Any) -> Iterator[Row]:
    for number, row in rows:
        yield number, ["" if cell == null else cell for cell in row]


def headed(rows: list[Row], dialect: Mapping[str, Any]) -> tuple[list[Row], list[str]]:
    """Rows without comments, the header first; and names where the dialect says there is none.

    Several header rows are joined, as the standard has it.
    """
    comment, skipped = dialect.get("commentChar"), set(_numbers(dialect.get("commentRows")))
    rows = [
        (number, row)
        for number, row in rows
        if number not in skipped
        and not (isinstance(comment, str) and comment and row and row[0].startswith(comment))
    ]
    if dialect.get("header") is False:
        width = max((len(row) for _, row in rows), default=0)
        return rows, [f"field_{index}" for index in range(1, width + 1)]
    wanted = _numbers(dialect.get("headerRows"))
    if not wanted:
        return rows, []
    parts = [row for number, row in rows if number in wanted]
    join = dialect.get("headerJoin")
    joined = [
        (join if isinstance(join, str) else " ").join(filter(None, labels))
        for labels in _transposed(parts)
    ]
    return [(wanted[0], joined), *(pair for pair in rows if pair[0] > max(wanted))], []


def _numbers(value: Any) -> list[int]:
    return [n for n in value if isinstance(n, int)] if isinstance(value, list) else []


def _transposed(rows: list[list[str]]) -> Iterator[list[str]]:
    for index in range(max((len(row) for row in rows), default=0)):
        yield [row[index].strip() if index < len(row) else "" for row in rows]
