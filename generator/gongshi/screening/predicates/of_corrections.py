"""What a rule may ask of a table of corrections."""

from __future__ import annotations

import pandas as pd

from gongshi.loading.table import Table
from gongshi.package.policy import OnHidden, Visibility
from gongshi.screening.predicates.registry import Parameters, constant, predicate
from gongshi.screening.values import cells
from gongshi.screening.world import World


@predicate
def names_no_public_field(world: World, table: Table, parameters: Parameters) -> pd.Series[bool]:
    """{record, field}: the cell in `field` is no public field of the table that the foreign key
    `record` points to, or there is no such key by which the row would be withdrawn with its record.
    """
    link = world.link_from(table.resource.key, parameters["record"])
    if link is None or link.key.on_hidden is not OnHidden.WITHDRAW:
        return constant(table, value=True)
    fields = link.target.resource.fields
    public = [field.name for field in fields if field.visibility is Visibility.PUBLIC]
    return ~cells(table, parameters["field"]).isin(public)
