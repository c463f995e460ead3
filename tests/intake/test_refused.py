"""What cannot be brought in is said in Chinese with its row, and nothing is written."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from gongshi.cli.app import main
from gongshi.core.errors import IntakeError
from gongshi.intake.writing import list_package
from gongshi.project import Project
from intake.bringing import bring, descriptor, findings
from intake.sources import BUREAU, csv_bytes, fields, folder, workbook
from projects import tree


def _refused(project: Project, source: Path, name: str = "new-one") -> str:
    before = tree(project.data)
    with pytest.raises(IntakeError) as refused:
        bring(project, name, source)
    after = tree(project.data)
    after.pop("id-key.txt", None)
    assert after == before
    return str(refused.value)


def _file(tmp_path: Path, content: bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "a.csv:1 表是空的"),
        (csv_bytes([["名称", "名称"], ["a", "b"]]), "有 2 列都叫这个名字"),
        (csv_bytes([["名称", ""], ["a", "b"]]), "第 2 列有内容而没有列名"),
        (csv_bytes([["公园名录", "", ""], ["名称", "区", "号"], ["a", "b", "1"]]), "像是标题"),
        (csv_bytes([["名称"], ["a"], ["b"], ["a"]]), "a.csv:4 与第 2 行完全相同"),
        ('名称,说明\n甲,"没有配对\n乙,x\n'.encode(), "引号没有配对"),
        (b"\xff\xfe\x00", "UTF-16"),
        (b"a,b\n\xff\xff\xff,1\n", "也不是 GB18030"),
    ],
)
def test_file(project: Project, tmp_path: Path, content: bytes, words: str) -> None:
    assert words in _refused(project, _file(tmp_path, content))


def test_kind_of_file_and_locked_or_broken_workbooks(project: Project, tmp_path: Path) -> None:
    assert "不认识这种文件" in _refused(project, _file(tmp_path, b"x", "a.pdf"))
    assert "工作簿打不开" in _refused(project, _file(tmp_path, b"PK\x03\x04x", "a.xlsx"))
    hidden = workbook(tmp_path / "h.xlsx", {"x": [["名称"], ["a"]], "y": []}, hidden="x")
    assert "没有看得见的" in _refused(project, hidden)


@pytest.mark.parametrize("name", ["Parks", "公园", "../x", "a_b", "search", "", "-a", "a" * 61])
def test_name(project: Project, tmp_path: Path, name: str) -> None:
    assert "不能用" in _refused(project, _file(tmp_path, csv_bytes([["名称"], ["a"]])), name)


def test_an_existing_folder_is_never_touched(project: Project, tmp_path: Path) -> None:
    source = _file(tmp_path, csv_bytes([["名称"], ["a"]]))
    assert "已经有了" in _refused(project, source, "institutions")
    (project.data / "empty").mkdir()
    assert "已经有了" in _refused(project, source, "empty")
    (project.data / "link").symlink_to(tmp_path / "nowhere")
    assert "已经有了" in _refused(project, source, "link")


_AB = {"fields": fields("a", "b")}
_PLAIN: dict[str, Any] = {"name": "t", "path": "t.csv", "schema": _AB}
_T = csv_bytes([["a", "b"], ["1", "x"], ["2", "y"]])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": "../t.csv"}, "不读取文件夹以外的路径"),
        ({"path": "a\0b"}, "不读取文件夹以外的路径"),
        ({"path": "/etc/hostname"}, "不读取文件夹以外的路径"),
        ({"path": "https://yanshi.example/t.csv"}, "不读取文件夹以外的路径"),
        ({"path": "link.csv"}, "指向文件夹以外"),
        ({"path": "none.csv"}, "没有文件"),
        ({"path": []}, "path 是空的"),
        ({"path": 5}, "不读取文件夹以外的路径"),
        ({"path": "t.csv", "compression": "gz"}, "读不了这种文件"),
        ({"schema": "https://yanshi.example/s.json"}, "不读取文件夹以外的路径"),
        ({"schema": "../s.json"}, "不读取文件夹以外的路径"),
        ({"schema": "bad.json"}, "不是合法的 JSON"),
        ({"schema": {"fields": fields("a", "c")}}, "没有 schema 写的列“c”"),
        ({"encoding": "klingon"}, "不认识的编码"),
        ({"encoding": "ascii", "path": "u.csv"}, "不是 ASCII 编码"),
        ({"dialect": {"delimiter": ";;"}}, "读不懂 dialect"),
        ({"path": None, "data": 5}, "data 不是一张表"),
        ({"schema": {**_AB, "primaryKey": "b"}, "path": "k.csv"}, "k.csv:3 字段“b” 主键是空的"),
        ({"schema": {**_AB, "primaryKey": "a"}, "path": "d.csv"}, "与第 2 行的主键相同"),
    ],
)
def test_package(project: Project, tmp_path: Path, change: dict[str, Any], words: str) -> None:
    resource = {k: v for k, v in {**_PLAIN, **change}.items() if v is not None}
    source = folder(
        tmp_path / "source",
        {"name": "x", "resources": [resource]},
        t__csv=_T,
        u__csv=csv_bytes([["a", "b"], ["字", "x"]]),
        k__csv=csv_bytes([["a", "b"], ["1", "x"], ["2", ""]]),
        d__csv=csv_bytes([["a", "b"], ["1", "x"], ["1", "y"]]),
        bad__json=b"{",
    )
    (source / "link.csv").symlink_to("/etc/hostname")
    assert words in _refused(project, source)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "不是合法的 JSON"),
        ("[]", "这不是数据包描述文件"),
        ('{"resources": [5]}', "第 1 项不是一张表"),
        ('{"resources": []}', "没有一张表可以导入"),
        ('{"name": 1, "name": 2}', "不是合法的 JSON"),
        ("[" * 100_000, "不是合法的 JSON"),
        ('{"resources": [{"path": "\\ud800.csv"}]}', "路径 “〔U+D800〕.csv”"),
        ('{"resources": [{"data": [{"a": "\\ud800"}]}]}', "半个代理对"),
    ],
)
def test_descriptor(project: Project, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "datapackage.json").write_text(text)
    assert words in _refused(project, tmp_path / "source")


def test_every_table_that_is_wrong_is_named(project: Project, tmp_path: Path) -> None:
    resources = [{**_PLAIN, "name": f"t{n}", "path": f"none{n}.csv"} for n in range(3)]
    source = folder(tmp_path / "source", {"resources": resources})
    assert _refused(project, source).count("没有文件") == 3


def test_screening_applies_as_always(project: Project, tmp_path: Path) -> None:
    """A column about persons; what looks like a dishonesty record; a number in a note."""
    bring(project, "people", _file(tmp_path, csv_bytes([["事项", "姓名"], ["x", "y"]])))
    assert [f.code for f in findings(project, "people") if f.severity == "error"] == ["P01"]
    rows = [["失信主体", "失信行为", "认定日期"], [BUREAU, "未按期付款", "2026-01-02"]]
    bring(project, "blacklist", _file(tmp_path, csv_bytes(rows)))
    assert {f.code for f in findings(project, "blacklist") if f.severity == "error"} == {"G16"}


def test_personal_numbers_in_text_stop_the_build(project: Project, tmp_path: Path) -> None:
    rows = [["事项", "备注"], ["x", "联系 13800138000"], ["y", ""]]
    bring(project, "notes", _file(tmp_path, csv_bytes(rows)))
    (error,) = (f for f in findings(project, "notes") if f.severity == "error")
    assert (error.row, error.code[0]) == (2, "P")
    assert "13800138000" not in error.line()


def test_without_a_basis_nothing_can_be_published(project: Project, tmp_path: Path) -> None:
    source = _file(tmp_path, csv_bytes([["事项"], ["x"]]))
    created = bring(project, "no-basis", source, basis=None)
    assert any("gongshi.basis" in what for what in created.undecided)
    assert "L01" in {f.code for f in findings(project, "no-basis")}


def test_without_a_visibility_only_warnings_say_so(project: Project, tmp_path: Path) -> None:
    source = _file(tmp_path, csv_bytes([["事项", "说明"], ["x", "y"]]))
    created = bring(project, "unstated", source, visibility=None, basis=None)
    assert any("visibility" in what for what in created.undecided)
    assert "visibility" not in (project.data / "unstated" / "datapackage.yaml").read_text("utf-8")
    assert {(f.code, f.severity.value) for f in findings(project, "unstated")} == {
        ("G01", "warning")
    }


def test_somebody_elses_visibility_is_not_ours(project: Project, tmp_path: Path) -> None:
    given = {"visibility": "public", "columns": ["b"], "kind": "dishonesty_record", "x": 1}
    source = folder(
        tmp_path / "source",
        {"gongshi": {"visibility": "public"}, "resources": [{**_PLAIN, "gongshi": given}]},
        t__csv=_T,
    )
    created = bring(project, "theirs", source, visibility=None)
    assert "visibility" not in json.dumps(descriptor(project, "theirs"))
    (resource,) = descriptor(project, "theirs")["resources"]
    assert resource["gongshi"]["columns"] == ["b"]
    assert "kind" not in resource["gongshi"]
    assert sum("没有导入" in note for note in created.notes) == 3


_EDITION = """# 谁的网站
title: 甲
packages: # 顺序就是导航的顺序
  - institutions   # 共同的参照
  # 以后再加
area: '1'
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_EDITION, _EDITION.replace("参照\n", "参照\n  - one\n")),
        ("packages: [a, b] # x\nt: 1\n", "packages: [a, b, one] # x\nt: 1\n"),
        ("t: 1\npackages:\n- a\n- 'b'", "t: 1\npackages:\n- a\n- 'b'\n- one"),
    ],
)
def test_edition_yaml_keeps_its_comments(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "edition.yaml"
    path.write_text(before, "utf-8")
    assert list_package(path, "one")
    assert path.read_text("utf-8") == after


@pytest.mark.parametrize("text", ["packages: []\n", "packages: a\n", "t: 1\n", "- a\n", "a: [\n"])
def test_edition_yaml_that_is_written_otherwise_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "edition.yaml"
    path.write_text(text, "utf-8")
    assert not list_package(path, "one")
    assert path.read_text("utf-8") == text


def test_command_line(
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    source = _file(tmp_path, csv_bytes([["名称", "名称"], ["a", "b"]]))
    monkeypatch.chdir(project.root)
    words = ["gongshi", "new", "one", "--from", str(source), "--data", "edition"]
    for more, code in ([], 1), (["--visibility", "masked"], 2), (["--from", "nowhere.csv"], 2):
        monkeypatch.setattr(sys, "argv", [*words, *more])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == code
        said = capsys.readouterr()
        assert said.out == ""
        assert code == 2 or "a.csv:1 字段“名称”" in said.err
    assert not (project.data / "one").exists()


def test_a_first_row_of_data_is_not_printed(project: Project, tmp_path: Path) -> None:
    number = "110101199003078515"
    twice = _file(tmp_path, csv_bytes([[number, number], ["1", "2"]]))
    assert number not in _refused(project, twice)
    once = _file(tmp_path, csv_bytes([["甲", number], ["乙", "2"]]))
    assert number not in " ".join(bring(project, "one", once).notes)


def _names(project: Project) -> set[str]:
    return {path.name for path in project.data.iterdir()}


def test_nothing_is_left_behind_by_a_failed_write(project: Project, tmp_path: Path) -> None:
    source = _file(tmp_path, csv_bytes([["名称"], ["a"]]))
    names = _names(project)
    _refused(project, _file(tmp_path, b"", "empty.csv"))
    assert _names(project) == names
    bring(project, "one", source)
    assert _names(project) == names | {"one", "id-key.txt"}
