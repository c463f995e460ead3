"""`gongshi new` in this process, and what validation and screening then say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.finding import Finding
from gongshi.intake.new import Created, Wanted, create
from gongshi.package.policy import Visibility
from gongshi.pipeline import examine
from gongshi.project import Project
from intake.sources import BUREAU, STREET
from projects import AS_OF, Starter
from validation.mini import table, write

BASIS = "《中华人民共和国政府信息公开条例》第二十条"


def small_edition(folder: Path) -> Project:
    """Two institutions and nothing else."""
    names = ["inst_id", "name", "inst_type", "archive_subject", "uscc"]
    rows = [
        ["org-990001-2019-0001", STREET, "街道办事处", "true", "11990001DEM000508K"],
        ["org-990001-2019-0002", BUREAU, "政府部门", "true", ""],
    ]
    policy = {"kind": "institution", "title": "{name}", "basis": BASIS}
    fields: dict[str, Any] = {name: {} for name in names}
    fields["inst_type"] = {"constraints": {"enum": ["政府部门", "街道办事处"]}}  # rule G33
    institutions = table("institutions", fields, rows, gongshi=policy)
    edition = write(folder / "edition", institutions=[institutions])
    return Project(folder, edition, folder / "content")


def project_of(starter: Starter) -> Project:
    return Project(starter.root, starter.data, starter.root / "content")


def bring(project: Project, name: str, source: Path, **wanted: Any) -> Created:
    """Public, with a basis, unless `wanted` says otherwise."""
    given = {"visibility": Visibility.PUBLIC, "basis": BASIS, **wanted}
    return create(project, Wanted(name=name, source=source, **given))


def findings(project: Project, name: str) -> list[Finding]:
    """What validation and screening say of one package."""
    examination = examine(project, AsOf(parse_date(AS_OF)))
    return [f for f in examination.findings if f"/{name}/" in f.path]


def descriptor(project: Project, name: str) -> dict[str, Any]:
    text = (project.data / name / "datapackage.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
