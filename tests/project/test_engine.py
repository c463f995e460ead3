"""The SQL page's engine: pinned, fetched with its hash, never committed, and missed politely."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from gongshi.project import engine_folder
from projects import ROOT, Starter, make_starter

PIN = ROOT / "generator" / "gongshi" / "sqlite_engine.json"


@pytest.fixture
def hook() -> Any:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _archive(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def _pinned(hook: Any, archive: Path, files: dict[str, bytes], monkeypatch: Any) -> None:
    """As if the pin named this archive and these files."""
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    pin = {
        "package": "p",
        "version": "1",
        "integrity": f"sha512-{digest}",
        "files": {
            Path(name).name: {"from": name, "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        },
    }
    monkeypatch.setattr(hook, "pin", lambda: pin)
    monkeypatch.setattr(hook, "_packed", lambda work: archive)


def test_it_is_pinned_exactly_and_not_committed() -> None:
    pin = json.loads(PIN.read_text("utf-8"))
    assert re.fullmatch(r"\d+\.\d+\.\d+(-build\d+)?", pin["version"])
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", pin["integrity"])
    assert all(re.fullmatch("[0-9a-f]{64}", one["sha256"]) for one in pin["files"].values())
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not [path for path in listed.stdout.split() if path.endswith((".wasm", "sqlite3.js"))]


def test_what_the_pin_says_is_taken(hook: Any, tmp_path: Path, monkeypatch: Any) -> None:
    files = {"package/a.js": b"one", "package/b.wasm": b"two"}
    _pinned(hook, _archive(tmp_path, files), files, monkeypatch)
    hook.fetch(tmp_path / "engine")
    assert (tmp_path / "engine" / "a.js").read_bytes() == b"one"
    assert hook.is_whole(tmp_path / "engine")


@pytest.mark.parametrize("what", ["archive", "file"])
def test_anything_else_is_refused(hook: Any, tmp_path: Path, monkeypatch: Any, what: str) -> None:
    files = {"package/a.js": b"one"}
    archive = _archive(tmp_path, files)
    _pinned(hook, archive, files if what == "archive" else {"package/a.js": b"other"}, monkeypatch)
    if what == "archive":
        archive.write_bytes(archive.read_bytes() + b"x")
    before = tmp_path / "engine"
    before.mkdir()
    (before / "a.js").write_bytes(b"kept")
    with pytest.raises(hook.NoEngineError, match="没有使用"):
        hook.fetch(before)
    assert (before / "a.js").read_bytes() == b"kept"


def test_a_changed_file_is_no_engine(tmp_path: Path, monkeypatch: Any) -> None:
    folder = engine_folder()
    assert folder is not None, "make engine"
    copy = tmp_path / "share" / "gongshi" / "sqlite"
    shutil.copytree(folder, copy)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert engine_folder() == copy
    (copy / "sqlite3.wasm").write_bytes(b"changed")
    assert engine_folder() is None


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return make_starter(tmp_path / "project")


def test_a_site_without_it_is_whole_and_says_so(starter: Starter) -> None:
    program = "import sys; sys.prefix = '/nowhere'; from gongshi.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "--as-of", "2026-11-24"],
        cwd=starter.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "没有 SQL 页的引擎" in done.stderr
    page = (starter.site / "sql" / "index.html").read_text("utf-8")
    assert "没有带上 SQL 引擎" in page
    assert 'href="../edition.sqlite"' in page or ".sqlite" in page
    assert not (starter.site / "sql" / "sqlite3.wasm").exists()
