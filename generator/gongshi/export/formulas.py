"""Cells that a spreadsheet would run as a formula (CWE-1236)."""

from __future__ import annotations

import re

# =, +, -, @ and their full-width forms start a formula; tab, CR and LF can hide one.
_FORMULA = re.compile("^[\t\r\n\u0020]*[=+\\-@＝＋－＠]|^[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def neutralise(cell: str) -> str:
    """`cell`, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{cell}" if is_formula(cell) else cell


def is_formula(cell: str) -> bool:
    return bool(_FORMULA.match(cell)) and not _PLAIN_NUMBER.fullmatch(cell)
