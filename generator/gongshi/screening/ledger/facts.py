"""What was public of a record's facts, as short hashes: enough to see that one changed, no more.

The public cell counts, not the source's: a rule that masks or empties a cell is no correction by
the operator, and a source that changes without the reader seeing it is none either.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping

from gongshi.core.clock import AsOf
from gongshi.loading.table import Table
from gongshi.package.policy import Visibility
from gongshi.screening.disclosure import PublicTable
from gongshi.screening.rule import Scope
from gongshi.screening.rulebook import Rulebook
from gongshi.screening.values import cells, ids

CHANGED = "fact_changed"
_SEPARATOR = "\x1f"  # no cell holds it, so that no two records hash the same text
Facts = Mapping[str, str]


def fact_fields(rulebook: Rulebook, as_of: AsOf, kind: str) -> tuple[str, ...]:
    """The fields of a kind whose changes some rule of the day asks about."""
    named = [
        name
        for rule in rulebook.in_force(as_of)
        if rule.on.scope is Scope.LEDGER and rule.on.kind == kind and CHANGED in rule.when
        for name in rule.when[CHANGED]["fields"]
    ]
    return tuple(dict.fromkeys(named))


def digest(edition: str, record_id: str, field: str, cell: str) -> str:
    """Twelve hex digits. White space at the ends and its amount do not count."""
    text = unicodedata.normalize("NFC", " ".join(cell.split()))
    whole = _SEPARATOR.join((edition, record_id, field, text))
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def facts_of(
    edition: str, table: PublicTable, source: Table, fields: Iterable[str]
) -> dict[str, dict[str, str]]:
    """Record id → field → hash, for the public records of a table and those of the fields that are
    public as they stand. A cell that the engine emptied (a summary, a hidden reference) has none.
    """
    records = list(table.frame[table.id_field])
    result: dict[str, dict[str, str]] = {record: {} for record in records}
    for name in fields:
        field = table.resource.by_name.get(name)
        if field is None or field.visibility is not Visibility.PUBLIC or name in table.computed:
            continue
        raw = dict(zip(ids(source), cells(source, name), strict=True))
        for record, cell in zip(records, table.frame[name], strict=True):
            shown = "" if cell in field.missing_labels else cell
            if shown or not raw[record]:
                result[record][name] = digest(edition, record, name, shown)
    return result
