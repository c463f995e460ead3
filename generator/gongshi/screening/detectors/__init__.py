"""Personal data in public text.

A detector answers the places that it is sure of, in a folded text (`normalise`). Where a maintained
library knows the rule it is asked (phonenumbers); the rest is written here, because what was tried
misses or misjudges real numbers (python-stdnum's cn.ric rejects residence permits and abolished
counties; Luhn alone passes one number in ten). What they reach is measured by `make bench-pii`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from gongshi.screening.detectors.accounts import bank_account, im_account
from gongshi.screening.detectors.address import home_address
from gongshi.screening.detectors.bank import bank_card
from gongshi.screening.detectors.birth import birth_date
from gongshi.screening.detectors.health import health
from gongshi.screening.detectors.identity import (
    Place,
    identity_15,
    identity_18,
    identity_18_mistyped,
    identity_masked,
)
from gongshi.screening.detectors.mail import email_personal
from gongshi.screening.detectors.minors import minor
from gongshi.screening.detectors.names import person_name
from gongshi.screening.detectors.normalise import SEAM, View, fold, origins
from gongshi.screening.detectors.permits import permit
from gongshi.screening.detectors.phone import mobile
from gongshi.screening.detectors.plate import plate
from gongshi.screening.detectors.property import property_certificate

__all__ = ["DETECTORS", "Detector", "Span", "detect", "detect_unique", "spans"]

Detector = Callable[[View], Iterator[Place]]
DETECTORS: Mapping[str, Detector] = {
    "identity_18": identity_18,
    "identity_18_mistyped": identity_18_mistyped,
    "identity_15": identity_15,
    "identity_masked": identity_masked,
    "permit": permit,
    "mobile": mobile,
    "email_personal": email_personal,
    "im_account": im_account,
    "bank_card": bank_card,
    "bank_account": bank_account,
    "plate": plate,
    "home_address": home_address,
    "birth_date": birth_date,
    "minor": minor,
    "health": health,
    "person_name": person_name,
    "property_certificate": property_certificate,
}
# Texts are read together up to this many characters: one pass of a pattern over many cells.
_TOGETHER = 1 << 16


@dataclass(frozen=True, order=True)
class Span:
    """A datum of this kind stands at `text[start:end]`."""

    start: int
    end: int
    kind: str


def detect(names: Iterable[str], text: str) -> bool:
    """Whether any of the named detectors finds something in `text`."""
    view = View(fold(text))
    return any(next(DETECTORS[name](view), None) is not None for name in names)


def spans(names: Iterable[str], text: str) -> list[Span]:
    """What the named detectors find, as places in `text` itself, in order, each once."""
    view = View(fold(text))
    found = {(start, end, name) for name in names for start, end in DETECTORS[name](view)}
    if not found:
        return []
    origin = origins(text)
    return sorted(Span(origin[start], origin[end - 1] + 1, kind) for start, end, kind in found)


def detect_unique(names: Iterable[str], cells: Iterable[str]) -> set[str]:
    """Those of `cells` in which `detect(names, cell)` holds; for columns of many cells."""
    detectors = [DETECTORS[name] for name in names]
    caught: set[str] = set()
    for batch in _batches(cells):
        texts = [fold(cell) for cell in batch]
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        view = View(SEAM.join(texts))
        for detector in detectors:
            caught.update(batch[bisect_right(starts, start) - 1] for start, _ in detector(view))
    return caught


def _batches(cells: Iterable[str]) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    length = 0
    for cell in dict.fromkeys(cells):
        batch.append(cell)
        length += len(cell)
        if length >= _TOGETHER:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
