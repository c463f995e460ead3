"""Runs of digits: what may be one number although something stands between its digits.

A run is as long as it can be. A number in it begins and ends where a group of digits does, so that
no number is found inside a longer one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property
from itertools import pairwise

GAP = r"[ \t\r\n\-.·_/()~]{0,6}+"
# Numerals that are read out or written digit by digit; 十 and 百 never are.
_HAN = {
    **{numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")},
    **{numeral: str(value) for value, numeral in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{numeral: str(value) for value, numeral in enumerate("○幺貳參肆伍陸柒捌玖")},
    "o": "0",  # the letter, typed for the figure
}
HAN_DIGITS = "".join(_HAN)
_HAN_TABLE = str.maketrans(_HAN)
# No number that is looked for here has fewer than eleven digits.
_RUN = re.compile(rf"(?<![0-9])[0-9](?:{GAP}[0-9]){{10,}}")
_HAN_RUN = re.compile(rf"(?<![0-9{HAN_DIGITS}])[0-9{HAN_DIGITS}](?:{GAP}[0-9{HAN_DIGITS}]){{10,}}")
# Where figures and numerals meet, a group ends as well.
_GROUP = re.compile(rf"[0-9]+|[{HAN_DIGITS}]+")
# Without three numerals in a row no number is written in numerals.
_HAN_HINT = re.compile(rf"[{HAN_DIGITS}](?:{GAP}[{HAN_DIGITS}]){{2}}")
_RUN_BEFORE = re.compile(rf"[0-9{HAN_DIGITS}](?:{GAP}[0-9{HAN_DIGITS}])*{GAP}\Z")
_HAN_DIGIT = re.compile(rf"[{HAN_DIGITS}]")
_LETTERS_BEFORE = re.compile(r"(?<![0-9a-z])[a-z]{1,12}\Z")
_LETTERS_AFTER = re.compile(r"[a-z]{1,12}(?![0-9a-z])")


class Window:
    """Some whole groups of a run, read as one number."""

    __slots__ = ("_first", "_last", "_run", "digits", "end", "start")

    def __init__(self, run: Run, first: int, last: int) -> None:
        self._run, self._first, self._last = run, first, last
        self.start = run.spans[first][0]
        self.end = run.spans[last - 1][1]
        self.digits = run.digits[run.cuts[first] : run.cuts[last]]

    @property
    def gaps(self) -> list[str]:
        """What stands between two groups."""
        spans = self._run.spans[self._first : self._last]
        return [self._run.text[a[1] : b[0]] for a, b in pairwise(spans)]

    @property
    def groups(self) -> list[int]:
        """How many digits stand together."""
        lengths = [end - start for start, end in self._run.spans[self._first : self._last]]
        together = lengths[:1]
        for length, gap in zip(lengths[1:], self.gaps, strict=True):
            if gap:
                together.append(length)
            else:
                together[-1] += length
        return together

    @property
    def ordinary(self) -> bool:
        """Unbroken, broken between any two digits, or once, by the end of a line."""
        count = self._last - self._first
        if count in (1, len(self.digits)):
            return True
        return len(self.groups) == 1 or (count == 2 and "\n" in self.gaps[0])

    @property
    def label(self) -> str | None:
        """The letters that touch it on the left, "" if none do; None if it is part of a code."""
        text, start = self._run.text, self.start
        if start == 0 or not ("a" <= text[start - 1] <= "z"):
            return ""
        letters = _LETTERS_BEFORE.search(text[max(0, start - 14) : start])
        return letters.group() if letters else None

    def suffix(self, end: int | None = None) -> str | None:
        """As `label`, on the right; `end` if more than the window belongs to the number."""
        text, at = self._run.text, self.end if end is None else end
        if at >= len(text) or not ("a" <= text[at] <= "z"):
            return ""
        letters = _LETTERS_AFTER.match(text, at)
        return letters.group() if letters else None


class Run:
    def __init__(self, text: str, start: int, end: int, *, numerals: bool) -> None:
        self.text = text
        self._numerals = numerals
        self.spans = [group.span() for group in _GROUP.finditer(text, start, end)]
        self.digits = "".join(text[a:b] for a, b in self.spans)
        if numerals:
            self.digits = self.digits.translate(_HAN_TABLE)
        self.cuts = [0]  # after how many digits a group ends
        for first, last in self.spans:
            self.cuts.append(self.cuts[-1] + last - first)

    @cached_property
    def _cut_at(self) -> dict[int, int]:
        return {cut: index for index, cut in enumerate(self.cuts)}

    def windows(self, length: int, beginnings: Container[str]) -> Iterator[Window]:
        """Whole groups, `length` digits together, whose first two digits are in `beginnings`."""
        if len(self.digits) < length:
            return
        for first, cut in enumerate(self.cuts[:-1]):
            last = self._cut_at.get(cut + length)
            if last is not None and self.digits[cut : cut + 2] in beginnings:
                window = Window(self, first, last)
                if not self._numerals or _HAN_DIGIT.search(self.text, window.start, window.end):
                    yield window

    def tail(self, length: int) -> Window | None:
        """The window that ends the run, for a number whose last character is no digit."""
        first = self._cut_at.get(len(self.digits) - length)
        if first is None:
            return None
        window = Window(self, first, len(self.spans))
        if self._numerals and not _HAN_DIGIT.search(self.text, window.start, window.end):
            return None
        return window


def runs(text: str) -> Iterator[Run]:
    for figures in _RUN.finditer(text):
        yield Run(text, *figures.span(), numerals=False)
    at = 0
    while hint := _HAN_HINT.search(text, at):
        # The run begins at most this far before its first three numerals: 138-0000-一二三四.
        before = _RUN_BEFORE.search(text[max(0, hint.start() - 80) : hint.start()])
        match = _HAN_RUN.match(text, hint.start() - (len(before.group()) if before else 0))
        at = hint.end()
        if match:
            at = max(at, match.end())
            yield Run(text, *match.span(), numerals=True)
