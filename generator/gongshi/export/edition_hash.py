"""One hash for the whole edition: that of the list of its CSV files' hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def edition_hash(csv_files: Mapping[str, str]) -> str:
    """`csv_files`: path → sha256 in hex. The list is what `sha256sum` would print for them."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(csv_files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
