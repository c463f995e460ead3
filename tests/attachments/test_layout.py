"""Cells that touch, and numbers that a label makes sure."""

from __future__ import annotations

import pytest

from gongshi.screening.attachments.layout import apart


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("合计 138 0013 8000", False),
        ("合计 13800138000", True),
        ("138\n00138000", False),
        ("手机 138 0013 8000", True),
        ("手机\n138 0013 8000", True),
        ("手机：138\n00138000", True),
        ("0.3599991990010112345", False),
    ],
)
def test_what_stays_one_number(text: str, whole: bool) -> None:
    assert ("；" not in apart(text).lstrip("；\n") and "." not in apart(text)) is whole
