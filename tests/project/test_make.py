"""The Makefile, the lock files, and what no committed file may hold."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from projects import ROOT

_PIN = re.compile(r"([A-Za-z0-9._-]+)==(\S+)( ; [^\\]+?)?( --hash=sha256:[0-9a-f]{64})+")
_REGISTRIES = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npm[j]s|debian[.]org|ubuntu[.]com/ubuntu|crates[.]io"
    r"|(index|registry|mirrors?)[.][\w-]+[.](cn|com|org|net|edu)|proxy[.]golang",
    re.IGNORECASE,
)
_PLACES = re.compile(r"(?<![\w.$}~*>-])/(work|root|home|Users)/|[A-Z]:\\\\?Users", re.ASCII)


def _make(*arguments: str, makefile: Path = ROOT / "Makefile") -> subprocess.CompletedProcess[str]:
    """`make -n`: without what a make that runs these tests hands down."""
    kept = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    return subprocess.run(
        ["make", "-n", "-f", makefile, *arguments],
        cwd=ROOT,
        env={**kept, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


def _is_shell(recipe: str) -> bool:
    done = subprocess.run(["sh", "-n"], input=recipe, text=True, capture_output=True, check=False)
    return done.returncode == 0


def _targets() -> list[str]:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    return phony[1].split()


def _pins(lock: str) -> dict[str, list[str]]:
    """Name → versions. Raises ValueError for a line that is not a pin with its hashes."""
    pins: dict[str, list[str]] = {}
    for line in re.sub(r"\s*\\\n\s*", " ", lock).splitlines():
        found = _PIN.fullmatch(line.strip())
        if not found:
            raise ValueError(line)
        pins.setdefault(canonicalize_name(found[1]), []).append(found[2])
    return pins


def _unpinned(wanted: Iterable[str], pins: Mapping[str, list[str]]) -> list[str]:
    """Requirements that the lock lacks or contradicts."""
    missing = []
    for text in wanted:
        requirement = Requirement(text)
        versions = pins.get(canonicalize_name(requirement.name), [])
        if not versions or not all(version in requirement.specifier for version in versions):
            missing.append(text)
    return missing


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _hits(pattern: re.Pattern[str], paths: Iterable[Path]) -> list[str]:
    """`path:line` of each occurrence. Binary files are passed over."""
    hits = []
    for path in paths:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
            if pattern.search(line):
                hits.append(f"{path.name}:{number}")
    return hits


@pytest.mark.parametrize("target", ["site", "test"])
def test_the_two_commands_of_the_readme(target: str) -> None:
    done = _make(target)
    assert done.returncode == 0, done.stderr
    assert {"site": "gongshi build", "test": "-m pytest"}[target] in done.stdout


@pytest.mark.parametrize("target", _targets())
def test_recipe_is_make_and_shell(target: str) -> None:
    done = _make(target)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert _is_shell(done.stdout)


def test_help_names_every_target() -> None:
    assert {"help", "clean", *re.findall(r"make ([\w-]+)", _make("help").stdout)} == set(_targets())


@pytest.mark.parametrize(
    ("old", "new"), [("\t$(BIN)/gongshi build", "  $(BIN)/gongshi build"), ("$(VENV)/.made:", "x:")]
)
def test_broken_makefile_does_not_pass(old: str, new: str, tmp_path: Path) -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert old in text
    broken = tmp_path / "Makefile"
    broken.write_text(text.replace(old, new, 1).replace(".venv", str(tmp_path / "v")), "utf-8")
    assert _make("site", makefile=broken).returncode != 0
    assert not _is_shell("echo 'open")


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])],
)
def test_lock_pins_what_pyproject_asks_for(lock: str, groups: list[str]) -> None:
    pins = _pins((ROOT / lock).read_text("utf-8"))
    project = _project()
    wanted = list(project["project"]["dependencies"])
    for group in groups:
        wanted += [one for one in project["dependency-groups"][group] if isinstance(one, str)]
    assert _unpinned(wanted, pins) == []


def test_what_lives_beside_the_environment_is_pinned_too() -> None:
    folder = ROOT / "tests" / "opendata"
    wanted = (line.split("#")[0].strip() for line in (folder / "csvw.in").read_text().splitlines())
    assert _unpinned(wanted, _pins((folder / "csvw.lock").read_text("utf-8"))) == []


def test_tests_run_with_the_versions_of_the_site() -> None:
    site = _pins((ROOT / "requirements.lock").read_text("utf-8"))
    dev = _pins((ROOT / "requirements-dev.lock").read_text("utf-8"))
    assert {name: dev.get(name) for name in site} == site


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r" \\\n    --hash=\S+", ""),
        (r"^jinja2==", "jinja2>="),
        (r"^jinja2==", "--index-url https://example.org/simple\njinja2=="),
        (r"^jinja2==", "jinja2 @ https://example.org/jinja2-"),
    ],
)
def test_broken_lock_is_seen(old: str, new: str) -> None:
    text = "jinja2==3.1.6 \\\n    --hash=sha256:" + "0" * 64
    assert _pins(text) == {"jinja2": ["3.1.6"]}
    with pytest.raises(ValueError, match=r"jinja2|index-url"):
        _pins(re.sub(old, new, text, flags=re.MULTILINE))


def test_missing_and_wrong_pins_are_seen() -> None:
    wanted = ["Jinja2>=3.1.6", "rich>=14"]
    assert _unpinned(wanted, {"jinja2": ["3.1.5"]}) == wanted
    assert _unpinned(wanted, {"jinja2": ["3.1.6"], "rich": ["15.0.0"]}) == []


@pytest.mark.parametrize("pattern", [_REGISTRIES, _PLACES], ids=["registries", "places"])
def test_no_file_names_a_registry_or_a_place_on_one_machine(
    pattern: re.Pattern[str], kept_files: list[Path]
) -> None:
    assert len(kept_files) > 200
    assert _hits(pattern, kept_files) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (_REGISTRIES, "--index-url https://py!pi.org/simple"),
        (_REGISTRIES, "https://files.python!hosted.org/packages"),
        (_REGISTRIES, "http://deb.debian!.org/debian"),
        (_REGISTRIES, "https://re!gistry.npm!js.org/"),
        (_PLACES, "root = '/wo!rk/main'"),
        (_PLACES, "cd /ho!me/someone"),
        (_PLACES, "file:///ro!ot/x"),
    ],
)
def test_registries_and_places_are_seen(
    pattern: re.Pattern[str], text: str, tmp_path: Path
) -> None:
    """The `!` keeps this file from being a hit itself."""
    file = tmp_path / "x.txt"
    file.write_text("one\n" + text.replace("!", "") + "\n", "utf-8")
    assert _hits(pattern, [file]) == ["x.txt:2"]
    file.write_text("https://www.yanshi.example/work/ and homework/home/\n", "utf-8")
    assert _hits(pattern, [file]) == []


def _too_long(path: Path) -> bool:
    return path.read_text("utf-8").count("\n") > 300


def _says_nothing(path: Path) -> bool:
    return path.stem.strip("_") in {"util", "utils"}


@pytest.mark.parametrize("fault", [_too_long, _says_nothing])
def test_modules_are_short_and_named_for_what_they_do(
    fault: Callable[[Path], bool], kept_files: list[Path], tmp_path: Path
) -> None:
    modules = [path for path in kept_files if path.suffix == ".py"]
    assert len(modules) > 100
    assert [path.name for path in modules if fault(path)] == []
    bad = tmp_path / "utils.py"
    bad.write_text("x = 1\n" * 301, "utf-8")
    assert fault(bad)
