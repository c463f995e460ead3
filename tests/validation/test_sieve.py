"""The sieve says what frictionless says, of any schema and any table."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from gongshi.loading.load import load
from gongshi.loading.source import Source
from gongshi.validation.sieve import fields, kept, keys
from gongshi.validation.sieve.hashing import hashes
from gongshi.validation.sieve.keys import KeySet, Repeats
from gongshi.validation.sieve.patterns import re2_of
from gongshi.validation.validate import validate, validate_files
from validation.differential.compare import verdicts
from validation.differential.packages import Drawn, packages
from validation.mini import csv_of, table, write

ID = "ab-990001-2026-{:04}"
_sieved: set[str] = set()


@seed(990001)
@settings(
    max_examples=120,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(packages())
def _same_errors(drawn: Drawn) -> None:
    """benchmarks/bench_agreement.py asks the same about as many packages as one likes."""
    with tempfile.TemporaryDirectory() as folder:
        found = verdicts(drawn, Path(folder))
    if found is not None:
        ours, theirs, sieved = found
        assert ours == theirs
        _sieved.update(sieved)


def test_same_errors_as_frictionless() -> None:
    _sieved.clear()
    _same_errors()
    assert _sieved, "else frictionless was compared with itself"


def test_a_quick_form_that_clears_too_much_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above fails when it should: every cell is cleared."""
    monkeypatch.setattr(fields, "quick_form", lambda _: pc.is_valid)
    with pytest.raises(AssertionError):
        _same_errors()


@given(st.lists(st.text(max_size=20)))
def test_equal_texts_have_equal_hashes(texts: list[str]) -> None:
    twice = hashes(pa.array([*texts, *texts], pa.large_string()))
    assert (twice[: len(texts)] == twice[len(texts) :]).all()
    assert len(set(twice.tolist())) == len(set(texts))


def test_one_hash_for_two_keys_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """All hashes alike: every row is doubted, and every reference compared as text."""
    monkeypatch.setattr(keys, "hashes", lambda texts: hashes(texts) * 0)
    repeats, known = Repeats(), KeySet()
    texts = pa.array(["a", "b", None], pa.large_string())
    repeats.add(np.array([2, 3, 4]), texts)
    assert repeats.candidates().tolist() == [2, 3]
    known.add(texts)
    known.seal()
    asked = pa.array(["b", "c", None, "a"], pa.large_string())
    assert known.holds(asked).tolist() == [True, False, True, True]


@pytest.mark.parametrize(
    "pattern",
    ["^(?i:a)$", "^(?=a)a$", r"^(a)\1$", r"^\S+$", r"^[^\d]$", r"^\bx$", "^a++$", "^(?s:.)$"],
)
def test_patterns_that_re2_understands_otherwise_have_no_quick_form(pattern: str) -> None:
    assert re2_of(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("^a|b$", ["a", "axy", "b"], ["xb", ""]),
        ("^[[:alpha:]]$", [":]", "a]"], ["a", "b"]),
        (r"^\d{3}$", ["123"], ["12", "1234", "x123"]),
        ("^x{,3}$", [], ["xxxx", "x{,3}x"]),
        ("^[一-龥]+$", ["甲"], ["a", ""]),
        ("^.$", ["a"], ["\n", "ab"]),
    ],
)
@pytest.mark.filterwarnings("ignore:Possible nested set:FutureWarning")
def test_patterns_mean_what_python_means(pattern: str, yes: list[str], no: list[str]) -> None:
    form = re2_of(pattern)
    assert form is not None
    found = pc.match_substring_regex(pa.array([*yes, *no], pa.large_string()), form)
    assert found.to_pylist() == [True] * len(yes) + [False] * len(no)


def test_file_in_pieces_and_table_in_memory_are_judged_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind of check of ours, over several pieces, with and without tables in memory, with and
    without room for the cells of keys.
    """
    declared = {
        "id": {},
        "twice": {"constraints": {"unique": True}},
        "day": {"type": "date"},
        "up": {},
        "pair": {},
    }
    schema = {
        "uniqueKeys": [["pair", "up"]],
        "foreignKeys": [
            {"fields": ["up"], "reference": {"resource": "", "fields": ["id"]}},
            {
                "fields": ["pair"],
                "reference": {"package": "beta", "resource": "b", "fields": ["x"]},
            },
        ],
    }
    rows = [
        [ID.format(i), f"t{i}", "2026-01-30", ID.format(i // 2), f"p{i % 90}"] for i in range(9000)
    ]
    for place, column, cell in [
        (7, 0, ID.format(8000)),
        (100, 1, "t8999"),
        (5000, 2, "2026-02-30"),
        (8000, 3, "nobody"),
        (8500, 3, "nobody"),
        (8500, 4, f"p{8000 % 90}"),
        (4000, 4, "p91"),
        (20, 2, "\x07"),
    ]:
        rows[place][column] = cell
    rows[300] = rows[300][:3]
    rows[8600] = [""] * 5
    beta = table("b", {"id": {}, "x": {}}, [[ID.format(i), f"p{i}"] for i in range(90)])
    edition = write(tmp_path / "edition", alpha=[table("a", declared, rows, schema)], beta=[beta])
    whole = validate(load(edition, "edition"))
    readings: list[Source] = []
    pieces = Source.pieces
    monkeypatch.setattr(Source, "pieces", lambda self: readings.append(self) or pieces(self))
    in_pieces = validate_files(edition, "edition")
    assert in_pieces.findings == whole.findings
    with_room = len(readings)
    monkeypatch.setattr(kept, "ROOM", 0)
    assert validate_files(edition, "edition").findings == whole.findings
    assert len(readings) - with_room == with_room + 1, "read once more, and only then"
    assert in_pieces.rows == whole.rows
    assert {
        "primary-key",
        "unique-error",
        "type-error",
        "foreign-key",
        "unique-key",
        "control-character",
        "missing-cell",
        "blank-row",
    } <= {finding.code for finding in whole.findings}


def test_row_of_a_table_in_two_files_is_that_of_its_file(tmp_path: Path) -> None:
    declared = {"id": {}, "n": {"type": "integer"}}
    first = csv_of([["id", "n"], [ID.format(1), "x"], [ID.format(2), "2"]])
    edition = write(tmp_path / "edition", alpha=[table("a", declared, first)])
    descriptor = edition / "alpha" / "datapackage.yaml"
    text = descriptor.read_text("utf-8").replace('"a.csv"', '["a.csv", "b.csv"]')
    descriptor.write_text(text, "utf-8")
    second = csv_of([["id", "n"], [ID.format(3), "3"], [ID.format(1), "4"], [ID.format(5), "y"]])
    (edition / "alpha" / "b.csv").write_bytes(second)
    found = validate_files(edition, "edition").findings
    assert found == validate(load(edition, "edition")).findings
    assert [(f.path[-5:], f.row, f.code) for f in found] == [
        ("a.csv", 2, "type-error"),
        ("b.csv", 3, "primary-key"),
        ("b.csv", 4, "type-error"),
    ]
