"""One resource of another package → its rows, whatever they lie in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from gongshi.core.finding import Finding
from gongshi.intake.cells import as_cell
from gongshi.intake.delimited import csv_rows, decoded, delimiter_of, headed
from gongshi.intake.sheet import Row, Sheet, sheet_of
from gongshi.intake.source_folder import SourceError, SourceFolder
from gongshi.intake.workbook import SUFFIXES, read_workbook

_TABULAR = frozenset({"csv", "tsv", "txt", "json", *(suffix[1:] for suffix in SUFFIXES)})
_LOCAL_DELIMITERS = {"tsv": "\t"}


def is_table(raw: Mapping[str, Any]) -> bool:
    """Whether a resource claims to be a table: data of its own, a schema, or a tabular file."""
    if raw.get("type") == "table" or "tabular" in str(raw.get("profile")) or "schema" in raw:
        return True
    return "data" in raw or _format(raw, _first(raw.get("path"))) in _TABULAR


def read_sheet(folder: SourceFolder, raw: Mapping[str, Any], title: str) -> Sheet:
    """Raises SourceError."""
    dialect = folder.dereferenced(raw.get("dialect"))
    dialect = dialect if isinstance(dialect, Mapping) else {}
    shown, rows, names = _rows(folder, raw, dialect)
    sheet, findings = sheet_of(title, shown, rows, names)
    if sheet is None:
        raise SourceError(findings[0])
    return sheet


def _rows(
    folder: SourceFolder, raw: Mapping[str, Any], dialect: Mapping[str, Any]
) -> tuple[str, list[Row], list[str]]:
    if "data" in raw:
        return folder.descriptor_name, *_inline(folder, raw["data"], dialect)
    paths = raw.get("path")
    paths = paths if isinstance(paths, list) else [paths]
    if not paths:
        raise folder.error("有一张表的 path 是空的", "写上文件的路径")
    kind = _format(raw, paths[0])
    for path in paths:
        folder.file(path)
    if raw.get("compression") or kind not in _TABULAR:
        raise folder.error(f"读不了这种文件：“{str(paths[0])[:80]}”", "解压，或另存为 CSV")
    shown = PurePosixPath(str(paths[0])).name
    if kind == "json":
        if len(paths) > 1:
            raise folder.error("一张表不能由几个 JSON 文件组成", "合并成一个文件")
        return shown, *_inline(folder, _member(folder.json(paths[0]), dialect), dialect)
    if f".{kind}" in SUFFIXES:
        rows = _workbook_rows(folder, paths[0], dialect, shown)
        return shown, *headed(rows, dialect)
    return shown, *_csv(folder, paths, raw, dialect)


def _csv(
    folder: SourceFolder, paths: list[Any], raw: Mapping[str, Any], dialect: Mapping[str, Any]
) -> tuple[list[Row], list[str]]:
    """The parts one after another. A header that is repeated at the top of a part is not a row."""
    header: list[str] | None = None
    names: list[str] = []
    result: list[Row] = []
    for path in paths:
        shown = PurePosixPath(str(path)).name
        text = decoded(folder.read(path), _text(raw.get("encoding")), shown)
        if isinstance(text, Finding):
            raise SourceError(text)
        separator = _LOCAL_DELIMITERS.get(_format(raw, path)) or ","
        if "delimiter" not in dialect and "encoding" not in raw and not raw.get("dialect"):
            separator = delimiter_of(text.text)
        found = csv_rows(text.text, {"delimiter": separator, **dialect}, shown)
        if isinstance(found, Finding):
            raise SourceError(found)
        rows, names = headed(found, dialect)
        if header is None and rows:
            header = rows[0][1]
            result += rows
        else:
            repeated = not names and rows[:1] and rows[0][1] == header
            result += rows[1:] if repeated else rows
    return result, names


def _workbook_rows(
    folder: SourceFolder, path: Any, dialect: Mapping[str, Any], shown: str
) -> list[Row]:
    book = read_workbook(folder.file(path), shown)
    if isinstance(book, Finding):
        raise SourceError(book)
    names = list(book.sheets)
    excel = dialect.get("excel")
    wanted = (excel if isinstance(excel, Mapping) else dialect).get("sheet", 1)
    if isinstance(wanted, int) and 0 < wanted <= len(names):
        wanted = names[wanted - 1]
    if not isinstance(wanted, str) or wanted not in book.sheets:
        raise folder.error(f"{shown} 里没有看得见的工作表“{str(wanted)[:40]}”", "核对 dialect")
    return book.sheets[wanted]


def _member(value: Any, dialect: Mapping[str, Any]) -> Any:
    name = dialect.get("property")
    return value.get(name) if isinstance(name, str) and isinstance(value, Mapping) else value


def _inline(
    folder: SourceFolder, data: Any, dialect: Mapping[str, Any]
) -> tuple[list[Row], list[str]]:
    """Lists or objects, one a row. An object may lack a key that another has."""
    if isinstance(data, str):
        rows = csv_rows(data, {"delimiter": delimiter_of(data), **dialect}, folder.descriptor_name)
        if isinstance(rows, Finding):
            raise SourceError(rows)
        return headed(rows, dialect)
    if isinstance(data, list) and data and all(isinstance(row, Mapping) for row in data):
        keys = list(dict.fromkeys(str(key) for row in data for key in row))
        rows = [(0, keys)]
        rows += [(n, [as_cell(row.get(key)) for key in keys]) for n, row in enumerate(data, 1)]
        return rows, []
    if isinstance(data, list) and all(isinstance(row, list) for row in data):
        rows = [(n, [as_cell(cell) for cell in row]) for n, row in enumerate(data, 1)]
        return headed(rows, dialect)
    raise folder.error("data 不是一张表", "写成列表的列表，或键值对的列表")


def _format(raw: Mapping[str, Any], path: Any) -> str:
    suffix = PurePosixPath(str(path)).suffix[1:].lower()
    return str(raw["format"]).lower() if isinstance(raw.get("format"), str) else suffix


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
