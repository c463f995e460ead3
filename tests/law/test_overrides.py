"""An edition's own rules.yaml: it may tighten and replace, never in silence, never loosen."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest
import yaml

from gongshi.core.clock import AsOf
from gongshi.screening.overrides import edition_rulebook
from gongshi.screening.rulebook import national_rulebook
from gongshi.screening.rulebook_diff import rulebook_diff

AS_OF = AsOf(date(2026, 11, 24))
OLD = next(rule for rule in national_rulebook().rules if rule.id == "T13")
SHORTER = {
    "id": "T13",
    "replaces": "T13",
    "reason": "本市条例规定最长三年",
    "title": "失信记录公示最长不超过三年",
    "on": {"kind": "dishonesty_record"},
    "when": {"older_than": {"field": "determined_on", "months": 36}},
    "action": "expire",
    "event": {"name": "expired", "reason": "公示期限届满", "on": {"field": "updated_on"}},
    "message": "自认定之日起已超过三年",
    "remedy": "无需处理",
    "citation": "某市社会信用条例第二十条",
    "verified": "primary",
}
REGIME = {
    "id": "city-2026",
    "replaces": "ndrc-36-2026",
    "reason": "本市条例更短",
    "title": "某市社会信用条例",
    "valid_from": "2026-04-01",
    "severities": {
        "轻微": {"min_months": 0, "max_months": 1},
        "一般": {"min_months": 3, "max_months": 6},
        "严重": {"min_months": 12, "max_months": 24},
    },
    "citation": "某市社会信用条例第二十一条",
    "verified": "primary",
}


def _read(folder: Path, document: object):
    (folder / "rules.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return edition_rulebook(folder, "data/x")


def _only(rulebook, code: str):
    return [rule for rule in rulebook.in_force(AS_OF) if rule.id == code]


def test_without_a_file_the_national_rulebook_holds(tmp_path: Path) -> None:
    rulebook, findings = edition_rulebook(tmp_path, "data/x")
    assert rulebook is national_rulebook()
    assert findings == ()
    assert list(rulebook_diff(national_rulebook(), rulebook)) == []


def test_a_stricter_rule_replaces_by_id_and_the_diff_says_so(tmp_path: Path) -> None:
    rulebook, findings = _read(tmp_path, {"rules": [SHORTER]})
    assert findings == ()
    titles = {rule.title for rule in _only(rulebook, "T13")}
    assert titles == {OLD.title, SHORTER["title"]}, "it cannot let through what the old one stops"
    lines = "\n".join(rulebook_diff(national_rulebook(), rulebook))
    assert "本市条例规定最长三年" in lines
    assert "'个月': 60" in lines
    assert "'个月': 36" in lines


def test_outside_its_days_the_national_rule_holds(tmp_path: Path) -> None:
    rulebook, findings = _read(tmp_path, {"rules": [{**SHORTER, "effective_from": "2027-01-01"}]})
    assert findings == ()
    assert [rule.title for rule in _only(rulebook, "T13")] == [OLD.title]
    later = [r for r in rulebook.in_force(AsOf(date(2027, 1, 1))) if r.id == "T13"]
    assert SHORTER["title"] in {rule.title for rule in later}


def test_a_new_rule_is_added(tmp_path: Path) -> None:
    own = {**SHORTER, "id": "Q01", "replaces": None, "reason": None}
    rulebook, findings = _read(tmp_path, {"rules": [own]})
    assert findings == ()
    assert _only(rulebook, "Q01")
    assert _only(rulebook, "T13") == [OLD]
    assert any(
        line.startswith("+ 规则 Q01") for line in rulebook_diff(national_rulebook(), rulebook)
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"replaces": None}, "同号"),
        ({"reason": " "}, "reason"),
        ({"action": "flag"}, "弱"),
        ({"verified": "memory"}, "未经核实"),
        ({"replaces": "T99"}, "没有对应"),
        ({"acton": "expire"}, "acton"),
        ({"action": "explode"}, "action"),
    ],
)
def test_what_is_wrong_with_a_local_rule_is_said_at_its_line(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    rulebook, findings = _read(tmp_path, {"laws": ["某条例"], "rules": [{**SHORTER, **change}]})
    assert words in " ".join(f.message + (f.hint or "") for f in findings)
    assert all(f.path == "data/x/rules.yaml" for f in findings)
    assert all((f.row or 0) > 2 for f in findings)
    assert rulebook is national_rulebook()


def test_the_same_rule_twice_is_refused(tmp_path: Path) -> None:
    _, findings = _read(tmp_path, {"rules": [SHORTER, copy.deepcopy(SHORTER)]})
    assert "写了两次" in " ".join(f.message for f in findings)


def test_a_shorter_regime_replaces_the_national_one(tmp_path: Path) -> None:
    rulebook, findings = _read(tmp_path, {"regimes": [REGIME]})
    assert findings == ()
    assert "ndrc-36-2026" not in {regime.id for regime in rulebook.regimes}
    assert any("city-2026" in line for line in rulebook_diff(national_rulebook(), rulebook))


@pytest.mark.parametrize(
    "change",
    [
        {"replaces": "nobody"},
        {"valid_from": "2099-01-01"},
        {"valid_to": "2026-12-31"},
        {"severities": {"一般": {"min_months": 3, "max_months": 13}}},
        {"severities": {"特别轻微": {"min_months": 0, "max_months": 1}}},
    ],
)
def test_a_longer_regime_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    rulebook, findings = _read(tmp_path, {"regimes": [{**REGIME, **change}]})
    assert findings
    assert rulebook is national_rulebook()


def test_catalogue_and_laws_are_added(tmp_path: Path) -> None:
    rulebook, findings = _read(tmp_path, {"catalogue": ["某目录第1项"], "laws": ["某条例"]})
    assert findings == ()
    assert "某目录第1项" in rulebook.catalogue
    assert "某条例" in rulebook.laws


def test_yaml_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("rules: [\n", "utf-8")
    rulebook, findings = edition_rulebook(tmp_path, "data/x")
    assert findings[0].code == "descriptor-syntax"
    assert rulebook is national_rulebook()
