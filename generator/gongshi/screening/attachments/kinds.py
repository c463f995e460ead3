"""Which kinds of file may be published, and what a file is by its content."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from gongshi.screening.attachments.piece import Code, Refused


class Kind(StrEnum):
    """The value is how a message calls it."""

    PDF = "PDF"
    PNG = "PNG 图片"
    JPEG = "JPEG 图片"
    WEBP = "WebP 图片"
    GIF = "GIF 图片"
    SVG = "SVG 图形"
    XLSX = "Excel 工作簿"
    DOCX = "Word 文档"
    CSV = "CSV 表格"
    TXT = "文本"
    JSON = "JSON"


_SUFFIXES: Mapping[str, Kind] = {
    ".pdf": Kind.PDF,
    ".png": Kind.PNG,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
    ".webp": Kind.WEBP,
    ".gif": Kind.GIF,
    ".svg": Kind.SVG,
    ".xlsx": Kind.XLSX,
    ".docx": Kind.DOCX,
    ".csv": Kind.CSV,
    ".txt": Kind.TXT,
    ".json": Kind.JSON,
}
_TEXTS = frozenset({Kind.CSV, Kind.TXT, Kind.JSON})
_PACKED = frozenset({Kind.XLSX, Kind.DOCX})
_ZIP, _OLE, _TEXT = "压缩包", "旧版 Office 文件", "文本"
# No published file may be larger: a reader on a telephone has to fetch it.
MAX_BYTES = 64_000_000

_ALLOWED = "可以用 PDF、DOCX、XLSX、CSV、TXT、JSON、PNG、JPG、WebP、GIF、SVG"
_REMEDIES = {
    ".doc": "用 Word 或 WPS 另存为 .docx，或导出 PDF",
    ".wps": "用 WPS 另存为 .docx，或导出 PDF",
    ".docm": "另存为不带宏的 .docx，或导出 PDF",
    ".xls": "用 Excel 或 WPS 另存为 .xlsx，或整理成数据包",
    ".et": "用 WPS 另存为 .xlsx，或整理成数据包",
    ".xlsm": "另存为不带宏的 .xlsx",
    ".xlsb": "另存为 .xlsx",
    ".ppt": "导出 PDF",
    ".pptx": "导出 PDF",
    ".ofd": "导出 PDF",
    ".zip": "把里面的文件逐个放上来",
    ".rar": "把里面的文件逐个放上来",
    ".7z": "把里面的文件逐个放上来",
    ".gz": "把里面的文件逐个放上来",
    ".html": "写成 Markdown 页面，或导出 PDF",
    ".htm": "写成 Markdown 页面，或导出 PDF",
    ".bmp": "另存为 PNG",
    ".tif": "另存为 PNG 或 JPG",
    ".tiff": "另存为 PNG 或 JPG",
    ".heic": "另存为 JPG",
    ".avif": "另存为 PNG 或 JPG",
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（gzip）"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"{\\rtf", "RTF 文档"),
)


def kind_of(path: str) -> Kind:
    """By the name. Raises Refused for a kind that is not published."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        shown = f"（{suffix}）" if suffix.isascii() and suffix.isprintable() else ""
        raise Refused(Code.TYPE, f"这一类文件{shown}不能公开", _REMEDIES.get(suffix, _ALLOWED))
    return _SUFFIXES[suffix]


def check_content(kind: Kind, content: bytes) -> None:
    """Raises Refused unless the content is of the kind that the name promises."""
    if not content:
        raise Refused(Code.UNREADABLE, "文件是空的", "删去它，或重新保存")
    found = _kind_by_content(content)
    expected = _TEXT if kind in _TEXTS else _ZIP if kind in _PACKED else kind
    if found == expected:
        return
    if found == _OLE and kind in _PACKED:
        raise Refused(Code.TYPE, f"文件加了密码，或其实是{_OLE}", "去掉密码，另存为 .docx 或 .xlsx")
    raise Refused(
        Code.TYPE,
        f"文件名说是{kind}，内容却是{found or '别的东西'}",
        "不要改扩展名：用原来的软件另存为或导出成需要的格式",
    )


def _kind_by_content(content: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if b"\x00" in content[:4096] and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        return None
    return _kind_of_text(content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower())


def _kind_of_text(start: bytes) -> str:
    if b"<html" in start or start.startswith((b"<!doctype html", b"<script", b"<body")):
        return "网页（HTML）"
    if start.startswith(b"<") and b"<svg" in start:
        return Kind.SVG
    return "XML" if start.startswith(b"<?xml") else _TEXT
