"""A CSV file or a workbook → a draft, with a schema that only says what every cell says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from gongshi.core.errors import IntakeError
from gongshi.core.finding import Finding
from gongshi.core.report_text import report_text
from gongshi.intake.delimited import csv_rows, decoded, delimiter_of
from gongshi.intake.draft import Column, DraftPackage, DraftTable
from gongshi.intake.inference import infer
from gongshi.intake.names import known_name, unique_name
from gongshi.intake.sheet import Row, Sheet, refusal, sheet_of
from gongshi.intake.workbook import SUFFIXES, read_workbook
from gongshi.package.descriptor import Field

Known = Mapping[str, Field]
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})


def draft_of_file(path: Path, known: Known, title: str | None) -> DraftPackage:
    """`known` are the project's own fields by title. Raises IntakeError."""
    notes: list[str] = []
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        parts = _sheets(path, notes)
    elif suffix in _TEXT_SUFFIXES:
        parts = {path.stem: _text_rows(path, notes)}
    else:
        hint = "用 .csv、.xlsx，或者放着 datapackage.yaml 的文件夹；压缩包先解压"
        raise refused([refusal(path.name, "不认识这种文件", hint)])
    tables: list[DraftTable] = []
    for name, rows in parts.items():
        shown = path.name if len(parts) == 1 else f"{path.name}（{name}）"
        sheet, findings = sheet_of(name, shown, rows)
        if sheet is None:
            raise refused(findings)
        taken = [table.name for table in tables]
        tables.append(table_of(sheet, unique_name(name, taken, "table").lower(), known, notes))
    if not tables:
        raise refused([refusal(path.name, "没有看得见的、有内容的工作表", "取消隐藏，或写上内容")])
    if title and len(tables) == 1:
        tables[0].title = title
    return DraftPackage(title or path.stem, tables, notes=notes)


def refused(findings: list[Finding]) -> IntakeError:
    return IntakeError(report_text(findings))


def table_of(sheet: Sheet, name: str, known: Known, notes: list[str]) -> DraftTable:
    """A table without a schema, with the types that its cells leave no doubt about."""
    columns: list[Column] = []
    for index, label in enumerate(sheet.labels):
        found = infer(label, sheet.column(index))
        wanted = known_name(label, found.cells, known) or label
        field_name = unique_name(wanted, [c.name for c in columns], f"field_{index + 1}")
        columns.append(Column(field_name, {"title": label, **found.field}, found.cells))
    notes += _inferred(sheet, columns)
    return DraftTable(name, sheet.title, sheet.shown, sheet.numbers, columns)


def _inferred(sheet: Sheet, columns: list[Column]) -> Iterator[str]:
    said = [f"{c.title}→{c.name}（{c.type}）" for c in columns]
    yield f"“{sheet.title}”{len(sheet.rows)} 行，字段：{'、'.join(said)}"
    for index, column in enumerate(columns):
        if column.type != "string" and column.cells != [c.strip() for c in sheet.column(index)]:
            what = "日期改写成 2026-11-24 的样子" if column.type == "date" else "去掉了千分号"
            yield f"“{column.title}”：{what}"


def _sheets(path: Path, notes: list[str]) -> dict[str, list[Row]]:
    book = read_workbook(path, path.name)
    if isinstance(book, Finding):
        raise refused([book])
    if book.hidden:
        notes.append(f"没有读隐藏的工作表：{'、'.join(book.hidden)}")
    filled = {n: r for n, r in book.sheets.items() if any(any(row) for _, row in r)}
    # Excel's own name for a sheet says nothing.
    if len(filled) == 1 and next(iter(filled)).lower().startswith("sheet"):
        return {path.stem: next(iter(filled.values()))}
    return filled


def _text_rows(path: Path, notes: list[str]) -> list[Row]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refused([refusal(path.name, "读不到这个文件", "检查路径和权限")]) from error
    text = decoded(content, None, path.name)
    if isinstance(text, Finding):
        raise refused([text])
    if not text.encoding.startswith("UTF-8"):
        notes.append(f"{path.name} 是 {text.encoding} 编码，已转成 UTF-8")
    rows = csv_rows(text.text, {"delimiter": delimiter_of(text.text)}, path.name)
    if isinstance(rows, Finding):
        raise refused([rows])
    return rows
