"""The last line of ledger.csv: how many records there are, and a hash over all of them.

Whoever deletes or edits a line breaks it. It cannot keep somebody from computing it anew; so the
site publishes the seal of its ledger (manifest.json), which no later edit can change, and the
ledger's own history lies in version control.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

# No package can be called so.
MARK = "#seal"
Row = tuple[str, ...]
_SEPARATORS = "\x1f", "\x1e"  # no cell holds them, so that no two ledgers hash the same text


def seal_of(rows: Sequence[Row]) -> str:
    """64 hex digits over the cells, however a program quotes them or ends its lines."""
    between_cells, between_rows = _SEPARATORS
    text = between_rows.join(between_cells.join(row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_row(rows: Sequence[Row], width: int) -> Row:
    return (MARK, str(len(rows)), seal_of(rows), *[""] * (width - 3))


def seal_problem(rows: Sequence[Row], seal: Row | None) -> str | None:
    """What is wrong, in Chinese; None if the rows are those that were sealed."""
    if seal is None:
        return f"最后没有封印行（{MARK}）：有人删过末尾的行"
    if seal[1:2] != (str(len(rows)),):
        return f"封印行登记的条数与现有的 {len(rows)} 条不同：有人增删过行"
    if seal[2:3] != (seal_of(rows),):
        return "内容与登记时不同：有人改过已登记的行"
    return None
