"""What the modules import, and which of them may know what day it is."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from projects import ROOT

GENERATOR = ROOT / "generator"
# Nothing imports these by name.
_AT_WORK_UNSEEN = {
    "mkdocs-material": "mkdocs.yml names it as the theme",
    "tzdata": "zoneinfo reads it where the system has none",
}
_CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
_CLOCKS = {"date", "datetime", "Timestamp", "time"}
_TODAY = "today_in_shanghai"


def _sources() -> dict[str, str]:
    """Module path below generator/gongshi → its text."""
    package = GENERATOR / "gongshi"
    return {
        path.relative_to(package).as_posix(): path.read_text("utf-8")
        for path in sorted(package.rglob("*.py"))
    }


def _imported(source: str) -> set[str]:
    """Modules imported anywhere in it, but for those that only the type checker sees."""
    return set(_imports(ast.parse(source)))


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


def _third_party(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """Distribution → the modules that import it."""
    distributions = metadata.packages_distributions()
    found: dict[str, list[str]] = {}
    for path, source in sources.items():
        for top in {name.partition(".")[0] for name in _imported(source)}:
            if top not in sys.stdlib_module_names and top != "gongshi":
                name = canonicalize_name(distributions.get(top, [top])[0])
                found.setdefault(name, []).append(path)
    return found


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (text for extra in project["optional-dependencies"].values() for text in extra)
    return {
        canonicalize_name(Requirement(text).name) for text in (*project["dependencies"], *extras)
    }


def _beyond(sources: Mapping[str, str], allowed: str) -> list[str]:
    """Imports of neither the standard library nor the room itself."""
    return sorted(
        f"{path}: {name}"
        for path, source in sources.items()
        for name in _imported(source)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith(f"{allowed}.")
    )


def _clock_readings(source: str) -> list[int]:
    """Lines that ask a clock, as `date.today()`, `datetime.now(…)`, `time.time()`."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr in _CLOCK
        and ast.unparse(node.value).rpartition(".")[2] in _CLOCKS
    ]


def test_every_import_is_declared() -> None:
    found = _third_party(_sources())
    assert {name: paths for name, paths in found.items() if name not in _declared()} == {}


def test_every_declared_dependency_is_used() -> None:
    assert _declared() - _third_party(_sources()).keys() == _AT_WORK_UNSEEN.keys()


def test_core_imports_the_standard_library_only() -> None:
    core = {path: text for path, text in _sources().items() if path.startswith("core/")}
    assert core
    assert _beyond(core, "gongshi.core") == []


def test_one_function_reads_the_clock() -> None:
    readings = {path: _clock_readings(text) for path, text in _sources().items()}
    assert [path for path, lines in readings.items() if lines] == ["core/clock.py"]
    assert len(readings["core/clock.py"]) == 1


def test_only_the_edges_ask_for_today() -> None:
    asking = {path.partition("/")[0] for path, text in _sources().items() if _TODAY in text}
    assert asking == {"core", "cli", "mkdocs_plugin"}
    assert [p for p, t in _sources().items() if p.startswith("core/") and _TODAY in t] == [
        "core/clock.py"
    ], "where it is written"


def test_no_template_prints_the_day_of_the_build() -> None:
    templates = [
        path
        for folder in ("theme", "starter")
        for path in sorted((ROOT / "site_templates" / folder).rglob("*.html"))
    ]
    assert templates
    assert [path for path in templates if "build_date" in path.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import pytest", {"pytest"}),
        ("def f():\n    from hypothesis.strategies import text", {"hypothesis"}),
        ("if TYPE_CHECKING:\n    import pandas_stubs", set()),
        ("import os, json\nfrom . import x\nfrom gongshi.core import urls", set()),
    ],
)
def test_imports_are_seen(source: str, found: set[str]) -> None:
    assert _third_party({"a.py": source}).keys() == found


@pytest.mark.parametrize("source", ["import yaml", "from gongshi.package import edition"])
def test_imports_upwards_are_seen(source: str) -> None:
    assert len(_beyond({"core/a.py": source}, "gongshi.core")) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nx = date.today()",
        "import datetime\nx = datetime.datetime.now(tz)",
        "import time\nx = time.time()",
        "import pandas as pd\nx = pd.Timestamp.now()",
        "from datetime import date\nf = date.today",
    ],
)
def test_clock_readings_are_seen(source: str) -> None:
    assert _clock_readings(source) == [2]
    assert _clock_readings("x = lifecycle.today + world.now") == []


def test_checkers_read_the_real_tree() -> None:
    assert (GENERATOR / "gongshi" / "pipeline.py").is_file()
    assert len(_sources()) > 100
    assert Path(__file__).is_relative_to(ROOT)
