"""/mechanisms/: all 49, each with what it asks for and what is published for it, or why not."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace

import pytest
from pydantic import ValidationError

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.mechanisms import (
    Mechanism,
    MechanismState,
    Publish,
    Service,
    Standing,
    mechanisms_of,
    plan,
)
from gongshi.package.policy import PackagePolicy, ResourcePolicy
from mechanisms.overviews import Built, catalog_of, without
from projects import ROOT, Starter

CODES = [f"M{number:02}" for number in range(1, 50)]
PLAN = ROOT / "data" / "licheng" / "content" / "plan-2019.txt"


def states(catalog: Catalog, **prose: str) -> dict[str, MechanismState]:
    pages = {f"{name}/": title for name, title in prose.items()}
    return {s.mechanism.id: s for _, part in mechanisms_of(catalog, pages) for s in part}


def mechanism(*publish: str, withheld: str = "") -> Mechanism:
    words = dict.fromkeys(("section", "title", "obligation", "obligor"), "…")
    return Mechanism.model_validate(
        {"id": "M01", "publish": publish, "withheld": withheld, **words}
    )


# The data


def test_all_49_in_order() -> None:
    assert [one.id for part in plan().parts for one in part.mechanisms] == CODES


def test_obligors_are_in_the_words_of_the_plan() -> None:
    """Where a mechanism comes from a task, who is to do it is the task's own line."""
    text = re.sub(r"\s", "", PLAN.read_text("utf-8"))
    tasks = [m for part in plan().parts for m in part.mechanisms if m.section[0] in "二三四"]
    copied = [m.id for m in tasks if f"{m.obligor}；持续实施" in text]
    assert {m.id for m in tasks} - set(copied) == {"M43", "M44"}


@pytest.mark.parametrize("codes", [("PUB", "NO"), ("NO",), ("SUM",), ("ARCH",)])
def test_what_is_kept_back_needs_a_reason(codes: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        mechanism(*codes)
    assert mechanism(*codes, withheld="因为").withheld


def test_what_is_public_has_no_reason_against() -> None:
    with pytest.raises(ValidationError):
        mechanism("PUB", withheld="因为")


@pytest.mark.parametrize("code", ["M00", "M50", "M1", "M049"])
def test_a_dataset_can_only_declare_one_of_the_49(code: str) -> None:
    for policy in (ResourcePolicy, PackagePolicy):
        with pytest.raises(ValidationError):
            policy.model_validate({"mechanisms": [code]})
        assert policy.model_validate({"mechanisms": CODES})


# What is said of each


@pytest.mark.parametrize(
    ("codes", "rows", "standing"),
    [
        (("PUB",), [], Standing.NOT_YET),
        (("PUB",), [0], Standing.NOT_YET),
        (("PUB",), [0, 2], Standing.OPEN),
        (("PUB",), [None], Standing.OPEN),  # a page
        (("PUB", "NO"), [2], Standing.PARTLY),
        (("SUM",), [2], Standing.PARTLY),
        (("PUB", "NO"), [], Standing.NOT_YET),
        (("NO", "ARCH"), [], Standing.WITHHELD),
    ],
)
def test_standing(codes: tuple[str, ...], rows: list[int | None], standing: Standing) -> None:
    one = mechanism(*codes, withheld="" if codes == ("PUB",) else "因为")
    services = tuple(Service("…", "x/", count) for count in rows)
    assert MechanismState(one, services).standing is standing


def test_a_dataset_that_declares_a_mechanism_shows(catalog: Catalog) -> None:
    found = states(catalog)
    for table in catalog.tables.values():
        for code in table.policy.mechanisms:
            service = next(s for s in found[code].services if s.title == table.title)
            assert (service.rows, service.updated_on) == (len(table), table.last_changed)
    assert [s.url for s in found["M04"].services] == [
        "service-commitments/service_commitments/",
        "service-commitments/commitment_results/",
    ]
    assert found["M04"].updated_on == max(s.updated_on for s in found["M04"].services)


def test_a_package_speaks_for_its_tables_where_none_does_itself(catalog: Catalog) -> None:
    disclosure = catalog.disclosure
    packages = tuple(
        replace(p, mechanisms=("M47",)) if p.name == "power-list" else p
        for p in disclosure.packages
    )
    found = states(Catalog(replace(disclosure, packages=packages)))
    assert [s.url for s in found["M47"].services] == [
        "power-list/power_items/",
        "power-list/procedures/",
    ]


def test_prose_serves_where_the_edition_has_it(catalog: Catalog) -> None:
    assert states(catalog)["M02"].standing is Standing.NOT_YET
    assert states(catalog, about="关于本站")["M02"].standing is Standing.OPEN
    assert [s.title for s in states(catalog)["M30"].services] == ["公开规则"]


def test_without_a_package_its_mechanisms_are_not_yet_public(starter: Starter) -> None:
    mine = {"M25", "M28", "M43"}
    before = states(catalog_of(starter))
    assert {before[code].standing for code in mine} == {Standing.OPEN}
    without(starter, "honours")
    after = states(catalog_of(starter))
    changed = {code for code in CODES if before[code].standing is not after[code].standing}
    assert changed == mine
    assert {after[code].standing for code in mine} == {Standing.NOT_YET}


# On the site


def rows_of(page: str) -> dict[str, str]:
    parts = re.split(r'<tr id="(M\d\d)">', page)
    return {
        code: html.unescape(part.partition("</tr>")[0])
        for code, part in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_each_has_its_row(built: Built) -> None:
    found = rows_of(built.page("mechanisms"))
    assert list(found) == CODES
    document = {one["id"]: one for one in built.document("mechanisms")["mechanisms"]}
    assert list(document) == CODES
    for part in plan().parts:
        for one in part.mechanisms:
            row = found[one.id]
            assert all(word in row for word in (one.title, one.obligation, one.obligor))
            assert f">{document[one.id]['status']}</span>" in row
            assert one.withheld in row
            if Publish.PUBLIC not in one.publish or len(one.publish) > 1:
                assert document[one.id]["withheld"]


def test_links_lead_to_what_they_count(built: Built) -> None:
    found = rows_of(built.page("mechanisms"))
    for one in built.document("mechanisms")["mechanisms"]:
        for service in one["services"]:
            assert f'href="../{service["url"]}"' in found[one["id"]]
            assert (built.site / service["url"] / "index.html").is_file()
            if service["type"] == "dataset":
                path = built.site / f"{service['url'].rstrip('/')}.json"
                assert path.is_file()
                assert f"{service['rows']:,} 条" in found[one["id"]]


def test_the_counts_add_up(built: Built) -> None:
    document = built.document("mechanisms")
    counts = Counter(one["status"] for one in document["mechanisms"])
    assert document["counts"] == dict(counts)
    for standing, count in counts.items():
        assert f"{standing} {count} 项" in built.page("mechanisms")


def test_a_page_of_prose_is_linked(built: Built) -> None:
    assert 'href="../objection/">怎样提出异议</a>' in rows_of(built.page("mechanisms"))["M31"]


def test_the_pages_can_be_reached(built: Built) -> None:
    home = (built.site / "index.html").read_text("utf-8")
    body, _, footer = home.partition("<footer")
    for part in (body, footer):
        assert 'href="mechanisms/"' in part
        assert 'href="quality/"' in part
    manifest = (built.site / "manifest.json").read_text("utf-8")
    for name in ("mechanisms", "quality"):
        assert f'"{name}/index.html"' in manifest
        assert f'"{name}/index.json"' in manifest
