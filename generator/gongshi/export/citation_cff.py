"""CITATION.cff: how to cite, for the tools that look for this file."""

from __future__ import annotations

from typing import Any

import yaml

from gongshi.catalog.citing.work import Work
from gongshi.package.edition import Licence

NAME = "CITATION.cff"


def citation_cff(work: Work, abstract: str, licence: Licence) -> bytes:
    document: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "引用事实请引原始文件；引用整理、比对或统计结果，请这样引用本站。",
        "type": "dataset",
        "title": work.title,
        "abstract": abstract,
        "authors": [{"name": work.author}],
        "version": work.version,
        "date-released": work.version,
        "license-url": licence.path,
    }
    if work.url.startswith(("https://", "http://")):
        document["url"] = work.url
    if work.mark:
        document["identifiers"] = [
            {"type": "other", "value": work.mark, "description": "gongshi verify 可以核对"}
        ]
    text: str = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()
