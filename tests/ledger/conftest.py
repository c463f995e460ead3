"""An edition that was published, a week ago."""

from __future__ import annotations

import pytest

from ledger.editions import LATER, World


@pytest.fixture
def released() -> World:
    return World().released().on(LATER)
