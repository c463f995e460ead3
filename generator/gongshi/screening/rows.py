"""Which rows are public today: rules that withhold or expire, then what goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from gongshi.core.errors import RulebookError
from gongshi.loading.table import Table
from gongshi.package.descriptor import Key
from gongshi.package.policy import OnHidden
from gongshi.screening.asking import asking
from gongshi.screening.events import event_days
from gongshi.screening.outcome import SUSPENDED, Decision, Tombstone
from gongshi.screening.predicates import holds
from gongshi.screening.predicates.of_days import periods
from gongshi.screening.rule import Action, Rule, Scope
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.values import among, cells, ids
from gongshi.screening.world import World

# The rule by which a row follows the record that it belongs to.
FOLLOWS = "G04"
# The rule by which the more lenient of two regimes holds.
LENIENT = "G13"


@dataclass
class Fates:
    """What has been decided so far. `gone[key][record]` is a Tombstone, or None if withheld."""

    gone: dict[Key, dict[str, Tombstone | None]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    # How many were gone when it was worked out, and who was not.
    _alive: dict[Key, tuple[int, pd.Series[bool]]] = field(default_factory=dict)

    def alive(self, table: Table) -> pd.Series[bool]:
        gone = self.gone.get(table.resource.key, {})
        count, alive = self._alive.get(table.resource.key, (-1, None))
        if alive is None or count != len(gone):
            alive = ~among(ids(table), gone)
            self._alive[table.resource.key] = len(gone), alive
        return alive.copy()

    def was_public(self, table: Table) -> pd.Series[bool]:
        """Public, or ended today or before; not what was never published."""
        gone = self.gone.get(table.resource.key, {})
        withheld = [record for record, tombstone in gone.items() if tombstone is None]
        return ~among(ids(table), withheld)

    def end(self, key: Key, record: str, rule: Rule, tombstone: Tombstone | None) -> None:
        """Log what became of the record: one that follows a draft has not ended either."""
        ended = tombstone is not None and not tombstone.suspended
        action = rule.action if ended else Action.WITHHOLD
        self.gone.setdefault(key, {})[record] = tombstone
        self.decisions.append(Decision(key, record, rule.id, action.value))


def decide_rows(world: World, rulebook: Rulebook) -> Fates:
    """Withhold what is not public yet, end what must end, and let dependent rows follow."""
    fates = Fates({table.resource.key: _withheld(table) for table in world.dataset.tables.values()})
    for rule in _in_order(world, rulebook):
        for table in applicable(world, rule):
            with asking(rule):
                _apply(world, rule, table, fates)
    follows = rulebook.by_id(FOLLOWS)
    if follows is None:
        raise RulebookError(f"规则库里没有 {FOLLOWS}")
    while _follow(world, follows, fates):
        pass
    fates.decisions += _regimes_chosen(world)
    return fates


def _withheld(table: Table) -> dict[str, Tombstone | None]:
    """Every row of a table of which no field is public: it has no page that could be judged."""
    return {} if table.resource.has_public_fields else dict.fromkeys(ids(table))


def _in_order(world: World, rulebook: Rulebook) -> Iterator[Rule]:
    """What is not public yet, what has ended, and last what pauses (T12): an end counts first."""
    withholding = rulebook.of(Scope.ROWS, Action.WITHHOLD, as_of=world.as_of)
    yield from (rule for rule in withholding if rule.event is None)
    yield from rulebook.of(Scope.ROWS, Action.EXPIRE, as_of=world.as_of)
    yield from (rule for rule in withholding if rule.event is not None)


def _regimes_chosen(world: World) -> Iterator[Decision]:
    """Which regime gave a dishonesty record its period, where two could have."""
    details: dict[str, str] = {}  # one string for all that say the same
    for table in world.dataset.tables.values():
        if table.resource.kind != "dishonesty_record":
            continue
        found = periods(world, table, "determined_on", "severity")
        for record, period in zip(ids(table).tolist(), found.tolist(), strict=True):
            if period is not None and (period.at_determination or period.today):
                was = f"认定时：{period.at_determination}" if period.at_determination else ""
                detail = f"{period.regime}（{was or f'现行：{period.today}'}）"
                detail = details.setdefault(detail, detail)
                yield Decision(table.resource.key, record, LENIENT, Action.DECIDE.value, detail)


def applicable(world: World, rule: Rule) -> list[Table]:
    """The tables that a rule speaks about."""
    return [
        table
        for table in world.dataset.tables.values()
        if rule.on.kind in {None, table.resource.kind}
        and all(name in table.frame.columns for name in rule.on.fields)
    ]


def _apply(world: World, rule: Rule, table: Table, fates: Fates) -> None:
    hit = holds(world, table, rule.when) & fates.alive(table)
    if not hit.any():
        return
    days = event_days(world, table, rule.event, hit) if rule.event else {}
    for record in ids(table)[hit].tolist():
        tombstone = None
        if rule.event:
            tombstone = Tombstone(
                key=table.resource.key,
                record_id=record,
                event=rule.event.name,
                event_on=days.get(record, ""),
                reason=rule.event.reason,
                rule=rule.id,
            )
        fates.end(table.resource.key, record, rule, tombstone)


def _follow(world: World, rule: Rule, fates: Fates) -> bool:
    """One round of rows going with the record that they belong to. True if any went."""
    went = False
    for link in world.links:
        if link.key.on_hidden is not OnHidden.WITHDRAW:
            continue
        gone = fates.gone.get(link.target.resource.key, {})
        if not gone:
            continue
        keys = link.target.frame[link.key.target_fields[0]]
        hidden = ~fates.alive(link.target)
        # A code that a public record has too still leads somewhere.
        hidden &= ~among(keys, keys[~hidden].tolist())
        pairs = zip(keys[hidden].tolist(), ids(link.target)[hidden].tolist(), strict=True)
        by_value = dict(pairs)
        pointing = cells(link.source, link.key.fields[0])
        hit = among(pointing, by_value) & (pointing != "") & fates.alive(link.source)
        for record, value in zip(
            ids(link.source)[hit].tolist(), pointing[hit].tolist(), strict=True
        ):
            parent = gone[by_value[value]]
            fates.end(link.source.resource.key, record, rule, _with(parent, link.source, record))
            went = True
    return went


def _with(parent: Tombstone | None, table: Table, record: str) -> Tombstone | None:
    if parent is None:
        return None
    back = parent.suspended
    return Tombstone(
        key=table.resource.key,
        record_id=record,
        event=SUSPENDED if back else "withdrawn",
        event_on=parent.event_on,
        reason="所属记录暂停公示" if back else "所属记录已终止公示",
        rule=FOLLOWS,
    )
