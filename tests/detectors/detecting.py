"""Short ways to ask what the detectors find."""

from __future__ import annotations

from gongshi.screening.detectors import DETECTORS, spans
from gongshi.screening.detectors.identity import check_character


def found(kind: str, text: str) -> list[str]:
    """The pieces of `text` that this detector finds."""
    return [text[span.start : span.end] for span in spans([kind], text)]


def kinds(text: str) -> set[str]:
    """Which detectors find anything."""
    return {span.kind for span in spans(DETECTORS, text)}


def identity(area: str, born: str, sequence: str = "123") -> str:
    """A number of nobody, right in its check character; areas that end in 99 do not exist."""
    first17 = area + born + sequence
    return first17 + check_character(first17).upper()
