"""The demo's last release: what was public five weeks before its base date, so that its change
pages have something to tell. Rows that were updated since are set back; whatever was first
published since is not public on that day by its own date.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from synthesis.words import bank

FILES = ("ledger.csv", "released.ndjson", "citations.csv")
_BEFORE = timedelta(days=35)
# Days on which somebody looked; set back with the row.
_LOOKED = ("updated_on", "secrecy_reviewed_on", "checked_on")
# What had not happened yet is an empty cell.
_HAPPENED = {
    "judicial_recommendations": ("implemented_on",),
    "rectifications": ("completed_on", "method", "evidence_doc_no", "verified_by"),
}


def write_release(edition: Path, base: date) -> dict[str, int]:
    """Release a copy of `edition` as it was, and lay the files of the release beside it."""
    day = base - _BEFORE
    with tempfile.TemporaryDirectory() as folder:
        former = Path(folder) / edition.name
        shutil.copytree(edition, former, ignore=shutil.ignore_patterns(*FILES))
        for path in sorted(former.glob("*/*.csv")):
            _set_back(path, day)
        command = ["release", "--data", str(former), "--as-of", str(day)]
        done = subprocess.run(
            [sys.executable, "-m", "gongshi", *command], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        for name in FILES:
            shutil.copyfile(former / name, edition / name)
    return {name: (edition / name).read_text("utf-8").count("\n") for name in FILES}


def _set_back(path: Path, day: date) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or ()), list(reader)
    words = bank("former").get(path.stem, {})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            published = row.get("first_published_on", "")
            is_since = published and published <= str(day) < row["updated_on"]
            writer.writerow(_former(path.stem, row, words, day) if is_since else row)


def _former(
    table: str, row: Mapping[str, str], words: Mapping[str, str], day: date
) -> dict[str, str]:
    former = dict(row)
    for name in _LOOKED:
        if former.get(name, "") > str(day):
            former[name] = row["first_published_on"]
    if row["status"] in {"published", "repaired", "disputed"}:
        former.update(words)
    happened, *rest = _HAPPENED.get(table, ("",))
    if former.get(happened, "") > str(day):
        former |= dict.fromkeys([happened, *rest], "")
    return former
