"""What a check gets: the dataset, and the few questions that every check asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gongshi.core.finding import Finding, Severity
from gongshi.loading.table import Dataset, Table
from gongshi.package.descriptor import Field
from gongshi.validation.messages import shown_cell

Mask = pd.Series  # of bool, aligned with a table's frame


@dataclass(frozen=True)
class Context:
    dataset: Dataset

    @property
    def tables(self) -> Iterator[Table]:
        yield from self.dataset.tables.values()

    def shown_path(self, table: Table) -> str:
        return self.dataset.package_of(table.resource.key).shown_path(table.resource)

    def at_rows(
        self,
        table: Table,
        wrong: pd.Series[bool],
        *,
        code: str,
        message: str,
        hint: str,
        fields: Sequence[Field] = (),
        severity: Severity = Severity.ERROR,
    ) -> Iterator[Finding]:
        """A finding for each row where `wrong` holds; the first of `fields` names the place."""
        for position in np.flatnonzero(wrong.to_numpy(dtype=bool)):
            cells = [shown_cell(f, str(table.frame[f.name].iloc[position])) for f in fields]
            yield Finding(
                code=code,
                path=self.shown_path(table),
                row=int(table.rows[position]),
                field=fields[0].name if fields else None,
                field_title="、".join(f.title for f in fields) or None,
                value="、".join(cells) or None,
                message=message,
                hint=hint,
                severity=severity,
            )


def is_missing(table: Table, field: Field) -> pd.Series[bool]:
    """Where the cell is one of the field's missing values."""
    return table.frame[field.name].isin(list(field.missing_labels))


def present_fields(table: Table, names: Sequence[str]) -> tuple[Field, ...] | None:
    """The named fields, if the table has every one of them, in its schema and in its file."""
    fields = tuple(
        table.resource.by_name[name]
        for name in names
        if name in table.resource.by_name and name in table.frame.columns
    )
    return fields if len(fields) == len(names) else None
