"""What must be found: pieces of the corpus, and by a scan of it every record that has them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from gongshi.search.corpus import Corpus
from gongshi.search.fold import fold

_SEED = 7
_LONGEST = 14
_BETWEEN = re.compile(r"[\s。;!?]+")


@dataclass
class Query:
    """A word, and the records that have it: how many, and the sum of their numbers."""

    word: str
    full: bool
    count: int = 0
    total: int = 0


def queries(corpus: Corpus, count: int, *, full: bool) -> list[Query]:
    """Pieces of 2 to 14 characters, of any field alike; `full`: of the texts."""
    dice = random.Random(_SEED)
    sizes = [len(section) for section in corpus.sections]
    found: dict[str, Query] = {}
    while len(found) < count:
        section = dice.choices(corpus.sections, sizes)[0]
        row = dice.randrange(len(section))
        fields = [section.titles[row], section.ids[row], section.codes[row]]
        if section.subjects[row] >= 0:
            fields.append(" ".join(corpus.subjects[section.subjects[row]]))
        word = _piece(dice, section.texts[row] if full else dice.choice(fields))
        if len(word) > 1:
            found.setdefault(word, Query(word, full))
    chosen = list(found.values())
    _scan(corpus, chosen, full=full)
    return chosen


def _piece(dice: random.Random, text: str) -> str:
    words = [word for word in _BETWEEN.split(fold(text)) if len(word) > 1]
    if not words:
        return ""
    word = dice.choice(words)
    size = min(dice.randint(2, _LONGEST), len(word))
    at = dice.randrange(len(word) - size + 1)
    return word[at : at + size]


def _scan(corpus: Corpus, wanted: list[Query], *, full: bool) -> None:
    automaton = AhoCorasick([query.word for query in wanted])
    names = [
        set(automaton.find_matches_as_indexes(fold(f"{name}\n{other}"), overlapping=True))
        for name, other in corpus.subjects
    ]
    in_names = [{number for number, _, _ in found} for found in names]
    for record, (texts, subject) in enumerate(_records(corpus, full=full)):
        found = set(in_names[subject]) if subject >= 0 else set()
        for text in texts:
            matches = automaton.find_matches_as_indexes(fold(text), overlapping=True)
            found.update(number for number, _, _ in matches)
        for number in found:
            wanted[number].count += 1
            wanted[number].total += record


def _records(corpus: Corpus, *, full: bool) -> Iterator[tuple[list[str], int]]:
    for section in corpus.sections:
        rows = zip(
            section.titles, section.ids, section.codes, section.texts, section.subjects, strict=True
        )
        for title, record_id, codes, text, subject in rows:
            fields = [title, "" if section.are_pages else record_id, codes]
            yield [*fields, text] if full else fields, subject
