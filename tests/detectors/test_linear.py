"""Hostile texts: the time that a detector needs grows with the text, not with its square."""

from __future__ import annotations

import time

import pytest

from gongshi.screening.detectors import DETECTORS
from gongshi.screening.detectors.normalise import View, fold

_UNITS = (
    "1", "1 ", "3-", "359999199001011", "一", "一-", "*", "35*", "a", "a@", "@qq.com", "负责人",
    "被告张", "张王", "阿·", "张某9岁", "未成年人张", "3栋2单元", "小区3栋", "住址", "住址a1",
    "1990年", "出生1990年1月", "张患病", "qq", "微信a", "账号1 ", "闽a", "(", "护照(", "1\n", " ",
    "\u200b", "+1", "不动产权闽", "弄1号", "日生", "张××", "张三、", "6 2 ",
)  # fmt: skip
_LARGE = 1 << 18
_SMALL = _LARGE // 8


def _seconds(kind: str, text: str) -> float:
    view = View(fold(text))
    start = time.process_time()
    for _ in DETECTORS[kind](view):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("unit", _UNITS)
def test_time_grows_with_the_text(unit: str) -> None:
    for kind in DETECTORS:
        small = _seconds(kind, unit * (_SMALL // len(unit)))
        large = _seconds(kind, unit * (_LARGE // len(unit)))
        # Eight times the text; a square would take sixty-four times as long.
        assert large < 24 * small or large < 0.5, kind


@pytest.mark.parametrize("kind", DETECTORS)
def test_a_megabyte_of_everything(kind: str) -> None:
    share = (1 << 20) // len(_UNITS)
    assert _seconds(kind, "\n".join(unit * (share // len(unit)) for unit in _UNITS)) < 10
