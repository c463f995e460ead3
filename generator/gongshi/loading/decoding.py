"""Bytes → text, strictly: UTF-8, with or without a byte-order mark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UndecodableError(Exception):
    """`line` is where the first byte that is not UTF-8 stands; `guess` what the file may be."""

    line: int
    guess: str | None


def decode(content: bytes) -> str:
    """Raises UndecodableError. Nothing is ever guessed into the text."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UndecodableError(line, _guess(content)) from error


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
