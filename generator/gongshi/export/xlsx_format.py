"""XLSX: typed cells under a frozen header, a sheet that explains the fields, a sheet of terms."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.export.about import about_table
from gongshi.export.typed_columns import Column, Kind, typed_columns

extension = "xlsx"
media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
title = "Excel 工作簿（XLSX）"
# What a sheet can hold; and of whole numbers, what Excel shows without rounding.
_MOST_ROWS, _MOST_CHARACTERS, _EXACT = 1_048_575, 32_767, 10**15
_CUT = "…（太长，全文见 CSV）"
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_WIDEST = 40


def encode(catalog: Catalog, table: CatalogTable) -> bytes | None:
    """None if the table has more rows than a sheet."""
    if len(table) > _MOST_ROWS:
        return None
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = date.fromisoformat(str(catalog.disclosure.as_of))
    book.set_properties(
        {
            "title": table.title,
            "author": catalog.disclosure.edition.operator.name,
            "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
    )
    columns = typed_columns(table)
    headers = _headers(columns)
    _data_sheet(book, headers, columns)
    _field_sheet(book, headers, columns)
    _terms_sheet(book, catalog, table)
    book.close()
    return stream.getvalue()


def _headers(columns: list[Column]) -> list[str]:
    """The fields' titles; those that two fields share get the name behind."""
    titles = [column.field.title for column in columns]
    return [
        title if titles.count(title) == 1 else f"{title}（{column.field.name}）"
        for title, column in zip(titles, columns, strict=True)
    ]


def _data_sheet(book: Any, headers: list[str], columns: list[Column]) -> None:
    sheet = book.add_worksheet("数据")
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    formats = {Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd"})}
    for number, (header, column) in enumerate(zip(headers, columns, strict=True)):
        sheet.write_string(0, number, header, bold)
        sheet.set_column(number, number, _width(header, column))
        given = formats.get(column.kind)
        for row, value in enumerate(column.values, 1):
            if value is not None:
                _write(sheet, row, number, value, given)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(columns[0].values)), len(columns) - 1)


def _write(sheet: Any, row: int, column: int, value: Any, given: Any) -> None:
    """Text is always written as text: nothing that a formula could come of."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), given)  # noqa: DTZ001  # a day on a calendar has no zone
    elif isinstance(value, (int, float)) and abs(value) < _EXACT:
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _text(value))


def _text(value: Any) -> str:
    text = "、".join(value) if isinstance(value, list) else str(value)
    if len(text) > _MOST_CHARACTERS:
        return text[: _MOST_CHARACTERS - len(_CUT)] + _CUT
    return text


def _width(header: str, column: Column) -> int:
    """Wide enough for what is usual, in Excel's unit of a digit; an ideograph takes two."""
    seen = [2 * len(header) + 2, *(len(str(value)) + 2 for value in column.values[:50])]
    return min(_WIDEST, max(seen))


def _field_sheet(book: Any, headers: list[str], columns: list[Column]) -> None:
    rows = [("列", "字段名", "英文名称", "类型", "含义", "空格的意思", "可选值")]
    for header, column in zip(headers, columns, strict=True):
        field = column.field
        missing = "、".join(dict.fromkeys(["未公开", *field.missing_labels.values()]))
        values = [field.category_labels.get(value, value) for value in field.enum]
        rows.append(
            (
                header,
                field.name,
                field.title_en,
                field.type,
                field.description,
                missing,
                "、".join(values),
            )
        )
    _text_sheet(book, "字段", rows, (24, 24, 28, 10, 60, 24, 40))


def _terms_sheet(book: Any, catalog: Catalog, table: CatalogTable) -> None:
    rows = [("项目", "内容"), *((f.title, f.value) for f in about_table(catalog, table))]
    _text_sheet(book, "来源和许可", rows, (14, 100))


def _text_sheet(book: Any, name: str, rows: list[Any], widths: tuple[int, ...]) -> None:
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1})
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    for row, cells in enumerate(rows):
        for number, cell in enumerate(cells):
            sheet.write_string(row, number, _text(cell), wrapped if row else bold)
    sheet.freeze_panes(1, 0)
