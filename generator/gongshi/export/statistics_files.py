"""The statistics pages as data: index.json beside them, and a CSV for each figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.figures.figure import Cell, Figure, Form, Topic
from gongshi.catalog.figures.topics import topics_of
from gongshi.core import urls
from gongshi.core.output import OutputFile, dump
from gongshi.export.formulas import neutralise


def statistics_files(catalog: Catalog) -> Iterator[OutputFile]:
    topics = topics_of(catalog)
    document = dump(statistics_document(catalog, topics))
    yield OutputFile(urls.json_of(urls.STATISTICS), document, "application/json")
    for topic in topics:
        for figure in topic.figures:
            yield OutputFile(urls.figure_csv(figure.slug), _csv(figure).encode(), "text/csv")


def statistics_document(catalog: Catalog, topics: tuple[Topic, ...]) -> dict[str, Any]:
    return {
        "asOf": str(catalog.disclosure.as_of),
        "topics": [
            {
                "name": topic.slug,
                "title": topic.title,
                "url": topic.url,
                "missing": None if topic.figures else topic.missing,
                "figures": [_figure(one) for one in topic.figures],
            }
            for topic in topics
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.slug,
        "title": figure.title,
        "unit": figure.unit,
        "definition": figure.definition,
        "denominator": figure.denominator,
        "notes": list(figure.notes),
        "csv": urls.figure_csv(figure.slug),
        "rowTitle": figure.row_title,
        "columns": list(figure.columns),
        "rows": [
            {
                "label": row.label,
                "cells": [{"count": cell.count, "of": cell.of} for cell in row.cells],
                "url": row.url or None,
            }
            for row in figure.rows
        ],
    }


def _csv(figure: Figure) -> str:
    """A row each; of shares the count and the base in two columns. UTF-8, LF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    shares = figure.form is Form.GRID
    heads = [
        name
        for column in figure.columns
        for name in ((column, f"{column}分母") if shares else (column,))
    ]
    writer.writerow([neutralise(head) for head in (figure.row_title, *heads)])
    for row in figure.rows:
        cells = [number for cell in row.cells for number in _numbers(cell, shares)]
        writer.writerow([neutralise(row.label), *cells])
    return stream.getvalue()


def _numbers(cell: Cell, shares: bool) -> tuple[int | str, ...]:
    count = "" if cell.count is None else cell.count
    return (count, cell.of or "") if shares else (count,)
