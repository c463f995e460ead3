"""Canaries: whatever must not be published reaches no byte of the output."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml

from projects import Starter
from site_bytes import every_byte

# Cells whose content is checked or linked: a canary there would be an error, not a leak.
_CHECKED = frozenset({"integer", "number", "date", "boolean", "array", "list"})


class Canaries:
    """Numbered words that stand nowhere else, and where each was put."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def new(self, place: str) -> str:
        word = f"鸩{len(self.places):05d}羽"
        self.places[word] = place
        return word


def _free_text(starter: Starter, name: str) -> dict[str, str | None]:
    """A resource's fields that take any text → their visibility."""
    descriptor = starter.table(name).with_name("datapackage.yaml")
    package = yaml.safe_load(descriptor.read_text("utf-8"))
    resource = next(r for r in package["resources"] if r["name"] == name)
    linked = {field for key in resource["schema"].get("foreignKeys", ()) for field in key["fields"]}
    return {
        field["name"]: (field.get("gongshi") or {}).get("visibility")
        for field in resource["schema"]["fields"]
        if field["type"] not in _CHECKED
        and not {"enum", "pattern"} & (field.get("constraints") or {}).keys()
        and field["name"] not in linked
        and not field.get("format")
    }


def _resources(starter: Starter) -> Iterator[str]:
    for path in sorted(starter.data.glob("*/*.csv")):
        yield path.stem


def _withhold(row: dict[str, str], way: str) -> None:
    column, value = {
        "draft": ("status", "draft"),
        "reviewed": ("status", "reviewed"),
        "withdrawn": ("status", "withdrawn"),
        "revoked": ("status", "revoked"),
        "not-public": ("disclosure_attr", "不予公开"),
        "on-request": ("disclosure_attr", "依申请公开"),
        "aggregate": ("disclosure_mode", "aggregate_only"),
        "shared": ("disclosure_mode", "shared_internal"),
        "query": ("disclosure_mode", "authorized_query"),
        "archive": ("disclosure_mode", "archive_only"),
        "not-yet": ("first_published_on", "2026-12-01"),
    }[way]
    row[column] = value
    if way == "not-yet":
        row["updated_on"] = "2026-12-01"


WAYS = ["draft", "reviewed", "withdrawn", "revoked", "not-public", "on-request", "aggregate"]
WAYS += ["shared", "query", "archive", "not-yet"]


def test_internal_fields_reach_no_byte(starter: Starter) -> None:
    canaries = Canaries()
    for name in _resources(starter):
        internal = [
            field for field, seen in _free_text(starter, name).items() if seen == "internal"
        ]

        def hide(row: dict[str, str], name: str = name, internal: list[str] = internal) -> None:
            for field in internal:
                row[field] = canaries.new(f"{name}.{field}")

        starter.rewrite(name, hide)
    assert len(canaries.places) > 50
    _assert_hidden(starter, canaries)


@pytest.mark.parametrize("way", WAYS)
def test_withheld_rows_reach_no_byte(starter: Starter, way: str) -> None:
    """Each table but the institutions (on which all else hangs) has every row withheld."""
    canaries = Canaries()
    for name in _resources(starter):
        if name == "institutions":
            continue
        fields = _free_text(starter, name)

        def hide(row: dict[str, str], name: str = name, fields: dict = fields) -> None:
            _withhold(row, way)
            for field in fields:
                row[field] = canaries.new(f"{name}.{field}")

        starter.rewrite(name, hide)
    assert len(canaries.places) > 100
    _assert_hidden(starter, canaries)


def test_summary_rows_show_only_the_summary_fields(starter: Starter) -> None:
    canaries = Canaries()
    shown = {"item_name", "impl_name"}

    def hide(row: dict[str, str]) -> None:
        row["disclosure_mode"] = "public_summary"
        for field in _free_text(starter, "power_items").keys() - shown - {"disclosure_basis"}:
            row[field] = canaries.new(f"power_items.{field}")

    starter.rewrite("power_items", hide)
    assert canaries.places
    _assert_hidden(starter, canaries)


def _assert_hidden(starter: Starter, canaries: Canaries) -> None:
    site = starter.built()
    leaks = []
    for path, content in every_byte(site).items():
        text = content.decode("utf-8", "replace")
        escaped = text.encode("ascii", "backslashreplace").decode()
        leaks += [
            f"{path}: {place}"
            for word, place in canaries.places.items()
            if word in text or word.encode("ascii", "backslashreplace").decode() in escaped
        ]
    assert not leaks
