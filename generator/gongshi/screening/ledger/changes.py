"""S06: a fact that was public changes with a published correction, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gongshi.core.finding import Finding
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.ledger.compared import Compared, said
from gongshi.screening.ledger.corrections import AFTER, BEFORE, Correction
from gongshi.screening.ledger.facts import digest, facts_of
from gongshi.screening.ledger.past import Entry
from gongshi.screening.rule import Rule

_OTHER_BEFORE = "更正前的内容与以前公开的不同：照抄整格的原文；依法不能公开的写“依法不予公开”"
_OTHER_AFTER = "更正后的内容与记录现在的不同：照抄整格的原文"


def fact_changed(compared: Compared, rule: Rule, parameters: Any) -> Iterator[Finding]:
    """{fields}: the public content of a field is not what it was, and no correction that was
    published since says before and after.
    """
    known = {key for key, _ in compared.past.entries}
    for table in compared.tables:
        if table.key in known and table.resource.kind == rule.on.kind:
            yield from _of_table(compared, rule, table, parameters["fields"])


def _of_table(
    compared: Compared, rule: Rule, table: PublicTable, fields: list[str]
) -> Iterator[Finding]:
    edition = compared.world.dataset.edition.name
    source = compared.world.dataset.tables[table.key]
    for record, now in facts_of(edition, table, source, fields).items():
        entry = compared.past.entries.get((table.key, record))
        if entry is None:
            continue
        for field in sorted(now.keys() & entry.facts.keys()):
            if now[field] != entry.facts[field]:
                yield from _of_field(compared, rule, entry, field, now[field])


def _of_field(
    compared: Compared, rule: Rule, entry: Entry, field: str, now: str
) -> Iterator[Finding]:
    edition = compared.world.dataset.edition.name
    since = entry.last_published_on
    found = compared.corrections.of(entry.key, entry.record_id, field, since)
    if not found:
        yield _missing(compared, rule, entry, field)
        return
    if not any(_says(one.before, edition, one, entry.facts[field]) for one in found):
        yield _wrong(compared, rule, found[0], BEFORE, _OTHER_BEFORE)
    if not any(_says(one.after, edition, one, now) for one in found):
        yield _wrong(compared, rule, found[-1], AFTER, _OTHER_AFTER)


def _says(cell: str | None, edition: str, one: Correction, wanted: str) -> bool:
    """What may not be said is not asked for."""
    return cell is None or digest(edition, one.record_id, one.field, cell) == wanted


def _missing(compared: Compared, rule: Rule, entry: Entry, field: str) -> Finding:
    declared = compared.world.dataset.tables[entry.key].resource.by_name[field]
    return said(
        rule,
        {"编号": entry.record_id, "字段": field, "日期": entry.last_published_on},
        compared.sources.path(entry.key),
        compared.sources.row(entry.key, entry.record_id),
        field=field,
        field_title=declared.title,
    )


def _wrong(compared: Compared, rule: Rule, one: Correction, column: str, message: str) -> Finding:
    declared = compared.world.dataset.tables[one.key].resource.by_name[column]
    finding = said(
        rule,
        {},
        compared.sources.path(one.key),
        compared.sources.row(one.key, one.correction_id),
        field=column,
        field_title=declared.title,
    )
    return replace(finding, message=message)
