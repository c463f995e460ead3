"""Notes that a record's page must carry."""

from __future__ import annotations

from gongshi.screening.asking import asking
from gongshi.screening.events import event_days
from gongshi.screening.outcome import Annotation, Decision
from gongshi.screening.predicates import holds
from gongshi.screening.rows import Fates, applicable
from gongshi.screening.rule import Action, Scope
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.values import ids
from gongshi.screening.world import World


def annotate(world: World, rulebook: Rulebook, fates: Fates) -> tuple[Annotation, ...]:
    """The notes that rules require on rows that are public. Each is logged as a decision."""
    result = []
    for rule in rulebook.of(Scope.ROWS, Action.ANNOTATE, as_of=world.as_of):
        assert rule.event is not None
        assert rule.note is not None
        for table in applicable(world, rule):
            with asking(rule):
                hit = holds(world, table, rule.when) & fates.alive(table)
                days = event_days(world, table, rule.event, hit)
            for record in ids(table)[hit]:
                since = days.get(record, "")
                text = rule.note.replace("{since}", since)
                key = table.resource.key
                result.append(Annotation(key, record, rule.id, text, since))
                fates.decisions.append(Decision(key, record, rule.id, rule.action.value))
    return tuple(result)
