"""Regular expressions from data: none may keep the matcher busy for ever."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongshi.core.patterns import pattern_problem
from gongshi.loading.load import load
from gongshi.screening.rulebook import national_rulebook
from gongshi.validation.checks import Context
from gongshi.validation.checks.digits import check_digits
from gongshi.validation.validate import validate, validate_files
from projects import ROOT, STARTER
from validation.mini import dataset, places, report, table, write

# Python needs exponential time for each of these on some text.
EXPONENTIAL = [
    "(a+)+$",
    "(a*)*b",
    "^(a?b?)*c$",
    "(a|aa)+$",
    "([a-z]+)*$",
    r"(\w|\d\d)*x",
    "(x+x+)+y",
    "((ab)*)*c",
    "(a{2,3})*b",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(?=(a+)+b)c",
    "(?i)(ab|A[Bb])*c",
    "(甲|[一-龥])*(甲甲|乙)+$|((甲|乙)+)+x",
]
POLYNOMIAL = [".*a.*b.*c", r"\s*,?\s*;?\s*$", "a{0,60}" * 8 + "b", r"\d+\w+\d+x"]
NOT_JUDGED = [r"(.*)\1", "(a)?(?(1)b|c)", "a?" * 30 + "a{30}", "(a|ab)(b|bb)?" * 12, "a" * 1001]
NOT_PATTERNS = ["(", "[", "a{3,1}", "*"]
GOOD = [
    r"^\w+@\w+\.\w+$",
    "^[0-9A-Z]{18}$",
    r"(,\d+)*$",
    ".*甲.*",
    r'(?:[^"\\]|\\.)*"',
    r"([\w-]|[0-9_])*!",
    "^[一-龥（）()、·]+$",
    "(?i)[a-z]+-[0-9]+",
    r"(?<!不)(信用良好|诚信单位)",
    "",
]


@pytest.mark.parametrize("pattern", [*EXPONENTIAL, *POLYNOMIAL, *NOT_JUDGED, *NOT_PATTERNS])
def test_a_dangerous_pattern_is_refused_in_chinese(pattern: str) -> None:
    problem = pattern_problem(pattern)
    assert problem is not None
    assert "正则表达式" in problem


@pytest.mark.parametrize("pattern", GOOD)
def test_a_harmless_pattern_is_not(pattern: str) -> None:
    re.compile(pattern)
    assert pattern_problem(pattern) is None


def test_the_patterns_of_the_rulebook_and_of_the_editions_are_harmless() -> None:
    files = [*(ROOT / "data").rglob("*.yaml"), *STARTER.rglob("*.yaml")]
    found = {
        pattern
        for path in files
        for pattern in re.findall(r"pattern: *'([^']*)'", path.read_text("utf-8"))
    }
    found |= {rule.when["found"] for rule in national_rulebook().rules if "found" in rule.when}
    assert len(found) > 15
    assert {p: pattern_problem(p) for p in found if pattern_problem(p)} == {}


@pytest.mark.parametrize(
    "constraints",
    [
        {"pattern": "(a+)+$"},
        {"jsonSchema": {"items": [{"pattern": "(a+)+$"}]}},
        {"jsonSchema": {"patternProperties": {"(a+)+$": {}}}},
    ],
)
def test_a_table_with_such_a_pattern_ends_with_a_finding(
    tmp_path: Path, constraints: dict[str, object]
) -> None:
    fields = {"id": {}, "code": {"constraints": constraints}}
    found = report(tmp_path, alpha=[table("a", fields, [["1", "a" * 24 + "!"]])]).findings
    assert [f.code for f in found] == ["descriptor-pattern"]
    assert found[0].row
    assert "算不完" in found[0].message


@pytest.mark.parametrize("pattern", ["[", "(?P<a", "*a", "a{3,1}", "(", "(?<=a+)b"])
@pytest.mark.parametrize("kind", ["string", "integer"])
@pytest.mark.parametrize("inside", [False, True])
def test_a_broken_pattern_is_a_finding(
    tmp_path: Path, pattern: str, kind: str, inside: bool
) -> None:
    """`re.error` goes no further, wherever it comes from: as a pattern or within a JSON schema."""
    constraint = {"jsonSchema": {"pattern": pattern}} if inside else {"pattern": pattern}
    fields = {"id": {}, "code": {"type": kind, "constraints": constraint}}
    edition = write(tmp_path / "edition", alpha=[table("a", fields, [["1", "12"], ["1", "x"]])])
    found = validate_files(edition, "edition").findings
    assert found == validate(load(edition, "edition")).findings
    at_descriptor = [f for f in found if f.path == "edition/alpha/datapackage.yaml"]
    assert at_descriptor
    assert all(f.row and f.hint for f in at_descriptor)


def test_digits_that_only_look_so(tmp_path: Path) -> None:
    pattern = {"constraints": {"pattern": r"^\d{6}$"}}
    rows = [["1", "990001", "９"], ["2", "99０001", ""], ["3", "٩٩٠٠٠١", ""]]
    data = dataset(tmp_path, alpha=[table("a", {"id": {}, "code": pattern, "free": {}}, rows)])
    found = list(check_digits(Context(data)))
    assert places(found) == [("other-digits", 3, "code"), ("other-digits", 4, "code")]
