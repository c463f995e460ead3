"""The demo site, built once, served on the loopback and opened in a real Chromium."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from browser.demo_site import DemoSite

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-24"
NOON = f"{AS_OF}T12:00:00+08:00"  # the readers' clock: pages look at it
_QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker has the browser and the site; the others have the rest."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    if os.environ.get("CI"):
        pytest.fail("CI 上必须有 chromium：先运行 .ci/run")
    pytest.skip("没有 chromium，浏览器测试没有运行：apt install chromium fonts-noto-cjk")


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A browser that goes on to another page hangs up; a page that fails is seen in it."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """A test run is not a place for an access log."""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    folder = tmp_path_factory.mktemp("browser") / "site"
    subprocess.run(
        [sys.executable, "-m", "gongshi", "build", "--as-of", AS_OF, "--site-dir", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=300,
    )
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield DemoSite(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=_QUIET)
        yield running
        running.close()


@dataclass
class Watched:
    """A page, and what went wrong on it."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.origin}/{path}")
        return self.page


def _watch(browser: Browser, demo: DemoSite, **options: Any) -> Iterator[Watched]:
    context = browser.new_context(locale="zh-CN", **options)
    context.set_default_timeout(10_000)
    context.clock.set_fixed_time(NOON)
    page = context.new_page()
    watched = Watched(page, demo.origin)
    page.on("console", lambda message: _console(watched, message.type, message.text))
    page.on("pageerror", lambda error: watched.problems.append(f"error: {error}"))
    page.on("requestfailed", lambda request: _failed(watched, request))
    page.on("request", lambda request: watched.requests.append(request.url))
    yield watched
    context.close()
    assert not watched.problems
    foreign = [url for url in watched.requests if not url.startswith((demo.origin, "data:"))]
    assert not foreign, "a request left the origin"


def _failed(watched: Watched, request: Request) -> None:
    # A picture that is still on its way when the test goes on to another page is no failure.
    if request.failure != "net::ERR_ABORTED":
        watched.problems.append(f"failed: {request.url} {request.failure}")


def _console(watched: Watched, kind: str, text: str) -> None:
    if kind in {"error", "warning"}:
        watched.problems.append(f"console {kind}: {text}")


@pytest.fixture
def desktop(browser: Browser, demo: DemoSite) -> Iterator[Watched]:
    """Fails at the end if the console complained or a request left the origin."""
    yield from _watch(browser, demo, viewport=DESKTOP)


@pytest.fixture
def phone(browser: Browser, demo: DemoSite) -> Iterator[Watched]:
    yield from _watch(browser, demo, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def scriptless(browser: Browser, demo: DemoSite) -> Iterator[Watched]:
    yield from _watch(browser, demo, viewport=DESKTOP, java_script_enabled=False)
