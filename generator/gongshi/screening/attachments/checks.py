"""attachments.yaml: pictures that a human has looked at.

    files/plan.jpg: {checked_on: 2026-11-20, by_role: 信息公开审核岗, sha256: "5e8f0a61c2d3"}

The checksum ties the check to what was seen: a new picture under the old name wants a new look.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, field_validator

from gongshi.core.clock import AsOf, parse_date
from gongshi.core.finding import Finding
from gongshi.core.text import nearest
from gongshi.package.lined_yaml import Lined, LinedYamlError
from gongshi.package.reading import read_yaml
from gongshi.screening.attachments.piece import Code

NAME = "attachments.yaml"
_DIGITS = 12
_FORM = (
    '写成：files/plan.jpg: {checked_on: 2026-11-20, by_role: 审核岗位, sha256: "校验和前 12 位"}'
)


class Check(BaseModel):
    """`by_role` is a post, never a person."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    checked_on: date
    by_role: Annotated[str, StringConstraints(min_length=1)]
    sha256: Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{_DIGITS},64}}$")]

    @field_validator("checked_on", mode="before")
    @classmethod
    def _strict_date(cls, value: Any) -> Any:
        return parse_date(value) if isinstance(value, str) else value


class Checks:
    """The list of an edition's content folder; empty if there is none."""

    def __init__(self, folder: Path, shown_folder: str, as_of: AsOf) -> None:
        self._shown = f"{shown_folder}/{NAME}"
        self._source = Lined(None, {})
        self._checks: dict[str, Check] = {}
        self._findings: list[Finding] = []
        if (folder / NAME).is_file():
            try:
                self._source = read_yaml(folder / NAME)
            except LinedYamlError as error:
                self._object(error.line, f"这一行读不懂：{error}", _FORM)
            self._read(as_of)

    def covers(self, path: str, content: bytes) -> bool:
        check = self._checks.get(path)
        return check is not None and digest(content).startswith(check.sha256)

    def findings(self, paths: Iterable[str]) -> Iterator[Finding]:
        """What is wrong with the list itself, given the files that there are."""
        yield from self._findings
        known = list(paths)
        for path in self._checks:
            if path not in known:
                meant = nearest(path, known)
                hint = f"是不是“{meant}”？" if meant else "文件已经不在时，删去这一项"
                yield self._finding(self._source.line((path,)), "没有这个文件", hint)

    def _read(self, as_of: AsOf) -> None:
        entries = self._source.data
        if entries is not None and not isinstance(entries, Mapping):
            self._object(1, "这不是核对清单", _FORM)
            return
        for path, entry in (entries or {}).items():
            line = self._source.line((path,))
            try:
                check = Check.model_validate(entry)
            except ValidationError as error:
                keys = "、".join(str(e["loc"][0]) for e in error.errors() if e["loc"])
                self._object(line, f"这一项写得不对：{keys or '应当是键值对'}", _FORM)
                continue
            if check.checked_on > as_of.day:
                self._object(line, "checked_on 在今天以后", "写实际核对的日期")
            self._checks[path] = check

    def _object(self, line: int, message: str, hint: str) -> None:
        self._findings.append(self._finding(line, message, hint))

    def _finding(self, line: int, message: str, hint: str) -> Finding:
        return Finding(code=Code.CHECKS, path=self._shown, row=line, message=message, hint=hint)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def entry_for(path: str, content: bytes, as_of: AsOf) -> str:
    """What to write into the list once somebody has looked."""
    name = json.dumps(path, ensure_ascii=False)  # a name may hold what YAML takes for its own
    seen = f'sha256: "{digest(content)[:_DIGITS]}"'
    return f"{name}: {{checked_on: {as_of}, by_role: 审核岗位, {seen}}}"
