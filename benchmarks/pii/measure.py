"""How much of the corpus the detectors find, and what they find where nothing is."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongshi.screening.detectors import DETECTORS, detect_unique, spans
from pii.corpus import Example
from pii.words import PARTS

# Whether a number of this kind carries a check digit decides what is asked of its detector.
CHECKSUM = ("identity_18", "bank_card")
_RECALL = {True: 1.0, False: 0.98}
_FALSE_ALARMS = {True: 0.001, False: 0.01}


@dataclass(frozen=True)
class Score:
    """Of one detector on one part of the corpus."""

    kind: str
    part: str
    positives: int
    missed: tuple[Example, ...]
    negatives: int
    alarms: tuple[Example, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.positives

    @property
    def alarm_rate(self) -> float:
        return len(self.alarms) / self.negatives

    @property
    def passes(self) -> bool:
        checksum = self.kind in CHECKSUM
        return self.recall >= _RECALL[checksum] and self.alarm_rate <= _FALSE_ALARMS[checksum]


def found(example: Example) -> bool:
    """Whether the datum itself, not something else in its text, is found as what it is."""
    assert example.kind is not None
    start = example.text.index(example.label)
    end = start + len(example.label)
    return any(
        span.start < end and start < span.end for span in spans([example.kind], example.text)
    )


def scores(examples: Sequence[Example]) -> list[Score]:
    """By kind, and of each kind the parts in their order."""
    return [
        _score(kind, part, [example for example in examples if example.part == part])
        for kind in DETECTORS
        for part in PARTS
    ]


def _score(kind: str, part: str, examples: Sequence[Example]) -> Score:
    positives = [example for example in examples if example.kind == kind]
    negatives = [example for example in examples if example.kind is None]
    alarms = detect_unique([kind], (example.text for example in negatives))
    return Score(
        kind=kind,
        part=part,
        positives=len(positives),
        missed=tuple(example for example in positives if not found(example)),
        negatives=len(negatives),
        alarms=tuple(example for example in negatives if example.text in alarms),
    )


def milliseconds(cells: Sequence[str]) -> Mapping[str, float]:
    """For a thousand cells: by detector, and "all" for all in one pass. The best of three."""
    return {kind: _milliseconds([kind], cells) for kind in DETECTORS} | {
        "all": _milliseconds(list(DETECTORS), cells)
    }


def _milliseconds(kinds: Sequence[str], cells: Sequence[str]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        detect_unique(kinds, cells)
        times.append(time.perf_counter() - start)
    return min(times) * 1e6 / len(cells)
