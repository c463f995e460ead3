"""CSL-JSON, the input of citation processors."""

from __future__ import annotations

from typing import Any

from gongshi.catalog.citing.work import Work
from gongshi.core.output import indented


def csl(work: Work) -> str:
    return indented([csl_item(work)])


def csl_item(work: Work) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": work.key,
        "type": "dataset" if work.is_data else "document",
        "title": work.title,
        "language": "zh-CN",
    }
    if work.author:
        item["author"] = [{"literal": work.author}]
    if work.issued:
        item["issued"] = {"date-parts": [[int(part) for part in work.issued.split("-")]]}
    if work.is_data:
        item |= {
            "container-title": work.container,
            "publisher": work.author,
            "version": work.version,
            "note": work.note,
            "URL": work.url,
        }
    return item
