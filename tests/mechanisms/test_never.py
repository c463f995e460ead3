"""What is never published cannot be brought in: not as a package, a column, a text or a file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.finding import Finding, Severity
from gongshi.pipeline import examine
from gongshi.project import Project
from gongshi.screening.rulebook import national_rulebook
from projects import AS_OF, ROOT, Starter

ITEMS = yaml.safe_load((Path(__file__).parent / "never.yaml").read_text("utf-8"))
_PACKAGE = """name: extra-{n}
title: {title}
gongshi: {{visibility: public}}
resources:
  - name: notes
    type: table
    path: notes.csv
    title: 登记表
    schema:
      primaryKey: [note_id]
      fields:
        - {{name: note_id, type: string, title: 编号}}
        - {{name: content, type: string, title: 内容}}
"""
_HONOURS_END = "      foreignKeys:\n        - fields: [subject_id]"


def _refused(starter: Starter) -> list[Finding]:
    project = Project(starter.root, starter.data, starter.root / "content")
    done = examine(project, AsOf(parse_date(AS_OF)))
    assert done.disclosure is None
    return [finding for finding in done.findings if finding.severity is Severity.ERROR]


def _list(starter: Starter, package: str) -> None:
    path = starter.data / "edition.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("packages:\n", f"packages:\n  - {package}\n"), "utf-8")


def _has(findings: list[Finding], rule: str, **where: object) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.code == rule and all(getattr(finding, k) == v for k, v in where.items())
    ]


def test_every_item_of_the_law_is_tried() -> None:
    never = {rule.id for rule in national_rulebook().rules if "about" in rule.when}
    assert {item["rule"] for item in ITEMS} == never
    assert len(never) == 12


def test_a_new_package_is_refused(starter: Starter) -> None:
    for n, item in enumerate(ITEMS):
        folder = starter.data / f"extra-{n}"
        folder.mkdir()
        descriptor = _PACKAGE.format(n=n, title=item["package"])
        (folder / "datapackage.yaml").write_text(descriptor, "utf-8")
        (folder / "notes.csv").write_text(f"note_id,content\nn-{n},无\n", "utf-8")
        _list(starter, f"extra-{n}")
    findings = _refused(starter)
    for n, item in enumerate(ITEMS):
        path = f"data/edition/extra-{n}/datapackage.yaml"
        (found,) = _has(findings, item["rule"], path=path)
        assert found.row == 1
        assert item["reason"] in found.message + (found.hint or "")


def test_a_new_column_is_refused(starter: Starter) -> None:
    descriptor = starter.table("honours").with_name("datapackage.yaml")
    text = descriptor.read_text("utf-8")
    columns = "".join(
        f"        - {{name: extra_{n}, type: string, title: {item['column']}}}\n"
        for n, item in enumerate(ITEMS)
    )
    fields = text.index("      fields:\n", text.index("    schema:")) + len("      fields:\n")
    descriptor.write_text(text[:fields] + columns + text[fields:], "utf-8")
    header, *rows = starter.table("honours").read_text("utf-8").splitlines()
    new = ",".join(f"extra_{n}" for n in range(len(ITEMS)))
    lines = [f"{new},{header}", *("," * len(ITEMS) + row for row in rows)]
    starter.table("honours").write_text("\n".join(lines) + "\n", "utf-8")
    findings = _refused(starter)
    for n, item in enumerate(ITEMS):
        (found,) = _has(findings, item["rule"], field=f"extra_{n}")
        assert found.field_title == item["column"]
        assert item["reason"] in found.message + (found.hint or "")


def test_a_free_text_is_refused(starter: Starter) -> None:
    texts = iter(ITEMS)

    def note(row: dict[str, str]) -> None:
        row["note"] = next(texts, {"text": ""})["text"]

    places = []
    for name in ("power_items", "institutions"):
        starter.rewrite(name, note)
        places += [(name, row) for row in range(2, len(starter.rows(name)) + 2)]
    findings = _refused(starter)
    for (name, row), item in zip(places, ITEMS, strict=False):
        path = starter.table(name).relative_to(starter.root).as_posix()
        (found,) = _has(findings, item["rule"], field="note", path=path, row=row)
        assert item["reason"] in found.message + (found.hint or "")
        assert item["text"] not in found.line()


def test_a_file_is_refused_by_its_name(starter: Starter) -> None:
    for item in ITEMS:
        path = starter.root / "content" / "files" / item["file"]
        path.parent.mkdir(exist_ok=True)
        path.write_text("正文另发。\n", "utf-8")
    done = starter.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert not starter.site.exists()
    for item in ITEMS:
        assert f"[{item['rule']}]" in said
        assert item["file"] not in said


@pytest.mark.parametrize("item", ITEMS, ids=[item["rule"] for item in ITEMS])
def test_the_page_explains_it(item: dict[str, str]) -> None:
    """`content/never-published.md` names the rule in the section of the item."""
    page = (ROOT / "content" / "never-published.md").read_text("utf-8")
    sections = [part for part in page.split("\n### ") if f"rules/{item['rule']}/" in part]
    (section,) = sections
    for word in ("**是什么**", "**为什么不公开**", "**依据**", "**你可以**"):
        assert word in section
