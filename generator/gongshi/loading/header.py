"""The first row: a name for each column, once and as it is written in the descriptor.

frictionless passes over an empty first row in silence, takes names with spaces around them, and
gives up without a place where a name stands twice. Whether the names are the right ones is its
question.
"""

from __future__ import annotations

import re

from gongshi.core.finding import Finding
from gongshi.core.redaction import redact


def header_finding(header: list[str], shown: str) -> Finding | None:
    """What is wrong with the first row, if anything: a table cannot be read then."""
    problem = _problem(header)
    if problem is None:
        return None
    code, message, hint = problem
    return Finding(code=code, path=shown, row=1, message=message, hint=hint)


def repeated_header(shown: str, row: int) -> Finding:
    """Two files pasted together. Cell by cell this would be a finding for each column."""
    return Finding(
        code="repeated-header",
        path=shown,
        row=row,
        message="这一行又是列名",
        hint="列名只写在第一行，删去这一行",
    )


def _problem(header: list[str]) -> tuple[str, str, str] | None:
    if not any(name.strip() for name in header):
        return "blank-header", "第一行应是列名，但它是空的", "在第一行写上各列的名称，前面不留空行"
    if len(header) == 1 and re.search(r"[,;\t|]", header[0]):
        hint = "另存为“CSV UTF-8（逗号分隔）”，或在 dialect 里写上 delimiter"
        return "csv-delimiter", "列与列之间的分隔符与描述文件不同", hint
    for index, name in enumerate(header):
        if not name.strip():
            return "blank-label", f"第 {index + 1} 列没有列名", "写上列名，或删去这一列"
        if name != name.strip():
            return "label-space", f"列名“{redact(name)}”前后有空格", "删去列名前后的空格"
        if name in header[:index]:
            return "duplicate-label", f"列名“{redact(name)}”出现了两次", "删去或改名其中一列"
    return None
