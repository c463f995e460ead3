"""gongshi verify --citation: of what is public, has changed, has ended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongshi.catalog.citing.cite import record_work
from gongshi.catalog.citing.styles import in_every_style
from gongshi.screening.released.cited import CITATIONS_FILE, Cited, next_cited, read_cited
from opendata.conftest import Written
from opendata.released import FIRST, SECOND, THIRD, Project
from projects import Starter


@pytest.fixture
def project(starter: Starter) -> Project:
    return Project(starter)


def _verify(project: Project, text: str, site: Path, *, data: bool = True) -> Any:
    more = ["--data", str(project.starter.data)] if data else []
    return project.command("verify", "--citation", text, "--site", str(site), *more)


def _citation(files: Written, table: str) -> tuple[str, str, Path]:
    record = next(files.catalog.records(files.table(table)))
    found = json.loads(files.files[f"{record.url}index.json"])
    return record.id, found["citation"], files.folder


def test_a_citation_of_today_is_the_same(project: Project, local: Written, tmp_path: Path) -> None:
    record = next(local.catalog.records(local.table("power_items")))
    work = record_work(local.catalog, record, "")
    for written in in_every_style(work):
        path = tmp_path / "cited.txt"
        path.write_text(written.text.replace("\\_", "_").replace("\\#", "#"), "utf-8")
        done = _verify(project, str(path), local.folder, data=False)
        assert done.exit_code == 0, done.output
        assert done.output.startswith("一致")


def test_bibtex_escapes_do_not_hide_a_mark(project: Project, local: Written) -> None:
    record = next(local.catalog.records(local.table("power_items")))
    text = in_every_style(record_work(local.catalog, record, ""))[2].text
    assert "\\_" in text
    assert _verify(project, text, local.folder, data=False).exit_code == 0


def test_datasets_and_the_edition_too(project: Project, local: Written) -> None:
    catalogue = json.loads(local.files["catalog.json"])
    file = catalogue["packages"][0]["resources"][0]["files"][0]
    mark = f"gongshi:power-list/power_items@2026-11-24#{file['sha256'][:32]}"
    assert _verify(project, mark, local.folder, data=False).exit_code == 0
    cff = local.files["CITATION.cff"].decode()
    assert _verify(project, cff, local.folder, data=False).output.startswith("一致")


def test_a_changed_hash_is_not_the_same(project: Project, local: Written) -> None:
    _, mark, site = _citation(local, "honours")
    other = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    done = _verify(project, other, site, data=False)
    assert done.exit_code == 1
    assert done.output.startswith("核对不了")
    assert "公开中" in done.output


def test_a_citation_can_be_checked_after_a_change_and_after_the_end(project: Project) -> None:
    project.release(FIRST)
    cited = [one for one in read_cited(project.starter.data) if one.name.count("/") == 2]
    keep = {one.name.split("/")[1]: one.keep for one in cited}
    assert keep["dishonesty_records"]
    assert not keep["commitment_results"], "a few short cells could be guessed"
    record, mark, _ = _citation(project.site(FIRST), "power_items")
    project.change("power_items", record, note="后来改过")
    done = _verify(project, mark, project.site(SECOND).folder)
    assert done.exit_code == 0
    assert done.output.startswith("登记过")
    assert "公开中" in done.output
    project.change("power_items", record, status="withdrawn", updated_on=THIRD)
    project.release(THIRD)
    site = project.site(THIRD)
    assert mark[-32:] not in json.dumps([c.decode("utf-8", "replace") for c in site.files.values()])
    done = _verify(project, mark, site.folder)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("登记过")
    assert "已终止公示" in done.output
    without = _verify(project, mark, site.folder, data=False)
    assert without.exit_code == 1
    assert "已终止公示" in without.output


def test_a_hash_that_could_be_guessed_does_not_stay() -> None:
    old = [
        Cited("a/b/1", FIRST, "0" * 64, keep=True),
        Cited("a/b/2", FIRST, "1" * 64, keep=False),
        Cited("a/b/3", FIRST, "2" * 64, keep=False),
    ]
    found = next_cited(old, [Cited("a/b/3", THIRD, "2" * 64, keep=False)], {"a/b/1", "a/b/2"})
    assert [(one.name, one.version) for one in found] == [("a/b/1", FIRST), ("a/b/3", FIRST)]


def test_bad_input_is_told_in_words(project: Project, local: Written, tmp_path: Path) -> None:
    done = _verify(project, "没有标识", local.folder, data=False)
    assert done.exit_code == 1
    assert "没有找到核对标识" in done.output
    done = _verify(project, f"gongshi:a/b/c@2026-11-24#{'0' * 32}", tmp_path, data=False)
    assert "catalog.json" in str(done.exception)
    (project.starter.data / CITATIONS_FILE).write_text("x,y\n", "utf-8")
    done = _verify(project, f"gongshi:a/b/c@2026-11-24#{'0' * 32}", local.folder)
    assert "不要手改" in str(done.exception)
