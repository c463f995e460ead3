"""Rules of scope `ledger`: today's source against what was published before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gongshi.core.errors import RulebookError
from gongshi.core.finding import Finding
from gongshi.screening.asking import asking
from gongshi.screening.ledger.changes import fact_changed
from gongshi.screening.ledger.compared import Compared
from gongshi.screening.ledger.states import illegal_step, vanished
from gongshi.screening.ledger.tombstones import open_tombstone
from gongshi.screening.rule import JUDGING, Rule, Scope

CONDITIONS: Mapping[str, Callable[[Compared, Rule, Any], Iterator[Finding]]] = {
    "illegal_step": illegal_step,
    "vanished": vanished,
    "open_tombstone": open_tombstone,
    "fact_changed": fact_changed,
}


def judge_ledger(compared: Compared) -> Iterator[Finding]:
    """Nothing where nothing was published before. Raises RulebookError for an unknown condition."""
    world = compared.world
    for rule in world.rulebook.of(Scope.LEDGER, *JUDGING, as_of=world.as_of):
        ((name, parameters),) = rule.when.items()
        if name not in CONDITIONS:
            raise RulebookError(f"没有这个谓词：{name}")
        with asking(rule):
            found = [*CONDITIONS[name](compared, rule, parameters)]
        yield from found
