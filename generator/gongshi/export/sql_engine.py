"""SQLite as WebAssembly, for the SQL page: what hatch_build.py has fetched, or nothing."""

from __future__ import annotations

from gongshi.core import urls
from gongshi.core.finding import Finding, Severity
from gongshi.core.output import OutputFile
from gongshi.project import engine_folder

_TYPES = {"sqlite3.js": "text/javascript", "sqlite3.wasm": "application/wasm"}


def engine_files() -> list[OutputFile]:
    """Beside the page that uses them."""
    folder = engine_folder()
    if folder is None:
        return []
    return [
        OutputFile(f"{urls.SQL}{name}", (folder / name).read_bytes(), kind)
        for name, kind in _TYPES.items()
    ]


def engine_missing() -> list[Finding]:
    """What to warn of: the site is whole, its SQL page says that it cannot answer."""
    if engine_folder() is not None:
        return []
    return [
        Finding(
            code="sql-engine",
            message="没有 SQL 页的引擎，SQL 页只提供下载",
            path="sql/",
            hint="在项目的代码里运行 make engine（要能上网），或者重新安装 gongshi，再生成一次",
            severity=Severity.WARNING,
        )
    ]
