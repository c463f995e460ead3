"""A project of any size: the demo's institutions, and power items made of the demo's own, each with
an id, codes and a name of its own. The same number of records gives the same bytes.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

_SYLLABLES = "青白松云溪湖山江海河川泉石林竹梅兰桂榆柳桃杏荷菱苇禾麦稻谷田原陵岭峰湾港桥渡城关"
_SOURCES = ("institutions", "power-list")
_FIRST_YEAR = 2001


def write_project(root: Path, folder: Path, records: int) -> Path:
    """`root` is the checkout. Returns the new mkdocs.yml; records are items and institutions."""
    demo, edition = root / "data" / "demo", folder / "data" / "demo"
    for name in _SOURCES:
        (edition / name).mkdir(parents=True)
    shutil.copytree(root / "content", folder / "content")
    config = folder / "mkdocs.yml"
    shutil.copy(root / "mkdocs.yml", config)
    _edition_file(demo / "edition.yaml", edition / "edition.yaml")
    institutions = _institutions(demo, edition)
    _items_descriptor(demo, edition)
    _items(demo, edition, records - institutions)
    return config


def _edition_file(source: Path, target: Path) -> None:
    document = yaml.safe_load(source.read_text("utf-8"))
    document["packages"] = ["power-list", "institutions"]
    _dump(document, target)


def _institutions(demo: Path, edition: Path) -> int:
    for name in ("datapackage.yaml", "institutions.csv"):
        shutil.copy(demo / "institutions" / name, edition / "institutions" / name)
    with (demo / "institutions" / "institutions.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def _items_descriptor(demo: Path, edition: Path) -> None:
    document = yaml.safe_load((demo / "power-list" / "datapackage.yaml").read_text("utf-8"))
    document["resources"] = [one for one in document["resources"] if one["name"] == "power_items"]
    _dump(document, edition / "power-list" / "datapackage.yaml")


def _items(demo: Path, edition: Path, count: int) -> None:
    with (demo / "power-list" / "power_items.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if _is_plain(row)]
    path = edition / "power-list" / "power_items.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(_made(rows, count))


def _is_plain(row: dict[str, str]) -> bool:
    """A public item in use, with every field."""
    wanted = {"status": "published", "item_state": "在用", "disclosure_mode": "public"}
    return wanted.items() <= row.items()


def _made(rows: list[dict[str, str]], count: int) -> Iterator[dict[str, str]]:
    for number, row in enumerate(islice(cycle(rows), count)):
        year, place = divmod(number, 1_000_000)
        code = f"9900{'ABCDEFGHJK'[number % 10]}{number:07d}"
        yield {
            **row,
            "item_id": f"pi-990001-{_FIRST_YEAR + year + place % 20}-{number % 1_000_000:06d}",
            "item_name": f"{row['item_name']}（{_word(number)}片区）",
            "catalog_code": code,
            "task_code": f"{row['impl_uscc']}3{code}",
        }


def _word(number: int) -> str:
    letters = []
    for _ in range(4):
        number, letter = divmod(number, len(_SYLLABLES))
        letters.append(_SYLLABLES[letter])
    return "".join(letters)


def _dump(document: Any, path: Path) -> None:
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")
