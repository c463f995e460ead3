"""The downloads hold exactly what is public, describe themselves truly, and check out."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import frictionless
import pytest

from projects import Starter, tree

PACKAGES = ["power-list", "service-commitments", "dishonesty-records", "honours", "institutions"]


def _descriptor(site: Path, package: str) -> Any:
    return json.loads((site / package / "datapackage.json").read_text("utf-8"))


def _resources(site: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for package in PACKAGES:
        for resource in _descriptor(site, package)["resources"]:
            yield package, resource


@pytest.mark.parametrize("package", PACKAGES)
def test_data_package_is_valid_to_frictionless(built: Starter, package: str) -> None:
    source = built.site / package / "datapackage.json"
    report = frictionless.Package(str(source)).validate()
    assert report.valid, report.to_summary()
    assert report.stats.get("rows", report.tasks)


@pytest.mark.parametrize("package", PACKAGES)
def test_frictionless_sees_a_changed_byte(built: Starter, package: str, tmp_path: Path) -> None:
    """So that the test above means something."""
    for path, content in tree(built.site / package).items():
        if path.count("/") == 0:
            (tmp_path / path).write_bytes(content)
    victim = tmp_path / _descriptor(built.site, package)["resources"][0]["path"]
    victim.write_bytes(victim.read_bytes().replace(b"demo", b"dem0", 1))
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_bytes_and_hash_of_every_resource_match(built: Starter) -> None:
    for package, resource in _resources(built.site):
        content = (built.site / package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_csv_json_pages_and_record_json_agree(built: Starter) -> None:
    for package, resource in _resources(built.site):
        name = resource["name"]
        text = (built.site / package / f"{name}.csv").read_text("utf-8")
        rows = list(csv.DictReader(StringIO(text, newline="")))
        listed = json.loads((built.site / package / f"{name}.json").read_text("utf-8"))
        key = resource["schema"]["primaryKey"][0]
        assert [row[key] for row in rows] == [row[key] for row in listed]
        assert [list(row) for row in listed] == [list(row) for row in rows]
        folder = built.site / "institutions" if name == "institutions" else None
        for row in listed:
            page = (folder or built.site / package / name) / row[key]
            assert (page / "index.html").is_file()
            assert json.loads((page / "index.json").read_text("utf-8"))["record"] == row


def test_nothing_is_public_that_is_not_in_the_downloads(built: Starter) -> None:
    listed = set()
    for package, resource in _resources(built.site):
        path = built.site / package / f"{resource['name']}.json"
        key = resource["schema"]["primaryKey"][0]
        listed |= {row[key] for row in json.loads(path.read_text("utf-8"))}
    pages = [json.loads(p.read_text("utf-8")) for p in built.site.glob("**/*-*-*-*/index.json")]
    assert pages
    assert {page["id"] for page in pages if "record" in page} == listed


@pytest.mark.parametrize("package", PACKAGES)
def test_zip_holds_the_package_and_its_readme(built: Starter, package: str) -> None:
    content = (built.site / package / f"{package}.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        assert archive.testzip() is None
        described = json.loads(archive.read("datapackage.json"))
        paths = {resource["path"] for resource in described["resources"]}
        others = {"README.md", "LICENSE.txt", "CITATION.cff", "citation.bib", "SHA256SUMS"}
        assert names == paths | others | {"datapackage.json"}
        for path in paths:
            assert archive.read(path) == (built.site / package / path).read_bytes()
        readme = archive.read("README.md").decode()
        assert described["title"] in readme
        assert "CC0" in readme


def test_catalogue_names_every_package_and_file(built: Starter) -> None:
    catalogue = json.loads((built.site / "catalog.json").read_text("utf-8"))
    assert [package["name"] for package in catalogue["packages"]] == PACKAGES
    text = json.dumps(catalogue)
    for package in PACKAGES:
        assert f"{package}/datapackage.json" in text
        assert f"{package}/{package}.zip" in text


def test_checksums_cover_every_file(built: Starter) -> None:
    lines = (built.site / "SHA256SUMS").read_text("utf-8").splitlines()
    named = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    files = tree(built.site)
    assert named.keys() == files.keys() - {"SHA256SUMS"}
    for path, digest in named.items():
        assert hashlib.sha256(files[path]).hexdigest() == digest


def test_formula_like_cells_are_neutralised(starter: Starter) -> None:
    formulas = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"]

    def plant(row: dict[str, str]) -> None:
        row["note"] = formulas[int(row["item_id"][-1]) % len(formulas)]

    starter.rewrite("power_items", plant)
    site = starter.built()
    text = (site / "power-list" / "power_items.csv").read_text("utf-8")
    notes = [row["note"] for row in csv.DictReader(StringIO(text, newline=""))]
    assert notes
    assert not [note for note in notes if note[:1] in "=+-@\t\r＝＋－＠"]
    rows = json.loads((site / "power-list" / "power_items.json").read_text("utf-8"))
    assert {row["note"] for row in rows} <= set(formulas), "JSON keeps the value as it is"
