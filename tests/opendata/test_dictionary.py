"""The dictionary as files: every public field, in both languages, with an example that may stay."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
import yaml

from gongshi.catalog.dictionary import Entry, entries
from opendata.conftest import Written
from projects import ROOT

DESCRIPTORS = sorted(
    [
        *(ROOT / "data").glob("*/*/datapackage.yaml"),
        *(ROOT / "site_templates" / "starter" / "data").glob("*/*/datapackage.yaml"),
    ]
)


@pytest.fixture(scope="module")
def document(local: Written) -> Any:
    return json.loads(local.files["dictionary.json"])


@pytest.fixture(scope="module")
def found(local: Written) -> list[Entry]:
    return [
        entry for table in local.catalog.tables.values() for entry in entries(local.catalog, table)
    ]


def _entry(found: list[Entry], resource: str, field: str) -> Entry:
    [entry] = (e for e in found if (e.table.key.resource, e.field.name) == (resource, field))
    return entry


def test_every_public_field_is_in_it(local: Written, document: Any) -> None:
    listed = [(t["resource"], f["name"]) for t in document["tables"] for f in t["fields"]]
    assert listed == [
        (table.key.resource, field.name)
        for table in local.catalog.tables.values()
        for field in table.fields
    ]


def test_the_csv_says_the_same(local: Written, document: Any) -> None:
    table = pd.read_csv(BytesIO(local.files["dictionary.csv"]), dtype=str, keep_default_na=False)
    fields = [(t, f) for t in document["tables"] for f in t["fields"]]
    assert len(table) == len(fields)
    for row, (owner, field) in zip(table.to_dict("records"), fields, strict=True):
        assert (row["package"], row["resource"]) == (owner["package"], owner["resource"])
        for name, key in (("field", "name"), ("title_en", "titleEn"), ("rule", "rule")):
            assert row[name] == field[key]
        assert row["example"] == (field["example"] or "")


def test_rules_are_said_in_words(found: list[Entry]) -> None:
    assert _entry(found, "dishonesty_records", "record_id").rule.startswith("主键：必填")
    assert "“机构名录”的机构编号" in _entry(found, "dishonesty_records", "subject_id").rule
    assert "失信主体、文书号合起来不重复" in _entry(found, "dishonesty_records", "subject_id").rule
    assert "demo（演示代码）" in _entry(found, "institutions", "uscc_status").rule


def test_standards(found: list[Entry]) -> None:
    assert _entry(found, "institutions", "uscc").standard == "GB 32100—2015"
    assert _entry(found, "dishonesty_records", "determined_on").standard.startswith("GB/T 7408")
    assert _entry(found, "dishonesty_records", "fact_summary").standard == ""


def test_an_example_outlives_no_record(found: list[Entry]) -> None:
    for entry in found:
        if entry.table.kind == "dishonesty_record":
            assert entry.example == str(entry.field.raw.get("example", ""))
    assert sum(bool(entry.example) for entry in found) > len(found) / 2


@pytest.mark.parametrize("path", DESCRIPTORS, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_everything_has_an_english_title(path: Any) -> None:
    package = yaml.safe_load(path.read_text("utf-8"))
    missing = [] if package["gongshi"].get("title_en") else [package["name"]]
    for resource in package["resources"]:
        if not resource["gongshi"].get("title_en"):
            missing.append(resource["name"])
        missing += [
            f"{resource['name']}.{field['name']}"
            for field in resource["schema"]["fields"]
            if not field.get("gongshi", {}).get("title_en")
        ]
        missing += [
            f"{field['name']}.{member['name']}"
            for field in resource["schema"]["fields"]
            for member in field.get("gongshi", {}).get("items") or ()
            if not member.get("title_en")
        ]
    assert missing == []
