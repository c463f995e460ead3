"""Every byte that a site publishes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from projects import tree


def every_byte(site: Path) -> dict[str, bytes]:
    """Every file, and every member of every zip (`path!member`)."""
    found: dict[str, bytes] = {}
    for path, content in tree(site).items():
        found[path] = content
        if path.endswith(".zip"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                for name in archive.namelist():
                    found[f"{path}!{name}"] = archive.read(name)
    return found
