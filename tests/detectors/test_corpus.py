"""The corpus is what it says, the detectors reach what is asked of them, the page shows it."""

from __future__ import annotations

import csv
from pathlib import Path

from gongshi.screening.detectors import DETECTORS, detect_unique, spans
from pii.corpus import FILE, dump
from pii.measure import CHECKSUM, scores
from pii.page import FILE as PAGE
from pii.page import page

ROOT = Path(__file__).parents[2]


def test_same_bytes() -> None:
    assert dump() == FILE.read_bytes(), "python benchmarks/pii/corpus.py"


def test_size(corpus) -> None:
    positives = [example for example in corpus if example.kind]
    negatives = [example for example in corpus if not example.kind]
    assert len([example for example in positives if example.part == "open"]) >= 2_000
    assert len([example for example in negatives if example.part == "open"]) >= 5_000
    assert {example.kind for example in positives} == set(DETECTORS)
    assert all(example.label in example.text for example in positives)


def test_parts_share_no_text(corpus) -> None:
    """But for what is bare: a carrier of nothing but the datum."""
    texts = {
        part: {e.text for e in corpus if e.part == part and e.kind} for part in ("open", "held out")
    }
    shared = texts["open"] & texts["held out"]
    assert len(shared) <= 0.02 * len(texts["held out"])


def test_thresholds_and_page(corpus) -> None:
    results = scores(corpus)
    failed = [
        (score.kind, score.part, score.recall, score.alarm_rate)
        for score in results
        if not score.passes
    ]
    assert not failed, "make bench-pii"
    assert page(results) == PAGE.read_text("utf-8"), "make bench-pii writes docs/pii.md anew"


def test_a_missed_number_would_be_seen(corpus) -> None:
    """The measure itself: a detector that finds nothing fails."""
    example = next(example for example in corpus if example.kind == "identity_18")
    assert not spans(["plate"], example.text)


def test_demo_and_prose_hold_nobody() -> None:
    cells: set[str] = set()
    for path in sorted((ROOT / "data" / "demo").glob("*/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells.update(cell for row in csv.reader(file) for cell in row)
    prose = [path.read_text("utf-8") for path in sorted((ROOT / "content").glob("*.md"))]
    assert len(cells) > 10_000
    for kind in CHECKSUM:
        assert not detect_unique([kind], cells)
    # The made-up edition and the prose are written so that nothing else is found, either.
    assert not {kind: hits for kind in DETECTORS if (hits := detect_unique([kind], cells))}
    assert not [span for text in prose for span in spans(DETECTORS, text)]
