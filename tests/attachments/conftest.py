"""What attachments are judged by: the national rulebook, and whether the edition is official."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongshi.core.clock import AsOf, parse_date
from gongshi.package.edition import DataClass, read_edition
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.rulebook import national_rulebook
from projects import AS_OF, STARTER


@pytest.fixture(scope="session")
def demo() -> Disclosure:
    """An edition without a single row."""
    edition, _ = read_edition(STARTER / "data" / "edition", "data/edition")
    assert edition is not None
    return Disclosure(
        edition=edition,
        as_of=AsOf(parse_date(AS_OF)),
        packages=(),
        tables=(),
        tombstones=(),
        annotations=(),
        deadlines=(),
        decisions=(),
        rulebook=national_rulebook(),
        warnings=(),
    )


@pytest.fixture(scope="session")
def official(demo: Disclosure) -> Disclosure:
    edition = demo.edition.model_copy(update={"data_class": DataClass.OFFICIAL})
    return replace(demo, edition=edition)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder."""
    return tmp_path
