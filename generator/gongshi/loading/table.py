"""A table as it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gongshi.package.descriptor import Key, Package, Resource
from gongshi.package.edition import Edition


@dataclass(frozen=True)
class Table:
    """One resource's cells.

    `frame`: a DataFrame of pandas `str` columns named as in the file's header, one row per record,
    empty cells "". `rows`: int64 array, each record's row as Excel numbers it (the header is 1).
    """

    resource: Resource
    frame: pd.DataFrame
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]

    def __len__(self) -> int:
        return len(self.frame)


@dataclass(frozen=True)
class Dataset:
    """An edition whose files could all be read; nothing is said yet about what is in them."""

    edition: Edition
    packages: tuple[Package, ...]
    tables: dict[Key, Table]

    def package_of(self, key: Key) -> Package:
        return next(package for package in self.packages if package.name == key.package)
