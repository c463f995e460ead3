"""What is cited, whatever the style."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# The day on which the reader looked; the page's own script puts it in.
ACCESSED = "引用日期"


class WorkKind(StrEnum):
    DATA = "data"  # this compilation: a record, a dataset, the whole edition
    DOCUMENT = "document"  # the document that a record is about


@dataclass(frozen=True)
class Work:
    """`issued` is an ISO date or "". `container`: the site, "" for a document. `url` is absolute
    where the site knows its address, else a path. `mark` is what `gongshi verify` reads.
    """

    kind: WorkKind
    key: str
    title: str
    author: str
    issued: str = ""
    container: str = ""
    version: str = ""
    as_of: str = ""
    url: str = ""
    mark: str = ""

    @property
    def year(self) -> str:
        return self.issued[:4]

    @property
    def note(self) -> str:
        """What no style has a field for."""
        said = (f"数据截至 {self.as_of}" if self.as_of else "", self.mark)
        return ". ".join(part for part in said if part)

    @property
    def is_data(self) -> bool:
        return self.kind is WorkKind.DATA
