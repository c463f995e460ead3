"""The door itself."""

from __future__ import annotations

from collections.abc import Iterable

from gongshi.core.clock import AsOf
from gongshi.core.errors import RulebookError
from gongshi.core.finding import Finding, has_errors, in_order
from gongshi.screening.annotations import annotate
from gongshi.screening.asking import unasked
from gongshi.screening.canaries import canaries
from gongshi.screening.deadlines import deadlines
from gongshi.screening.disclosure import Disclosure, Screening
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
    findings: list[Finding] = [
        *judge_edition(world, rulebook, shown),
        *judge_schemas(world, rulebook),
    ]
    if has_errors(findings):
        return Screening(None, in_order([*valid.warnings, *findings, *typed]))
    fates = decide_rows(world, rulebook)
    tables = project(world, fates)
    findings += judge_rows(world, rulebook, fates)
    findings += judge_text(world, rulebook, tables)
    findings += [*typed, *past.findings]
    findings += judge_ledger(Compared(world, fates, tables, past))
    found = in_order([*valid.warnings, *findings])
    if has_errors(found):
        return Screening(None, found)
    remember(world, fates, past)
    annotations = annotate(world, rulebook, fates)
    tombstones = _tombstones(fates)
    secret = canaries(world, fates, tables)
    disclosure = Disclosure(
        edition=valid.dataset.edition,
        as_of=as_of,
        packages=public_packages(world),
        tables=tables,
        tombstones=tombstones,
        annotations=annotations,
        deadlines=deadlines(world, fates),
        decisions=tuple(fates.decisions),
        rulebook=rulebook,
        warnings=found,
        changes=changes_since(world, tables, tombstones, past.released, secret),
        ledger_seal=past.seal,
    )
    return Screening(disclosure, found, secret)


def _tombstones(fates: Fates) -> tuple[Tombstone, ...]:
    ended = (t for records in fates.gone.values() for t in records.values() if t is not None)
    return tuple(sorted(ended, key=lambda t: (str(t.key), t.record_id)))
