"""Excel workbooks (.xlsx), read part by part.

Not with openpyxl: it leaves out what it does not know (threaded comments, text boxes, caches), and
that is where things hide.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from gongshi.core.redaction import redact
from gongshi.screening.attachments import office
from gongshi.screening.attachments.markup import Attributes, Listener, parse, read_markup
from gongshi.screening.attachments.piece import Code, Item, Piece, Remark
from gongshi.screening.attachments.sheet import Sheet, read_sheet
from gongshi.screening.attachments.zipped import Archive

_MAIN = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
# Notes on cells are shown when the reader points at them; conversations are not for readers.
_NOTES = re.compile(r"/comments[^/]*(?:/[^/]*)?\.xml$")
_HIDDEN_STATES = frozenset({"hidden", "veryHidden"})


def extract(content: bytes) -> Iterator[Item]:
    """Raises Refused."""
    archive = office.open_office(content, ".xlsx", _MAIN)
    outline = _Outline()
    parse(archive.read(_MAIN), outline)
    for name, state in outline.sheets.values():
        yield Piece("工作表的名称", name)
        if state in _HIDDEN_STATES:
            yield Remark(
                Code.HIDDEN, f"工作表“{redact(name)}”", "是隐藏的", "取消隐藏，或删去这张工作表"
            )
    shared = _shared_strings(archive)

    def sheet(archive: Archive, part: str) -> Iterator[Item]:
        name = f"工作表“{redact(titles.get(part, part))}”"
        yield from _sheet_items(read_sheet(archive.read(part), shared), name)

    titles = _titles(archive, outline)
    readers: dict[str, office.Reader] = {
        name: sheet for name in archive.names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)
    }
    readers[_MAIN] = _outline_texts
    readers[_STRINGS] = _strings_left_over
    readers |= {name: _notes for name in archive.names if _NOTES.search(name)}
    yield from office.items(archive, readers, _NOTES)


def _sheet_items(sheet: Sheet, name: str) -> Iterator[Item]:
    for cell, text in sheet.cells:
        yield Piece(f"{name}的 {cell} 格", text)
    for text in sheet.other:
        yield Piece(f"{name}的页眉页脚、提示或链接", text)
    for hidden, word in ((sheet.hidden_rows, "行"), (sheet.hidden_columns, "列")):
        if hidden:
            yield Remark(
                Code.HIDDEN,
                name,
                f"有隐藏的{word}：{_some(hidden)}",
                f"取消隐藏（或取消筛选），或删去这些{word}",
            )


def _some(names: list[str]) -> str:
    return "、".join(names[:5]) + ("等" if len(names) > 5 else "")


class _Outline(Listener):
    """Sheets by the id of their relationship: name and state."""

    def __init__(self) -> None:
        self.sheets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            found = dict(attributes)
            self.sheets[found.get("id", str(len(self.sheets)))] = (
                found.get("name", ""),
                found.get("state", ""),
            )


def _titles(archive: Archive, outline: _Outline) -> Mapping[str, str]:
    """The part of each sheet → the name that its reader knows."""
    if _RELATIONSHIPS not in archive:
        return {}
    targets = _Targets()
    parse(archive.read(_RELATIONSHIPS), targets)
    return {
        part: outline.sheets[key][0] for key, part in targets.found.items() if key in outline.sheets
    }


class _Targets(Listener):
    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def start(self, _name: str, attributes: Attributes, /) -> None:
        found = dict(attributes)
        target = posixpath.join("/xl", found.get("Target", ""))
        self.found[found.get("Id", "")] = posixpath.normpath(target).lstrip("/")


class _Strings(Listener):
    """The table that cells point into; phonetic hints are no part of a string."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._current: list[str] = []
        self._phonetic = False
        self._in_text = False

    def start(self, name: str, _attributes: Attributes, /) -> None:
        if name == "si":
            self._current = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._in_text = not self._phonetic

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append("".join(self._current))
        elif name == "rPh":
            self._phonetic = False
        elif name == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._current.append(data)


def _shared_strings(archive: Archive) -> list[str]:
    if _STRINGS not in archive:
        return []
    found = _Strings()
    parse(archive.read(_STRINGS), found)
    return found.strings


def _strings_left_over(archive: Archive, part: str) -> Iterator[Item]:
    """Also strings that no cell shows any more."""
    yield from office.texts_of(read_markup(archive.read(part)), "单元格文字表")


def _outline_texts(archive: Archive, part: str) -> Iterator[Item]:
    yield from office.texts_of(read_markup(archive.read(part)), "工作簿的名称管理器或设置")


class _Notes(Listener):
    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "comment":
            self.notes.append((dict(attributes).get("ref", ""), ""))

    def text(self, data: str) -> None:
        if self.notes:
            cell, text = self.notes[-1]
            self.notes[-1] = (cell, text + data)


def _notes(archive: Archive, part: str) -> Iterator[Item]:
    content = archive.read(part)
    found = _Notes()
    parse(content, found)
    for cell, text in found.notes:
        yield Piece(f"{redact(cell)} 格的批注", text)
    yield from office.texts_of(read_markup(content), "单元格批注")
