"""A draft → a folder of the edition, whole or not at all, and its line in edition.yaml."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from gongshi.core.errors import IntakeError
from gongshi.core.files import staging_for, write_atomic
from gongshi.core.finding import has_errors
from gongshi.core.report_text import report_text
from gongshi.intake.draft import DraftPackage, DraftTable, Reference
from gongshi.intake.presentation import present
from gongshi.package.lined_yaml import LinedYamlError, parse
from gongshi.package.reading import read_descriptor

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_HEAD = "# 由 gongshi new 生成，可以直接修改。怎么写见 gongshi 的 ARCHITECTURE.md“描述文件”一节。\n"


class _Dumper(yaml.SafeDumper):
    """Never an alias: the reader of descriptors refuses them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _list(dumper: _Dumper, value: list[Any]) -> yaml.Node:
    """Names stand in a line, as people write them."""
    plain = all(isinstance(item, str | int | float) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=plain)


_Dumper.add_representer(list, _list)


def write_package(folder: Path, draft: DraftPackage, shown: str) -> None:
    """Write `folder`, which must not exist; its name is the package's.

    Raises IntakeError, and leaves nothing behind, where the descriptor could not be read again.
    """
    staging = staging_for(folder)
    try:
        (staging / "datapackage.yaml").write_bytes(_descriptor(folder.name, draft))
        for table in draft.tables:
            (staging / _path(table)).write_bytes(_csv(table))
        _, findings = read_descriptor(staging / "datapackage.yaml", f"{shown}/datapackage.yaml")
        if has_errors(findings):
            raise IntakeError(report_text(findings))
        staging.rename(folder)
    except UnicodeEncodeError as error:
        raise IntakeError(f"{shown}：含有不是合法字符的内容（半个代理对），在来源里改正") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _path(table: DraftTable) -> str:
    """From the name that this package made up, never from the source's path."""
    return f"{table.name}.csv"


def _csv(table: DraftTable) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(zip(*(column.cells for column in table.columns), strict=True))
    return out.getvalue().encode()


def _descriptor(name: str, draft: DraftPackage) -> bytes:
    descriptor = {"$schema": _SCHEMA, "name": name, "title": draft.title, **draft.about}
    if draft.policy:
        descriptor["gongshi"] = draft.policy
    descriptor["resources"] = [_resource(table) for table in draft.tables]
    text = yaml.dump(descriptor, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return (_HEAD + text).encode()


def _resource(table: DraftTable) -> dict[str, Any]:
    schema: dict[str, Any] = {"fieldsMatch": "equal", "primaryKey": list(table.primary_key)}
    if table.unique_keys:
        schema["uniqueKeys"] = [list(key) for key in table.unique_keys]
    if table.references:
        schema["foreignKeys"] = [_foreign_key(reference) for reference in table.references]
    if table.missing_values is not None:
        schema["missingValues"] = table.missing_values
    schema["fields"] = [{"name": column.name, **column.field} for column in table.columns]
    return {
        "name": table.name,
        "type": "table",
        "path": _path(table),
        "title": table.title,
        **table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "gongshi": present(table),
        "schema": schema,
    }


def _foreign_key(reference: Reference) -> dict[str, Any]:
    where = {"package": reference.package} if reference.package else {}
    target = {**where, "resource": reference.resource, "fields": list(reference.target_fields)}
    return {"fields": list(reference.fields), "reference": target}


def list_package(edition: Path, name: str) -> bool:
    """Add the name to `packages` of an edition.yaml, and change nothing else in it.

    False where the file is written in a way in which that cannot be done safely.
    """
    text = edition.read_text("utf-8")
    try:
        before = parse(text).data
        after = _with_item(text, name)
        done = parse(after).data if after is not None else None
    except LinedYamlError:
        return False
    if after is None or done != {**before, "packages": [*before["packages"], name]}:
        return False
    write_atomic(edition, after.encode())
    return True


def _with_item(text: str, name: str) -> str | None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    pairs = {key.value: value for key, value in root.value}
    listed = pairs.get("packages")
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        return None
    last = listed.value[-1]
    end = int(last.end_mark.index)
    if listed.flow_style:
        return f"{text[:end]}, {name}{text[end:]}"
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    start = text.rfind("\n", 0, int(last.start_mark.index)) + 1
    indent = re.match(r"\s*-\s+", text[start:])
    return None if indent is None else f"{text[:line_end]}\n{indent[0]}{name}{text[line_end:]}"
