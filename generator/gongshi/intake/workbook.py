"""A workbook → rows of text for each sheet that its author shows (python-calamine).

What Excel computed is read, never the formula. A day is written as ISO 8601, a whole number
without a decimal point. Hidden sheets are named, not read: who hid them did not mean to publish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from gongshi.core.finding import Finding
from gongshi.intake.sheet import Row, refusal

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@dataclass(frozen=True)
class Workbook:
    """Sheet name → rows numbered as in Excel; `hidden` are the sheets that are not read."""

    sheets: dict[str, list[Row]]
    hidden: tuple[str, ...]


def read_workbook(path: Path, shown: str) -> Workbook | Finding:
    try:
        book = CalamineWorkbook.from_path(path)
        shown_sheets: list[str] = []
        hidden: list[str] = []
        for sheet in book.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            seen = sheet.visible is SheetVisibleEnum.Visible
            (shown_sheets if seen else hidden).append(sheet.name)
        sheets = {name: _rows(book, name) for name in shown_sheets}
    except (CalamineError, OSError, ValueError) as error:
        what = "有密码" if "assword" in str(error) else "打不开"
        return refusal(shown, f"工作簿{what}", "用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx")
    return Workbook(sheets, tuple(hidden))


def _rows(book: CalamineWorkbook, name: str) -> list[Row]:
    found = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [(number, [cell_text(cell) for cell in row]) for number, row in enumerate(found, 1)]


def cell_text(cell: object) -> str:
    """A cell as Excel shows it where no number format intervenes."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        day = cell.time() == time(0)
        return cell.date().isoformat() if day else cell.isoformat(timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return str(cell)
