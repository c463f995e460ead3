"""Which downloadable files belong to which dataset: made by export, shown by render."""

from __future__ import annotations

from dataclasses import dataclass

from gongshi.core.output import File
from gongshi.package.descriptor import Key


@dataclass(frozen=True)
class Downloads:
    """Files by what they belong to, so that a page can list its own.

    `resources`: the CSV first; `packages`: the data package's descriptor first; `edition`: the
    catalogue first; `digest`: the hash by which the whole edition is cited.
    """

    resources: dict[Key, list[File]]
    packages: dict[str, list[File]]
    zips: dict[str, File]
    edition: list[File]
    digest: str

    @property
    def files(self) -> list[File]:
        resources = [file for files in self.resources.values() for file in files]
        packages = [file for files in self.packages.values() for file in files]
        return [*resources, *packages, *self.zips.values(), *self.edition]
