"""Checks that frictionless does not make, one idea a file. Each is `check(context) → findings`."""

from gongshi.validation.checks.categories import check_categories
from gongshi.validation.checks.cells import check_cells
from gongshi.validation.checks.consistency import check_consistency
from gongshi.validation.checks.context import Context
from gongshi.validation.checks.digits import check_digits
from gongshi.validation.checks.ids import check_ids
from gongshi.validation.checks.items import check_items
from gongshi.validation.checks.references import check_references
from gongshi.validation.checks.unique_keys import check_unique_keys
from gongshi.validation.checks.uscc import check_uscc

# Of one row at a time: a piece of a table is as good as the table.
ROW_CHECKS = (
    check_categories,
    check_ids,
    check_uscc,
    check_consistency,
    check_items,
    check_cells,
    check_digits,
)
CHECKS = (check_unique_keys, check_references, *ROW_CHECKS)

__all__ = ["CHECKS", "ROW_CHECKS", "Context"]
