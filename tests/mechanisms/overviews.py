"""The starter edition examined in memory, and changed as these tests need it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.core.clock import AsOf, parse_date
from gongshi.pipeline import examine
from gongshi.project import Project
from projects import AS_OF, Starter

DRAFT, ROLE = "尚在草拟的一件事", "只在内部写明的岗位"


def catalog_of(starter: Starter, as_of: str = AS_OF) -> Catalog:
    project = Project(starter.root, starter.data, starter.root / "content")
    found = examine(project, AsOf(parse_date(as_of)))
    assert found.disclosure is not None, found.findings
    return Catalog(found.disclosure)


def without(starter: Starter, package: str) -> None:
    """Take a package out of the edition."""
    edition = starter.data / "edition.yaml"
    lines = edition.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.strip() != f"- {package}"]
    assert len(kept) == len(lines) - 1
    edition.write_text("".join(kept), "utf-8")
    shutil.rmtree(starter.data / package)


@dataclass(frozen=True)
class Built:
    site: Path
    starter: Starter

    def page(self, name: str) -> str:
        html = (self.site / name / "index.html").read_text("utf-8")
        return html.partition("<main")[2].partition("</main>")[0]

    def document(self, name: str) -> Any:
        return json.loads((self.site / name / "index.json").read_text("utf-8"))
