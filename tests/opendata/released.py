"""A project with releases, through the real commands, in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from gongshi.cli.app import app
from opendata.conftest import Written, catalog_of, written
from projects import Starter

# Days between which no record of the starter's comes or goes by itself.
FIRST, SECOND, THIRD = "2026-11-25", "2026-11-26", "2026-11-27"


@dataclass(frozen=True)
class Project:
    starter: Starter

    def command(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments])

    def release(self, as_of: str) -> None:
        done = self.command("release", "--data", str(self.starter.data), "--as-of", as_of)
        assert done.exit_code == 0, done.output

    def site(self, as_of: str) -> Written:
        """Every file that comes from the data, in a folder of its own."""
        return written(catalog_of(self.starter, as_of), self.starter.root / f"site-{as_of}")

    def change(self, table: str, record: str, **cells: str) -> None:
        def edit(row: dict[str, str]) -> None:
            if record in row.values() and next(iter(row.values())) == record:
                row.update(cells)

        self.starter.rewrite(table, edit)


def changes(files: Written, folder: str = "changes/") -> Any:
    return json.loads(files.files[f"{folder}changes.json"])
