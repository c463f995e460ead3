"""The starter project, built once a worker, and fresh copies of it to be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import Starter, make_starter


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    """The starter project as it comes, built. Not to be changed."""
    starter = make_starter(tmp_path_factory.mktemp("built") / "project")
    starter.built()
    return starter


@pytest.fixture
def starter(tmp_path: Path) -> Starter:
    return make_starter(tmp_path / "project")
