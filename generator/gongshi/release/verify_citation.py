"""Is this what the site said? A citation beside the site as it is now, and what was registered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from gongshi.catalog.canonical import canonical_hash
from gongshi.catalog.citing.mark import Mark
from gongshi.core import urls
from gongshi.core.errors import ProjectError
from gongshi.export.edition_hash import edition_hash
from gongshi.screening.released.cited import Cited


class Verdict(StrEnum):
    SAME = "一致"
    REGISTERED = "登记过"
    UNKNOWN = "核对不了"


@dataclass(frozen=True)
class Checked:
    """`now`: how it stands today, in a sentence."""

    mark: Mark
    verdict: Verdict
    now: str


def verify(mark: Mark, site: Path, cited: Iterable[Cited]) -> Checked:
    """`cited`: citations.csv, empty for whoever has not got it. Raises ProjectError if `site` is no
    site of this program.
    """
    catalogue = _json(site / urls.CATALOG_JSON)
    if not isinstance(catalogue, dict) or "packages" not in catalogue:
        raise ProjectError(f"{site.name} 里没有 {urls.CATALOG_JSON}：用 --site 指出网站的文件夹")
    today, now = _today(mark, site, catalogue)
    if today is not None and today.startswith(mark.digest):
        return Checked(mark, Verdict.SAME, now)
    for one in cited:
        if one.name == mark.name and one.sha256.startswith(mark.digest):
            said = f"{now}引用的内容登记过（版本 {one.version}）。"
            return Checked(mark, Verdict.REGISTERED, said)
    return Checked(mark, Verdict.UNKNOWN, f"{now}引用的内容没有登记，或者按规定不再保留校验值。")


def _today(mark: Mark, site: Path, catalogue: Mapping[str, Any]) -> tuple[str | None, str]:
    """The hash of what the mark names as it is now, if it is public, and a sentence about it."""
    match mark.parts:
        case [package, resource, record]:
            found = _resource(catalogue, package, resource)
            path = str(found["recordJson"]).replace("{id}", record) if found else ""
            return _record(_json(site / path) if path else None)
        case [package, resource]:
            found = _resource(catalogue, package, resource)
            if found is None:
                return None, "本站没有这个数据集。"
            return _hash(site / found["files"][0]["path"]), f"数据截至 {catalogue['asOf']}。"
        case _:
            if mark.name != catalogue["edition"]:
                return None, "这是另一个版本的引用。"
            paths = [
                resource["files"][0]["path"]
                for package in catalogue["packages"]
                for resource in package["resources"]
            ]
            hashes = {path: _hash(site / path) for path in paths}
            return edition_hash(hashes), f"数据截至 {catalogue['asOf']}。"


def _record(document: Any) -> tuple[str | None, str]:
    if not isinstance(document, dict):
        return None, "本站没有这条记录。"
    if document["status"] == "published":
        digest = canonical_hash(document["dataset"], document["id"], document["record"])
        return digest, f"记录公开中，最近版本 {document['version']}。"
    words = "暂停公示" if document["status"] == "suspended" else "已终止公示"
    day = f"，{document['eventOn']}" if document["eventOn"] else ""
    return None, f"记录{words}{day}，原因：{document['reason']}。"


def _resource(catalogue: Mapping[str, Any], package: str, name: str) -> dict[str, Any] | None:
    for one in catalogue["packages"]:
        for resource in one["resources"]:
            if one["name"] == package and resource["name"] == name:
                return dict(resource)
    return None


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ProjectError(f"网站里缺少 {path.name}：重新下载或重新生成网站") from error
