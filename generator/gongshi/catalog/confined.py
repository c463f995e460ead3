"""Fields that some rule keeps within their own package (P09: the names of heads of bodies)."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable


def confined_fields(catalog: Catalog, table: CatalogTable) -> frozenset[str]:
    """The names of a table's fields that may stand in no file outside the package's folder, such as
    one about the whole edition.
    """
    disclosure = catalog.disclosure
    places = (
        rule.when["never_outside"]
        for rule in disclosure.rulebook.in_force(disclosure.as_of)
        if "never_outside" in rule.when
    )
    return frozenset(place["field"] for place in places if place["kind"] == table.kind)
