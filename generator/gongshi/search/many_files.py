"""The index of a large edition: a browser fetches the few files that a query needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeVar

import numpy as np

from gongshi.core import urls
from gongshi.core.output import OutputFile, dump_compact
from gongshi.search.corpus import Corpus, FacetColumn, Section
from gongshi.search.lines import name_lines, text_lines
from gongshi.search.numbers import symbols
from gongshi.search.shards import Tree
from gongshi.search.tree import HEAVY

RECORDS = 32  # in a file of what the results show
TEXTS = 8
VALUES = 65_536  # of a facet's column
_FILES_PER_FOLDER = 1000
_Row = TypeVar("_Row")


def files(corpus: Corpus, heavy_from: int = HEAVY) -> Iterator[OutputFile]:
    """One at a time; the last one, search/index.json, leads to the rest.

    `version` goes into the URLs that the browser asks for, so that no cache mixes two editions.
    """
    names = Tree(f"{urls.SEARCH}names", name_lines(corpus), heavy_from)
    texts = Tree(f"{urls.SEARCH}texts", text_lines(corpus), heavy_from)
    version = hashlib.sha256()
    parts = (names.files(), texts.files(), _records(corpus), _texts(corpus), _columns(corpus))
    for file in chain(*parts):
        version.update(file.sha256.encode())
        yield file
    document = {
        "asOf": corpus.as_of,
        "version": version.hexdigest()[:10],
        "sections": [_section(section) for section in corpus.sections],
        "names": names.root,
        "texts": texts.root,
        "sizes": {"records": RECORDS, "texts": TEXTS, "values": VALUES},
        "folder": _FILES_PER_FOLDER,
    }
    yield OutputFile(urls.SEARCH_INDEX, dump_compact(document), "application/json")


def _columns(corpus: Corpus) -> Iterator[OutputFile]:
    for number, section in enumerate(corpus.sections):
        for place, facet in enumerate(section.facets):
            yield from _column(facet, f"{urls.SEARCH}facets/{number}-{place}")


def _section(section: Section) -> dict[str, Any]:
    return {
        "label": section.label,
        "prefix": section.prefix,
        "pages": section.are_pages,
        "count": len(section),
        **section.days,
        "facets": [{"title": facet.title, "labels": facet.labels} for facet in section.facets],
    }


def _column(facet: FacetColumn, folder: str) -> Iterator[OutputFile]:
    """One symbol a record: a facet has fewer labels than the alphabet symbols."""
    column = np.array(facet.column, dtype=np.uint8)
    for number, at in enumerate(range(0, len(column), VALUES)):
        path = f"{folder}/{number}.txt"
        yield OutputFile(path, symbols(column[at : at + VALUES]), "text/plain")


def _records(corpus: Corpus) -> Iterator[OutputFile]:
    rows = chain.from_iterable(
        zip(section.titles, section.ids, section.subjects, section.codes, strict=True)
        for section in corpus.sections
    )
    for number, part in enumerate(_batched(rows, RECORDS)):
        titles, ids, subjects, codes = (list(column) for column in zip(*part, strict=True))
        used = [subject for subject in dict.fromkeys(subjects) if subject >= 0]
        content = {
            "titles": titles,
            "ids": ids,
            "subjects": [used.index(subject) if subject >= 0 else -1 for subject in subjects],
            "names": [corpus.subjects[subject] for subject in used],
            "codes": codes,
        }
        path = f"{urls.SEARCH}records/{number // _FILES_PER_FOLDER}/{number}.json"
        yield OutputFile(path, dump_compact(content), "application/json")


def _texts(corpus: Corpus) -> Iterator[OutputFile]:
    texts = chain.from_iterable(section.texts for section in corpus.sections)
    for number, part in enumerate(_batched(texts, TEXTS)):
        path = f"{urls.SEARCH}text/{number // _FILES_PER_FOLDER}/{number}.json"
        yield OutputFile(path, dump_compact(part), "application/json")


def _batched(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
