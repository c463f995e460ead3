"""Codes with check digits, and record ids. Area 990001 exists nowhere."""

from __future__ import annotations

AREA = "990001"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def uscc(prefix: str, number: int) -> str:
    """A fictional unified social credit code, right in both check digits (GB 32100, GB 11714).

    >>> uscc("11", 1)
    '11990001DEM000014U'
    """
    stem = f"DEM{number:05d}"
    total = sum(int(char, 36) * weight for char, weight in zip(stem, _ORG_WEIGHTS, strict=True))
    org = "0X987654321"[total % 11]
    body = f"{prefix}{AREA}{stem}{org}"
    total = sum(
        _ALPHABET.index(char) * weight for char, weight in zip(body, _USCC_WEIGHTS, strict=True)
    )
    return body + _ALPHABET[(31 - total % 31) % 31]


class Ids:
    """Record ids `kind-areacode-year-sequence`: one sequence a kind and year."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._last: dict[tuple[str, int], int] = {}

    def next(self, kind: str, year: int) -> str:
        number = self._last.get((kind, year), 0) + 1
        self._last[(kind, year)] = number
        return f"{kind}-{AREA}-{year}-{number:0{self._width}d}"
