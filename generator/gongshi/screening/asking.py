"""Whatever goes wrong while a rule is asked is the rule's fault, and says which rule it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gongshi.core.errors import RulebookError
from gongshi.core.finding import Finding
from gongshi.screening.rule import Rule
from gongshi.screening.stopwatch import span


class RuleError(RulebookError):
    """A rule that could not be run on these data."""

    def __init__(self, rule: Rule, what: str) -> None:
        self.rule, self.what = rule, what
        super().__init__(f"{rule.place} {self.message}".strip())

    @property
    def message(self) -> str:
        return f"规则 {self.rule.id}（{self.rule.title}）不能运行：{self.what}"


def unasked(error: RulebookError, otherwise: str) -> Finding:
    """The finding for a rule, or a clock, that could not be run; `otherwise` is the file to name
    where it is not known to stand in one of the edition's own.
    """
    path, line = "", ""
    if isinstance(error, RuleError):
        path, _, line = error.rule.place.rpartition(":")
    return Finding(
        code="local-rule",
        path=path or otherwise,
        row=int(line) if path else None,
        message=error.message if isinstance(error, RuleError) else str(error),
        hint="核对条件里的字段名、类型和参数；只管有这些字段的表时，在 on.fields 里写明",
    )


@contextmanager
def asking(rule: Rule) -> Iterator[None]:
    """Raises RuleError in the place of every error but one that says so already."""
    try:
        with span("rule", rule.id):
            yield
    except RuleError:
        raise
    except RulebookError as error:
        raise RuleError(rule, str(error)) from error
    except Exception as error:
        # Without the error's own words: they may quote a cell.
        raise RuleError(rule, f"条件与数据对不上（{type(error).__name__}）") from error
