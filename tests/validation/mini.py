"""The smallest editions that a check can be asked about."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongshi.core.finding import Finding
from gongshi.loading.load import load
from gongshi.loading.table import Dataset
from gongshi.package.kinds import required_fields
from gongshi.validation.report import Report
from gongshi.validation.validate import validate

_EDITION = {
    "name": "mini",
    "title": "最小的版本",
    "area_code": "990001",
    "area_name": "示例市演示区",
    "data_class": "demo",
    "operator": {"name": "示例市演示区信用工作办公室", "official": False},
    "report_error": "mailto:jiucuo@yanshi.example",
    "licence": {"name": "CC0-1.0", "title": "CC0", "path": "https://yanshi.example/cc0"},
}
Fields = Mapping[str, Mapping[str, Any]]


def table(
    name: str,
    fields: Fields,
    rows: Sequence[Sequence[str]] | bytes,
    schema: Mapping[str, Any] | None = None,
    **resource: Any,
) -> tuple[dict[str, Any], bytes]:
    """A resource and its file. `rows` are cells in the order of `fields`, or the file itself."""
    described = [
        {"name": field, "title": field, "type": "string", **more} for field, more in fields.items()
    ]
    declared = {
        "name": name,
        "title": f"表 {name}",
        "path": f"{name}.csv",
        **resource,
        "schema": {"primaryKey": [next(iter(fields))], "fields": described, **(schema or {})},
    }
    return declared, rows if isinstance(rows, bytes) else csv_of([list(fields), *rows])


def csv_of(rows: Sequence[Sequence[str]], ending: str = "\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ending).writerows(rows)
    return out.getvalue().encode()


def kind_fields(kind: str, *names: str) -> dict[str, dict[str, Any]]:
    """`id`, what a table of this kind must have, and `names`: all of them text."""
    return {name: {} for name in dict.fromkeys(["id", *required_fields()[kind], *names])}


def write(folder: Path, **packages: Sequence[tuple[dict[str, Any], bytes]]) -> Path:
    """The edition's folder; each package is named by its keyword."""
    edition = {**_EDITION, "packages": list(packages)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "edition.yaml").write_text(json.dumps(edition, ensure_ascii=False), "utf-8")
    for name, tables in packages.items():
        descriptor = {
            "name": name,
            "title": f"数据包 {name}",
            "gongshi": {"visibility": "public"},
            "resources": [declared for declared, _ in tables],
        }
        (folder / name).mkdir()
        text = json.dumps(descriptor, ensure_ascii=False, indent=1)
        (folder / name / "datapackage.yaml").write_text(text, "utf-8")
        for declared, content in tables:
            (folder / name / declared["path"]).write_bytes(content)
    return folder


def dataset(folder: Path, **packages: Sequence[tuple[dict[str, Any], bytes]]) -> Dataset:
    """Loaded without a finding."""
    loaded = load(write(folder / "edition", **packages), "edition")
    assert loaded.findings == ()
    assert loaded.dataset is not None
    return loaded.dataset


def report(folder: Path, **packages: Sequence[tuple[dict[str, Any], bytes]]) -> Report:
    return validate(load(write(folder / "edition", **packages), "edition"))


def places(findings: Sequence[Finding]) -> list[tuple[str, int | None, str | None]]:
    return [(finding.code, finding.row, finding.field) for finding in findings]
