r"""Python's regular expressions → RE2's, written anew from what Python's own parser understood.

Handing over the text would not do: `[[:alpha:]]` and `x{,3}` mean one thing to each. RE2's may say
no where Python's says yes (`\d` is ASCII here, `$` only the very end): such a cell is asked about
again. It must never be the other way round, so what is not written out here has no fast form.
"""

from __future__ import annotations

import re
import warnings
from re import _constants, _parser  # type: ignore[attr-defined]  # the only parser of re's syntax
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_CATEGORIES = {
    "CATEGORY_DIGIT": "0-9",
    "CATEGORY_SPACE": r" \t\n\r\f\v",
    "CATEGORY_WORD": "0-9A-Za-z_",
}
_ANCHORS = {
    "AT_BEGINNING": r"\A",
    "AT_BEGINNING_STRING": r"\A",
    "AT_END": r"\z",
    "AT_END_STRING": r"\z",
}


class _NoFormError(Exception):
    """The expression has a part that RE2 lacks or understands in its own way."""


def re2_of(pattern: str) -> str | None:
    """An RE2 pattern that is found only in texts that `re.compile(pattern).match` accepts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # what Python may mean by it one day
        flags = re.compile(pattern).flags
        tree = _parser.parse(pattern)
    if flags != re.UNICODE.value:
        return None
    try:
        written = rf"\A(?:{_sequence(tree)})"
        pc.match_substring_regex(pa.array([""], pa.large_string()), written)
    except (_NoFormError, pa.ArrowInvalid):  # the latter: more repeats than RE2 allows
        return None
    return written


def _sequence(tree: Any) -> str:
    return "".join(_node(str(code), value) for code, value in tree)


def _node(code: str, value: Any) -> str:
    if code == "LITERAL":
        return _character(value)
    if code == "NOT_LITERAL":
        return f"[^{_character(value)}]"
    if code == "ANY":
        return r"[^\n]"
    if code == "AT" and str(value) in _ANCHORS:
        return _ANCHORS[str(value)]
    if code == "IN":
        return _class(value)
    if code == "BRANCH":
        return f"(?:{'|'.join(_sequence(branch) for branch in value[1])})"
    if code in {"MAX_REPEAT", "MIN_REPEAT"}:
        low, high, inner = value
        most = "" if high is _constants.MAXREPEAT else str(high)
        return f"(?:{_sequence(inner)}){{{low},{most}}}"
    if code == "SUBPATTERN" and not value[1] and not value[2]:
        return f"(?:{_sequence(value[3])})"
    raise _NoFormError


def _class(members: list[tuple[Any, Any]]) -> str:
    negated = str(members[0][0]) == "NEGATE"
    return f"[{'^' * negated}{''.join(_member(*m, negated=negated) for m in members[negated:])}]"


def _member(code: Any, value: Any, *, negated: bool) -> str:
    if str(code) == "LITERAL":
        return _character(value)
    if str(code) == "RANGE":
        return f"{_character(value[0])}-{_character(value[1])}"
    if str(code) == "CATEGORY" and not negated and str(value) in _CATEGORIES:
        return _CATEGORIES[str(value)]  # negated, ASCII's would be the larger class
    raise _NoFormError


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF:
        raise _NoFormError
    return rf"\x{{{code:X}}}"
