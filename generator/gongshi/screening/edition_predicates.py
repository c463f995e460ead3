"""What a rule may ask of the edition as a whole: a condition with one key, as for rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from gongshi.core.errors import RulebookError
from gongshi.package.descriptor import Resource
from gongshi.package.edition import Edition
from gongshi.package.policy import Visibility

# The names of real divisions by which an invented place could be taken for one.
_REAL = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|泉州|鲤城|丰泽|洛江|泉港|晋江|石狮|南安|惠安|安溪|永春|德化"
)


@dataclass(frozen=True)
class Whole:
    """The edition, the tables that it has, and the site's absolute address if one is known."""

    edition: Edition
    resources: tuple[Resource, ...] = ()
    site_url: str = ""


def edition_holds(whole: Whole, condition: Mapping[str, Any]) -> bool:
    """Raises RulebookError for an unknown condition."""
    if len(condition) != 1:
        raise RulebookError(f"一个条件只能有一个谓词：{dict(condition)}")
    ((name, parameters),) = condition.items()
    if name not in _CONDITIONS:
        raise RulebookError(f"没有这个谓词：{name}")
    return _CONDITIONS[name](whole, parameters)


def _all(whole: Whole, conditions: Iterable[Mapping[str, Any]]) -> bool:
    return all(edition_holds(whole, condition) for condition in conditions)


def _any(whole: Whole, conditions: Iterable[Mapping[str, Any]]) -> bool:
    return any(edition_holds(whole, condition) for condition in conditions)


def _not(whole: Whole, condition: Mapping[str, Any]) -> bool:
    return not edition_holds(whole, condition)


def _edition(whole: Whole, wanted: Mapping[str, list[str]]) -> bool:
    """{key: values}: each key of edition.yaml has one of the values."""
    return all(str(getattr(whole.edition, name)) in values for name, values in wanted.items())


def _lacks(whole: Whole, parameters: Mapping[str, str]) -> bool:
    """{key}: edition.yaml leaves the key empty."""
    return not str(getattr(whole.edition, parameters["key"]) or "").strip()


def _area_code(whole: Whole, parameters: Mapping[str, str]) -> bool:
    """{inside: prefix} or {outside: prefix}"""
    if "inside" in parameters:
        return whole.edition.area_code.startswith(parameters["inside"])
    return not whole.edition.area_code.startswith(parameters["outside"])


def _real_place(whole: Whole, _: Any) -> bool:
    """{}: the area is named like a real province, or a real division near the plan's district."""
    return _REAL.search(whole.edition.area_name) is not None


def _official_operator(whole: Whole, _: Any) -> bool:
    return whole.edition.operator.official


def _title_says(whole: Whole, names: list[str]) -> bool:
    return any(name in whole.edition.title for name in names)


def _site_host(whole: Whole, parameters: Mapping[str, str]) -> bool:
    """{ends}: the host of the site's address ends so."""
    return (urlsplit(whole.site_url).hostname or "").endswith(parameters["ends"])


def _personal_fields(whole: Whole, _: Any) -> bool:
    """{}: something that names a person is to be public: a head's name, or a masked field."""
    return any(
        field.visibility is Visibility.MASKED
        or (field.visibility is Visibility.PUBLIC and field.name == "head_name")
        for resource in whole.resources
        for field in resource.fields
    )


_CONDITIONS: Mapping[str, Callable[[Whole, Any], bool]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "edition": _edition,
    "lacks": _lacks,
    "area_code": _area_code,
    "real_place": _real_place,
    "official_operator": _official_operator,
    "title_says": _title_says,
    "site_host": _site_host,
    "personal_fields": _personal_fields,
}
