"""The objects of a PDF file one by one, whether or not a page leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from gongshi.screening.attachments.binary import strings
from gongshi.screening.attachments.pdf_fonts import unreadable
from gongshi.screening.attachments.piece import EXPORT_AGAIN, broken

_DEEPEST = 100
_PLACES = {
    "/Contents": "批注",
    "/RC": "批注",
    "/Subj": "批注",
    "/T": "表单或批注的名称",
    "/TU": "表单的说明",
    "/V": "表单里填的内容",
    "/DV": "表单里填的内容",
    "/Opt": "表单的选项",
    "/Title": "书签或标题",
    "/URI": "链接",
    "/F": "链接",
    "/UF": "链接",
    "/Alt": "图片的替换文字",
    "/ActualText": "替换文字",
    "/Name": "签名或图层的名称",
    "/Reason": "签名",
    "/Location": "签名",
    "/ContactInfo": "签名",
}
_JS = ("里有脚本", f"{EXPORT_AGAIN}，不要带脚本")
_EMBEDDED = ("里嵌着别的文件", "删去附件再导出；附件另外放上来")
_FORBIDDEN_KEYS = {
    "/JS": _JS,
    "/EF": _EMBEDDED,
    "/XFA": ("里有动态表单（XFA）", "打印成普通 PDF"),
    "/RichMediaContent": ("里有音视频", EXPORT_AGAIN),
}
_FORBIDDEN_ACTIONS = {"/Launch": ("会启动程序", EXPORT_AGAIN), "/JavaScript": _JS}
_FORBIDDEN_TYPES = {
    "/EmbeddedFile": _EMBEDDED,
    "/FileAttachment": _EMBEDDED,
    "/Movie": ("里有音视频", EXPORT_AGAIN),
    "/Sound": ("里有音视频", EXPORT_AGAIN),
    "/Screen": ("里有音视频", EXPORT_AGAIN),
    "/3D": ("里有三维模型", EXPORT_AGAIN),
}
# Annotations that reviewers leave.
_REVIEW = frozenset(
    ["/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Popup", "/Redact"]
)
_REVIEWED = ("里有批注", "删去全部批注（或“拼合”），再另存")
_LAYERS = ("里有不显示的图层", f"删去不显示的图层，或{EXPORT_AGAIN}")


@dataclass
class Survey:
    """`photographs` are JPEG files as they lie in the PDF, with all that a camera left in them."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    metadata: list[bytes] = field(default_factory=list)
    photographs: list[bytes] = field(default_factory=list)
    objections: dict[tuple[str, str], None] = field(default_factory=dict)
    unreadable: dict[str, None] = field(default_factory=dict)
    pictures: bool = False

    def object_to(self, objection: tuple[str, str]) -> None:
        self.objections[objection] = None


def survey(reader: PdfReader) -> Survey:
    found = Survey()
    for number in _numbers(reader):
        value = reader.get_object(number)
        if value is not None:
            _walk(value, "", found, 0)
    found.texts = list(dict.fromkeys(found.texts))
    return found


def _numbers(reader: PdfReader) -> Iterator[IndirectObject]:
    for generation, offsets in reader.xref.items():
        if generation != 65535:
            yield from (IndirectObject(number, generation, reader) for number in offsets)
    yield from (IndirectObject(number, 0, reader) for number in reader.xref_objStm)


def _walk(value: PdfObject, key: str, found: Survey, depth: int) -> None:
    if depth > _DEEPEST:
        raise broken()
    if isinstance(value, DictionaryObject):
        _dictionary(value, found, depth)
    elif isinstance(value, ArrayObject):
        for member in value:
            _walk(member, key, found, depth + 1)
    elif isinstance(value, TextStringObject):
        found.texts.append((_PLACES.get(key, "内部文字"), str(value)))
    elif isinstance(value, ByteStringObject):
        found.texts.append((_PLACES.get(key, "内部文字"), strings(value)))


def _dictionary(value: DictionaryObject, found: Survey, depth: int) -> None:
    subtype, kind = _name(value, "/Subtype"), _name(value, "/Type")
    for objection in _objections(value, subtype, kind):
        found.object_to(objection)
    if "/Rect" in value and subtype != "/Widget" and isinstance(value.get("/T"), str):
        found.authors.append(str(value["/T"]))
    if kind == "/Font" and unreadable(value):
        found.unreadable["有一种字体没有文字对照表，用它写的文字机器读不出来"] = None
    if isinstance(value, StreamObject):
        _stream(value, subtype, kind, found)
    for key, member in value.items():
        if not isinstance(member, IndirectObject):  # those have their own turn
            _walk(member, key, found, depth + 1)


def _name(value: DictionaryObject, key: str) -> str:
    name = value.get(key)
    return str(name) if isinstance(name, NameObject) else ""


def _objections(value: DictionaryObject, subtype: str, kind: str) -> Iterator[tuple[str, str]]:
    yield from (objection for key, objection in _FORBIDDEN_KEYS.items() if key in value)
    for name in (subtype, kind):
        if name in _FORBIDDEN_TYPES:
            yield _FORBIDDEN_TYPES[name]
    action = _name(value, "/S")
    if action in _FORBIDDEN_ACTIONS:
        yield _FORBIDDEN_ACTIONS[action]
    if "/Rect" in value and subtype in _REVIEW:
        yield _REVIEWED
    off = value.get("/OFF")
    off = off.get_object() if off is not None else None
    if _name(value, "/BaseState") == "/OFF" or (isinstance(off, ArrayObject) and off):
        yield _LAYERS


def _stream(value: StreamObject, subtype: str, kind: str, found: Survey) -> None:
    if kind == "/Metadata" or subtype == "/XML":
        found.metadata.append(value.get_data())
    elif subtype == "/Image":
        found.pictures = True
        filters = value.get("/Filter")
        last = filters[-1] if isinstance(filters, ArrayObject) and filters else filters
        if last == "/DCTDecode":
            found.photographs.append(value.get_data())
