"""SVG drawings: texts, and nothing that runs or is fetched from elsewhere."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from gongshi.screening.attachments import picture
from gongshi.screening.attachments.markup import Attributes, Listener, distinct, parse, read_markup
from gongshi.screening.attachments.piece import Code, Item, Piece, Refused, Remark

_ACTIVE = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler"}
)
_FETCHES = re.compile(r"url\(\s*['\"]?\s*(?![\s#'\"])|@import", re.IGNORECASE)
_INLINE = re.compile(r"data:image/(?:png|jpe?g|gif|webp)(;base64)?,", re.IGNORECASE)
_HINT = "用绘图软件另存为“普通 SVG”，或改用 PNG"


def extract(content: bytes) -> Iterator[Item]:
    """Raises Refused."""
    drawing = _Drawing()
    parse(content, drawing)
    markup = read_markup(content)
    for text in distinct(markup.texts):
        yield Piece("里的文字", text)
    for author in distinct(markup.authors):
        yield Piece("里的作者", author, author=True)
    if drawing.root != "svg":
        raise Refused(Code.TYPE, "内容不是 SVG 图形", _HINT)
    if drawing.runs:
        yield Remark(Code.HIDDEN, "", "里有脚本或网页片段", _HINT)
    if drawing.fetches:
        yield Remark(Code.HIDDEN, "", "引用了它以外的文件", _HINT)
    for uri in drawing.pictures:
        for item in _picture(uri):
            yield picture.within("里嵌着的图片", item)


class _Drawing(Listener):
    def __init__(self) -> None:
        self.root = ""
        self.runs = False
        self.fetches = False
        self.pictures: list[str] = []
        self._in_style = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.root = self.root or name
        self.runs |= name.lower() in _ACTIVE
        self._in_style = name.lower() == "style"
        for key, value in attributes:
            plain = re.sub(r"\s", "", value).lower()
            self.runs |= key.lower().startswith("on") or plain.startswith(
                ("javascript:", "vbscript:")
            )
            self.runs |= key == "attributeName" and plain.endswith("href")
            if key in {"href", "src"}:
                self._reference(name, value.strip())
            else:
                self.fetches |= _FETCHES.search(value) is not None

    def end(self, _name: str, /) -> None:
        self._in_style = False

    def text(self, data: str) -> None:
        self.fetches |= self._in_style and _FETCHES.search(data) is not None

    def note(self, data: str) -> None:
        self.fetches |= data.startswith("xml-stylesheet")

    def _reference(self, name: str, value: str) -> None:
        """A link for the reader to follow is no fetching; javascript: was caught above."""
        if _INLINE.match(value):
            self.pictures.append(value)
        elif value and not value.startswith("#") and name != "a":
            self.fetches = True


def _picture(uri: str) -> Iterator[Item]:
    match = _INLINE.match(uri)
    assert match is not None
    data = uri[match.end() :]
    try:
        content = base64.b64decode(re.sub(r"\s", "", data)) if match[1] else unquote_to_bytes(data)
        yield from picture.extract(content)
    except binascii.Error:
        yield Remark(Code.UNREADABLE, "", "损坏，读不出内容", _HINT)
    except Refused as refused:
        yield refused.remark
