"""/quality/: numbers that a reader can count again in the downloads, and nothing but numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.quality import freshness, quality_of
from gongshi.core.clock import AsOf
from gongshi.export.overview_json import quality_document
from gongshi.export.sitemap import sitemap_files
from mechanisms.overviews import DRAFT, ROLE, Built, catalog_of, without
from projects import STARTER, Starter

EDITION = STARTER / "data" / "edition"


def resources() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(EDITION.glob("*/datapackage.yaml")):
        for resource in yaml.safe_load(path.read_text("utf-8"))["resources"]:
            found[f"{path.parent.name}/{resource['name']}"] = resource
    return found


def table(site: Path, key: str) -> pd.DataFrame:
    return pd.read_csv(site / f"{key}.csv", dtype=str, keep_default_na=False)


def recount(frame: pd.DataFrame, names: list[str], missing: set[str]) -> dict[str, int]:
    cells = frame[names]
    lacking = cells.isin(missing)
    blank = (cells == "").to_numpy().sum()
    return {
        "fields": len(names),
        "cells": cells.size,
        "filled": int((~lacking).to_numpy().sum()),
        "explained": int(lacking.to_numpy().sum() - blank),
        "blank": int(blank),
    }


def test_completeness_is_what_the_downloads_hold(built: Built) -> None:
    quality = {one["dataset"]: one for one in built.document("quality")["datasets"]}
    assert quality.keys() == resources().keys()
    for key, resource in resources().items():
        frame, said = table(built.site, key), quality[key]
        schema = resource["schema"]
        missing = {one["value"] for one in schema["missingValues"]}
        names = [f["name"] for f in schema["fields"] if f["name"] in frame.columns]
        required = [
            f["name"]
            for f in schema["fields"]
            if f["name"] in names and f.get("constraints", {}).get("required")
        ]
        assert said["rows"] == len(frame)
        assert said["filled"] == recount(frame, names, missing)
        assert said["required"] == recount(frame, required, missing)
        for group in resource["gongshi"]["groups"]:
            public = [name for name in group["fields"] if name in names]
            title = group["title"]
            assert {"title": title, **recount(frame, public, missing)} in said["groups"]
        changed = max((day for day in frame["updated_on"] if day not in missing), default=None)
        assert said["lastChanged"] == changed
        assert said["frequency"] == resource["gongshi"].get("frequency")
        share = built.page("quality").partition(f'href="../{key}/">')[2].partition("</tr>")[0]
        assert f'data-label="条数">{len(frame):,}</td>' in share


def test_a_share_is_never_rounded_up(catalog: Catalog) -> None:
    one = quality_of(catalog).datasets[0].filled
    assert one.share == f"{one.filled * 1000 // one.cells / 10:.1f}%"
    empty = next(d for d in quality_of(catalog).datasets if not len(d.table))
    assert empty.filled.share == "—"


# Freshness


def test_overdue_flips_the_day_after_the_last_one(catalog: Catalog) -> None:
    tables = [one.table for one in quality_of(catalog).datasets if one.freshness.due_on]
    assert tables
    for one in tables:
        due = date.fromisoformat(freshness(one, catalog.disclosure.as_of).due_on)
        assert not freshness(one, AsOf(due)).overdue
        assert freshness(one, AsOf(due + timedelta(days=1))).overdue


def test_the_same_data_on_two_days(starter: Starter) -> None:
    """P3M from 2026-08-17 ends on 2026-11-17."""
    said = {}
    for day in ("2026-11-17", "2026-11-18"):
        document = quality_document(catalog_of(starter, day))
        one = next(d for d in document["datasets"] if d["dataset"] == "power-list/power_items")
        said[day] = (one["lastChanged"], one["dueOn"], one["overdue"])
    assert said == {
        "2026-11-17": ("2026-08-17", "2026-11-17", False),
        "2026-11-18": ("2026-08-17", "2026-11-17", True),
    }


def test_no_frequency_is_never_overdue(starter: Starter) -> None:
    path = starter.data / "power-list" / "datapackage.yaml"
    text = re.sub(r"\n +frequency: .*", "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    found = {str(d.table.key): d.freshness for d in quality_of(catalog_of(starter)).datasets}
    one = found["power-list/power_items"]
    assert (one.frequency, one.due_on, one.overdue) == ("", "", False)
    assert one.last_changed == "2026-08-17"


def test_the_dataset_page_says_it_too(built: Built) -> None:
    for one in built.document("quality")["datasets"]:
        assert (">逾期</span>" in built.page(one["dataset"])) is one["overdue"]


# Warnings


def test_every_warning_is_counted_once_and_where_it_belongs(catalog: Catalog) -> None:
    found = quality_of(catalog)
    assert found.warned == len(catalog.disclosure.warnings) > 0
    by_table = {str(d.table.key): {w.code: w.count for w in d.warnings} for d in found.datasets}
    for warning in catalog.disclosure.warnings:
        package, _, file = warning.path.partition("edition/")[2].partition("/")
        assert by_table[f"{package}/{file.removesuffix('.csv')}"][warning.code] >= 1


def test_a_warning_of_the_edition_stands_apart(starter: Starter) -> None:
    unlisted = starter.data / "beside"
    unlisted.mkdir()
    (unlisted / "datapackage.yaml").write_text("name: beside\n", "utf-8")
    found = quality_of(catalog_of(starter))
    (place, (warned,)), *rest = found.elsewhere
    assert not rest
    assert (place, warned.code, warned.count) == ("整个版本", "package-unlisted", 1)
    assert not warned.is_rule


# Institutions


def test_institutions_without(starter: Starter) -> None:
    """Those of the two types, of whom nothing is public; the others are not asked."""
    obliged = {
        row["inst_id"]
        for row in starter.rows("institutions")
        if row["inst_type"] in {"政府部门", "街道办事处"}
    }
    promised = {row["org_id"] for row in starter.rows("service_commitments")}
    kept = next(iter(sorted(promised & obliged)))
    starter.rewrite(
        "service_commitments",
        lambda row: row.update(status="published" if row["org_id"] == kept else "draft"),
    )
    starter.table("commitment_results").write_text(
        ",".join(starter.rows("commitment_results")[0]) + "\n", "utf-8"
    )
    found = quality_of(catalog_of(starter))
    assert {one.id for one in found.without_commitments} == obliged - {kept}
    lacking = {one.record.id: one.gaps.words for one in found.with_gaps}
    assert lacking[kept][-1] == "已公开服务承诺，但没有一项公开兑现结果"


def test_what_the_edition_has_no_table_for_is_not_missed(starter: Starter) -> None:
    without(starter, "service-commitments")
    found = quality_of(catalog_of(starter))
    assert found.without_commitments == ()
    assert {one.commitments for one in found.institutions} == {None}


def test_the_lists_link_to_the_institutions(built: Built) -> None:
    document, page = built.document("quality"), built.page("quality")
    assert len(document["institutions"]) == len(table(built.site, "institutions/institutions"))
    for one in document["institutions"]:
        listed = f'href="../{one["url"]}"' in page
        assert listed is bool(one["missing"])
        card = (built.site / one["url"] / "index.html").read_text("utf-8")
        assert all(words in card for words in one["missing"])
    for name, heading in (("withoutPowers", "powers"), ("withoutCommitments", "commitments")):
        section = page.partition(f'id="{heading}"')[2].partition("</section>")[0]
        assert section.count("<li>") == len(document[name])


# Nothing but numbers


@pytest.mark.parametrize("name", ["mechanisms", "quality"])
def test_no_withheld_value(built: Built, name: str) -> None:
    for file in ("index.html", "index.json"):
        text = (built.site / name / file).read_text("utf-8")
        assert DRAFT not in text
        assert ROLE not in text
        assert "secrecy_reviewed" not in text
        assert ".csv:" not in text  # where a finding lies in the source


def test_a_draft_is_not_counted(built: Built, catalog: Catalog) -> None:
    said = {one["dataset"]: one for one in built.document("quality")["datasets"]}
    whole = {str(key): len(one) for key, one in catalog.tables.items()}
    drafted = built.starter.rows("power_items")[0]
    assert drafted["item_name"] == DRAFT
    assert said["power-list/power_items"]["rows"] <= whole["power-list/power_items"]
    assert drafted["item_id"] not in (built.site / "power-list/power_items.csv").read_text("utf-8")


def test_the_sitemap_lists_them(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(catalog.disclosure.edition), "is_demo", property(lambda _: False))
    (file,) = sitemap_files(catalog, (), "https://x.example/")
    text = file.content.decode()
    for url in ("", "mechanisms/", "quality/", "rules/"):
        assert f"<loc>https://x.example/{url}</loc>" in text
