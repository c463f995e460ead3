"""A corpus of any size whose texts are as varied as the demo's: each record crosses two of the
demo's, with numbers, days and institutions of its own. The same seed gives the same corpus.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta

from gongshi.search.corpus import Corpus, FacetColumn, Section

_SEED = 20261124
# Of the sections that grow; the others keep their share among each other.
_SHARES = {"权责事项": 0.45, "兑现情况": 0.2, "工作程序": 0.1, "服务承诺": 0.08, "失信记录": 0.07}
_RECORDS_OF_ONE = 200  # records about one institution
_FIRST_DAY, _DAYS = date(2016, 1, 1), 3980
_DIGITS = re.compile(r"\d+")
_PLACE = "示例市演示区"
_SYLLABLES = (
    "青白松云溪湖山江海河川泉石林竹梅兰桂榆柳桃杏荷菱苇禾麦稻"
    "谷田原陵岭峰湾港桥渡城关堡营寨集镇乡坊里巷"
)
_KINDS = ("区", "县", "市", "新区")


def made(demo: Corpus, count: int, text_limit: int) -> Corpus:
    """`count` records in all; texts of at most `text_limit` characters."""
    dice = random.Random(_SEED)
    subjects = _subjects(dice, demo, max(len(demo.subjects), count // _RECORDS_OF_ONE))
    grown = [section for section in demo.sections if not section.are_pages]
    rest = sum(len(section) for section in grown if section.label not in _SHARES)
    sections = []
    for section in grown:
        share = _SHARES.get(section.label)
        if share is None:
            share = (1 - sum(_SHARES.values())) * len(section) / rest
        made_ = _Section(dice, demo, section, subjects, text_limit)
        sections.append(made_.section(max(1, round(count * share))))
    pages = [section for section in demo.sections if section.are_pages]
    return replace(demo, sections=(*sections, *pages), subjects=subjects)


def _subjects(dice: random.Random, demo: Corpus, count: int) -> list[tuple[str, str]]:
    found = []
    for number in range(count):
        name, other = demo.subjects[number % len(demo.subjects)]
        place = "示例市" + "".join(dice.sample(_SYLLABLES, 2)) + dice.choice(_KINDS)
        found.append((name.replace(_PLACE, place), _rolled(dice, other.replace(_PLACE, place))))
    return found


class _Section:
    def __init__(
        self,
        dice: random.Random,
        demo: Corpus,
        like: Section,
        subjects: list[tuple[str, str]],
        text_limit: int,
    ) -> None:
        self.dice, self.demo, self.like = dice, demo, like
        self.subjects, self.text_limit = subjects, text_limit
        self.kind = like.ids[0].partition("-")[0]
        self.sentences = [re.split("(?<=。)", text.replace("\n", "。")) for text in like.texts]

    def section(self, count: int) -> Section:
        rows = [self._row(number) for number in range(count)]
        rows.sort(key=lambda row: (len(row[0]), row[1]))
        rows.sort(key=lambda row: row[5], reverse=True)
        titles, ids, subjects, codes, texts, days = (list(c) for c in zip(*rows, strict=True))
        return replace(
            self.like,
            titles=titles,
            ids=ids,
            subjects=subjects,
            codes=codes,
            texts=texts,
            dates=days,
            facets=tuple(self._facet(facet, count) for facet in self.like.facets),
        )

    def _row(self, number: int) -> tuple[str, str, int, str, str, str]:
        dice, like = self.dice, self.like
        one, other = dice.randrange(len(like)), dice.randrange(len(like))
        subject = dice.randrange(len(self.subjects))
        day = _FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
        codes = like.codes[one] if dice.random() < 0.5 else like.codes[other]
        return (
            self._title(one, other, subject),
            f"{self.kind}-990001-{day.year}-{number + 1:06d}",
            subject,
            _rolled(dice, codes),
            self._text(one, other),
            day.isoformat(),
        )

    def _title(self, one: int, other: int, subject: int) -> str:
        old = self.like.subjects[one]
        name = self.demo.subjects[old][0] if old >= 0 else "\0"
        first, second = self.like.titles[one], self.like.titles[other]
        if first.startswith(name):
            return self.subjects[subject][0] + _rolled(self.dice, first[len(name) :])
        at = self.dice.randrange(len(first) + 1)
        return _rolled(self.dice, first[:at] + second[min(at, len(second) // 2) :])

    def _text(self, one: int, other: int) -> str:
        first, second = self.sentences[one], self.sentences[other]
        chosen = [self.dice.choice(pair) for pair in zip(first, second, strict=False)]
        self.dice.shuffle(chosen)
        return _rolled(self.dice, "".join(chosen)[: self.text_limit])

    def _facet(self, facet: FacetColumn, count: int) -> FacetColumn:
        return replace(facet, column=self.dice.choices(facet.column, k=count))


def _rolled(dice: random.Random, text: str) -> str:
    """With other digits."""
    return _DIGITS.sub(
        lambda match: str(dice.randrange(10 ** len(match[0]))).zfill(len(match[0])), text
    )
