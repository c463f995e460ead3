"""What people typed for all to read is no leak of the programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongshi.release.sweep import Typed
from gongshi.release.typed import typed
from gongshi.screening.canary import Canaries, Kind, Origin, Stand, Texts
from sweep.planted import LONG, canaries, leaks

PERIOD = "本记录的公示期至2026年11月24日为止"


def of_code(*texts: str) -> Typed:
    return Typed(code=lambda: [text.encode() for text in texts])


def of_prose(*texts: str) -> Typed:
    return Typed(prose=lambda: [text.encode() for text in texts])


def test_words_of_a_template_are_no_leak(tmp_path: Path) -> None:
    page = f"<p>{LONG}</p>".encode()
    assert not leaks(tmp_path, page, canaries(LONG), typed=of_code("x", f"<b>{LONG}</b>"))
    assert leaks(tmp_path, page, canaries(LONG), typed=of_code("x"))


@pytest.mark.parametrize(
    "template",
    [
        "<p>本记录的公示期至<b>2026年{{ m }}月{{ d }}日</b>为止</p>",
        "{% if until %}本记录的公示期至{{ y }}年{{ m }}月{{ d }}日为止{% endif %}",
        'f"本记录的公示期至{until:%Y}年{until.month}月{until.day}日为止"',
    ],
)
def test_words_that_a_template_puts_days_into_are_no_leak(tmp_path: Path, template: str) -> None:
    page = f"<p>{PERIOD}</p>".encode()
    assert leaks(tmp_path, page, canaries(PERIOD))
    assert not leaks(tmp_path, page, canaries(PERIOD), typed=of_code(template))


def test_few_words_around_numbers_excuse_nothing(tmp_path: Path) -> None:
    number = "（2025）示9900执123号"
    code = of_code("（{{ year }}）示{{ court }}执{{ number }}号")
    assert leaks(tmp_path, number.encode(), canaries(number), typed=code)


def test_excused_text_does_not_hide_another(tmp_path: Path) -> None:
    """One in the open, one only behind escapes."""
    other = "另一件没有公开的事情及其经过"
    escaped = "".join(f"&#{ord(character)};" for character in other)
    [leak] = leaks(
        tmp_path, f"{LONG} {escaped}".encode(), canaries(LONG, other), typed=of_code(LONG)
    )
    assert leak.origin.field == "f1"


def test_name_of_an_internal_field_is_excused_by_prose_only(tmp_path: Path) -> None:
    known = canaries("secrecy_reviewed_on", kind=Kind.NAME, allowed="rules/")
    row = b"item_id,secrecy_reviewed_on\n"
    code = of_code("on: {fields: [secrecy_reviewed_on]}")
    assert leaks(tmp_path, row, known, "a.csv", typed=code)
    assert not leaks(tmp_path / "b", row, known, "rules/index.html", typed=code)
    assert not leaks(tmp_path / "c", row, known, "a.csv", typed=of_prose("`secrecy_reviewed_on`"))


def test_name_of_an_internal_field_is_not_excused_along_with_another_text(tmp_path: Path) -> None:
    texts = [b"secrecy_reviewed_on", LONG.encode()]
    kinds = [Kind.NAME, Kind.WITHHELD]
    origins = [Origin("S07", kind, "a/b", "c") for kind in kinds]
    known = Canaries(lambda: Texts(texts, [Stand.WHOLE] * 2, origins))
    code = of_code(f"secrecy_reviewed_on {LONG}")
    [leak] = leaks(tmp_path, f"secrecy_reviewed_on,{LONG}".encode(), known, typed=code)
    assert leak.origin.kind is Kind.NAME


def test_prose_about_an_ended_record_is_told_once(tmp_path: Path) -> None:
    number = "（2025）示9900执123号"
    known = canaries(LONG, number, kind=Kind.ENDED)
    prose = of_prose(f"{LONG}，见{number}")
    (tmp_path / "a.html").write_text(f"<p>{LONG}，见{number}</p>", "utf-8")
    [leak] = leaks(tmp_path, f"<p>{LONG}，见{number}</p>".encode(), known, "b.html", typed=prose)
    assert leak.by_hand
    assert leak.path == "a.html"
    assert not leaks(tmp_path / "c", f"<p>{LONG}</p>".encode(), known, typed=of_prose(LONG))


def test_confined_text_is_allowed_at_home(tmp_path: Path) -> None:
    known = canaries(LONG, kind=Kind.CONFINED, allowed="institutions/")
    assert not leaks(tmp_path, LONG.encode(), known, "institutions/a/index.html")
    assert leaks(tmp_path, LONG.encode(), known, "institutions.html")


def test_pages_folder_counts_as_prose_only_where_it_is_prose(tmp_path: Path) -> None:
    """An old download that lies beside the pages is an output like any other."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "a.md").write_text("这是**手写**的`说明`", "utf-8")
    (folder / "old.csv").write_text(LONG, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: 某区公示", "utf-8")
    known = typed([tmp_path / "theme"], [folder, tmp_path / "mkdocs.yml"])
    prose = b"".join(known.prose()).decode()
    assert "某区公示" in prose
    assert "这是手写的说明" in prose
    assert LONG not in prose


def test_this_program_is_code() -> None:
    code = list(typed([], []).code())
    assert any("公示期限届满".encode() in text for text in code)
