"""What the cases in cases/*.yaml do to a file of the starter edition."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from projects import Starter

# What each package points to: a case keeps its own package and these, which is three times faster.
_NEEDS = {
    "institutions": [],
    "power-list": ["institutions"],
    "service-commitments": ["power-list", "institutions"],
}


def cut_down(starter: Starter, package: str) -> None:
    """Remove the packages that a case about `package` can do without."""
    kept = {package, *_NEEDS.get(package, [])}
    edition = starter.data / "edition.yaml"
    text = edition.read_text("utf-8")
    for folder in [path for path in starter.data.iterdir() if path.is_dir()]:
        if folder.name not in kept:
            shutil.rmtree(folder)
            text = text.replace(f"  - {folder.name}\n", "")
    edition.write_text(text, "utf-8")


def apply(path: Path, changes: list[Mapping[str, Any]]) -> None:
    for change in changes:
        ((name, arguments),) = change.items()
        _CHANGES[name](path, arguments)


class Sheet:
    """A CSV file as Excel shows it: `row(1)` is the column names."""

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.reader(file))

    def row(self, number: int) -> list[str]:
        return self.rows[number - 1]

    def column(self, field: str) -> int:
        return self.rows[0].index(field)

    def text(self, ending: str = "\n", delimiter: str = ",") -> str:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=ending, delimiter=delimiter).writerows(self.rows)
        return out.getvalue()

    def save(self, path: Path) -> None:
        path.write_bytes(self.text().encode())


def _on_sheet(change: Callable[[Sheet, Any], None]) -> Callable[[Path, Any], None]:
    def changed(path: Path, arguments: Any) -> None:
        sheet = Sheet(path)
        change(sheet, arguments)
        sheet.save(path)

    return changed


def _cell(sheet: Sheet, to: Mapping[str, Any]) -> None:
    """`value`, repeated `times`, or the value that the field has in another row."""
    column = sheet.column(to["field"])
    value = sheet.row(to["like_row"])[column] if "like_row" in to else str(to["value"])
    sheet.row(to["row"])[column] = value * to.get("times", 1)


def _drop_column(sheet: Sheet, field: str) -> None:
    column = sheet.column(field)
    for row in sheet.rows:
        del row[column]


def _add_column(sheet: Sheet, name: str) -> None:
    for number, row in enumerate(sheet.rows):
        row.append("" if number else name)


def _rename_column(sheet: Sheet, to: Mapping[str, str]) -> None:
    sheet.rows[0][sheet.column(to["field"])] = to["name"]


def _move_column_to_end(sheet: Sheet, field: str) -> None:
    column = sheet.column(field)
    for row in sheet.rows:
        row.append(row.pop(column))


def _drop_cells(sheet: Sheet, at: Mapping[str, int]) -> None:
    del sheet.row(at["row"])[-at["count"] :]


def _add_cells(sheet: Sheet, at: Mapping[str, Any]) -> None:
    sheet.row(at["row"]).extend(at["cells"])


def _insert_row(sheet: Sheet, at: Mapping[str, Any]) -> None:
    """Before the row that now has this number: an empty line, empty cells or a copy."""
    row = {
        "empty line": [],
        "empty cells": [""] * len(sheet.rows[0]),
        "column names": sheet.rows[0],
    }[at["of"]]
    sheet.rows.insert(at["row"] - 1, list(row))


def _keep_rows(sheet: Sheet, count: int) -> None:
    del sheet.rows[count:]


def _open_quote(path: Path, at: Mapping[str, Any]) -> None:
    """A quotation mark before a cell, and `after` it what must not stand there (or nothing)."""
    sheet = Sheet(path)
    row = sheet.row(at["row"])
    row[sheet.column(at["field"])] = "@@"
    text = sheet.text().replace("@@", '"某单位' + at.get("after", ""), 1)
    path.write_bytes(text.encode())


def _recode_row(path: Path, at: Mapping[str, Any]) -> None:
    """One row in another encoding, as after an edit with the wrong program."""
    before, row, after = Sheet(path), Sheet(path), Sheet(path)
    before.rows = before.rows[: at["row"] - 1]
    row.rows = [row.row(at["row"])]
    after.rows = after.rows[at["row"] :]
    path.write_bytes(
        before.text().encode() + row.text().encode(at["encoding"]) + after.text().encode()
    )


def _save_as(path: Path, form: str) -> None:
    text = path.read_text("utf-8")
    match form:
        case "UTF-8 with BOM":
            path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        case "CRLF":
            path.write_bytes(Sheet(path).text("\r\n").encode())
        case "semicolons" | "tabs":
            path.write_bytes(
                Sheet(path).text(delimiter=";" if form == "semicolons" else "\t").encode()
            )
        case "xlsx":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("[Content_Types].xml", text)
        case "xls":
            path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + text.encode("utf-16-le"))
        case _:
            path.write_bytes(text.encode(form))


def _content(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _repeat(path: Path, times: int) -> None:
    path.write_bytes(path.read_bytes() * times)


def _prepend(path: Path, text: str) -> None:
    path.write_bytes(text.encode() + path.read_bytes())


def _append(path: Path, text: str) -> None:
    path.write_bytes(path.read_bytes() + text.encode())


def _replace(path: Path, to: Mapping[str, str]) -> None:
    """The first place where `old` stands."""
    text = path.read_text("utf-8")
    assert to["old"] in text, f"the starter no longer has {to['old']!r}"
    path.write_text(text.replace(to["old"], to["new"], 1), "utf-8")


def _remove(path: Path, instead: str) -> None:
    """`nothing`, a `folder` or a `link outside` in its place."""
    outside = path.parents[1] / path.name
    path.rename(outside)
    if instead == "folder":
        path.mkdir()
    elif instead == "link outside":
        path.symlink_to(outside)
    else:
        outside.unlink()


_CHANGES: dict[str, Callable[[Path, Any], None]] = {
    "cell": _on_sheet(_cell),
    "drop_column": _on_sheet(_drop_column),
    "add_column": _on_sheet(_add_column),
    "rename_column": _on_sheet(_rename_column),
    "move_column_to_end": _on_sheet(_move_column_to_end),
    "drop_cells": _on_sheet(_drop_cells),
    "add_cells": _on_sheet(_add_cells),
    "insert_row": _on_sheet(_insert_row),
    "keep_rows": _on_sheet(_keep_rows),
    "open_quote": _open_quote,
    "recode_row": _recode_row,
    "save_as": _save_as,
    "content": _content,
    "repeat": _repeat,
    "prepend": _prepend,
    "append": _append,
    "replace": _replace,
    "remove_leaving": _remove,
}
