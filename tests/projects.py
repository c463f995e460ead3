"""Real projects for the tests: the starter edition under one page, run by the real command."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "site_templates" / "starter"
AS_OF = "2026-11-24"

_INDEX = """---
gongshi: home
title: 首页
description: 入门样例的首页，检索框、数据入口和最近变更由系统生成，这里只写一两句话。
---

在这里可以查一个机关能做什么、承诺了什么、兑现了没有。
"""


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m gongshi …`; the caller looks at the exit code."""
    return subprocess.run(
        [sys.executable, "-m", "gongshi", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@dataclass(frozen=True)
class Starter:
    """A copy of the starter project with a single page of its own."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data" / "edition"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def table(self, name: str) -> Path:
        """The CSV file of a resource, whichever package it is in."""
        return next(self.data.glob(f"*/{name}.csv"))

    def rows(self, name: str) -> list[dict[str, str]]:
        with self.table(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def rewrite(self, name: str, change: Callable[[dict[str, str]], None]) -> None:
        """Change every row of a resource in place."""
        rows = self.rows(name)
        fields = list(rows[0])
        for row in rows:
            change(row)
        with self.table(name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def build(self, as_of: str = AS_OF, **environment: str) -> subprocess.CompletedProcess[str]:
        return run("build", "--as-of", as_of, cwd=self.root, **environment)

    def built(self, as_of: str = AS_OF) -> Path:
        done = self.build(as_of)
        assert done.returncode == 0, done.stdout + done.stderr
        return self.site


def make_starter(folder: Path) -> Starter:
    """As `gongshi init` makes it, but with one page of prose, so that prose may change freely."""
    shutil.copytree(STARTER, folder)
    (folder / "content").mkdir()
    (folder / "content" / "index.md").write_text(_INDEX, "utf-8")
    config = (folder / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(config.partition("\nnav:")[0] + "\n", "utf-8")
    return Starter(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder: path → content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
