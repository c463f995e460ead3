"""The site of the starter edition, byte for byte where it matters.

Of a page the `<main>` element is kept: what surrounds it is the same everywhere and is kept once,
with the home page. `pytest tests/site/test_golden.py --update-golden` writes the tree anew; read
the difference before committing it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from projects import Starter, tree

GOLDEN = Path(__file__).parents[1] / "golden" / "starter"
# Tested where they are made (tests/opendata): binary, or the same rows once more.
_ELSEWHERE = (".zip", ".xlsx", ".parquet", ".sqlite", ".ndjson", ".excel.csv")
_MAIN = re.compile(rb"<main.*?</main>", re.DOTALL)
# The asset names carry their own hashes; checksums repeat what is compared here.
_HASH = re.compile(rb"(?<=\.)[0-9a-f]{8}(?=\.min\.)|(?<=\?v=)[0-9a-f]{10}")


def _kept(site: Path) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    for path, whole in tree(site).items():
        content = whole
        if path.startswith("assets/") or path.endswith(_ELSEWHERE):
            continue
        # The SQL page's engine is held by its own hashes, and must not be in the repository.
        if path in {"manifest.json", "SHA256SUMS", "sql/sqlite3.js", "sql/sqlite3.wasm"}:
            continue
        if path.endswith(".html") and path != "index.html":
            found = _MAIN.search(content)
            assert found, f"{path} has no <main>"
            content = found.group() + b"\n"
        kept[path] = _HASH.sub(b"*", content)
    return kept


def test_site_is_the_golden_tree(built: Starter, request: pytest.FixtureRequest) -> None:
    kept = _kept(built.site)
    if request.config.getoption("--update-golden"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for path, content in kept.items():
            target = GOLDEN / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    golden = tree(GOLDEN)
    assert sorted(kept) == sorted(golden)
    different = [path for path in kept if kept[path] != golden[path]]
    assert not different
