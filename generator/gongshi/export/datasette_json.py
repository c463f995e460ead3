"""metadata.json for Datasette, beside the SQLite file: titles, meanings, terms, a search."""

from __future__ import annotations

from typing import Any

from gongshi.catalog.catalog import Catalog
from gongshi.catalog.confined import confined_fields
from gongshi.catalog.table import CatalogTable
from gongshi.core import urls
from gongshi.export.about import about_edition
from gongshi.export.sqlite_names import SEARCH, TITLE, table_names

# Three characters and more by the index, fewer by looking at every row.
_SEARCH_SQL = f"""select dataset, record_id, title, text from {SEARCH}
where {SEARCH} match '"' || replace(:q, '"', '""') || '"'
union all
select dataset, record_id, title, text from {SEARCH}
where length(:q) between 1 and 2 and (title like '%' || :q || '%' or text like '%' || :q || '%')
limit 100"""  # noqa: S608  # a name of our own; what readers type is a parameter


def datasette_document(catalog: Catalog, site_url: str) -> dict[str, Any]:
    edition = catalog.disclosure.edition
    facts = {fact.key: fact.value for fact in about_edition(catalog)}
    terms = {
        "source": facts["source"],
        "source_url": site_url or None,
        "license": edition.licence.title,
        "license_url": edition.licence.path,
    }
    said = "".join(facts[key] for key in ("warning", "notice") if key in facts)
    names = table_names(catalog)
    return {
        "title": edition.title,
        "description": f"数据截至 {facts['as_of']}。{said}",
        **terms,
        "databases": {
            edition.name: {
                **terms,
                "tables": {
                    **{
                        names[key]: _table(catalog, table, site_url)
                        for key, table in catalog.tables.items()
                    },
                    SEARCH: {"title": "全文检索", "hidden": False},
                },
                "queries": {
                    "search": {
                        "title": "检索",
                        "description": "任意词，两个字也行",
                        "sql": _SEARCH_SQL,
                        "params": ["q"],
                    }
                },
            }
        },
    }


def _table(catalog: Catalog, table: CatalogTable, site_url: str) -> dict[str, Any]:
    confined = confined_fields(catalog, table)
    page = urls.dataset_page(table.key.package, table.key.resource)
    return {
        "title": table.title,
        "description": table.public.resource.description,
        "label_column": TITLE,
        "facets": [name for name in table.policy.facets if name not in confined],
        "columns": {
            **{
                field.name: _column(field.title, field.description)
                for field in table.fields
                if field.name not in confined
            },
            TITLE: "名称（由其他字段组成）",
        },
        **({"about": table.title, "about_url": f"{site_url}{page}"} if site_url else {}),
    }


def _column(title: str, description: str) -> str:
    return f"{title}：{description}" if description else title
