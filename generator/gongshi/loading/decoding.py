"""Bytes → text, strictly: UTF-8, with or without a byte-order mark."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass


@dataclass(frozen=True)
class UndecodableError(Exception):
    """`before` is the text up to the first byte that is not UTF-8; `guess` what the file may be."""

    before: str
    guess: str | None


def decode(content: bytes) -> str:
    """Raises UndecodableError. Nothing is ever guessed into the text."""
    text = content.removeprefix(BOM_UTF8)  # Python's utf-8-sig miscounts where it fails
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        before = text[: error.start].decode()
        raise UndecodableError(before, _guess(content)) from error


def _guess(content: bytes) -> str | None:
    """What a clerk's Excel most probably wrote, for the hint only."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "UTF-16（“Unicode 文本”）"
    if content[:4] == b"PK\x03\x04":
        return "Excel 工作簿（.xlsx）"
    if content[:4] == b"\xd0\xcf\x11\xe0":
        return "旧版 Excel 工作簿（.xls）"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return "GBK（Excel 另存的“CSV（逗号分隔）”）"
