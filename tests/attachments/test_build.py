"""Whole builds: what lies beside the pages reaches the site as it is, or stops the build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from attachments import made
from attachments.made import ID_NUMBER
from projects import AS_OF, Starter, make_starter, run, tree

pytestmark = pytest.mark.xdist_group("attachment builds")  # one worker makes the site
CLEAN = made.pdf(made.han("示例区财政局公告"), info={"/Author": "示例区财政局"})


@dataclass(frozen=True)
class Built:
    starter: Starter
    said: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built once; each test adds one more file and takes it away."""
    starter = make_starter(tmp_path_factory.mktemp("attachments") / "project")
    _put(starter, "files/公告.pdf", CLEAN)
    _put(starter, "files/b.pdf", made.pdf(info={"/Author": "zhangsan"}))
    _put(starter, "files/.draft.xls", b"\xd0\xcf\x11\xe0")  # MkDocs leaves it out
    _put(starter, "assets/own.css", b"body { color: black }")
    _put(starter, "attachments.yaml", b"")
    page = starter.root / "content" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n[公告](files/公告.pdf)\n", "utf-8")
    done = starter.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(starter, done.stdout + done.stderr)


def _put(starter: Starter, name: str, content: bytes) -> Path:
    path = starter.root / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


def test_clean_file_is_published_byte_for_byte(built: Built) -> None:
    site = built.starter.site
    assert (site / "files" / "公告.pdf").read_bytes() == CLEAN
    assert "files/公告.pdf" in (site / "SHA256SUMS").read_text("utf-8")
    assert "公告.pdf" not in built.said


def test_warning_is_said_and_the_file_published(built: Built) -> None:
    assert "content/files/b.pdf 属性“作者”里写着作者，可能是人名或账号" in built.said
    assert (built.starter.site / "files" / "b.pdf").exists()


def test_list_of_checks_and_what_mkdocs_leaves_out_are_not_published(built: Built) -> None:
    assert not (built.starter.site / "attachments.yaml").exists()
    assert "draft" not in built.said


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("files/名单.pdf", made.pdf(info={"/Keywords": ID_NUMBER}), "[P02]"),
        ("page.html", b"<html>", "[attachment-type]"),
    ],
)
def test_file_that_may_not_be_public_stops_the_build_and_leaves_the_site(
    built: Built, name: str, content: bytes, code: str
) -> None:
    before = tree(built.starter.site)
    path = _put(built.starter, name, content)
    try:
        done = built.starter.build()
    finally:
        path.unlink()
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert f"content/{name}" in said
    assert code in said
    assert ID_NUMBER not in said
    assert "Traceback" not in said
    assert tree(built.starter.site) == before


def test_warning_fails_a_strict_build(built: Built) -> None:
    before = tree(built.starter.site)
    done = run("build", "--as-of", AS_OF, "--strict", cwd=built.starter.root)
    assert done.returncode == 1
    assert "可能是人名" in done.stdout + done.stderr
    assert tree(built.starter.site) == before
