"""What Word and Excel files have in common: parts, relationships, properties, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from gongshi.core.redaction import redact
from gongshi.screening.attachments import picture
from gongshi.screening.attachments.binary import strings
from gongshi.screening.attachments.markup import (
    Attributes,
    Listener,
    Markup,
    distinct,
    parse,
    read_markup,
)
from gongshi.screening.attachments.piece import INSPECT, Code, Item, Piece, Refused, Remark
from gongshi.screening.attachments.zipped import Archive

Reader = Callable[[Archive, str], Iterator[Item]]
_TYPES = "[Content_Types].xml"
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
_MARKUP = frozenset({".xml", ".rels", ".vml"})
_FONTS = frozenset({".odttf", ".ttf", ".fntdata"})
# Parts that carry what no reader of the document sees.
_HIDDEN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"/(embeddings|package)/"), "嵌着别的文件", "把嵌入的对象换成图片或文字"),
    (re.compile(r"/activeX/"), "里有控件", "删去控件再保存"),
    (re.compile(r"/(externalLinks|queryTables)/|/connections\.xml$"), "连着别的数据来源",
     "数据 → 编辑链接 → 断开链接，只留数值"),
    (re.compile(r"/pivotCache/"), "里有数据透视表，它存着全部原始数据",
     "复制透视表，选择性粘贴为数值，再删去透视表"),
    (re.compile(r"/(threadedComments|comments[^/]*(?:/[^/]*)?\.xml$)"), "里有批注", INSPECT),
)  # fmt: skip
_PLACES: tuple[tuple[str, str], ...] = (
    ("docProps/", "文档属性"),
    ("customXml/", "自定义数据"),
    ("word/header", "页眉"),
    ("word/footer", "页脚"),
    ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"),
    ("word/people", "作者名单"),
    ("xl/persons/", "作者名单"),
)


def open_office(content: bytes, kind: str, main: str) -> Archive:
    """Raises Refused unless the file is of this kind and free of macros."""
    archive = Archive(content)
    if _TYPES not in archive:
        raise Refused(Code.TYPE, f"内容不是 {kind}", f"另存为 {kind}；压缩包里的文件逐个放上来")
    types = "\n".join(read_markup(archive.read(_TYPES)).texts)
    lower = [name.lower() for name in archive.names]
    macros = any("vbaproject" in name or "/macrosheets/" in name for name in lower)
    if macros or "macroEnabled" in types:
        raise Refused(Code.TYPE, "文件里有宏", f"另存为不带宏的 {kind}")
    if main not in archive:
        raise Refused(Code.TYPE, f"内容不是 {kind}", f"用原来的软件另存为 {kind}")
    return archive


def items(
    archive: Archive, readers: Mapping[str, Reader], allowed: re.Pattern[str]
) -> Iterator[Item]:
    """Every part of the file: those in `readers` by their reader, the rest for its texts.

    `allowed` are parts that this format may have, though they are hidden in others.
    """
    for name in archive.names:
        if name == _TYPES:
            continue
        if not allowed.search(name):
            yield from _hidden(name)
        suffix = f".{name.rpartition('.')[2].lower()}"  # .rels is a name without a stem
        if name in readers:
            yield from readers[name](archive, name)
        elif suffix == ".rels":
            yield from _relationships(archive.read(name))
        elif suffix in _MARKUP:
            yield from texts_of(read_markup(archive.read(name)), place_of(name))
        elif suffix in _PICTURES:
            yield from _picture(archive, name)
        elif "printersettings" in name.lower():
            yield Piece("打印设置", strings(archive.read(name)))
        elif suffix not in _FONTS:
            yield Remark(
                Code.HIDDEN,
                "",
                f"里有读不了的部件（{redact(name)}）",
                "把图换成 PNG 或 JPG，删去嵌入的对象，再保存",
            )


def texts_of(markup: Markup, place: str) -> Iterator[Item]:
    for text in distinct(markup.texts):
        yield Piece(place, text)
    for author in distinct(markup.authors):
        yield Piece(place, author, author=True)


def place_of(name: str) -> str:
    for prefix, place in _PLACES:
        if name.startswith(prefix):
            return place
    return f"内部文件 {redact(name)} "


def _hidden(name: str) -> Iterator[Remark]:
    for pattern, message, hint in _HIDDEN:
        if pattern.search(name):
            yield Remark(Code.HIDDEN, "文件", message, hint)


def _picture(archive: Archive, name: str) -> Iterator[Item]:
    where = f"里面的图片 {redact(PurePosixPath(name).name)} "
    try:
        for item in picture.extract(archive.read(name)):
            yield picture.within(where, item)
    except Refused as refused:
        yield picture.within(where, refused.remark)


class _Relationships(Listener):
    def __init__(self) -> None:
        self.targets: list[str] = []
        self.fetched = False

    def start(self, _name: str, attributes: Attributes, /) -> None:
        found = dict(attributes)
        self.targets.append(found.get("Target", ""))
        external = found.get("TargetMode") == "External"
        self.fetched |= external and not found.get("Type", "").endswith("/hyperlink")


def _relationships(content: bytes) -> Iterator[Item]:
    found = _Relationships()
    parse(content, found)
    for target in distinct(found.targets):
        yield Piece("链接", target)
    if found.fetched:
        yield Remark(
            Code.HIDDEN,
            "文件",
            "引用了它以外的文件（模板、图片或数据）",
            "断开链接，把图片嵌入文件；开发工具 → 文档模板改回 Normal",
        )
