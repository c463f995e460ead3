"""Word documents (.docx)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.attachments import office
from gongshi.screening.attachments.markup import Attributes, Listener, Markup, parse
from gongshi.screening.attachments.piece import INSPECT, Code, Item, Piece, Remark
from gongshi.screening.attachments.zipped import Archive

_MAIN = "word/document.xml"
_FLOWING = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_REVISIONS = frozenset(
    [
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "cellIns",
        "cellDel",
        "cellMerge",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "tblGridChange",
        "tcPrChange",
        "trPrChange",
        "numberingChange",
    ]
)
_OFF = frozenset({"0", "false", "off"})
_NOTHING = re.compile(r"(?!)")


def extract(content: bytes) -> Iterator[Item]:
    """Raises Refused."""
    archive = office.open_office(content, ".docx", _MAIN)
    readers = {name: _flow for name in archive.names if _FLOWING.fullmatch(name)}
    yield from office.items(archive, readers, _NOTHING)


def _flow(archive: Archive, name: str) -> Iterator[Item]:
    content = archive.read(name)
    flow = _Flow()
    parse(content, flow)
    place = "正文" if name == _MAIN else office.place_of(name)
    for number, text in flow.paragraphs:
        yield Piece(f"{place}第 {number} 段", text)
    rest = Markup()
    parse(content, rest)
    yield from office.texts_of(rest.closed(), place)
    if flow.revised:
        yield Remark(Code.HIDDEN, place, "里有修订痕迹", "审阅 → 接受所有修订，再保存")
    if flow.hidden:
        yield Remark(Code.HIDDEN, place, "里有隐藏文字", INSPECT)


class _Flow(Listener):
    """Paragraphs as their reader sees them: the runs of one are one text."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[int, str]] = []
        self.revised = False
        self.hidden = False
        self._open: list[list[str]] = []  # a text box is a paragraph inside a paragraph
        self._vanishing = False
        self._in_text = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self._open.append([])
        elif name == "r":
            self._vanishing = False
        elif name == "vanish":
            self._vanishing = dict(attributes).get("val", "1") not in _OFF
        elif name in _REVISIONS:
            self.revised = True
        elif name in {"t", "delText"}:
            self._in_text = True
        elif self._open and name in {"br", "cr", "tab"}:
            self._open[-1].append("\t" if name == "tab" else "\n")
        elif self._open and name == "noBreakHyphen":
            self._open[-1].append("-")

    def end(self, name: str) -> None:
        if name in {"t", "delText"}:
            self._in_text = False
        elif name == "pPr":
            self._vanishing = False  # the mark of a paragraph may vanish: it shows nothing
        elif name == "p" and self._open:
            text = "".join(self._open.pop())
            self.paragraphs.append((len(self.paragraphs) + 1, text))

    def text(self, data: str) -> None:
        if self._in_text:
            self.hidden |= self._vanishing and bool(data.strip())
            if self._open:
                self._open[-1].append(data)
