"""The `gongshi:` object of somebody else's resource: how to show it, never whether to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from gongshi.package.kinds import required_fields
from gongshi.package.policy import ResourcePolicy

_DECIDED_HERE = ("visibility", "mechanisms", "basis")


def kept_policy(
    value: Any, fields: Mapping[str, str], title: str, notes: list[str]
) -> dict[str, Any]:
    """What can be kept: a key whose fields are all here under their own names.

    Whether something is public, and on what basis, is for this edition to say.
    """
    if not isinstance(value, Mapping):
        return {}
    kept: dict[str, Any] = {}
    same = {name for name, ours in fields.items() if name == ours}
    for key, given in value.items():
        if key in _DECIDED_HERE or not _fits(key, given, same):
            notes.append(f"“{title}”的 gongshi.{str(key)[:30]} 没有导入")
        else:
            kept[key] = given
    return kept


def _fits(key: Any, given: Any, same: set[str]) -> bool:
    try:
        policy = ResourcePolicy.model_validate({key: given})
    except (ValidationError, TypeError):
        return False
    named = {name for names in policy.named_fields().values() for name in names}
    kinds = required_fields()
    needed = set(kinds.get(policy.kind, ())) if policy.kind in kinds else {"\0"}
    return (named | needed) <= same
