"""Parquet: typed columns, with what each field means in the file itself."""

from __future__ import annotations

import io

import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.table import CatalogTable
from gongshi.export.about import about_table
from gongshi.export.typed_columns import Column, Kind, typed_columns

extension = "parquet"
media_type = "application/vnd.apache.parquet"
title = "Parquet（带类型和字段说明）"
_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.LIST: pa.list_(pa.string()),
    Kind.JSON: pa.string(),
}


def encode(catalog: Catalog, table: CatalogTable) -> bytes:
    columns = typed_columns(table)
    schema = pa.schema(
        [_field(column) for column in columns],
        metadata={fact.key: fact.value for fact in about_table(catalog, table)},
    )
    arrays = [pa.array(c.values, _TYPES[c.kind]) for c in columns]
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), stream, compression="snappy")
    return stream.getvalue()


def _field(column: Column) -> pa.Field:
    field = column.field
    described = {
        "title": field.title,
        "title_en": field.title_en,
        "description": field.description,
        "type": field.type,
    }
    return pa.field(field.name, _TYPES[column.kind], metadata=described)
