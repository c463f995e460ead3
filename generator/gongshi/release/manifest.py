"""manifest.json and SHA256SUMS over every file of the site."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gongshi.core import urls
from gongshi.core.clock import AsOf
from gongshi.core.output import dump

_OWN = frozenset({urls.MANIFEST, urls.CHECKSUMS})


def write_manifest(site: Path, edition: str, as_of: AsOf, version: str, ledger: str = "") -> int:
    """Hash what is in `site` and write both lists; the checksums cover the manifest too.

    `ledger` is the seal of the edition's ledger, if it has one: whoever kept an old manifest can
    see that the past was not rewritten. Returns the number of files.
    """
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    hashes = {
        name: hashlib.sha256((site / name).read_bytes()).hexdigest()
        for name in files
        if name not in _OWN
    }
    document = {
        "edition": edition,
        "asOf": str(as_of),
        "generator": f"gongshi {version}",
        **({"ledgerSeal": ledger} if ledger else {}),
        "files": {
            name: {"bytes": (site / name).stat().st_size, "sha256": digest}
            for name, digest in hashes.items()
        },
    }
    manifest = dump(document)
    (site / urls.MANIFEST).write_bytes(manifest)
    hashes[urls.MANIFEST] = hashlib.sha256(manifest).hexdigest()
    lines = [f"{digest}  {name}\n" for name, digest in sorted(hashes.items())]
    (site / urls.CHECKSUMS).write_text("".join(lines), "utf-8", newline="\n")
    return len(hashes)
