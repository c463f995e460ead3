"""A site that nothing has changed for stays; whatever changes is noticed."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from gongshi.core.fingerprint import content_of, state_of
from gongshi.mkdocs_plugin.unchanged import Memory, inputs_of
from gongshi.project import Project
from projects import AS_OF, Starter, tree

CACHE = Path(".gongshi") / "cache" / "build.json"


def test_unchanged_site_stays_and_a_changed_record_gives_what_a_cold_build_gives(
    starter: Starter,
) -> None:
    first = starter.build()
    assert first.returncode == 0, first.stderr
    before = starter.site.stat().st_ino
    again = starter.build()
    assert again.returncode == 0
    assert starter.site.stat().st_ino == before, "nothing was built"
    assert again.stderr == first.stderr, "and what there is to say is said again"

    starter.rewrite("power_items", lambda row: row.update(note="改过了"))
    starter.build()
    assert starter.site.stat().st_ino != before
    warm = tree(starter.site)
    shutil.rmtree(starter.root / ".gongshi")
    shutil.rmtree(starter.site)
    starter.build()
    assert tree(starter.site) == warm


@pytest.fixture
def inputs(starter: Starter) -> Callable[..., str]:
    def now(as_of: str = AS_OF, *, strict: bool = False) -> str:
        config: MkDocsConfig = load_config(str(starter.root / "mkdocs.yml"))
        project = Project(starter.root, starter.data, starter.root / "content")
        return inputs_of(config, project, as_of, strict=strict)

    return now


def _append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}{text}", "utf-8")


CHANGES: dict[str, Callable[[Starter], None]] = {
    "a cell": lambda s: s.rewrite("power_items", lambda row: row.update(note="改过了")),
    "a local rule": lambda s: (s.data / "rules.yaml").write_text("rules: []\n", "utf-8") and None,
    "a page": lambda s: _append(s.root / "content" / "index.md", "\n再说一句。\n"),
    "a new file": lambda s: (s.root / "content" / "a.txt").write_text("x") and None,
    "a setting": lambda s: _append(s.root / "mkdocs.yml", "\nsite_url: https://x.example/\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_what_goes_in_is_noticed(
    starter: Starter, inputs: Callable[..., str], change: str
) -> None:
    before = inputs()
    assert before
    assert inputs() == before
    CHANGES[change](starter)
    assert inputs() != before


def test_day_strictness_and_variables_count(
    inputs: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {inputs(), inputs("2026-11-25"), inputs(strict=True)}
    monkeypatch.setenv("GONGSHI_SEARCH_FILES", "many")
    assert len({*found, inputs()}) == 4


@pytest.mark.parametrize(
    "setting",
    [
        "plugins:\n  - search\n",
        "hooks: [hook.py]\n",
        "  - pymdownx.snippets\n",
        "site_author: !ENV [AUTHOR, x]\n",
    ],
)
def test_what_may_depend_on_anything_is_built_each_time(
    starter: Starter, inputs: Callable[..., str], setting: str
) -> None:
    (starter.root / "hook.py").write_text("")
    config = starter.root / "mkdocs.yml"
    text = config.read_text("utf-8")
    if setting.startswith("plugins"):
        config.write_text(text.replace("plugins:\n", setting), "utf-8")
    elif not setting.startswith(" "):
        config.write_text(text + setting, "utf-8")
    else:
        config.write_text(
            text.replace("markdown_extensions:\n", f"markdown_extensions:\n{setting}")
        )
    assert inputs() == ""


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text("一")
    (tmp_path / ".gongshi").mkdir()
    (tmp_path / ".gongshi" / "decisions.ndjson").write_text("")
    found = Memory(tmp_path, "abc", site, ["提示"])
    found.keep("abc")
    assert found.still_good()
    return found


def _rewritten(site: Path) -> None:
    """The same size and the same time of change."""
    path = site / "a" / "index.html"
    known = path.stat()
    path.write_text("二")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


TOUCHED: dict[str, Callable[[Path], object]] = {
    "rewritten": _rewritten,
    "deleted": lambda site: (site / "a" / "index.html").unlink(),
    "added": lambda site: (site / "b.html").write_text("x"),
    "made readable to nobody": lambda site: (site / "a" / "index.html").chmod(0),
    "gone": shutil.rmtree,
}


@pytest.mark.parametrize("touch", TOUCHED)
def test_site_that_somebody_touched_is_built_again(memory: Memory, touch: str) -> None:
    TOUCHED[touch](memory.site)
    assert not memory.still_good()


@pytest.mark.parametrize("at", [0, 30, 70, 90, -3])
def test_damaged_memory_counts_for_nothing(memory: Memory, at: int) -> None:
    path = memory.root / CACHE
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert not memory.still_good()
    path.write_bytes(content[: len(content) // 2])
    assert not memory.still_good()
    path.unlink()
    assert not memory.still_good()


def test_inputs_that_changed_during_the_build_are_not_kept(memory: Memory) -> None:
    memory.keep("abd")
    assert not (memory.root / CACHE).exists()


def test_notes_are_printed_again(memory: Memory, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs"):
        assert memory.still_good()
    assert "提示" in caplog.text


def test_no_cell_is_kept(memory: Memory) -> None:
    """Two hashes and what the terminal showed."""
    assert len((memory.root / CACHE).read_bytes()) < 300


def test_names_and_bytes_cannot_be_taken_for_each_other(tmp_path: Path) -> None:
    for name, content in (("ab", "c"), ("a", "bc")):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(content)
    one, other = tmp_path / "ab", tmp_path / "a"
    assert content_of([one]) != content_of([other])
    assert state_of(one) != state_of(other)
