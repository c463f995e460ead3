"""JSON Schema (2020-12, as OpenAPI 3.1 has it) of what the static interface answers.

Closed: a member that is not in here is an error, so that the description cannot fall behind.
"""

from __future__ import annotations

from gongshi.catalog.table import CatalogTable
from gongshi.export.overview_schemas import dictionary_schema, statistics_schema
from gongshi.export.schema_parts import (
    ANYTHING,
    COUNT,
    DAY,
    HASH,
    MARK,
    TEXT,
    Schema,
    closed,
    many,
    nullable,
    ref,
)
from gongshi.export.typed_columns import Kind, typed_columns

_TYPES: dict[Kind, Schema] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: DAY,
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
}


def record_schema(table: CatalogTable) -> Schema:
    """The public fields of a table. Any of them but the key may be missing: null."""
    keys = table.public.resource.primary_key
    members: dict[str, Schema] = {}
    for column in typed_columns(table):
        field = column.field
        schema = dict(_TYPES.get(column.kind) or _json_schema(field.type))
        # Text in the place of a number is what a rule of the law put there.
        if column.kind is Kind.TEXT and field.type in {"integer", "number", "year"}:
            schema = {"type": ["string", "number"]}
        # A mask or the like may have put something else in the place of a value.
        if (
            column.kind is Kind.TEXT
            and field.enum
            and {None, *field.enum}.issuperset(column.values)
        ):
            schema["enum"] = list(field.enum)
        whole = schema if field.name in keys else nullable(schema)
        members[field.name] = {"title": field.title, "description": field.description, **whole}
    return closed(**members)


def _json_schema(kind: str) -> Schema:
    return {"type": "array" if kind == "array" else "object"}


def shared_schemas() -> dict[str, Schema]:
    """Of every edition, by name."""
    file = closed(path=TEXT, mediaType=TEXT, bytes=COUNT, sha256=HASH)
    named = {"dataset": TEXT, "id": TEXT, "title": TEXT, "url": TEXT}
    stone = {
        "status": {"enum": ["ended", "suspended"]},
        "event": TEXT,
        "eventOn": nullable(DAY),
        "reason": TEXT,
    }
    counts = {"added": COUNT, "changed": COUNT, "ended": COUNT}
    return {
        "File": file,
        "Reference": closed(id=TEXT, title=TEXT, json=TEXT),
        "Note": closed(rule=TEXT, text=TEXT, since=TEXT),
        "Deadline": closed(
            clock=TEXT,
            title=TEXT,
            dueOn=nullable(DAY),
            doneOn=nullable(DAY),
            standing=TEXT,
            citation=TEXT,
            verified=TEXT,
        ),
        "LinkedFrom": closed(dataset=TEXT, field=TEXT, count=COUNT, records=many(TEXT)),
        "Ended": closed(id=TEXT, **stone),
        "Facets": closed(
            dataset=TEXT,
            asOf=DAY,
            count=COUNT,
            facets=many(
                closed(
                    field=TEXT,
                    title=TEXT,
                    values=many(
                        closed(value=TEXT, title=TEXT, count=COUNT, url=TEXT, ids=many(TEXT))
                    ),
                )
            ),
        ),
        "Changes": closed(
            scope=TEXT,
            asOf=DAY,
            since=nullable(DAY),
            unchanged={"type": "boolean"},
            counts=closed(**counts),
            added=many(closed(**named)),
            changed=many(
                closed(
                    **named,
                    fields=many(
                        closed(
                            field=TEXT,
                            title=TEXT,
                            before=ANYTHING,
                            after=ANYTHING,
                            withheld={"type": "boolean"},
                        )
                    ),
                )
            ),
            ended=many(closed(dataset=TEXT, id=TEXT, **stone, url=TEXT)),
            datasets=many(closed(dataset=TEXT, lastChanged=nullable(DAY), lastChecked=DAY)),
            releases=many(closed(on=DAY, **counts)),
        ),
        "Removals": closed(
            asOf=DAY,
            ended=COUNT,
            suspended=COUNT,
            reasons=many(
                closed(
                    event=TEXT, title=TEXT, reason=TEXT, meaning=TEXT, rules=many(TEXT), count=COUNT
                )
            ),
            byMonth=many(
                closed(dataset=TEXT, month=nullable(TEXT), event=TEXT, reason=TEXT, count=COUNT)
            ),
            removals=many(closed(dataset=TEXT, id=TEXT, **stone, rule=TEXT, url=TEXT)),
        ),
        "Corrections": closed(
            asOf=DAY,
            count=COUNT,
            corrections=many(
                closed(
                    id=TEXT,
                    url=TEXT,
                    dataset=TEXT,
                    record=TEXT,
                    recordUrl=TEXT,
                    field=TEXT,
                    fieldTitle=TEXT,
                    before=ANYTHING,
                    after=ANYTHING,
                    correctedOn=nullable(DAY),
                    reason=nullable(TEXT),
                )
            ),
        ),
        "Catalogue": closed(
            title=TEXT,
            homepage=nullable(TEXT),
            edition=TEXT,
            area=closed(code=TEXT, name=TEXT),
            dataClass=TEXT,
            operator=closed(name=TEXT, official={"type": "boolean"}),
            licence=closed(name=TEXT, title=TEXT, path=TEXT),
            asOf=DAY,
            packages=many(
                closed(
                    name=TEXT,
                    title=TEXT,
                    titleEn=nullable(TEXT),
                    description=TEXT,
                    url=TEXT,
                    descriptor=TEXT,
                    archive=ref("File"),
                    resources=many(
                        closed(
                            name=TEXT,
                            title=TEXT,
                            titleEn=nullable(TEXT),
                            kind=TEXT,
                            rows=COUNT,
                            ended=COUNT,
                            url=TEXT,
                            recordUrl=TEXT,
                            recordJson=TEXT,
                            files=many(ref("File")),
                        )
                    ),
                )
            ),
            dictionary=TEXT,
            database=ref("File"),
        ),
        "Statistics": statistics_schema(),
        "Dictionary": dictionary_schema(),
    }


def record_document_schema(table: CatalogTable, record: str) -> Schema:
    """index.json beside a record's page; `record`: the name of the schema of its fields."""
    return closed(
        id=TEXT,
        title=TEXT,
        dataset={"const": str(table.key)},
        kind={"const": table.kind},
        status={"const": "published"},
        asOf=DAY,
        url=TEXT,
        notes=many(ref("Note")),
        version=DAY,
        sha256=HASH,
        citation=MARK,
        deadlines=many(ref("Deadline")),
        record=ref(record),
        links={"type": "object", "additionalProperties": ref("Reference")},
        linkedFrom=many(ref("LinkedFrom")),
    )


def list_schema(table: CatalogTable, record: str) -> Schema:
    """index.json beside a page of a dataset's list."""
    return closed(
        dataset={"const": str(table.key)},
        asOf=DAY,
        count=COUNT,
        page=COUNT,
        pages=COUNT,
        previous=nullable(TEXT),
        next=nullable(TEXT),
        records=many(closed(id=TEXT, title=TEXT, url=TEXT, json=TEXT, record=ref(record))),
    )


def dossier_schema(record: str) -> Schema:
    """An institution's whole file. The sections that the edition has no table for are not there."""
    records = many(closed(dataset=TEXT, id=TEXT, title=TEXT, url=TEXT, record={"type": "object"}))
    schema = closed(
        id=TEXT,
        title=TEXT,
        asOf=DAY,
        url=TEXT,
        sha256=HASH,
        record=ref(record),
        totals=closed(institutions=COUNT, records=COUNT, honours=COUNT),
        missing=many(TEXT),
        children=records,
        others=many(closed(dataset=TEXT, field=TEXT, records=records)),
    )
    for section in ("powers", "promises", "records", "honours"):
        schema["properties"][section] = records
    return schema
