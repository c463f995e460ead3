"""The search page in Chromium: bytes over the wire, and time for a keystroke on a slow processor.

The server compresses as a plain static host does: gzip, level 6, text and JSON only.
"""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
_SLOW = 4  # times slower than this machine
# Answers when the results of what is in the box are on the page, facets and all.
_TYPE = """async (text) => {
  const box = document.getElementById("g-search-page");
  const facets = document.querySelector('[data-gongshi="facets"]');
  const drawn = new Promise((resolve) => {
    const watch = new MutationObserver(() => { watch.disconnect(); resolve(performance.now()); });
    watch.observe(facets, {childList: true});
  });
  const start = performance.now();
  box.value = text;
  box.dispatchEvent(new Event("input"));
  return await drawn - start;
}"""


@dataclass(frozen=True)
class First:
    """What a first query costs: `index` what search fetches, `all_` with page, styles, scripts."""

    query: str
    index: int
    all_: int
    requests: int
    found: str


class _Compressing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    root: Path

    def do_GET(self) -> None:
        path = self.root / self.path.partition("?")[0].strip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = _compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """No access log."""


@lru_cache(maxsize=4000)
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    _compressed.cache_clear()  # the next size is written to the same paths
    handler = type("Handler", (_Compressing,), {"root": folder})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def chromium(executable: str) -> Iterator[Any]:
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=executable, args=flags)
        yield running
        running.close()


def first_query(browser: Any, origin: str, query: str) -> First:
    """With an empty cache, from the address: as from a link or the box of another page."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on(
        "Network.requestWillBeSent",
        lambda event: urls.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(f"{origin}/search/?{query}")
    page.locator('[data-gongshi="facets"] li, .g-results__none').first.wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    index = [size for key, size in sizes.items() if _is_index(urls[key])]
    found = page.locator('[data-gongshi="count"]').inner_text()
    context.close()
    return First(query, int(sum(index)), int(sum(sizes.values())), len(index), found)


def _is_index(url: str) -> bool:
    path = url.partition("?")[0]
    return "/search/" in path and not path.endswith("/search/")


@dataclass(frozen=True)
class Keystroke:
    """Milliseconds from a typed character to the finished results: of the page's own thread
    (whatever else the machine does), and in all.
    """

    text: str
    busy: float
    passed: float


def keystrokes(browser: Any, origin: str, words: list[str]) -> list[Keystroke]:
    """One for each character, after the first query of the page."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    page: Page = context.new_page()
    page.goto(f"{origin}/search/?q={quote('许可')}")
    page.locator('[data-gongshi="facets"] li').first.wait_for(timeout=60_000)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOW})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found = []
    for word in words:
        for length in range(1, len(word) + 1):
            before = _busy(session)
            passed = page.evaluate(_TYPE, word[:length])
            found.append(Keystroke(word[:length], _busy(session) - before, passed))
    context.close()
    return found


def _busy(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")
