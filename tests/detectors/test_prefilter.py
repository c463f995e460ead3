"""What the search of whole columns leaves out holds nothing: the detectors themselves are asked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongshi.core.clock import AsOf
from gongshi.core.text import fold
from gongshi.screening.detectors import DETECTORS, detect_unique
from gongshi.screening.prefilter.needs import need_of, need_of_pattern
from gongshi.screening.prefilter.suspects import (
    FEW,
    detected,
    suspects_of_detectors,
    suspects_of_needs,
)
from gongshi.screening.rule import Scope
from gongshi.screening.rulebook import read_rulebook
from gongshi.screening.text_conditions import text_holds
from pii.corpus import load
from pii.disguise import DISGUISES

_FILLING = [f"没有什么{number}" for number in range(FEW)]
_EXAMPLES = [example.text for example in load() if example.kind]


def _left_out(texts: list[str]) -> list[tuple[str, str]]:
    """(detector, text): found by the detector, though it would never have been asked."""
    texts = list(dict.fromkeys([*texts, *_FILLING]))
    suspects = suspects_of_detectors(DETECTORS, texts)
    return [
        (name, text)
        for name in DETECTORS
        for text in detect_unique([name], texts) - set(suspects[name])
    ]
