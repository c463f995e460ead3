"""What a rule about rows may ask. Few and general: a new rule is YAML, not Python.

A predicate takes (world, table, parameters) and answers a boolean Series over the table's rows.
"""

from gongshi.screening.predicates import logic, of_cells, of_corrections, of_days, of_links
from gongshi.screening.predicates.registry import PREDICATES, holds

__all__ = ["PREDICATES", "holds", "logic", "of_cells", "of_corrections", "of_days", "of_links"]
