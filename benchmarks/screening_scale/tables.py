"""An edition of any number of dishonesty records, told in the words of the demo's.

The institutions and the tables around the records are the demo's own. Each new record takes each of
its texts from one of the demo's records, with other numbers in it, and its days from one of them,
some days earlier; so lengths, words and the share of what has ended are those of the demo, and
nearly every text stands once.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import yaml
from pyarrow import csv as arrow_csv

_CHUNK = 100_000
_PACKAGES = ("dishonesty-records", "institutions")
_RECORDS = "dishonesty_records.csv"
# What belongs together is taken from one record; every other column from one of its own.
_TOGETHER = (
    ("subject_id", "subject_uscc", "subject_name"),
    ("determined_by_uscc", "determined_by_name"),
    ("data_provider_uscc", "data_provider_name"),
    ("severity", "severity_basis", "publish_necessity"),
    ("rectification_id", "repair_id"),
    (
        "determined_on",
        "effective_on",
        "generated_on",
        "first_published_on",
        "updated_on",
        "secrecy_reviewed_on",
        "secrecy_reviewed_role",
        "status",
    ),
)
_EARLIER = 60  # days at most
_NUMBER = re.compile(r"20\d\d|\d+")
_CHARACTERS = "文信城建农林水电教卫民财审商旅交环海港科"


def write(folder: Path, rows: int, demo: Path) -> Path:
    """The edition's folder."""
    for name in _PACKAGES:
        shutil.copytree(demo / name, folder / name)
    shutil.copy(demo / "rules.yaml", folder)
    edition = yaml.safe_load((demo / "edition.yaml").read_text("utf-8"))
    edition["packages"] = [*_PACKAGES]
    (folder / "edition.yaml").write_text(yaml.safe_dump(edition, allow_unicode=True), "utf-8")
    path = folder / _PACKAGES[0] / _RECORDS
    with path.open(encoding="utf-8-sig", newline="") as file:
        known = list(csv.DictReader(file))
    with path.open("ab") as sink:
        for start in range(0, rows - len(known), _CHUNK):
            count = min(_CHUNK, rows - len(known) - start)
            options = arrow_csv.WriteOptions(include_header=False, quoting_style="needed")
            table = _chunk([row for row in known if row["first_published_on"]], start, count)
            arrow_csv.write_csv(table, sink, options)
    return folder


def _chunk(known: list[dict[str, str]], start: int, count: int) -> pa.Table:
    dice = np.random.default_rng(start)
    columns = dict(_taken(known, dice, count))
    earlier = dice.integers(0, _EARLIER, count).astype("timedelta64[D]")
    for name in [name for name in known[0] if name.endswith("_on") and name in _TOGETHER[-1]]:
        columns[name] = _shifted(columns[name], earlier)
    at = np.arange(start, start + count)
    years = np.array([str(year) for year in (2023, 2024, 2025, 2026)])[at % 4]
    columns["record_id"] = _joined("dr-990001-", years, "-", _padded(at // 4 + 10_000, 6))
    columns["basis_doc_no"] = _documents(at, years)
    five = _padded(dice.integers(0, 99_999, count), 5)
    columns["index_no"] = _joined("YS01002-0300-", years, "-", five)
    columns["rollout_batch"] = _joined(years, "-", _picked(["1", "2", "3", "4"], dice, count))
    named = pc.if_else(pa.array(dice.random(count) < 0.15), _hex(dice, count), "")
    columns["source_sha256"] = named
    address = _joined("https://www.yanshi.example/records/", pc.utf8_slice_codeunits(named, 0, 10))
    has = pc.not_equal(named, "")
    columns["source_url"] = pc.if_else(has, _joined(address, ".html"), "")
    columns["source_retrieved_on"] = pc.if_else(has, columns["generated_on"], "")
    columns["source_doc_no"] = pc.if_else(has, _joined("示演政〔", years, "〕", five, "号"), "")
    return pa.table({name: columns[name] for name in known[0]})


def _taken(
    known: list[dict[str, str]], dice: np.random.Generator, count: int
) -> Iterator[tuple[str, Any]]:
    often = np.array([4.0 if row["status"] in {"published", "disputed"} else 1.0 for row in known])
    often /= often.sum()
    grouped = {name for names in _TOGETHER for name in names}
    alone = tuple((name,) for name in known[0] if name not in grouped)
    for names in (*_TOGETHER, *alone):
        which = dice.choice(len(known), count, p=often if "status" in names else None)
        for name in names:
            texts = [row[name] for row in known]
            column = pa.array(texts).take(pa.array(which))
            yield name, _renumbered(column, texts, which, dice) if name in _TOLD else column


_TOLD = frozenset(["fact_summary", "obligation", "loss_impact", "note"])


def _renumbered(
    column: pa.Array, texts: list[str], which: Any, dice: np.random.Generator
) -> pa.Array:
    """Each text with other numbers of as many digits; a year stays one."""
    pieces, order = [], []
    for number, text in enumerate(texts):
        rows = np.flatnonzero(which == number)
        parts: list[Any] = []
        at = 0
        for found in _NUMBER.finditer(text):
            parts += [text[at : found.start()], _numbers(found.group(), dice, len(rows))]
            at = found.end()
        if len(rows) and parts:
            pieces.append(_joined(*parts, text[at:]))
            order.append(rows)
        elif len(rows):
            pieces.append(pa.array([text] * len(rows)))
            order.append(rows)
    back = np.argsort(np.concatenate(order), kind="stable")
    joined = pa.concat_arrays([pc.cast(piece, pa.string()) for piece in pieces])
    assert len(joined) == len(column)
    return joined.take(pa.array(back))


def _numbers(like: str, dice: np.random.Generator, count: int) -> pa.Array:
    if like.startswith("20") and len(like) == 4:
        return pc.cast(pa.array(dice.integers(2018, 2027, count)), pa.string())
    if len(like) <= 2:
        return pc.cast(pa.array(dice.integers(1, 10 if len(like) == 1 else 13, count)), pa.string())
    low = 10 ** (len(like) - 1)
    return pc.cast(pa.array(dice.integers(low, 10 * low, count)), pa.string())


def _shifted(column: pa.Array, earlier: Any) -> pa.Array:
    present = pc.not_equal(column, "")
    days = np.array(pc.if_else(present, column, "2000-01-01").to_pylist(), dtype="datetime64[D]")
    return pc.if_else(present, pa.array(np.datetime_as_string(days - earlier)), "")


def _documents(at: Any, years: Any) -> pa.Array:
    """Every number once: by a court, or by a body whose series has at most 9999 of a year."""
    court = _joined("（", years, "）示0901民初", pc.cast(pa.array(at + 1000), pa.string()), "号")
    series = at // 9_999
    letters = np.array([*_CHARACTERS])
    first, second = letters[series % 20], letters[series // 20 % 20]
    number = pc.cast(pa.array(at % 9_999 + 1), pa.string())
    body = _joined("示", first, second, "决〔", years, "〕", number, "号")
    return pc.if_else(pa.array(at % 3 == 0), court, body)


def _hex(dice: np.random.Generator, count: int) -> pa.Array:
    digits = dice.bytes(32 * count).hex()
    return pa.array([digits[n : n + 64] for n in range(0, 64 * count, 64)])


def _padded(numbers: Any, width: int) -> pa.Array:
    return pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")


def _joined(*parts: Any) -> pa.Array:
    texts = [part if isinstance(part, str | pa.Array) else pa.array(part) for part in parts]
    return pc.binary_join_element_wise(*texts, "")


def _picked(values: list[str], dice: np.random.Generator, count: int) -> pa.Array:
    return pa.array(values).take(pa.array(dice.integers(0, len(values), count)))
