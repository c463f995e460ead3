"""JSON Schema of the documents about the whole edition: the dictionary, the statistics."""

from __future__ import annotations

from gongshi.export.schema_parts import COUNT, DAY, TEXT, Schema, closed, many, nullable


def dictionary_schema() -> Schema:
    return closed(
        title=TEXT,
        asOf=DAY,
        tables=many(
            closed(
                package=TEXT,
                resource=TEXT,
                title=TEXT,
                titleEn=nullable(TEXT),
                description=TEXT,
                standard=nullable(TEXT),
                url=TEXT,
                fields=many(
                    closed(
                        name=TEXT,
                        title=TEXT,
                        titleEn=TEXT,
                        type=TEXT,
                        description=TEXT,
                        rule=TEXT,
                        missingValues=many(closed(value=TEXT, label=TEXT)),
                        standard=nullable(TEXT),
                        example=nullable(TEXT),
                        url=TEXT,
                    )
                ),
            )
        ),
    )


def statistics_schema() -> Schema:
    cell = closed(count=nullable(COUNT), of=nullable(COUNT))
    figure = closed(
        name=TEXT,
        title=TEXT,
        unit=TEXT,
        definition=TEXT,
        denominator=TEXT,
        notes=many(TEXT),
        csv=TEXT,
        rowTitle=TEXT,
        columns=many(TEXT),
        rows=many(closed(label=TEXT, cells=many(cell), url=nullable(TEXT))),
    )
    topic = closed(name=TEXT, title=TEXT, url=TEXT, missing=nullable(TEXT), figures=many(figure))
    return closed(asOf=DAY, topics=many(topic))
