"""Cases: what a rule does in a situation, written so that a lawyer can read and add them.

`load_cases(folder)` reads `<rule>.yaml` files and refuses what it does not know. A file:

    rule: T03
    cases:
      - title: 一般失信，满一年的当天仍在公示
        because: 期限按自然月计算，最后一天仍可公示     # optional, why
        as_of: 2027-05-31                          # optional, the day of the build
        given:                                     # table → rows, only the cells that matter
          dishonesty_records:
            - {severity: 一般, determined_on: 2026-05-31}
        expect: 不适用                              # one of Outcome

A situation may also be told by `edition` (what edition.yaml says differently), `schema` (what the
descriptor of a table says differently), `text` (public texts, each judged by itself), `page` (a
finished page), `files` (others in the finished site), `before` (what was published on an earlier
day) and `tombstones` (rows of tombstones.csv). `message` are words that the finding, tombstone or
note must hold; `event_on` is the day that a tombstone or note names; `also` names other rules that
stop the build in the same situation. `without` leaves rules out, to show a safety net that nothing
reaches as long as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from gongshi.core.clock import parse_date
from gongshi.package.edition import DataClass, Hosting
from gongshi.package.lined_yaml import LinedYamlError, Pointer, parse
from gongshi.package.policy import ItemPolicy, Visibility


class Outcome(StrEnum):
    NOTHING = "不适用"
    BLOCKED = "拦截"
    FLAGGED = "提示"
    WITHHELD = "不公开"
    ENDED = "终止公示"
    NOTED = "标注"
    MASKED = "脱敏"
    LOGGED = "记入日志"


def _day(value: Any) -> Any:
    return parse_date(value) if isinstance(value, str) else value


def _cell(value: Any) -> Any:
    """YAML's true and 24 as they stand in a CSV file."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else value


Day = Annotated[date, BeforeValidator(_day)]
Cell = Annotated[str, BeforeValidator(_cell)]
Text = Annotated[str, StringConstraints(min_length=1)]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")]
Row = Mapping[str, Cell]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EditionGiven(_Closed):
    """Keys of edition.yaml; `official` and `mandate_ref` are the operator's."""

    title: str | None = None
    data_class: DataClass | None = None
    area_code: str | None = None
    area_name: str | None = None
    official: bool | None = None
    mandate_ref: str | None = None
    hosting: Hosting | None = None
    pia_ref: str | None = None
    site_code: str | None = None
    icp: str | None = None
    police_record: str | None = None


class FieldGiven(_Closed):
    """A field that is new, or stated anew. `visibility: null` means that nobody stated one; `enum`
    are the words that it may have, `missing` those that stand for no value.
    """

    name: str
    title: str | None = None
    visibility: Visibility | None
    items: tuple[ItemPolicy, ...] | None = None
    enum: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None


class TableGiven(_Closed):
    """What a descriptor says differently. `called` is the table's title, `title` the template of
    its records' titles; `basis: ''` means that it states none.
    """

    kind: str | None = None
    called: Text | None = None
    basis: str | None = None
    title: str | None = None
    summary_fields: tuple[str, ...] | None = None
    mechanisms: tuple[str, ...] | None = None
    fields: tuple[FieldGiven, ...] = ()


class Before(_Closed):
    """What the site showed on an earlier day; `given` as in a case."""

    as_of: Day
    given: Mapping[str, tuple[Row, ...]]


class Case(_Closed):
    title: Text
    because: Text | None = None
    as_of: Day | None = None
    edition: EditionGiven = EditionGiven()
    descriptors: Mapping[str, TableGiven] = Field({}, alias="schema")
    given: Mapping[str, tuple[Row, ...]] = {}
    text: tuple[Text, ...] = ()
    page: Text | None = None
    files: tuple[Text, ...] = ()
    before: Before | None = None
    tombstones: tuple[Row, ...] = ()
    expect: Outcome
    message: Text | None = None
    event_on: Day | None = None
    also: tuple[RuleId, ...] = ()
    without: tuple[RuleId, ...] = ()

    @property
    def applies(self) -> bool:
        return self.expect is not Outcome.NOTHING

    @model_validator(mode="after")
    def _says_only_what_can_be_seen(self) -> Self:
        dated = {Outcome.ENDED, Outcome.NOTED, Outcome.WITHHELD}
        if self.message and not self.applies:
            raise ValueError(f"“{self.expect}”没有文字可查，不能写 message")
        if self.event_on and self.expect not in dated:
            raise ValueError(f"“{self.expect}”没有日期可查，不能写 event_on")
        return self


class CaseFile(_Closed):
    rule: RuleId
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]


class CaseError(ValueError):
    """A case file that says something unknown; the text begins with `file:line`."""


def load_cases(folder: Path) -> dict[str, CaseFile]:
    """Rule id → its cases, for every `*.yaml` of a folder. Raises CaseError."""
    return {path.stem: read_cases(path) for path in sorted(folder.glob("*.yaml"))}


def read_cases(path: Path) -> CaseFile:
    """The cases of one file, which is named after its rule. Raises CaseError."""
    try:
        source = parse(path.read_text("utf-8"))
        cases = CaseFile.model_validate(source.data)
    except LinedYamlError as error:
        raise CaseError(f"{path.name}:{error.line} {error}") from error
    except ValidationError as error:
        # A word that is not known explains one that is missing.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        pointer: Pointer = tuple(first["loc"])
        raise CaseError(f"{path.name}:{source.line(pointer)} {first['msg']}") from error
    if cases.rule != path.stem:
        raise CaseError(f"{path.name}:{source.line(('rule',))} 文件名要与规则编号一致")
    return cases
