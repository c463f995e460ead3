"""core.files: a reader sees the old file or the new one, never a part."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongshi.core import files
from gongshi.core.files import staging_for, swap_in, write_atomic
from projects import tree


def test_write_makes_the_folder_and_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o644, "a web server may read it"
    assert list(path.parent.iterdir()) == [path]


def test_write_replaces(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(b"old and longer")
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"


def test_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(path, b"new")
    assert tree(tmp_path) == {"b.json": b"old"}


def test_staging_is_new_empty_and_beside(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    staging = staging_for(target)
    assert staging.parent == target.parent
    assert staging.name.startswith(".site.")
    (staging / "half").write_bytes(b"x")
    assert staging_for(target) == staging
    assert list(staging.iterdir()) == []
    assert not target.exists()


def test_staging_of_a_killed_process_is_removed_and_that_of_a_living_one_kept(
    tmp_path: Path,
) -> None:
    target = tmp_path / "site"
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = {
        "killed": tmp_path / f".site.building-{dead.pid}",
        "nobody": tmp_path / ".site.building-x",
        "living": tmp_path / f".site.building-{os.getppid()}",
        "other": tmp_path / f".site2.building-{dead.pid}",
    }
    for folder in left.values():
        folder.mkdir()
        (folder / "page.html").write_bytes(b"x")
    staging_for(target)
    assert {name for name, folder in left.items() if folder.exists()} == {"living", "other"}


def _finished(folder: Path, text: bytes) -> Path:
    folder.mkdir()
    (folder / "index.html").write_bytes(text)
    return folder


@pytest.mark.parametrize("exchange", [True, False], ids=["renameat2", "two renames"])
@pytest.mark.parametrize("before", [True, False], ids=["with a site", "first site"])
def test_swap_puts_the_new_in_place_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool, before: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(files, "_exchange", lambda *_: False)
    target = tmp_path / "site"
    if before:
        _finished(target, b"old")
        (target / "gone.html").write_bytes(b"old")
    swap_in(_finished(tmp_path / "staging", b"new"), target)
    assert tree(tmp_path) == {"site/index.html": b"new"}


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is Linux's")
def test_site_is_never_absent_during_an_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both folders are whole at the moment when the old one is about to be removed."""
    target = _finished(tmp_path / "site", b"old")
    staging = _finished(tmp_path / "staging", b"new")
    seen: list[dict[str, bytes]] = []
    monkeypatch.setattr(files.shutil, "rmtree", lambda *_: seen.append(tree(tmp_path)))
    swap_in(staging, target)
    assert seen == [{"site/index.html": b"new", "staging/index.html": b"old"}]


def test_swap_that_fails_raises_and_keeps_the_site(tmp_path: Path) -> None:
    target = _finished(tmp_path / "site", b"old")
    with pytest.raises(OSError, match="nowhere"):
        swap_in(tmp_path / "nowhere", target)
    kept = [path for path in tree(tmp_path).values() if path == b"old"]
    assert kept, "somewhere beside, complete"
