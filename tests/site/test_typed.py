"""What people type outside the tables is judged as well, wherever a reader could meet it.

The number is the example in GB 11643, nobody's; the telephone number is that of no subscriber.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from projects import AS_OF, Starter, make_starter, run
from projects import ROOT as REPOSITORY

NUMBER = "11010519491231002X"
PHONE = "13800138000"
_RULES = f"""rules:
  - id: X01
    title: 本地规则
    "on": {{scope: public_text}}
    when: {{words: ["{PHONE}"]}}
    action: flag
    message: 一句话
    remedy: 改正
    citation: 某办法第一条
    verified: primary
  - id: X02
    title: 另一条
    "on": {{scope: public_text}}
    when: {{words: [哪里也没有的词]}}
    action: flag
    message: 一句话
    remedy: 联系{PHONE}
    citation: 某办法第一条
    verified: primary
"""


def _found(starter: Starter) -> list[dict[str, Any]]:
    done = run("validate", "--format", "json", "--as-of", AS_OF, cwd=starter.root)
    document = json.loads(done.stdout)
    assert done.returncode == (0 if document["publishable"] else 1)
    assert NUMBER not in done.stdout + done.stderr
    assert PHONE not in done.stdout + done.stderr
    errors = [one for one in document["findings"] if one["severity"] == "error"]
    return [{**one, "proseChecked": document["proseChecked"]} for one in errors]


def _places(findings: list[dict[str, Any]]) -> set[tuple[str, Any, Any]]:
    return {(Path(one["path"]).name, one.get("row"), one.get("field")) for one in findings}


def _line(path: Path, words: str) -> int:
    return next(
        n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line
    )


@pytest.fixture(scope="module")
def typed_in_data(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    starter = make_starter(tmp_path_factory.mktemp("typed") / "project")
    edition = starter.data / "edition.yaml"
    text = edition.read_text("utf-8")
    address = yaml.safe_load(text)["operator"]["address"]
    edition.write_text(text.replace(address, f"{address}，{PHONE}"), "utf-8")
    (starter.data / "rules.yaml").write_text(_RULES, "utf-8")
    descriptor = starter.data / "honours" / "datapackage.yaml"
    document = yaml.safe_load(descriptor.read_text("utf-8"))
    fields = document["resources"][0]["schema"]["fields"]
    fields.append({"name": "extra_a", "title": "甲", "type": "list", "delimiter": "|"})
    fields.append({"name": "extra_b", "title": "乙", "type": "number", "example": int(PHONE)})
    fields.append({"name": "extra_c", "title": "丙", "type": "geojson"})
    fields.append({"name": "extra_d", "title": "丁", "type": "string"})
    fields.append({"name": "extra_e", "title": "戊", "type": "integer", "groupChar": " "})
    fields[-1]["constraints"] = {"maximum": int(PHONE)}
    document["resources"][0]["gongshi"]["summary"] = "{extra_d}800138000"
    descriptor.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
    escaped = "".join(f"\\u{ord(character):04x}" for character in NUMBER)
    point = f'{{"type": "Point", "coordinates": [1, 2], "name": "{escaped}"}}'
    cells = [
        {"extra_a": f"甲|%31{PHONE[1:]}", "extra_b": "", "extra_c": "", "extra_d": ""},
        {"extra_a": "", "extra_b": "", "extra_c": point, "extra_d": "13"},
    ]
    rows = [{**row, "extra_e": "", **cells[n % 2]} for n, row in enumerate(starter.rows("honours"))]
    header = ",".join(rows[0])
    lines = [",".join(_quoted(cell) for cell in row.values()) for row in rows]
    starter.table("honours").write_text("\n".join([header, *lines, ""]), "utf-8")
    return starter


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def test_every_text_in_the_data_folder_is_judged(typed_in_data: Starter) -> None:
    starter = typed_in_data
    found = _found(starter)
    assert {one["code"] for one in found} <= {"P02", "P04"}
    descriptor = starter.data / "honours" / "datapackage.yaml"
    rules = starter.data / "rules.yaml"
    assert _places(found) == {
        ("edition.yaml", _line(starter.data / "edition.yaml", PHONE), "operator.address"),
        ("rules.yaml", _line(rules, "words"), "when.words"),
        ("rules.yaml", _line(rules, f"remedy: 联系{PHONE}"), "rules.remedy"),
        ("datapackage.yaml", _line(descriptor, f"example: {PHONE}"), "fields.example"),
        ("datapackage.yaml", _line(descriptor, f"maximum: {PHONE}"), "constraints.maximum"),
        ("honours.csv", 2, "extra_a"),
        ("honours.csv", 3, "extra_c"),
        ("honours.csv", 3, None),  # 13 in a cell, the rest in the template
    }
    assert not any(one["proseChecked"] for one in found), "the data come first"


_PAGES = {
    "summary": f"---\ndescription: 摘要 {PHONE}\n---\n\n# 页\n",
    "title": f"---\ntitle: 标题 {PHONE}\n---\n\n文字\n",
    "picture": f"# 页\n\n![图 {PHONE}](a.svg)\n",
    "link": "# 页\n\n[链接](https://www.example.org/?q=1%33800138000)\n",
    "lines": "# 页\n\n证号 1101051949\n1231002X\n",
    "cells": "# 页\n\n| 甲 | 乙 |\n|---|---|\n| 110105 | 19491231002X |\n",
    PHONE: "# 页\n",
}


@pytest.fixture(scope="module")
def typed_in_prose(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    starter = make_starter(tmp_path_factory.mktemp("typed") / "project")
    content = starter.root / "content"
    for name, text in _PAGES.items():
        (content / f"{name}.md").write_text(text, "utf-8")
    (content / "own.css").write_text(f"/* {PHONE} */\n", "utf-8")
    (content / "E12345678.txt").write_text("无\n", "utf-8")
    (content / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n', "utf-8")
    config = starter.root / "mkdocs.yml"
    text = config.read_text("utf-8").replace("site_name: ", f"site_name: {PHONE} ", 1)
    pages = "".join(f"  - 页: {name}.md\n" for name in _PAGES)
    nav = f"nav:\n  - 首页 {PHONE}: index.md\n{pages}"
    config.write_text(f"{text}site_author: 信用办 {PHONE}\n{nav}", "utf-8")
    return starter


def test_every_text_beside_the_data_is_judged(typed_in_prose: Starter) -> None:
    config = typed_in_prose.root / "mkdocs.yml"
    found = _found(typed_in_prose)
    assert all(one["proseChecked"] for one in found)
    assert _places(found) >= {
        ("mkdocs.yml", _line(config, "site_name"), "site_name"),
        ("mkdocs.yml", _line(config, "site_author"), "site_author"),
        ("mkdocs.yml", _line(config, "首页"), "nav"),
        ("own.css", None, None),
        ("〔不宜显示的名称〕.txt", None, None),
    }
    pages = {one["path"] for one in found if one["path"].endswith(".md")}
    expected = {f"content/{name}.md" for name in ("summary", "title", "picture", "link", "lines")}
    expected |= {"content/〔不宜显示的名称〕.md", "content/index.md"}  # a name, a title
    assert pages == expected, "two cells are two numbers"


def test_a_check_of_the_data_alone_says_what_it_did_not_look_at(typed_in_prose: Starter) -> None:
    done = run("validate", "--data", str(typed_in_prose.data), "--as-of", AS_OF, cwd=REPOSITORY)
    assert done.returncode == 0
    assert "没有检查 mkdocs.yml、说明页和附件" in done.stdout


def test_what_only_a_template_says_is_found_on_the_finished_pages(starter: Starter) -> None:
    """Nothing of it is in a file that is read before: the rule about finished pages is the net."""
    own = starter.root / "theme" / "partials"
    own.mkdir(parents=True)
    (own / "footer.html").write_text(f'<p aria-label="{PHONE}">页脚</p>\n', "utf-8")
    config = starter.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("theme:\n", "theme:\n  custom_dir: theme\n", 1), "utf-8")
    done = starter.build()
    assert done.returncode == 1
    assert "网页的框架（mkdocs.yml、edition.yaml、模板）" in done.stderr
    assert "[G30]" in done.stderr
    assert not starter.site.exists()
