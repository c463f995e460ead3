"""What tables are called in the edition's SQLite file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from gongshi.catalog.catalog import Catalog
from gongshi.package.descriptor import Key

# Tables of the file's own.
METADATA, FIELDS, SEARCH = "_metadata", "_fields", "_search"
TITLE = "_title"


def table_names(catalog: Catalog) -> Mapping[Key, str]:
    """The resource's name; where two packages have one of that name, the package's before it."""
    count = Counter(_plain(key.resource) for key in catalog.tables)
    return {
        key: _plain(key.resource)
        if count[_plain(key.resource)] == 1
        else f"{_plain(key.package)}__{_plain(key.resource)}"
        for key in catalog.tables
    }


def quoted(name: str) -> str:
    """An identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _plain(name: str) -> str:
    return name.replace("-", "_")
