"""Why a record is public, or is not: each rule's verdict on it. For the operator only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongshi.core.clock import AsOf
from gongshi.loading.table import Table
from gongshi.screening.asking import asking
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.ledger.past import NO_PAST, Past
from gongshi.screening.ledger.stones import remember
from gongshi.screening.outcome import Decision, Tombstone
from gongshi.screening.predicates import holds
from gongshi.screening.projection import project
from gongshi.screening.rows import applicable, decide_rows
from gongshi.screening.rule import Action, Rule, Scope, looks_at
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.text_conditions import text_holds
from gongshi.screening.values import ids
from gongshi.screening.world import World
from gongshi.validation.report import ValidDataset


@dataclass(frozen=True)
class Verdict:
    """One rule and a record. `fields` are the titles of the fields in which a rule about text
    finds something; never what it finds.
    """

    rule: Rule
    applies: bool
    fields: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True)
class Explanation:
    """`row` as Excel numbers it. `tombstone` None and not `public`: withheld."""

    table: str
    record_id: str
    row: int
    public: bool
    tombstone: Tombstone | None
    verdicts: tuple[Verdict, ...]


def explain(
    valid: ValidDataset, as_of: AsOf, rulebook: Rulebook, record_id: str, past: Past = NO_PAST
) -> Explanation | None:
    """`past` is what was published before: what once was public has a page for good. None if no
    table has such a record. Raises RulebookError if a rule cannot be run.
    """
    world = World(valid.dataset, as_of, rulebook)
    for table in valid.dataset.tables.values():
        found = ids(table) == record_id
        if found.any():
            return _explained(world, table, int(found.to_numpy().argmax()), past)
    return None


def _explained(world: World, table: Table, position: int, past: Past) -> Explanation:
    fates = decide_rows(world, world.rulebook)
    public = {one.key: one for one in project(world, fates)}[table.resource.key]
    record = str(ids(table).iloc[position])
    decisions = [d for d in fates.decisions if (d.key, d.record_id) == (table.resource.key, record)]
    verdicts = [
        *_of_rows(world, table, position),
        *_of_text(world, public, record),
        *_of_engine(world, decisions),
    ]
    remember(world, fates, past)
    gone = fates.gone.get(table.resource.key, {})
    return Explanation(
        table=str(table.resource.key),
        record_id=record,
        row=int(table.rows[position]),
        public=record not in gone,
        tombstone=gone.get(record),
        verdicts=tuple(sorted(verdicts, key=lambda v: v.rule.id)),
    )


def _of_rows(world: World, table: Table, position: int) -> Iterator[Verdict]:
    for rule in world.rulebook.in_force(world.as_of):
        judged = rule.on.scope is Scope.ROWS and rule.action is not Action.MASK
        if judged and table in applicable(world, rule):
            with asking(rule):
                applies = bool(holds(world, table, rule.when).iloc[position])
            yield Verdict(rule, applies)


def _of_text(world: World, public: PublicTable, record: str) -> Iterator[Verdict]:
    """What the rules about text see: the public cells of the record, if it has any."""
    row = public.frame[public.frame[public.id_field] == record]
    for rule in world.rulebook.in_force(world.as_of):
        if rule.on.scope is not Scope.PUBLIC_TEXT or rule.action is Action.MASK or row.empty:
            continue
        looked = [f for f in public.fields if looks_at(rule, public.resource.kind, f.name)]
        hits = [f.title for f in looked if text_holds(rule.when, str(row[f.name].iloc[0]))]
        if looked:
            yield Verdict(rule, bool(hits), tuple(hits))


def _of_engine(world: World, decisions: list[Decision]) -> Iterator[Verdict]:
    """What the engine itself decided about the record, and what it masked."""
    for decision in decisions:
        rule = world.rulebook.by_id(decision.rule)
        if rule and (rule.on.scope is Scope.ENGINE or rule.action is Action.MASK):
            yield Verdict(rule, applies=True, detail=decision.detail)
