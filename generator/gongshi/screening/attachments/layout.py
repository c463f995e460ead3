"""Text of a page, where the cells of a table stand as close together as the parts of a number.

3 columns that hold 138, 0013 and 8000 read like a telephone number. In such text a number counts as
sure if nothing stands between its digits, if its line says what it is, or if its check character is
right; else a human has to look.
"""

from __future__ import annotations

import re

from gongshi.screening.attachments.binary import BETWEEN
from gongshi.screening.detectors import detect

_SAYS_WHAT = re.compile(
    r"电话|手机|联系|致电|拨打|微信|身份|证件|证号|护照|通行证|卡号|账号|帐号|账户|开户|tel|mobile|phone",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?<=[0-9])[ \t]+(?=[0-9])")
# What a program prints of a quotient; no number of a person has digits after a point.
_FRACTION = re.compile(r"(?<=[0-9]\.)[0-9]{13,}")
# Its check character makes an accident improbable.
_CHECKED = ["identity_18"]


def apart(text: str) -> str:
    """`text` with what may be two cells kept apart."""
    lines = text.splitlines()
    result = ""
    for before, line in zip(["", *lines], lines, strict=False):
        labelled = _SAYS_WHAT.search(before + line) is not None
        cells = line if labelled else _GAP.sub(BETWEEN, _FRACTION.sub("", line))
        result += ("\n" if labelled else BETWEEN) + cells
    return result


def checked(text: str) -> bool:
    return detect(_CHECKED, text)
