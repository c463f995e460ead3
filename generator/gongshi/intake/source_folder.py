"""Somebody's folder with a datapackage.json or .yaml, read without leaving it.

No path that is remote, absolute or climbs out; references to schemas and dialects are files of the
folder, and are put in their place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gongshi.core.finding import Finding
from gongshi.intake.sheet import refusal
from gongshi.package.lined_yaml import LinedYamlError, parse
from gongshi.package.structure import is_safe_path

NAMES = ("datapackage.json", "datapackage.yaml", "datapackage.yml")


class SourceError(Exception):
    """Carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class SourceFolder:
    """Everything that is read from the folder goes through here. Raises SourceError."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.descriptor_name = next((n for n in NAMES if (root / n).is_file()), NAMES[0])

    def descriptor(self) -> dict[str, Any]:
        value = self._document(self.descriptor_name)
        if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
            hint = "文件应有 resources：一张一张表的列表"
            raise self.error("这不是数据包描述文件", hint)
        return value

    def dereferenced(self, value: Any) -> Any:
        """A schema or dialect that may be given as the path of a file."""
        return self._document(value) if isinstance(value, str) and value else value

    def read(self, path: Any) -> bytes:
        file = self.file(path)
        try:
            return file.read_bytes()
        except OSError as error:
            raise self.error(f"没有文件 {_said(path)}", "检查 path 与文件名是否一致") from error

    def file(self, path: Any) -> Path:
        if not is_safe_path(path):
            hint = "写文件夹里的相对路径；网上的文件先下载，放进文件夹"
            raise self.error(f"不读取文件夹以外的路径 {_said(path)}", hint)
        file: Path = (self._root / path).resolve()
        if not file.is_relative_to(self._root):
            hint = "把文件本身放进文件夹，不用链接"
            raise self.error(f"{_said(path)} 指向文件夹以外", hint)
        return file

    def json(self, path: Any) -> Any:
        try:
            return json.loads(self.read(path).decode("utf-8-sig"), object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            hint = "检查括号、引号和逗号；同一个键只写一次"
            raise self.error(f"{_said(path)} 不是合法的 JSON", hint) from error

    def _document(self, path: str) -> Any:
        if path.lower().endswith(".json"):
            return self.json(path)
        try:
            return parse(self.read(path).decode("utf-8-sig")).data
        except (LinedYamlError, UnicodeDecodeError) as error:
            line = getattr(error, "line", 1)
            message = f"{_said(path)} 读不懂：{error if line != 1 else '不是合法的 YAML'}"
            finding = refusal(Path(path).name, message, "改正后再导入", line)
            raise SourceError(finding) from error

    def error(self, message: str, hint: str) -> SourceError:
        return SourceError(refusal(self.descriptor_name, message, hint))


def _said(path: Any) -> str:
    return f"“{str(path)[:80]}”"


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError
    return members
