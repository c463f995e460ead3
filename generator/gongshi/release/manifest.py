"""manifest.json and SHA256SUMS over every file of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongshi.core import urls
from gongshi.core.clock import AsOf
from gongshi.core.output import dump

_OWN = frozenset({urls.MANIFEST, urls.CHECKSUMS})


@dataclass(frozen=True)
class Hashed:
    size: int
    sha256: str


def hashed(content: bytes) -> Hashed:
    return Hashed(len(content), hashlib.sha256(content).hexdigest())


def write_manifest(site: Path, edition: str, as_of: AsOf, version: str, ledger: str = "") -> int:
    """Hash what is in `site` and write both lists. Returns the number of files."""
    found = (path for path in site.rglob("*") if path.is_file())
    files = {path.relative_to(site).as_posix(): hashed(path.read_bytes()) for path in found}
    kept = {name: one for name, one in files.items() if name not in _OWN}
    return write_lists(site, kept, Release(edition, str(as_of), version, ledger))


@dataclass(frozen=True)
class Release:
    """`ledger` is the seal of the edition's ledger, if it has one: whoever kept an old manifest can
    see that the past was not rewritten.
    """

    edition: str
    as_of: str
    version: str
    ledger: str = ""


def write_lists(site: Path, files: Mapping[str, Hashed], release: Release) -> int:
    """Both lists, of files whose hashes are known; the checksums cover the manifest too.

    Returns the number of files.
    """
    names = sorted(files)
    document = {
        "edition": release.edition,
        "asOf": release.as_of,
        "generator": f"gongshi {release.version}",
        **({"ledgerSeal": release.ledger} if release.ledger else {}),
        "files": {
            name: {"bytes": files[name].size, "sha256": files[name].sha256} for name in names
        },
    }
    manifest = dump(document)
    (site / urls.MANIFEST).write_bytes(manifest)
    hashes = {name: files[name].sha256 for name in names}
    hashes[urls.MANIFEST] = hashed(manifest).sha256
    lines = [f"{digest}  {name}\n" for name, digest in sorted(hashes.items())]
    (site / urls.CHECKSUMS).write_text("".join(lines), "utf-8", newline="\n")
    return len(hashes)
