"""Data is hostile: whatever stands in a cell stays text on the page."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from projects import Starter, make_starter

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}",
    "${7*7}#{7*7}",
    "[链接](javascript:alert(1))",
    "<!-- --><![CDATA[x]]>&lt;b&gt;",
    "</script><style>*{display:none}</style>",
    '--8<-- "/etc/passwd"',
]


TITLE = "信用 <img src=x onerror=alert(1)> & 公示"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    starter = make_starter(tmp_path_factory.mktemp("hostile") / "project")
    columns = {
        "power_items": ["item_name", "responsibilities", "note"],
        "service_commitments": ["content", "metric"],
        "dishonesty_records": ["fact_summary", "obligation"],
        "institutions": ["duties", "office_address"],
    }
    for name, fields in columns.items():
        number = iter(range(10_000))

        def attack(row: dict[str, str], number=number, fields: list[str] = fields) -> None:
            for field in fields:
                count = next(number)
                row[field] = f"{ATTACKS[count % len(ATTACKS)]} {count}"

        starter.rewrite(name, attack)
    config = starter.root / "mkdocs.yml"
    text = re.sub("(?m)^site_name: .*$", f"site_name: '{TITLE}'", config.read_text("utf-8"))
    nav = [
        {TITLE: "index.md"},
        {TITLE: [{TITLE: "page.md"}, {"来源": 'https://yanshi.example/"><b>'}]},
    ]
    config.write_text(f"{text}\n{yaml.safe_dump({'nav': nav}, allow_unicode=True)}", "utf-8")
    heading = "## 甲 &lt;img src=x onerror=alert(2)&gt; & 乙"
    page = f"---\ndescription: '{TITLE}'\n---\n\n# 页\n\n{heading}\n"
    (starter.root / "content" / "page.md").write_text(page, "utf-8")
    starter.built()
    return starter


def _pages(starter: Starter) -> dict[str, str]:
    return {str(path): path.read_text("utf-8") for path in starter.site.rglob("*.html")}


def test_no_attack_becomes_markup(attacked: Starter) -> None:
    for path, html in _pages(attacked).items():
        for sign in ("<script>alert", "<img src=x", "<style>*", "<!-- --><![CDATA"):
            assert sign not in html, path
        assert "onmouseover='alert" not in html.replace("&#39;", "’"), path
        assert 'href="javascript:' not in html.lower(), path


def test_every_attack_is_shown_as_it_was_written(attacked: Starter) -> None:
    shown = unescape("".join(_pages(attacked).values()))
    for attack in ATTACKS[:6]:
        assert attack in shown


def test_titles_of_the_site_and_of_the_navigation_stay_text(attacked: Starter) -> None:
    pages = _pages(attacked)
    assert all("<img" not in html and "<b>" not in html for html in pages.values())
    page = (attacked.site / "page" / "index.html").read_text("utf-8")
    name = re.search("g-brand__name[^>]*>([^<]*)<", page)
    assert name is not None
    assert unescape(name.group(1)) == TITLE
    assert page.count("甲 &lt;img src=x onerror=alert(2)&gt; &amp; 乙") == 2, "heading and contents"
    assert "&amp;amp;" not in page, "escaped once, not twice"


def test_templates_in_cells_are_not_run(attacked: Starter) -> None:
    path = attacked.site / "power-list" / "power_items.json"
    notes = " ".join(row["note"] for row in json.loads(path.read_text("utf-8")))
    assert "{{ 7*7 }}" in notes or any("{{ 7*7 }}" in page for page in _pages(attacked).values())


@pytest.mark.parametrize(
    "identifier", ["../../../etc/passwd", "pi-990001-2025-0001/../../x", "CON"]
)
def test_no_path_comes_from_data(starter: Starter, identifier: str) -> None:
    rows = starter.rows("power_items")
    first = rows[0]["item_id"]
    starter.rewrite(
        "power_items",
        lambda row: row.update(item_id=identifier) if row["item_id"] == first else None,
    )
    done = starter.build()
    assert done.returncode == 1
    assert not (starter.root / "site").exists()
    assert "事项编号" in done.stderr + done.stdout


def test_characters_that_cannot_be_seen_are_refused_and_shown_by_number(starter: Starter) -> None:
    starter.rewrite("power_items", lambda row: row.update(note="gepj\u202efdp.exe"))
    done = starter.build()
    assert done.returncode == 1
    assert "〔U+202E〕" in done.stderr
    assert "\u202e" not in done.stderr + done.stdout


def test_data_may_not_lie_outside_its_package(starter: Starter) -> None:
    secret = starter.root / "secret.csv"
    secret.write_text("a\n1\n")
    descriptor = starter.data / "honours" / "datapackage.yaml"
    text = descriptor.read_text("utf-8")
    for path in ("../../../secret.csv", str(Path("/etc/hostname"))):
        descriptor.write_text(text.replace("path: honours.csv", f"path: {path}"), "utf-8")
        done = starter.build()
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert not starter.site.exists()
