"""One starter project for all packages that are brought in and published."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongshi.project import Project
from intake import sources
from intake.bringing import BASIS, bring, project_of, small_edition
from projects import Starter, make_starter, run


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_edition(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    """Every source of `sources`, brought in and built once. Not to be changed."""
    folder = tmp_path_factory.mktemp("intake")
    starter = make_starter(folder / "project")
    parks = folder / "城市公园.csv"
    parks.write_bytes(sources.csv_bytes(sources.PARKS, "gb18030"))
    words = ("--visibility", "public", "--basis", BASIS)
    done = run("new", "street-parks", "--from", str(parks), *words, cwd=starter.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "已建好 data/edition/street-parks/" in done.stdout
    project = project_of(starter)
    bring(project, "wide", sources.wide(folder / "wide"))
    bring(project, "many", sources.many(folder / "many"))
    bring(project, "odd", sources.odd(folder / "odd"))
    book = sources.workbook(folder / "book.xlsx", sources.SHEETS, hidden="底稿")
    bring(project, "book", book)
    bring(project, "unstated", parks, visibility=None)
    starter.built()
    return starter
