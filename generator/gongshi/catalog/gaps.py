"""What an institution should have published, and has not."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from gongshi.catalog.promises import Promises
from gongshi.catalog.table import Record

# The types whose powers and commitments the plan wants to see public (二（三）1).
_OBLIGED = frozenset({"政府部门", "街道办事处"})


@dataclass(frozen=True)
class Gaps:
    """`powers`, `commitments`: none is public though the edition has such a table.
    `without_results` of the `commitments_all` public commitments have no result.
    """

    powers: bool
    commitments: bool
    without_results: int
    commitments_all: int

    @property
    def words(self) -> tuple[str, ...]:
        said = []
        if self.powers:
            said.append("权责清单尚未公开")
        if self.commitments:
            said.append("服务承诺尚未公开")
        if self.without_results and self.without_results == self.commitments_all:
            said.append("已公开服务承诺，但没有一项公开兑现结果")
        elif self.without_results:
            said.append(f"{self.without_results} 项服务承诺没有公开兑现结果")
        return tuple(said)


def gaps(
    institution: Record, *, has_powers: bool, promises: Promises, kinds: AbstractSet[str]
) -> Gaps:
    """`kinds` are those of the edition's tables: what it has no table for is not lacking."""
    obliged = institution.given("inst_type") in _OBLIGED
    count = len(promises.commitments)
    return Gaps(
        powers=obliged and "power_item" in kinds and not has_powers,
        commitments=obliged and "service_commitment" in kinds and not count,
        without_results=count - promises.with_results,
        commitments_all=count,
    )
