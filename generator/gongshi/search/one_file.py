"""The index of a small edition: everything in one file, which the browser looks through.

Columns rather than objects, and each institution's names once: repeated text is what makes an
index large.
"""

from __future__ import annotations

from typing import Any

from gongshi.search.corpus import Corpus, Section


def document(corpus: Corpus) -> dict[str, Any]:
    """See search-scan.js, which reads it."""
    return {
        "asOf": corpus.as_of,
        "sections": [_section(section) for section in corpus.sections],
        "subjects": corpus.subjects,
    }


def texts_document(corpus: Corpus) -> list[str]:
    """The text of each record, in their order."""
    return [text for section in corpus.sections for text in section.texts]


def _section(section: Section) -> dict[str, Any]:
    return {
        "label": section.label,
        "prefix": section.prefix,
        "pages": section.are_pages,
        "titles": section.titles,
        "ids": section.ids,
        "subjects": section.subjects,
        "codes": section.codes,
        **section.days,
        "facets": [
            {"title": facet.title, "labels": facet.labels, "column": facet.column}
            for facet in section.facets
        ],
    }
