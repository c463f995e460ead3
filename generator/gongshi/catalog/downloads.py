"""Which downloadable files belong to which dataset: made by export, shown by render."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.core.output import OutputFile
from gongshi.package.descriptor import Key


@dataclass(frozen=True)
class Downloads:
    """Files by what they belong to, so that a page can list its own."""

    resources: dict[Key, list[OutputFile]]
    descriptors: dict[str, OutputFile]
    zips: dict[str, OutputFile]
    catalog: OutputFile

    @property
    def files(self) -> list[OutputFile]:
        resources = [file for files in self.resources.values() for file in files]
        return [*resources, *self.descriptors.values(), *self.zips.values(), self.catalog]
