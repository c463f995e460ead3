"""Masked fields: the cell is replaced before it can become public."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from gongshi.package.policy import Mask
from gongshi.screening.detectors import spans
from gongshi.screening.detectors.normalise import fold
from gongshi.screening.detectors.surnames import COMPOUND
from gongshi.screening.prefilter.needs import need_of, pairs_of
from gongshi.screening.prefilter.suspects import suspects_of_any, suspects_of_needs
from gongshi.screening.rule import Rule

REDACTED = "〔已脱敏〕"


def redact_all(_: str) -> str:
    return REDACTED


def keep_surname(name: str) -> str:
    """张三 → 张某; 欧阳某某 → 欧阳某; a transcribed name keeps its first character.

    法释〔2016〕19号 第九条.
    """
    name = name.strip()
    surname = next((s for s in COMPOUND if name.startswith(s)), name[:1])
    return f"{surname}某"


def mask_spans(rule: Rule, text: str) -> str:
    """`text` with what a rule of action `mask` finds replaced."""
    assert rule.mask is not None
    assert rule.mask.by is not None
    result, last = "", 0
    for start, end in _places(rule, text):
        if start >= last:
            result += text[last:start] + MASKS[rule.mask.by](text[start:end])
            last = end
    return result + text[last:]


def maskable(rule: Rule, texts: Sequence[str]) -> list[str]:
    """Those of the texts in which the rule may find something to mask."""
    if "found" in rule.when:
        need = need_of(rule.when)
        # Texts are not folded for this expression, which pairs as they are folded must not miss.
        same = all(fold(pair) == pair for pair in pairs_of(need))
        return suspects_of_needs([need], texts)[0] if same else [*texts]
    return suspects_of_any(rule.when["detects"], texts)


def _places(rule: Rule, text: str) -> list[tuple[int, int]]:
    """Where the rule finds something: by its detectors or by its regular expression."""
    if "found" in rule.when:
        return [match.span() for match in re.finditer(rule.when["found"], text)]
    return [(span.start, span.end) for span in spans(list(rule.when["detects"]), text)]


MASKS: Mapping[Mask, Callable[[str], str]] = {Mask.REDACT: redact_all, Mask.SURNAME: keep_surname}
