"""Masked fields: the cell is replaced before it can become public."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongshi.package.policy import Mask

REDACTED = "〔已脱敏〕"
# 法释〔2016〕19号 第九条: a compound surname is kept whole. The common ones.
_COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "司徒",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "东方",
    "端木",
    "轩辕",
)


def redact_all(_: str) -> str:
    return REDACTED


def keep_surname(name: str) -> str:
    """张三 → 张某; 欧阳某某 → 欧阳某; a transcribed name keeps its first character."""
    name = name.strip()
    surname = next((s for s in _COMPOUND if name.startswith(s)), name[:1])
    return f"{surname}某"


MASKS: Mapping[Mask, Callable[[str], str]] = {Mask.REDACT: redact_all, Mask.SURNAME: keep_surname}
