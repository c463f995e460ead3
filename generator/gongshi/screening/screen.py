"""The door itself."""

from __future__ import annotations

from collections.abc import Iterable

from gongshi.core.clock import AsOf
from gongshi.core.errors import RulebookError
from gongshi.core.finding import Finding, has_errors, in_order
from gongshi.screening.annotations import annotate
from gongshi.screening.asking import unasked
from gongshi.screening.canaries import canaries
from gongshi.screening.canary import Canaries
from gongshi.screening.deadlines import deadlines
from gongshi.screening.disclosure import Disclosure, PublicTable, Screening
from gongshi.screening.judgements import judge_edition, judge_rows, judge_schemas
from gongshi.screening.ledger.compared import Compared
from gongshi.screening.ledger.judge import judge_ledger
from gongshi.screening.ledger.past import NO_PAST, Past
from gongshi.screening.ledger.stones import remember
from gongshi.screening.outcome import Tombstone
from gongshi.screening.overrides import FILE
from gongshi.screening.projection import project, public_packages
from gongshi.screening.released.compare import changes_since
from gongshi.screening.rows import Fates, decide_rows
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.stopwatch import span
from gongshi.screening.text_judgements import judge_text
from gongshi.screening.world import World
from gongshi.validation.report import ValidDataset


def screen(
    valid: ValidDataset,
    as_of: AsOf,
    rulebook: Rulebook,
    shown: str,
    past: Past = NO_PAST,
    typed: Iterable[Finding] = (),
) -> Screening:
    """Apply the rulebook to a valid dataset for one day; `shown` is how findings print its folder,
    `past` is what was published before, `typed` what is wrong with the edition's own words
    (screening.typed_texts).

    Rows are decided first and judged after: a rule that stops the build looks only at what would
    be public. A rule that cannot be run on these data is a finding, and nothing is published.
    """
    try:
        return _screened(valid, as_of, rulebook, shown, past, typed)
    except RulebookError as error:
        return Screening(None, in_order([*valid.warnings, unasked(error, f"{shown}/{FILE}")]))


def _screened(
    valid: ValidDataset,
    as_of: AsOf,
    rulebook: Rulebook,
    shown: str,
    past: Past,
    typed: Iterable[Finding],
) -> Screening:
    """Raises RulebookError."""
    world = World(valid.dataset, as_of, rulebook)
    with span("stage", "schemas"):
        findings: list[Finding] = [
            *judge_edition(world, rulebook, shown),
            *judge_schemas(world, rulebook),
        ]
    if has_errors(findings):
        return Screening(None, in_order([*valid.warnings, *findings, *typed]))
    with span("stage", "fates"):
        fates = decide_rows(world, rulebook)
    with span("stage", "projection"):
        tables = project(world, fates)
    with span("stage", "rows"):
        findings += judge_rows(world, rulebook, fates)
    with span("stage", "text"):
        findings += judge_text(world, rulebook, tables)
    findings += [*typed, *past.findings]
    with span("stage", "ledger"):
        findings += judge_ledger(Compared(world, fates, tables, past))
    found = in_order([*valid.warnings, *findings])
    if has_errors(found):
        return Screening(None, found)
    with span("stage", "after"):
        return Screening(*_disclosed(world, fates, tables, found, past))


def _disclosed(
    world: World,
    fates: Fates,
    tables: tuple[PublicTable, ...],
    found: tuple[Finding, ...],
    past: Past,
) -> tuple[Disclosure, tuple[Finding, ...], Canaries]:
    """Nothing is in the way of publishing any more."""
    remember(world, fates, past)
    annotations = annotate(world, world.rulebook, fates)
    tombstones = _tombstones(fates)
    secret = canaries(world, fates, tables)
    disclosure = Disclosure(
        edition=world.dataset.edition,
        as_of=world.as_of,
        packages=public_packages(world),
        tables=tables,
        tombstones=tombstones,
        annotations=annotations,
        deadlines=deadlines(world, fates),
        decisions=tuple(fates.decisions),
        rulebook=world.rulebook,
        warnings=found,
        changes=changes_since(world, tables, tombstones, past.released, secret),
        ledger_seal=past.seal,
    )
    return disclosure, found, secret


def _tombstones(fates: Fates) -> tuple[Tombstone, ...]:
    ended = (t for records in fates.gone.values() for t in records.values() if t is not None)
    return tuple(sorted(ended, key=lambda t: (str(t.key), t.record_id)))
