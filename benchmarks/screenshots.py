"""The README's picture: pages of the built demo site, wide and on a phone, in one image.

python benchmarks/screenshots.py        # after `gongshi build`; writes docs/screenshot.png
"""

from __future__ import annotations

import base64
import functools
import http.server
import shutil
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
TARGET = ROOT / "docs" / "screenshot.png"
_QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SHEET = """<!doctype html><style>
body {{ margin: 0; width: 1500px; display: flex; gap: 40px; padding: 40px; background: #d9dedc; }}
img {{ border-radius: 10px; box-shadow: 0 6px 30px rgb(0 0 0 / 22%); }}
img {{ display: block; height: 760px; }}
</style><img src="{wide}"><img src="{narrow}">"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing to say."""


def main() -> None:
    if not (SITE / "index.html").is_file():
        raise SystemExit("先运行 gongshi build")
    record = _record_page()
    handler = functools.partial(_Quiet, directory=str(SITE))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        origin = f"http://127.0.0.1:{server.server_port}/"
        wide = _shot(browser, origin, 1280, 900)
        narrow = _shot(browser, origin + record, 390, 735)
        TARGET.parent.mkdir(exist_ok=True)
        sheet = browser.new_page(viewport={"width": 1580, "height": 840})
        sheet.set_content(_SHEET.format(wide=wide, narrow=narrow))
        sheet.screenshot(path=str(TARGET))
        browser.close()
        server.shutdown()
    print(TARGET.relative_to(ROOT))


def _record_page() -> str:
    """The first public dishonesty record with something to say about its repair."""
    folder = SITE / "dishonesty-records" / "dishonesty_records"
    for path in sorted(folder.glob("dr-*/index.html")):
        if "公示到什么时候" in path.read_text("utf-8"):
            return f"{path.parent.relative_to(SITE).as_posix()}/"
    raise SystemExit("网站里没有公示中的失信记录")


def _shot(browser: Browser, url: str, width: int, height: int) -> str:
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    page.goto(url)
    png = page.screenshot()
    page.close()
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


if __name__ == "__main__":
    main()
