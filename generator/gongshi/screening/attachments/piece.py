"""What an extractor answers: texts with their place, and what it objects to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# The remedy that fits most objections.
EXPORT_AGAIN = "从原稿重新导出 PDF"
INSPECT = "在 Word、Excel 里：文件 → 信息 → 检查文档 → 全部删除；WPS：文件 → 文档加密 → 属性"
STRIP_PICTURE = (
    "去掉照片信息再放上来：Windows 里右键 → 属性 → 详细信息 → 删除属性和个人信息，或用截图代替"
)


class Code(StrEnum):
    TYPE = "attachment-type"  # a kind of file that is not published
    UNREADABLE = "attachment-unreadable"  # corrupt, locked, too large, too slow
    SCAN = "attachment-scan"  # shows text that cannot be read as text
    HIDDEN = "attachment-hidden"  # carries what its reader does not see
    METADATA = "attachment-metadata"  # says who, where, on which machine
    UNSEEN = "attachment-unseen"  # holds pixels: a human has to look
    CHECKS = "attachment-checks"  # the list of human checks is wrong


@dataclass(frozen=True)
class Piece:
    """A text and where it stands, as the beginning of a sentence: 第 3 页, 工作表“收支”的 B7 格.

    `author` marks a property that says who made the file, `laid_out` the text of a page, where the
    cells of a table touch (`layout`).
    """

    place: str
    text: str
    author: bool = False
    laid_out: bool = False


@dataclass(frozen=True)
class Remark:
    """An objection that no detector makes. The sentence is `place` + `message`."""

    code: Code
    place: str
    message: str
    hint: str
    blocks: bool = True


Item = Piece | Remark


def item_of(found: dict[str, Any]) -> Item:
    """Back from JSON."""
    if "text" in found:
        return Piece(**found)
    return Remark(**{**found, "code": Code(found["code"])})


class Refused(Exception):  # noqa: N818  # the answer to a file, not a fault of the program
    """The file cannot be read any further; what was found before still counts."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.remark = Remark(code, "", message, hint)


def broken(what: str = "文件") -> Refused:
    return Refused(
        Code.UNREADABLE, f"{what}损坏，读不出内容", "用原来的软件打开看看，重新保存或导出再放上来"
    )


def too_large(message: str) -> Refused:
    return Refused(
        Code.UNREADABLE, message, "拆成几个文件；大的表格整理成数据包，由本站生成下载文件"
    )
