"""Cells that are valid by type and still not fit for a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from gongshi.core.finding import Finding
from gongshi.validation.checks.context import Context, is_missing
from gongshi.validation.sieve.rows import arrow_column

# C0 controls other than tab and line breaks, DEL, and the bidirectional overrides that can make a
# name read as another (Unicode UTS #39). Lone surrogates can only come out of a JSON escape.
_UNSEEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]"
_SURROGATE = re.compile("[\ud800-\udfff]")


def has_unseen(text: str) -> bool:
    """Whether a text holds a character that is not fit for a page."""
    return re.search(_UNSEEN, text) is not None or _SURROGATE.search(text) is not None


def _may_have_unseen(cells: pd.Series[str]) -> bool:
    """False for most columns: not a byte of such a character."""
    column = arrow_column(cells)
    _, offsets, data = column.buffers()
    if data is None:
        return False
    ends = np.frombuffer(offsets, dtype=np.int64)
    start, end = ends[column.offset], ends[column.offset + len(column)]
    return _may_be_unseen(np.frombuffer(data, dtype=np.uint8)[start:end])


def _may_be_unseen(data: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> bool:
    """Whether UTF-8 bytes hold a control character, or the first bytes of an override (E2 80 AA to
    AE, E2 81 A6 to A9) in any neighbourhood. A line break or a tab counts, to be looked at again.
    """
    if not len(data) or data.min() < 0x20 or (data == 0x7F).any():
        return bool(len(data))
    at = np.flatnonzero(data[:-2] == 0xE2)
    second, third = data[at + 1], data[at + 2]
    return bool((((second == 0x80) | (second == 0x81)) & (third >= 0xA6) & (third <= 0xAE)).any())


def check_cells(context: Context) -> Iterator[Finding]:
    """Links that are not http(s), and control characters."""
    for table in context.tables:
        for field in table.resource.fields:
            if field.name not in table.frame.columns:
                continue
            cells = table.frame[field.name]
            if _may_have_unseen(cells):
                yield from context.at_rows(
                    table,
                    cells.str.contains(_UNSEEN, regex=True),
                    fields=[field],
                    code="control-character",
                    message="含有看不见的控制字符",
                    hint="删去这一格，重新手工输入内容",
                )
            if field.raw.get("format") == "uri":
                yield from context.at_rows(
                    table,
                    ~cells.str.match(r"https?://") & ~is_missing(table, field),
                    fields=[field],
                    code="link-scheme",
                    message="网址要以 https:// 或 http:// 开头",
                    hint="改成完整网址；没有就留空",
                )
