"""A source → a new folder in an edition, listed there; what was done, in sentences."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from gongshi.core import urls
from gongshi.core.errors import IntakeError
from gongshi.core.files import write_atomic
from gongshi.core.finding import Finding
from gongshi.core.redaction import printable
from gongshi.intake.draft import DraftPackage
from gongshi.intake.institutions import handles, link_institutions
from gongshi.intake.names import known_fields
from gongshi.intake.package_folder import draft_of_folder
from gongshi.intake.record_ids import give_ids
from gongshi.intake.source_keys import link_composites
from gongshi.intake.table_file import draft_of_file, refused
from gongshi.intake.writing import list_package, write_package
from gongshi.loading.reader import read_table
from gongshi.loading.table import Table
from gongshi.package.descriptor import Package
from gongshi.package.discovery import discover
from gongshi.package.policy import Visibility
from gongshi.project import Project, template_root

_NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")
_KEY_FILE = "id-key.txt"


@dataclass(frozen=True)
class Wanted:
    """What the operator asked for. Without a visibility nothing will be public."""

    name: str
    source: Path
    title: str | None = None
    visibility: Visibility | None = None
    basis: str | None = None


@dataclass(frozen=True)
class Created:
    """`shown` is the new folder as messages print it; `undecided` is left to the operator."""

    shown: str
    notes: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)


def create(project: Project, wanted: Wanted) -> Created:
    """Write `data/<edition>/<name>/` and list it in edition.yaml.

    Raises IntakeError, with nothing written, for a source that cannot be brought in. An existing
    folder is never touched.
    """
    folder = _new_folder(project, wanted.name)
    found = discover(project.data, project.shown_data)
    if found.edition is None:
        raise refused(list(found.findings))
    own = found.packages
    known = {**known_fields(_starter()), **known_fields(own)}
    reader = draft_of_folder if wanted.source.is_dir() else draft_of_file
    draft = reader(wanted.source, known, wanted.title)
    _identify(project, draft)
    draft.notes += link_composites(draft.tables)
    institutions = handles(_institutions(own))
    for table in draft.tables:
        draft.notes += link_institutions(table, institutions)
        if wanted.basis:
            table.policy["basis"] = wanted.basis
    if wanted.visibility:
        draft.policy["visibility"] = wanted.visibility.value
    shown = f"{project.shown_data}/{wanted.name}"
    write_package(folder, draft, shown)
    undecided = [*_undecided(draft, wanted)]
    if list_package(project.data / "edition.yaml", wanted.name):
        draft.notes.append(f"已加进 {project.shown_data}/edition.yaml 的 packages")
    else:
        undecided.append(f"把 {wanted.name} 加进 {project.shown_data}/edition.yaml 的 packages")
    return Created(shown, [printable(note) for note in draft.notes], undecided)


@cache
def _starter() -> tuple[Package, ...]:
    """The packages that `gongshi init` writes: what the project calls things."""
    return discover(template_root("starter") / "data" / "edition", "starter").packages


def _institutions(packages: Iterable[Package]) -> Iterator[Table]:
    for package in packages:
        for resource in package.resources:
            if resource.kind == "institution":
                table, _ = read_table(package, resource)
                if table is not None:
                    yield table


def _new_folder(project: Project, name: str) -> Path:
    if not _NAME.fullmatch(name) or name in urls.RESERVED:
        raise IntakeError(
            f"数据包的名称“{name[:60]}”不能用：写小写字母、数字和连字符，如 street-parks"
        )
    folder = project.data / name
    if folder.exists() or folder.is_symlink():
        raise IntakeError(
            f"{project.shown_data}/{name} 已经有了，没有改动：换一个名称，或先自己移走原来的文件夹"
        )
    return folder


def _identify(project: Project, draft: DraftPackage) -> None:
    """Ids for every table, or a refusal with every row that cannot have one."""
    findings: list[Finding] = []
    key = _key(project)
    for table in draft.tables:
        note, found = give_ids(table, key)
        draft.notes.append(note)
        findings += found
    if findings:
        raise refused(findings)


def _key(project: Project) -> bytes:
    """What ids are derived with. Made once for an edition; it belongs with its data."""
    path = project.data / _KEY_FILE
    if not path.is_file():
        write_atomic(path, f"{secrets.token_hex(16)}\n".encode())
    return path.read_bytes().strip()


def _undecided(draft: DraftPackage, wanted: Wanted) -> Iterator[str]:
    if wanted.visibility is None:
        yield (
            "能不能公开：描述文件没有写 visibility，所以现在什么也不公开。逐列核对以后，在 gongshi "
            "里写 visibility: public、masked 或 internal"
        )
    if not wanted.basis:
        yield "公开依据：每张表的 gongshi.basis（或每行的 disclosure_basis）写法规名称和条款"
    if any(table.policy.get("kind", "record") == "record" for table in draft.tables):
        yield "种类：权力事项、服务承诺、失信记录等要写 gongshi.kind，有关规则才适用；其他的不用写"
    yield "标题、列、分面是按内容猜的，在 gongshi 里改；各字段写上 description"
