"""The search index of an edition: one file, or many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from gongshi.catalog.catalog import Catalog
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump_compact
from gongshi.search import many_files, one_file
from gongshi.search.corpus import Corpus, ProsePage, corpus_of
from gongshi.search.variants import simplified_pairs

# Above one of these, in bytes, a phone would wait for the one file and for the one of the texts:
# compressed they are a fifth of that.
MOST_IN_ONE = 1_200_000
MOST_TEXTS_IN_ONE = 4_000_000
MOST_RECORDS_IN_ONE = 20_000
# For trials: an index of many files whatever the size.
MANY_FILES_VARIABLE = "GONGSHI_SEARCH_FILES"


def search_files(catalog: Catalog, pages: Iterable[ProsePage]) -> Iterator[OutputFile]:
    corpus = corpus_of(catalog, pages)
    yield from index_files(corpus, many=os.environ.get(MANY_FILES_VARIABLE) == "many")
    traditional, simplified = simplified_pairs()
    variants = {"traditional": traditional, "simplified": simplified}
    yield OutputFile(urls.SEARCH_VARIANTS, dump_compact(variants), "application/json")


def index_files(corpus: Corpus, *, many: bool = False) -> Iterator[OutputFile]:
    """`many`: even if one file would do."""
    if not many and len(corpus) <= MOST_RECORDS_IN_ONE:
        index = dump_compact(one_file.document(corpus))
        texts = dump_compact(one_file.texts_document(corpus))
        if len(index) <= MOST_IN_ONE and len(texts) <= MOST_TEXTS_IN_ONE:
            yield OutputFile(urls.SEARCH_INDEX, index, "application/json")
            yield OutputFile(urls.SEARCH_TEXTS, texts, "application/json")
            return
    yield from many_files.files(corpus)
