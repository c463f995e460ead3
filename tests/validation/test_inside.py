"""What a descriptor or a link promises and cannot hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongshi.loading.load import load
from gongshi.screening.overrides import edition_rulebook
from gongshi.validation.validate import validate
from validation.mini import report, table, write

TABLE = table("a", {"id": {}, "name": {}}, [["1", "甲"]])


@pytest.mark.parametrize("linked", ["alpha", "alpha/datapackage.yaml", "alpha/a.csv"])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, linked: str) -> None:
    folder = write(tmp_path / "edition", alpha=[TABLE])
    outside = tmp_path / "outside"
    shutil.move(folder / linked, outside)
    (folder / linked).symlink_to(outside)
    loaded = load(folder, "edition")
    assert [f.code for f in loaded.findings] == ["leads-out"]
    assert str(tmp_path) not in loaded.findings[0].line()
    assert not (loaded.dataset and loaded.dataset.tables)


def test_rules_that_lie_outside_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition", alpha=[TABLE])
    (tmp_path / "outside").write_text("laws: [某条例]\n", "utf-8")
    (folder / "rules.yaml").symlink_to(tmp_path / "outside")
    rulebook, findings = edition_rulebook(folder, "edition")
    assert [f.code for f in findings] == ["leads-out"]
    assert "某条例" not in rulebook.laws


def test_a_link_within_the_edition_is_not(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition", alpha=[TABLE])
    (folder / "alpha" / "a.csv").rename(folder / "alpha" / "b.csv")
    (folder / "alpha" / "a.csv").symlink_to(folder / "alpha" / "b.csv")
    assert load(folder, "edition").findings == ()


def test_a_reference_to_a_package_that_cannot_be_read_is_one_error_not_two(tmp_path: Path) -> None:
    reference = {"package": "alpha", "resource": "a", "fields": ["id"]}
    schema = {"foreignKeys": [{"fields": ["name"], "reference": reference}]}
    pointing = table("b", {"id": {}, "name": {}}, [["1", "1"]], schema)
    folder = write(tmp_path / "edition", alpha=[TABLE], beta=[pointing])
    codes = {f.code for f in validate(load(folder, "edition")).findings}
    assert not codes & {"descriptor-reference", "foreign-key"}
    (folder / "alpha" / "datapackage.yaml").write_text("name: [\n", "utf-8")
    found = validate(load(folder, "edition")).findings
    codes = {f.code for f in found}
    assert "descriptor-syntax" in codes
    assert not codes & {"descriptor-reference", "foreign-key"}


@pytest.mark.parametrize("place", ["facets", "sort", "columns", "search"])
def test_a_field_that_nobody_may_see_is_told(tmp_path: Path, place: str) -> None:
    fields = {"id": {}, "name": {"gongshi": {"visibility": "internal"}}}
    hidden = table("a", fields, [["1", "甲"]], gongshi={place: ["name"]})
    every = report(tmp_path, alpha=[hidden]).findings
    found = [f for f in every if f.code == "descriptor-unseen"]
    assert len(found) == 1
    assert f"gongshi.{place}" in found[0].message
