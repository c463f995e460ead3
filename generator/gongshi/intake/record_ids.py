"""An opaque id for each record, the same again when the same source is brought in again."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence

from gongshi.core.finding import Finding
from gongshi.core.ids import DERIVED_ALPHABET, is_derived_id, is_record_id
from gongshi.intake.draft import Column, DraftTable
from gongshi.intake.names import unique_name
from gongshi.intake.sheet import refusal

ID_FIELD = "entry_id"


def give_ids(table: DraftTable, key: bytes) -> tuple[str, list[Finding]]:
    """Make sure that the table's primary key is one column of opaque ids.

    Returns what was done, and the rows that cannot be told apart. A key of the source is kept as a
    unique key. An id is an HMAC of the key's cells, or of the whole row where there is no key, so
    that nobody without `key` can try out names against the ids that tombstones keep for ever.
    """
    candidates = [table.primary_key] if table.primary_key else [(c.name,) for c in table.columns]
    fitting = next((names for names in candidates if _fits(table, names)), None)
    if fitting:
        table.primary_key = fitting
        return f"“{table.title}”用“{table.by_name[fitting[0]].title}”作编号", []
    of_key = bool(table.primary_key)
    names = table.primary_key or tuple(column.name for column in table.columns)
    findings = list(_indistinct(table, names, of_key=of_key))
    if findings:
        return "", findings
    if of_key:
        table.unique_keys = [names, *(k for k in table.unique_keys if k != names)]
    ids = [_derived(table.name, cells, key) for cells in table.keys(names)]
    name = unique_name(ID_FIELD, table.by_name, ID_FIELD)
    described = {
        "title": "记录编号",
        "description": "导入时生成的编号，不含内容；网址由它组成，一经公开不再改变。",
        "type": "string",
        "constraints": {"required": True},
    }
    table.columns.insert(0, Column(name, described, ids))
    table.primary_key = (name,)
    if of_key:
        return f"“{table.title}”加了一列编号 {name}，由原来的主键算出，重新导入不变", []
    return f"“{table.title}”加了一列编号 {name}，由整行内容算出：内容不变，重新导入才不变", []


def _fits(table: DraftTable, names: tuple[str, ...]) -> bool:
    cells = table.by_name[names[0]].cells
    opaque = all(is_record_id(cell) or is_derived_id(cell) for cell in cells)
    return len(names) == 1 and len(cells) > 0 and opaque and len(set(cells)) == len(cells)


def _indistinct(table: DraftTable, names: Sequence[str], *, of_key: bool) -> Iterator[Finding]:
    columns = [table.by_name[name] for name in names]
    title = "、".join(column.title for column in columns) if of_key else None
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in zip(table.numbers, table.keys(names), strict=True):
        empty = any(cell in column.missing for cell, column in zip(cells, columns, strict=True))
        if of_key and empty:
            hint = "主键每行都要填；没有主键就从描述文件里删去 primaryKey"
            yield refusal(table.shown, "主键是空的", hint, number, title)
        elif cells in seen:
            same = "的主键相同" if of_key else "完全相同"
            message = f"与第 {seen[cells]} 行{same}"
            yield refusal(table.shown, message, "删去重复的一行，或改正它", number, title)
        seen.setdefault(cells, number)


def _derived(table: str, cells: Sequence[str], key: bytes) -> str:
    words = table.replace("-", "_").split("_")
    initials = "".join(word[0] for word in words if word[:1].isalpha())[:5]
    prefix = initials if len(initials) > 1 else "".join(filter(str.isalpha, table))[:2]
    material = json.dumps([table, *cells], ensure_ascii=True).encode()
    number = int.from_bytes(hmac.new(key, material, hashlib.sha256).digest())
    letters = ""
    for _ in range(16):
        number, index = divmod(number, len(DERIVED_ALPHABET))
        letters += DERIVED_ALPHABET[index]
    return f"{prefix if len(prefix) > 1 else 'id'}-{letters}"
