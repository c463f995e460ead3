"""The wheel, in an environment that holds it and what it declares, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from projects import ROOT, run, tree

pytestmark = [pytest.mark.install, pytest.mark.xdist_group("install")]
# Tree of the checkout → where a wheel has it.
_PACKED = {
    "generator/": "",
    "site_templates/": "gongshi/_templates/",
    "content/": "gongshi/_templates/content/",
    "tests/cases/rules/": "gongshi/_templates/rule_cases/",
}


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel. Commands run far from the checkout."""

    environment: Path

    @property
    def package(self) -> Path:
        return next(self.environment.glob("lib/python*/site-packages")) / "gongshi"

    def python(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return self._run("python", *arguments, cwd=cwd)

    def gongshi(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return self._run("gongshi", *arguments, cwd=cwd)

    def _run(self, program: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            [self.environment / "bin" / program, *arguments],
            cwd=cwd,
            env=kept,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _checked(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False, symlinks=True)
    installed = Installed(environment)
    _link(_closure(_declared()), installed.package.parent)
    pip = ("-m", "pip", "--disable-pip-version-check", "--python", environment / "bin" / "python")
    _checked(sys.executable, *pip, "install", "--quiet", "--no-index", wheel)
    return installed


def _checked(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def _declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    dependencies: list[str] = project["dependencies"]
    return dependencies


def _closure(requirements: Iterable[str]) -> set[str]:
    """The distributions that these bring, here, with what those bring in turn."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        key = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if key in found:
            continue
        found.add(key)
        for text in metadata.requires(wanted.name) or []:
            next_one = Requirement(text)
            marker = next_one.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in ("", *wanted.extras)):
                waiting.append(next_one)
    return {name for name, _ in found}


def _link(names: Iterable[str], site_packages: Path) -> None:
    """Borrow distributions from the environment of the tests: no network, no copies."""
    for name in names:
        distribution = metadata.distribution(name)
        for top in {Path(file).parts[0] for file in distribution.files or []}:
            if top not in {"..", "__pycache__"}:
                link = site_packages / top
                if not link.exists():
                    link.symlink_to(Path(str(distribution.locate_file(top))).resolve())


def test_wheel_carries_all_that_is_kept_of_it_and_nothing_else(
    wheel: Path, kept_files: list[Path]
) -> None:
    expected = set()
    for path in kept_files:
        name = path.relative_to(ROOT).as_posix()
        for before, after in _PACKED.items():
            if name.startswith(before):
                expected.add(after + name.removeprefix(before))
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in archive.namelist())
    engine = {f"gongshi/_templates/sqlite/{name}" for name in ("sqlite3.js", "sqlite3.wasm")}
    assert names == expected | engine


def test_it_is_the_wheel_that_runs(installed: Installed, tmp_path: Path) -> None:
    done = installed.python("-c", "import gongshi; print(gongshi.__file__)", cwd=tmp_path)
    assert done.stdout.strip() == str(installed.package / "__init__.py"), done.stderr
    for absent in ("pytest", "hypothesis", "ruff", "editables"):
        assert installed.python("-c", f"import {absent}", cwd=tmp_path).returncode == 1


def test_new_project_builds_the_site_that_the_checkout_builds(
    installed: Installed, tmp_path: Path
) -> None:
    there, here = tmp_path / "wheel" / "项目", tmp_path / "checkout" / "项目"
    for folder in (there, here):
        folder.parent.mkdir()
    for command, cwd in (("init 项目", there.parent), ("validate", there), ("build", there)):
        done = installed.gongshi(*command.split(), cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    site = tree(there / "site")
    assert {
        "index.html",
        "about/index.html",  # content/
        "institutions/index.html",  # data
        "power-list/power-list.zip",
        "assets/gongshi/tokens.css",  # our theme
        "manifest.json",
    } <= set(site)
    assert any(path.startswith("assets/stylesheets/main.") for path in site), "Material's"

    day = json.loads(site["manifest.json"])["asOf"]
    assert run("init", "项目", cwd=here.parent).returncode == 0
    made = ("site/", ".gongshi/")
    assert tree(here) == {p: c for p, c in tree(there).items() if not p.startswith(made)}
    assert run("build", "--as-of", day, cwd=here).returncode == 0
    other = tree(here / "site")
    assert sorted(other) == sorted(site)
    assert [path for path in site if site[path] != other[path]] == []


def test_installation_without_its_templates_says_so(installed: Installed, tmp_path: Path) -> None:
    folder = installed.package / "_templates" / "starter"
    away = folder.rename(folder.with_name("away"))
    try:
        done = installed.gongshi("init", "x", cwd=tmp_path)
    finally:
        away.rename(folder)
    assert done.returncode == 1
    assert "安装不完整：找不到 starter" in done.stderr
    assert "Traceback" not in done.stderr
