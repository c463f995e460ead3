"""pydantic's errors about a `gongshi:` object or an edition.yaml, said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from gongshi.core.text import nearest

_WHAT = {
    "missing": "缺少必须写的键",
    "string_type": "应当是文字（加上引号）",
    "bool_type": "应当是 true 或 false",
    "bool_parsing": "应当是 true 或 false",
    "int_type": "应当是整数",
    "int_parsing": "应当是整数",
    "tuple_type": "应当是列表（每行一个 - 开头）",
    "list_type": "应当是列表（每行一个 - 开头）",
    "dict_type": "应当是键值对",
    "model_type": "应当是键值对",
    "model_attributes_type": "应当是键值对",
    "string_pattern_mismatch": "格式不对",
    "mapping_type": "应当是键值对",
    "float_type": "应当是数",
    "float_parsing": "应当是数",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "too_short": "不能少于要写的项数",
    "too_long": "项数太多",
    "string_too_short": "不能为空",
}
_HINT = "对照 ARCHITECTURE.md 的“描述文件”一节"


def policy_message(
    model: type[BaseModel], error: Mapping[str, Any], otherwise: str = _HINT
) -> tuple[str, str]:
    """The message and the hint of a finding for one pydantic error; a validator of ours says in
    Chinese what is wrong. `otherwise` is the hint where nothing better is known.
    """
    place = ".".join(str(part) for part in error["loc"]) or "整个文件"
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        known = _known_keys(model, error["loc"][:-1])
        meant = nearest(key, known)
        hint = f"是不是“{meant}”？" if meant else f"这里可用：{'、'.join(known)}"
        return f"不认识的键“{place}”", hint
    context = error.get("ctx", {})
    if "expected" in context:
        options = re.findall(r"'([^']*)'", str(context["expected"]))
        return f"“{place}”的值不在允许范围", f"可选 {'、'.join(options)}"
    if error["type"] == "value_error":
        return f"“{place}”不对：{context['error']}", otherwise
    what = _WHAT.get(error["type"], "写法不对")
    pattern = f"，应符合 {context['pattern']}" if "pattern" in context else ""
    return f"“{place}”{what}{pattern}", otherwise


def _known_keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Keys of the (possibly nested) model that `loc` leads to."""
    for part in loc:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found:
            return found
    return None
