"""The `gongshi:` object of a descriptor: what a dataset says about its own publication.

Everything is closed: an unknown key is an error, and nothing has a visibility unless it is stated.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

SLOT = re.compile(r"\{([A-Za-z0-9_]+)\}")
Duration = Annotated[str, StringConstraints(pattern=r"^P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$")]
# The plan has 49 (catalog/mechanisms.yaml).
Mechanism = Annotated[str, StringConstraints(pattern=r"^M(0[1-9]|[1-4]\d)$")]
# A Material icon, as the name of a bundled file: it may not leave the icon folder.
Icon = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9-]+$")]


class Visibility(StrEnum):
    PUBLIC = "public"
    MASKED = "masked"
    INTERNAL = "internal"


SHOWN = frozenset({Visibility.PUBLIC, Visibility.MASKED})


class OnHidden(StrEnum):
    """What happens to a row when the record that it points to is not public."""

    BLANK = "blank"  # the row stays, this cell is emptied
    WITHDRAW = "withdraw"  # the row belongs to that record and goes with it


class Mask(StrEnum):
    REDACT = "redact"  # the whole value → 〔已脱敏〕
    SURNAME = "surname"  # 法释〔2016〕19号: the surname and 某


class _Closed(BaseModel):
    # Lax, since YAML has neither tuples nor enums; the types are still checked.
    model_config = ConfigDict(extra="forbid", frozen=True)


class ItemPolicy(_Closed):
    """One member of the objects inside an `array` or `object` cell."""

    name: str
    title: str
    title_en: str | None = None


class FieldPolicy(_Closed):
    visibility: Visibility | None = None
    title_en: str | None = None
    standard: str | None = None
    items: tuple[ItemPolicy, ...] | None = None
    on_hidden: OnHidden | None = None
    mask: Mask = Mask.REDACT


class Group(_Closed):
    """A section of the record page. A folded one opens on a click and stands last."""

    title: str
    fields: tuple[str, ...]
    folded: bool = False


class ResourcePolicy(_Closed):
    """See ARCHITECTURE.md, "Descriptors". Templates hold field names in braces."""

    kind: str = "record"
    label: str | None = None
    title_en: str | None = None
    standard: str | None = None
    visibility: Visibility | None = None
    title: str | None = None
    subject_field: str | None = None
    summary: str | None = None
    facets: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    search: tuple[str, ...] = ()
    summary_fields: tuple[str, ...] = ()
    date_field: str | None = None
    frequency: Duration | None = None
    basis: str | None = None
    mechanisms: tuple[Mechanism, ...] = ()

    def named_fields(self) -> dict[str, tuple[str, ...]]:
        """Each place of the policy that names fields, with the names."""
        return {
            "title": tuple(SLOT.findall(self.title or "")),
            "summary": tuple(SLOT.findall(self.summary or "")),
            "subject_field": (self.subject_field,) if self.subject_field else (),
            "date_field": (self.date_field,) if self.date_field else (),
            "facets": self.facets,
            "sort": tuple(name.removeprefix("-") for name in self.sort),
            "columns": self.columns,
            "search": self.search,
            "summary_fields": self.summary_fields,
            "groups": tuple(name for group in self.groups for name in group.fields),
        }


class PackagePolicy(_Closed):
    title_en: str | None = None
    visibility: Visibility | None = None
    icon: Icon | None = None
    mechanisms: tuple[Mechanism, ...] = ()
