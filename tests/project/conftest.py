"""What the tests of the project as a whole share: its files, and a preview server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from projects import AS_OF, ROOT

_PATIENCE = 60
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open


@pytest.fixture(scope="session")
def kept_files() -> list[Path]:
    """What is committed or about to be: everything that .gitignore does not name."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in sorted(set(done.stdout.split("\0")) - {""}))
    return [path for path in paths if path.is_file()]


@dataclass
class Server:
    """A running `gongshi serve`."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def shows(self, text: str, path: str = "") -> bool:
        """Whether the page has the text within a minute."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if text in self._page(path):
                return True
            time.sleep(0.1)
        return False

    def says(self, text: str) -> bool:
        """Whether the log has the text within a minute."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if text in self.log.read_text("utf-8"):
                return True
            time.sleep(0.1)
        return False

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)

    def _page(self, path: str) -> str:
        try:
            with _open(self.url + path, timeout=10) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            error.close()
        except OSError:
            pass  # not listening yet, or busy with a rebuild
        return ""


class Servers:
    """Starts servers and ends them."""

    def __init__(self) -> None:
        self._running: list[tuple[subprocess.Popen[str], IO[str]]] = []

    def start(self, project: Path, **environment: str) -> Server:
        address = f"127.0.0.1:{_free_port()}"
        log = project.parent / "serve.log"
        output = log.open("w", encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "gongshi", "serve", "--as-of", AS_OF, "--dev-addr", address],
            cwd=project,
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._running.append((process, output))
        return Server(process, f"http://{address}/", log)

    def end(self) -> None:
        for process, output in self._running:
            if process.poll() is None:
                process.kill()
            process.wait()
            output.close()


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    servers = Servers()
    yield servers
    servers.end()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
