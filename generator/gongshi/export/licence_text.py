"""LICENSE.txt in a package's zip: the terms by name and address."""

from __future__ import annotations

from gongshi.catalog.catalog import Catalog
from gongshi.export.about import REMINDER


def licence_text(catalog: Catalog) -> bytes:
    licence = catalog.disclosure.edition.licence
    lines = [
        licence.title,
        f"{licence.name}  {licence.path}",
        "",
        "许可写在上面的网址里，以那里的文字为准。",
        REMINDER,
        "",
    ]
    return "\n".join(lines).encode()
