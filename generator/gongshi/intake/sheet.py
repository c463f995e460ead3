"""A table as somebody else wrote it: labels, cells as text, and where each row stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongshi.core.finding import Finding
from gongshi.core.redaction import printable, redact

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """`labels` are unique and not empty. `rows` are as wide; `numbers` are those of Excel."""

    title: str
    shown: str
    labels: tuple[str, ...]
    rows: list[list[str]]
    numbers: list[int]

    def column(self, index: int) -> list[str]:
        return [row[index] for row in self.rows]


def refusal(
    shown: str, message: str, hint: str, row: int | None = 1, field: str | None = None
) -> Finding:
    """Why something cannot be brought in; `field` is the title of the column."""
    return Finding(
        code="intake",
        path=printable(shown),
        row=row,
        message=printable(message),
        hint=printable(hint),
        field=redact(field) if field else None,  # without a header, the first row is data
    )


def sheet_of(
    title: str, shown: str, rows: Iterable[Row], names: Sequence[str] = ()
) -> tuple[Sheet | None, list[Finding]]:
    """The first row names the columns, unless `names` do. Empty rows are passed over.

    Columns without a name and without a cell are Excel's, not the author's: they are left out.
    """
    given = iter([(number, row) for number, row in rows if any(cell.strip() for cell in row)])
    header = list(names)
    at = 1
    if not names:
        first = next(given, None)
        if first is None:
            return None, [refusal(shown, "表是空的", "第一行写列名，下面每行一条记录")]
        at, header = first[0], [label.strip() for label in first[1]]
    body = list(given)
    width = max([len(header), *(len(row) for _, row in body)])
    cells = [row + [""] * (width - len(row)) for _, row in body]
    header += [""] * (width - len(header))
    kept = [i for i in range(width) if header[i] or any(row[i].strip() for row in cells)]
    labels = tuple(header[i] for i in kept)
    findings = list(_label_findings(labels, shown, at, len(body)))
    if findings:
        return None, findings
    rows_kept = [[row[i] for i in kept] for row in cells]
    return Sheet(title, shown, labels, rows_kept, [number for number, _ in body]), []


def _label_findings(labels: Sequence[str], shown: str, row: int, rows: int) -> Iterator[Finding]:
    named = [label for label in labels if label]
    if len(labels) > 2 and len(named) == 1 and rows:
        hint = "删去列名上面的标题行，让列名成为第一行"
        yield refusal(shown, f"第 {row} 行像是标题，不是列名", hint, row)
        return
    for index, label in enumerate(labels, start=1):
        if not label:
            yield refusal(shown, f"第 {index} 列有内容而没有列名", "写上列名，或删去这一列", row)
    for label, times in Counter(named).items():
        if times > 1:
            yield refusal(shown, f"有 {times} 列都叫这个名字", "改名或删去其中一列", row, label)
