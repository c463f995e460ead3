"""Digits that only look like digits.

A pattern's class of digits takes ０１２ and ١٢٣ too, in Python and so in frictionless; whoever
searches for the code, or a validator in another language, does not.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow.compute as pc

from gongshi.core.finding import Finding
from gongshi.validation.checks.context import Context
from gongshi.validation.sieve.fields import as_mask
from gongshi.validation.sieve.rows import arrow_column


def check_digits(context: Context) -> Iterator[Finding]:
    """Cells of a field with a pattern that hold a digit other than 0 to 9."""
    for table in context.tables:
        for field in table.resource.fields:
            if "pattern" not in field.constraints or field.name not in table.frame.columns:
                continue
            cells = table.frame[field.name]
            ascii_only = as_mask(pc.string_is_ascii(arrow_column(cells)))
            if ascii_only.all():
                continue
            distinct = {cell: _has_other_digits(cell) for cell in cells[~ascii_only].unique()}
            yield from context.at_rows(
                table,
                cells.map(distinct).eq(other=True),
                fields=[field],
                code="other-digits",
                message="有格式要求的字段里有全角或别种数字",
                hint="改成半角数字 0–9",
            )


def _has_other_digits(cell: str) -> bool:
    return any(one.isdecimal() and not one.isascii() for one in cell)
