"""openapi.json: the static interface, described for programs that make clients of it.

Every path is a file. There is nothing to send, so nothing to be limited or refused; a number that
was never given to a record is answered with 404.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.change_log import changes_url
from gongshi.catalog.pages import page_total
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.export.changes_json import DELTA, DOCUMENT
from gongshi.export.feeds import ATOM, JSON_FEED
from gongshi.export.json_schemas import (
    dossier_schema,
    list_schema,
    record_document_schema,
    record_schema,
    shared_schemas,
)
from gongshi.export.schema_parts import Schema, many, ref

_OBJECT: Schema = {"type": "object"}
_JSON = "application/json"


def openapi_document(catalog: Catalog, site_url: str) -> dict[str, Any]:
    edition = catalog.disclosure.edition
    tables = list(catalog.tables.values())
    schemas = shared_schemas()
    for table in tables:
        name = _name(table)
        schemas[name] = record_schema(table)
        schemas[f"{name}.document"] = record_document_schema(table, name)
        schemas[f"{name}.list"] = list_schema(table, name)
        if table.is_institutions:
            schemas[f"{name}.dossier"] = dossier_schema(name)
    paths = dict(_edition_paths(catalog))
    for table in tables:
        paths |= dict(_table_paths(table))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": edition.title,
            "version": str(catalog.disclosure.as_of),
            "description": "静态接口：每个网址是一个文件，不用注册，没有频率限制，只读。",
            "license": {"name": edition.licence.title, "url": edition.licence.path},
        },
        "servers": [{"url": site_url.rstrip("/") or "."}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


_Path = tuple[str, dict[str, Any]]


def _edition_paths(catalog: Catalog) -> Iterator[_Path]:
    yield _get(urls.CATALOG_JSON, "目录", {_JSON: ref("Catalogue")})
    yield _get(urls.DICTIONARY_JSON, "数据字典", {_JSON: ref("Dictionary")})
    yield _get(urls.MANIFEST, "全站文件的大小和校验值", {_JSON: _OBJECT})
    yield _get(urls.CATALOG_JSONLD, "目录（DCAT-AP 3）", {"application/ld+json": _OBJECT})
    yield _get(urls.json_of(urls.REMOVALS), "终止公示台账", {_JSON: ref("Removals")})
    yield _get(urls.json_of(urls.CORRECTIONS), "更正台账", {_JSON: ref("Corrections")})
    yield _get(urls.json_of(urls.MECHANISMS), "机制公开情况", {_JSON: _OBJECT})
    yield _get(urls.json_of(urls.QUALITY), "数据质量", {_JSON: _OBJECT})
    yield _get(urls.json_of(urls.PROMISES), "承诺与兑现", {_JSON: _OBJECT})
    yield _get(urls.json_of(urls.STATISTICS), "统计图表的数字", {_JSON: ref("Statistics")})
    for package in (None, *(one.name for one in catalog.disclosure.packages)):
        folder = changes_url(package)
        yield _get(f"{folder}{DOCUMENT}", "与上次发布相比的变更", {_JSON: ref("Changes")})
        yield _get(f"{folder}{DELTA}", "增量，一行一条", {"application/x-ndjson": {}})
        yield _get(f"{folder}{ATOM}", "Atom", {"application/atom+xml": {}})
        yield _get(f"{folder}{JSON_FEED}", "JSON Feed", {"application/feed+json": _OBJECT})
    for one in catalog.disclosure.packages:
        descriptor = urls.package_descriptor(one.name)
        yield _get(descriptor, f"{one.title}：Data Package v2", {_JSON: _OBJECT})


def _table_paths(table: CatalogTable) -> Iterator[_Path]:
    package, resource = table.key.package, table.key.resource
    name, title = _name(table), table.title
    whole = urls.resource_file(package, resource, "json")
    yield _get(whole, f"{title}：全部记录", {_JSON: many(ref(name))})
    first = urls.json_of(urls.list_page(package, resource))
    yield _get(first, f"{title}：第一页", {_JSON: ref(f"{name}.list")})
    total = page_total(len(table))
    if total > 1:
        number = {"type": "integer", "minimum": 2, "maximum": total}
        path = urls.json_of(f"{urls.list_page(package, resource)}{{page}}/")
        answer = {_JSON: ref(f"{name}.list")}
        yield _get(path, f"{title}：以后各页", answer, _parameter("page", number, [2]))
    yield _get(urls.facets_json(package, resource), f"{title}：分类", {_JSON: ref("Facets")})
    number = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$"}
    known = _parameter("id", number, [table.ids[position] for position in table.order[:3]])
    document = {"oneOf": [ref(f"{name}.document"), ref("Ended")]}
    page = table.url("{id}")
    yield _get(urls.json_of(page), f"{title}：一条记录", {_JSON: document}, known)
    if table.is_institutions:
        answer = {_JSON: ref(f"{name}.dossier")}
        yield _get(urls.dossier_json(page), f"{title}：机构的全部档案", answer, known)


def _get(
    path: str,
    summary: str,
    content: Mapping[str, Schema],
    parameter: dict[str, Any] | None = None,
) -> _Path:
    operation: dict[str, Any] = {
        "summary": summary,
        "operationId": path.replace("/", "_").replace("{", "").replace("}", ""),
        "responses": {
            "200": {
                "description": summary,
                "content": {kind: {"schema": schema} for kind, schema in content.items()},
            }
        },
    }
    if parameter is not None:
        operation["parameters"] = [parameter]
        operation["responses"]["404"] = {"description": "没有这个编号"}
    return f"/{path}", {"get": operation}


def _parameter(name: str, schema: Schema, examples: list[Any]) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": "path", "required": True, "schema": schema}
    if examples:
        named = enumerate(examples, 1)
        parameter["examples"] = {f"e{number}": {"value": value} for number, value in named}
    return parameter


def _name(table: CatalogTable) -> str:
    return f"{table.key.package}.{table.key.resource}"
