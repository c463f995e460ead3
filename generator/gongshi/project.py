"""Where things are: the project's folders, and the trees that the package itself carries."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from gongshi.core.errors import ProjectError

_PACKAGE = Path(__file__).resolve().parent
# Where the trees lie in a checkout.
_LOOSE = {
    "theme": "site_templates/theme",
    "starter": "site_templates/starter",
    "content": "content",
    "rule_cases": "tests/cases/rules",
}


@dataclass(frozen=True)
class Project:
    """`root` is the folder of mkdocs.yml; `data` an edition's folder; `content` the prose."""

    root: Path
    data: Path
    content: Path

    @property
    def shown_data(self) -> str:
        return shown_path(self.data, self.root)


def shown_path(path: Path, root: Path) -> str:
    """A path as messages print it: relative to the project where it lies inside."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.name


def template_root(tree: str) -> Path:
    """The folder of a tree that the package carries: `theme`, `starter`, `content`, `rule_cases`.

    In a wheel they lie inside the package; in a checkout (an editable install) beside it. Raises
    ProjectError if the installation is incomplete.
    """
    packed = _PACKAGE / "_templates" / tree
    checkout = _PACKAGE.parents[1]
    loose = checkout / _LOOSE[tree]
    for place in (packed, loose):
        if place.is_dir():
            return place
    raise ProjectError(f"安装不完整：找不到 {tree}。请重新安装 gongshi")


def engine_folder() -> Path | None:
    """The folder of the SQL page's engine (`hatch_build.py` fetches it): in a wheel inside the
    package, else in the environment. None if it is not there or not what sqlite_engine.json says.
    """
    wanted = json.loads((_PACKAGE / "sqlite_engine.json").read_text("utf-8"))["files"]
    for place in (
        _PACKAGE / "_templates" / "sqlite",
        Path(sys.prefix, "share", "gongshi", "sqlite"),
    ):
        if all(_has(place / name, file["sha256"]) for name, file in wanted.items()):
            return place
    return None


def _has(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
