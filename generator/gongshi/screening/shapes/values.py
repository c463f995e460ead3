"""The types of a condition's parameters. `info.context` is a `Known`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    create_model,
)

from gongshi.core.patterns import pattern_problem
from gongshi.core.text import nearest
from gongshi.screening.detectors import DETECTORS


@dataclass(frozen=True)
class Known:
    """What a rule may refer to: kinds of table, clocks, regimes, and event → classes of reason."""

    kinds: Collection[str]
    clocks: Collection[str]
    regimes: Collection[str]
    events: Collection[str]


def one_of(word: str, known: Collection[str], what: str) -> str:
    """Raises ValueError, in Chinese, with the nearest one that there is."""
    if word not in known:
        meant = nearest(word, known)
        raise ValueError(f"没有这个{what}：{word}" + (f"，是不是 {meant}？" if meant else ""))
    return word


def _harmless(pattern: str) -> str:
    problem = pattern_problem(pattern)
    if problem is not None:
        raise ValueError(problem)
    return pattern


def _kind(word: str, info: ValidationInfo[Known]) -> str:
    return one_of(word, info.context.kinds, "表的种类（kind）")


def _clock(word: str, info: ValidationInfo[Known]) -> str:
    return one_of(word, info.context.clocks, "时限")


def _detector(word: str) -> str:
    return one_of(word, DETECTORS, "检测")


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,59}$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Pattern = Annotated[str, AfterValidator(_harmless)]
Kind = Annotated[str, AfterValidator(_kind)]
ClockId = Annotated[str, AfterValidator(_clock)]
Detectors = Annotated[tuple[Annotated[str, AfterValidator(_detector)], ...], Field(min_length=1)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Position = Annotated[int, Field(ge=0, le=1000)]
# A hundred years: beyond that nobody means it, and dates end at the year 9999.
Months = Annotated[int, Field(ge=0, le=1200)]
Days = Annotated[int, Field(ge=0, le=36500)]
# A condition within a condition; its shape is asked about by itself.
Inner = Any


def parameters(name: str, /, **given: Any) -> type[BaseModel]:
    """A closed model: name → type, or (type, default) where it may be left out."""
    fields: dict[str, Any] = {
        key: value if isinstance(value, tuple) else (value, ...) for key, value in given.items()
    }
    return create_model(
        name, __config__=ConfigDict(extra="forbid", frozen=True, strict=False), **fields
    )


class Span(BaseModel):
    """Exactly one of the three."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: Months | None = None
    days: Days | None = None
    workdays: Position | None = None

    def model_post_init(self, _: Any) -> None:
        if sum(one is not None for one in (self.months, self.days, self.workdays)) != 1:
            raise ValueError("months、days、workdays 写且只写一个")


class OlderThan(Span):
    field: Name


class LaterThan(Span):
    field: Name
    after: Name
