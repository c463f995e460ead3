"""`gongshi serve`: what is saved is soon on the page, and mistakes do not end the preview."""

from __future__ import annotations

import shutil
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from projects import ROOT, Starter, make_starter, run

pytestmark = pytest.mark.xdist_group("serve")
_FOOTER = Path("partials/footer.html")


@dataclass(frozen=True)
class Preview:
    server: Any
    starter: Starter
    theme: Path  # the packaged one, of a copy of the checkout


def small(folder: Path) -> Starter:
    """A project with one package: it is rebuilt in a second."""
    starter = make_starter(folder)
    for package in starter.data.iterdir():
        if package.is_dir() and package.name != "institutions":
            shutil.rmtree(package)
    edition = starter.data / "edition.yaml"
    before, _, after = edition.read_text("utf-8").partition("packages:\n")
    rest = [line for line in after.splitlines() if not line.startswith("  - ")]
    edition.write_text("\n".join([f"{before}packages: [institutions]", *rest]) + "\n", "utf-8")
    return starter


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory, servers: Any) -> Preview:
    folder = tmp_path_factory.mktemp("serve")
    for name in ("generator", "site_templates", "content", "tests/cases/rules"):
        shutil.copytree(
            ROOT / name, folder / "checkout" / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    starter = small(folder / "project")
    (starter.root / "own").mkdir()
    (starter.root / "own" / "extra.txt").write_text("自己的文件一", "utf-8")
    config = starter.root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("name: material", "name: material\n  custom_dir: own"),
        "utf-8",
    )
    server = servers.start(starter.root, PYTHONPATH=str(folder / "checkout" / "generator"))
    assert server.shows("在这里可以查一个机关能做什么"), server.log.read_text("utf-8")
    return Preview(server, starter, folder / "checkout" / "site_templates" / "theme")


def test_page_and_its_assets_are_served(preview: Preview) -> None:
    assert preview.server.shows("机构名录", "institutions/")
    assert "Page skipped" not in preview.server.log.read_text("utf-8"), "the shells, which are not"
    assert preview.server.shows("--", "assets/gongshi/tokens.css")
    assert not preview.starter.site.exists(), "a preview writes no site"


def test_changed_prose_is_shown(preview: Preview) -> None:
    page = preview.starter.root / "content" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n刚刚写上的一句。\n", "utf-8")
    assert preview.server.shows("刚刚写上的一句。")


def test_changed_data_are_shown(preview: Preview) -> None:
    preview.starter.rewrite("institutions", lambda row: row.update(duties="刚刚改过的职责。"))
    institution = preview.starter.rows("institutions")[0]["inst_id"]
    assert preview.server.shows("刚刚改过的职责。", f"institutions/{institution}/")


def test_changed_packaged_theme_is_shown(preview: Preview) -> None:
    footer = preview.theme / _FOOTER
    text = footer.read_text("utf-8")
    footer.write_text(text.replace("没有记录不等于信用证明。", "刚刚改过的页脚。"), "utf-8")
    assert preview.server.shows("刚刚改过的页脚。")


def test_changed_theme_of_the_project_is_shown(preview: Preview) -> None:
    assert preview.server.shows("自己的文件一", "extra.txt")
    (preview.starter.root / "own" / "extra.txt").write_text("自己的文件二", "utf-8")
    assert preview.server.shows("自己的文件二", "extra.txt")


def test_mistake_in_the_data_is_told_and_the_preview_goes_on(preview: Preview) -> None:
    good = preview.starter.table("institutions").read_bytes()
    preview.starter.rewrite("institutions", lambda row: row.update(inst_type="不是机构"))
    assert preview.server.says("字段“机构类别” 值“不是机构”")
    assert preview.server.process.poll() is None
    assert "Traceback" not in preview.server.log.read_text("utf-8")
    preview.starter.table("institutions").write_bytes(good)
    assert preview.server.shows("机构名录", "institutions/")


def test_address_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    starter = small(tmp_path / "project")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        done = run("serve", "--dev-addr", address, cwd=starter.root)
    assert done.returncode == 1
    assert "--dev-addr" in done.stderr
    assert "Traceback" not in done.stderr


def test_mistake_at_the_start_ends_it(tmp_path: Path) -> None:
    starter = small(tmp_path / "project")
    starter.rewrite("institutions", lambda row: row.update(inst_type="不是机构"))
    (tmp_path / "tmp").mkdir()
    done = run("serve", cwd=starter.root, TMPDIR=str(tmp_path / "tmp"))
    assert done.returncode == 1
    assert "字段“机构类别” 值“不是机构”" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "tmp").iterdir()) == []
