"""PDF files: every page, every earlier version of a page, and every string in between."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from pypdf import PdfReader, overwrite_configuration
from pypdf.generic import ByteStringObject

from gongshi.screening.attachments.binary import strings
from gongshi.screening.attachments.pdf_objects import Survey, survey
from gongshi.screening.attachments.pdf_page import page_items
from gongshi.screening.attachments.picture import extract as extract_picture
from gongshi.screening.attachments.picture import within, xmp
from gongshi.screening.attachments.piece import (
    EXPORT_AGAIN,
    Code,
    Item,
    Piece,
    Refused,
    Remark,
)

# Where a version of the file ends. A linearized file has a first one at 0, which is none.
_VERSION_END = re.compile(rb"startxref\s+([0-9]+)\s+%%EOF")
_MOST_VERSIONS = 10
_INFO = {
    "/Title": "标题",
    "/Author": "作者",
    "/Subject": "主题",
    "/Keywords": "关键词",
    "/Creator": "创建程序",
    "/Producer": "制作程序",
    "/Manager": "经理",
    "/Company": "单位",
}
_AUTHORS = frozenset({"/Author", "/Manager", "/LastModifiedBy"})


def extract(content: bytes) -> Iterator[Item]:
    """Raises Refused."""
    ends = [m.end() for m in _VERSION_END.finditer(content) if int(m[1])]
    if ends and content[ends[-1] :].strip(b"\x00\r\n\t "):
        yield Remark(Code.HIDDEN, "", "在文件结束以后还附着内容", EXPORT_AGAIN)
    if len(ends) > _MOST_VERSIONS:
        raise Refused(
            Code.HIDDEN, f"里存着 {len(ends)} 个修改前的版本", f"打印成新的 PDF，或{EXPORT_AGAIN}"
        )
    seen: set[str] = set()
    for item in _items(_open(content)):
        seen.add(_what(item))
        yield item
    for number, end in enumerate(ends[:-1], start=1):
        for item in _items(_open(content[:end])):
            if _what(item) not in seen:
                yield replace(item, place=f"修改前的第 {number} 版{item.place}")


def _what(item: Item) -> str:
    return item.text if isinstance(item, Piece) else item.message


def _open(content: bytes) -> PdfReader:
    overwrite_configuration(jbig2dec_binary=None)  # no other program gets a stranger's file
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Refused(Code.UNREADABLE, "文件加了密，读不出内容", f"去掉密码和限制，{EXPORT_AGAIN}")
    return reader


def _items(reader: PdfReader) -> Iterator[Item]:
    properties = list(_properties(reader))
    yield from properties
    for number, page in enumerate(reader.pages, start=1):
        yield from page_items(page, reader, f"第 {number} 页")
    yield from _survey_items(survey(reader), {piece.text for piece in properties})


def _properties(reader: PdfReader) -> Iterator[Piece]:
    for key, value in (reader.metadata or {}).items():
        text = strings(value) if isinstance(value, ByteStringObject) else str(value)
        yield Piece(f"属性“{_INFO.get(key, '其他')}”里", text, author=key in _AUTHORS)


def _survey_items(found: Survey, known: set[str]) -> Iterator[Item]:
    for place, text in found.texts:
        if text not in known:
            yield Piece(place, text)
    for author in found.authors:
        yield Piece("批注的作者", author, author=True)
    for metadata in found.metadata:
        yield from xmp(metadata)
    for picture in found.photographs:
        try:
            yield from (within("里面的图片", item) for item in extract_picture(picture))
        except Refused as refused:
            yield within("里面的图片", refused.remark)
    for message, hint in found.objections:
        yield Remark(Code.HIDDEN, "", message, hint)
    for message in found.unreadable:
        yield Remark(Code.SCAN, "", message, f"{EXPORT_AGAIN}，不要用虚拟打印或扫描")
    if found.pictures:
        yield Remark(
            Code.UNSEEN, "", "含有图片，机器看不见画面里的文字和人脸", "请人核对", blocks=False
        )
