"""The edition with secrets, examined and built once."""

from __future__ import annotations

import pytest

from gongshi.pipeline import Examination
from projects import Starter
from sweep.edition import examined, with_secrets


@pytest.fixture(scope="session")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Starter:
    """Not to be changed, but for its site."""
    return with_secrets(tmp_path_factory.mktemp("secretive") / "project")


@pytest.fixture(scope="session")
def examination(secretive: Starter) -> Examination:
    found = examined(secretive)
    assert found.disclosure is not None, found.findings
    return found
