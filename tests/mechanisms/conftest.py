"""The starter edition examined, and built once with a draft and a secret in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongshi.catalog.catalog import Catalog
from mechanisms.overviews import DRAFT, ROLE, Built, catalog_of
from projects import STARTER, Starter, make_starter


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    starter = make_starter(tmp_path_factory.mktemp("mechanisms") / "project")
    (starter.root / "content" / "objection.md").write_text("# 怎样提出异议\n\n写信。\n", "utf-8")
    first = starter.rows("power_items")[0]["item_id"]

    def hide(row: dict[str, str]) -> None:
        row["secrecy_reviewed_role"] = ROLE
        if row["item_id"] == first:
            row.update(status="draft", item_name=DRAFT)

    starter.rewrite("power_items", hide)
    return Built(starter.built(), starter)


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return make_starter(tmp_path / "project")


@pytest.fixture(scope="package")
def catalog() -> Catalog:
    """The starter as it comes; only read."""
    return catalog_of(Starter(STARTER))
