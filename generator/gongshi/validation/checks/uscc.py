"""Unified social credit codes: the form and both check digits.

GB 32100-2015 (the 18th character) and GB 11714-1997 (the 9th character of the organization code,
which is characters 9 to 17). law-and-fields.md, Appendix A.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from gongshi.core.finding import Finding
from gongshi.validation.checks.context import Context, is_missing

_ALPHABET31 = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_WEIGHTS17 = tuple(pow(3, i, 31) for i in range(17))
_ALPHABET36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS8 = (3, 7, 9, 10, 5, 8, 4, 2)
_FORM = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


def has_uscc_form(code: str) -> bool:
    return _FORM.fullmatch(code) is not None


def uscc_check_character(first17: str) -> str:
    """The 18th character. `first17`: 17 characters of the GB 32100 alphabet."""
    total = sum(_ALPHABET31.index(c) * w for c, w in zip(first17, _WEIGHTS17, strict=True))
    return _ALPHABET31[-total % 31]


def organization_check_character(first8: str) -> str:
    """The 9th character of an organization code. `first8`: 8 digits or capital letters."""
    total = sum(_ALPHABET36.index(c) * w for c, w in zip(first8, _WEIGHTS8, strict=True))
    return "0123456789X0"[11 - total % 11]


def check_uscc(context: Context) -> Iterator[Finding]:
    """Every field whose name is `uscc` or ends in `_uscc`."""
    for table in context.tables:
        for field in table.resource.fields:
            if field.name not in table.frame.columns or not _is_uscc_field(field.name):
                continue
            cells = table.frame[field.name]
            for code, message, hint, wrong in _problems(cells):
                yield from context.at_rows(
                    table,
                    wrong & ~is_missing(table, field),
                    fields=[field],
                    code=code,
                    message=message,
                    hint=hint,
                )


def _is_uscc_field(name: str) -> bool:
    return name == "uscc" or name.endswith("_uscc")


def _problems(cells: pd.Series[str]) -> Iterator[tuple[str, str, str, pd.Series[bool]]]:
    form = cells.map(has_uscc_form).astype(bool)
    last = cells.map(lambda c: has_uscc_form(c) and uscc_check_character(c[:17]) != c[17])
    inner = cells.map(lambda c: has_uscc_form(c) and organization_check_character(c[8:16]) != c[16])
    hint = "对照登记证书逐位核对；字母只用大写，没有 I、O、S、V、Z"
    yield "uscc-form", "不是 18 位统一社会信用代码", hint, ~form
    yield "uscc-check", "统一社会信用代码的校验位（第 18 位）不对", hint, last.astype(bool)
    yield (
        "organization-code-check",
        "统一社会信用代码里主体标识码的校验位（第 17 位）不对",
        hint,
        inner.astype(bool),
    )
