"""csv-metadata.json describes the files beside it, and is valid to a validator of CSVW."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from opendata.conftest import PACKAGES, Written, ran


@pytest.mark.parametrize("package", PACKAGES)
def test_csvw_describes_each_column(local: Written, package: str) -> None:
    found = json.loads(local.files[f"{package}/csv-metadata.json"])
    assert found["@context"][0] == "http://www.w3.org/ns/csvw"
    urls = {table["url"] for table in found["tables"]}
    for table in found["tables"]:
        text = local.files[f"{package}/{table['url']}"].decode()
        header, *rows = csv.reader(StringIO(text, newline=""))
        columns = table["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == header
        for index, column in enumerate(columns):
            for row in rows:
                assert row[index] in column["null"] or _fits(column["datatype"], row[index])
        for key in table["tableSchema"]["foreignKeys"]:
            assert key["reference"]["resource"] in urls
            assert set(key["columnReference"]) <= set(header)


def _fits(datatype: str, cell: str) -> bool:
    patterns = {"integer": r"[+-]?\d+", "decimal": r"[+-]?\d+(\.\d+)?", "date": r"\d{4}-\d\d-\d\d"}
    patterns["boolean"] = "true|false|1|0"
    return datatype in {"string", "json"} or bool(re.fullmatch(patterns[datatype], cell))


@pytest.mark.parametrize("package", PACKAGES)
def test_csvw_is_valid_to_a_validator(local: Written, package: str) -> None:
    done = _csvw(local.folder / package)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_csvw_validator_would_notice(local: Written, tmp_path: Path) -> None:
    package = shutil.copytree(local.folder / "institutions", tmp_path / "package")
    table = package / "institutions.csv"
    text = table.read_text("utf-8")
    table.write_text(text + text.splitlines()[1] + "\n", "utf-8")
    done = _csvw(package)
    assert done.returncode
    assert "duplicate primary key" in done.stderr


def _csvw(folder: Path) -> subprocess.CompletedProcess[str]:
    """What csvw says of a package. It lives beside this environment (see the Makefile); its strict
    mode forbids empty foreign keys, which CSVW allows.
    """
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from csvw import CSVW\n"
        "found = CSVW('csv-metadata.json', validate=True, strict=False)\n"
        "valid = found.is_valid\n"
        "print(*(warning.message for warning in found.warnings), sep='\\n')\n"
        "sys.exit(0 if valid else 1)\n"
    )
    beside = Path(sys.prefix) / "csvw"
    return ran([sys.executable, "-W", "ignore", "-c", program, str(beside)], cwd=folder)
