"""The corpus of benchmarks/pii and the helper module of these tests, by name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
sys.path[:0] = [str(_HERE), str(_HERE.parents[1] / "benchmarks")]

from pii.corpus import Example, load  # noqa: E402 - the path comes first


@pytest.fixture(scope="session")
def corpus() -> list[Example]:
    return load()
