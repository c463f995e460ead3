"""The starter edition's public data, and every file that comes of them, without a page."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.core.clock import AsOf, parse_date
from gongshi.export.export import api_files, export
from gongshi.pipeline import examine
from gongshi.project import Project
from projects import AS_OF, Starter, make_starter

SITE = "https://gongshi.example/"
PACKAGES = ["power-list", "service-commitments", "dishonesty-records", "honours", "institutions"]


@dataclass(frozen=True)
class Written:
    """`folder` as a web server would have it; `files`: path → content."""

    catalog: Catalog = field(repr=False)
    folder: Path
    files: dict[str, bytes] = field(repr=False)

    def table(self, name: str) -> CatalogTable:
        return next(t for t in self.catalog.tables.values() if t.key.resource == name)

    def path(self, table: CatalogTable, extension: str) -> Path:
        return self.folder / table.key.package / f"{table.key.resource}.{extension}"


def catalog_of(starter: Starter, as_of: str = AS_OF) -> Catalog:
    project = Project(starter.root, starter.data, starter.root / "content")
    found = examine(project, AsOf(parse_date(as_of)))
    assert found.disclosure is not None, [finding.line() for finding in found.findings]
    return Catalog(found.disclosure)


def written(catalog: Catalog, folder: Path, site_url: str = "") -> Written:
    files = {f.path: f.content for f in export(catalog, site_url).files}
    for file in api_files(catalog, site_url):
        assert file.path not in files
        files[file.path] = file.content
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return Written(catalog, folder, files)


def ran(
    command: list[str], cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A program of the readers'; the caller looks at the exit code."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    """Not to be changed."""
    return make_starter(tmp_path_factory.mktemp("source") / "project")


@pytest.fixture(scope="session")
def local(source: Starter, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """As a site that does not know its address writes them."""
    return written(catalog_of(source), tmp_path_factory.mktemp("local"))


@pytest.fixture(scope="session")
def hosted(local: Written, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """As a site with an address writes them."""
    return written(local.catalog, tmp_path_factory.mktemp("hosted"), SITE)


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return make_starter(tmp_path / "project")
