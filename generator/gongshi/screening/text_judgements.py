"""Rules about public text: over cells, titles, descriptors and whatever else is given to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath

import pandas as pd

from gongshi.core.finding import Finding, Severity
from gongshi.core.page_text import decoded
from gongshi.core.redaction import UNTOLD
from gongshi.package.descriptor import Field
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.findings import finding_of
from gongshi.screening.never import refused_file
from gongshi.screening.rule import JUDGING, Rule, Scope, looks_at
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.text_conditions import broken_by
from gongshi.screening.titles import Titles
from gongshi.screening.typed_texts import screen_document
from gongshi.screening.values import among, ids, in_heaps
from gongshi.screening.world import World
from gongshi.screening.written import written, written_once

_NOT_TOLD = "〔不宜显示的名称〕"


def judge_text(
    world: World, rulebook: Rulebook, tables: tuple[PublicTable, ...]
) -> Iterator[Finding]:
    """Every public cell in each way in which it is written, the titles and summaries that are made
    of cells, and what the descriptors say in public.
    """
    rules = rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=world.as_of)
    titles = Titles({t.key: t.resource for t in tables}, {t.key: t.frame for t in tables})
    for table in tables:
        place = _Place(world, table)
        for field in table.fields:
            mine = [rule for rule in rules if looks_at(rule, table.resource.kind, field.name)]
            yield from _of_column(place, mine, field)
        yield from _of_titles(place, rules, titles)
    for package in world.dataset.packages:
        yield from screen_document(rules, package.raw, package.source, package.shown)


class _Place:
    """Where the rows of a public table stand in the file that they come from."""

    def __init__(self, world: World, table: PublicTable) -> None:
        source = world.dataset.tables[table.key]
        self.table = table
        self._path = world.dataset.package_of(table.key).shown_path(source.resource)
        self._source = source
        self._told: set[tuple[str, str]] = set()

    @cached_property
    def _rows(self) -> dict[str, int]:
        return dict(zip(ids(self._source).tolist(), self._source.rows.tolist(), strict=True))

    def of_cells(self, rule: Rule, chosen: pd.Series[bool], field: Field) -> Iterator[Finding]:
        for record in self._chosen(chosen):
            self._told.add((rule.id, record))
            yield self._finding(rule, record, field=field.name, field_title=field.title)

    def of_rows(self, rule: Rule, chosen: pd.Series[bool]) -> Iterator[Finding]:
        """Not of those of which a cell has been told."""
        for record in self._chosen(chosen):
            if (rule.id, record) not in self._told:
                yield self._finding(rule, record)

    def _chosen(self, chosen: pd.Series[bool]) -> list[str]:
        return [str(record) for record in self.table.frame[self.table.id_field][chosen]]

    def _finding(self, rule: Rule, record: str, **about: str) -> Finding:
        return finding_of(rule, self._path, self._rows[record], **about, value=UNTOLD)


def _of_column(place: _Place, rules: list[Rule], field: Field) -> Iterator[Finding]:
    cells = place.table.frame[field.name]
    caught: dict[str, list[str]] = {rule.id: [] for rule in rules}
    for distinct in in_heaps(cells):
        more = {cell: [*written(field, cell)] for cell in distinct if not written_once(field, cell)}
        broken = broken_by(rules, chain(distinct, *more.values()))
        for rule in rules if broken else ():
            caught[rule.id] += [
                cell
                for cell in distinct
                if any(rule in broken.get(form, ()) for form in more.get(cell, [cell]))
            ]
    for rule in rules:
        if caught[rule.id]:
            yield from place.of_cells(rule, among(cells, caught[rule.id]), field)


def _of_titles(place: _Place, rules: Iterable[Rule], titles: Titles) -> Iterator[Finding]:
    """Cells that are harmless apart may be a number side by side."""
    table = place.table
    general = [r for r in rules if looks_at(r, None, None) and r.severity is Severity.ERROR]
    for template in filter(None, [table.resource.policy.title, table.resource.policy.summary]):
        made = pd.Series(titles.filled(table.key, template), index=table.frame.index, dtype="str")
        broken = broken_by(general, made.unique().tolist())
        for rule in general:
            caught = [text for text, by in broken.items() if rule in by]
            if caught:
                yield from place.of_rows(rule, among(made, caught))


def screen_text(rules: Iterable[Rule], texts: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """Rules about all public text, over text that is not in a table: path → its texts."""
    general = [rule for rule in rules if looks_at(rule, None, None)]
    for path, parts in texts.items():
        broken = broken_by(general, (form for part in parts for form in decoded(part)))
        for by in broken.values():
            for rule in by:
                yield finding_of(rule, path)


def told(path: str, rules: Iterable[Rule]) -> str:
    """The path as messages may repeat it: a name that must not be public is not in it."""
    return "/".join(
        f"{_NOT_TOLD}{PurePosixPath(part).suffix}"
        if any(screen_text(rules, {path: [part, PurePosixPath(part).stem]}))
        or any(refused_file(rules, part))
        else part
        for part in PurePosixPath(path).parts
    )
