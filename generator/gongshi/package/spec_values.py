"""What may stand behind a key of a descriptor, as far as the other rooms lean on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_TYPES = (
    *("string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth"),
    *("duration", "list", "array", "object", "geopoint", "geojson", "any"),
)
_MATCHES = ("exact", "equal", "subset", "superset", "partial")


@dataclass(frozen=True)
class Value:
    """`words` says to a clerk what `fits` asks."""

    words: str
    fits: Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_pattern(value: Any) -> bool:
    try:
        re.compile(value)
    except (re.error, TypeError, RecursionError, OverflowError):
        return False
    return isinstance(value, str)


def _has_value(item: Any, plain: type | tuple[type, ...]) -> bool:
    return isinstance(item, plain) or (isinstance(item, Mapping) and "value" in item)


def _are_values(plain: type | tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(_has_value(v, plain) for v in value)


ANY = Value("", lambda _: True)
TEXT = Value("文字（数字和日期要加引号）", _is_text)
TEXTS = Value("文字的列表，如 [甲, 乙]", _are_texts)
TYPE = Value(f"字段类型之一：{'、'.join(_TYPES)}", lambda v: v in _TYPES)
FIELDS_MATCH = Value(f"这几个词之一：{'、'.join(_MATCHES)}", lambda v: v in _MATCHES)
FLAG = Value("真假值 true 或 false", lambda v: isinstance(v, bool))
COUNT = Value("整数", lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 0)
MAPPING = Value("键值对，每行一个“键: 值”", lambda v: isinstance(v, Mapping))
MAPPINGS = Value(
    "列表，每项是键值对", lambda v: isinstance(v, list) and all(isinstance(i, Mapping) for i in v)
)
LIST = Value("列表，每行一个 - 开头", lambda v: isinstance(v, list))
NAMES = Value("字段名的列表，如 [item_id]", lambda v: _is_text(v) or _are_texts(v))
CHARACTER = Value("一个字符", lambda v: _is_text(v) and len(v) == 1)
SEPARATOR = Value("分隔符，至少一个字符", lambda v: _is_text(v) and v != "")
PATTERN = Value("合法的正则表达式", _is_pattern)
MISSING_VALUES = Value("列表，每项是文字，或有 value 和 label 的键值对", _are_values(str))
CATEGORIES = Value("列表，每项是值，或有 value 和 label 的键值对", _are_values((str, int, float)))
