"""Text, CSV and JSON files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from gongshi.loading.decoding import UndecodableError, decode
from gongshi.screening.attachments.piece import Code, Item, Piece, Refused

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def extract(content: bytes) -> Iterator[Item]:
    """Line by line. Raises Refused for what is not UTF-8."""
    try:
        text = decode(content)
    except UndecodableError as error:
        guess = f"，像是 {error.guess}" if error.guess else ""
        raise Refused(
            Code.UNREADABLE,
            f"不是 UTF-8 编码{guess}",
            "用记事本、Excel 或 WPS 打开，另存为时编码选 UTF-8",
        ) from error
    if _CONTROL.search(text):
        raise Refused(Code.UNREADABLE, "里有控制字符，不是普通文本", "重新保存为纯文本")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Piece(f"第 {number} 行", line)


def extract_json(content: bytes) -> Iterator[Item]:
    """The lines, and the texts as a program reads them: a digit may be written as an escape."""
    yield from extract(content)
    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        raise Refused(
            Code.UNREADABLE, "不是合法的 JSON", "用生成它的程序重新导出；不要手工修改"
        ) from error
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield Piece("里面的文字", value)
        elif isinstance(value, tuple | list):
            waiting += value


class _Pairs(tuple[object, ...]):
    """Keys and values of an object; a key given twice keeps both."""

    def __new__(cls, pairs: list[tuple[str, object]]) -> _Pairs:
        return super().__new__(cls, [part for pair in pairs for part in pair])
