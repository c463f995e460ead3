"""Surnames: 百家姓 and what it lacks, without those that nobody can tell from words."""

from __future__ import annotations

from gongshi.screening.detectors.tables import table


def _characters(key: str) -> frozenset[str]:
    return frozenset("".join(table("words")[key]))


COMPOUND = frozenset(table("words")["compound surnames"])
# What half of the country is called; as words they are rare.
STRONG = _characters("strong surnames")
# Among the others are words of every sentence: 应当, 向法院, 于三日内, 单位, 方可.
SURNAMES = STRONG | _characters("other surnames")
