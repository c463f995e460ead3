"""`categories` (Table Schema v2), which frictionless 5.21 reads and ignores."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi.core.finding import Finding
from gongshi.core.redaction import redact_words
from gongshi.validation.checks.context import Context, is_missing


def check_categories(context: Context) -> Iterator[Finding]:
    """Cells that are none of the field's categories. What `enum` refuses is frictionless's."""
    for table in context.tables:
        for field in table.resource.fields:
            values = field.category_values
            if not values or field.name not in table.frame.columns:
                continue
            cells = table.frame[field.name]
            wrong = ~cells.isin(list(values)) & ~is_missing(table, field)
            if field.enum:
                wrong &= cells.isin(list(field.enum))
            yield from context.at_rows(
                table,
                wrong,
                fields=[field],
                code="category",
                message="不在允许范围",
                hint=f"可选 {redact_words('、'.join(values), 120)}",
            )
