"""Escapes and markup do not hide a text, and do not make one."""

from __future__ import annotations

import csv
import html
import io
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from gongshi.export.formulas import neutralise
from gongshi.screening.canary import Stand
from sweep.planted import LONG, canaries, found, leaks

REFERENCES = "".join(f"&#{ord(character)};" for character in LONG)
MARKED = f"<p>{LONG[:5]}<mark>{LONG[5:9]}</mark>{LONG[9:]}</p>"
ESCAPED = {
    "plain": LONG.encode(),
    "decimal references": REFERENCES.encode(),
    "hexadecimal references": "".join(f"&#x{ord(c):X};" for c in LONG).encode(),
    "JSON escapes": json.dumps({"a": [LONG]}).encode(),
    "JSON escapes inside a page": f"<script>var a = {json.dumps(LONG)}</script>".encode(),
    "JavaScript code points": "".join(f"\\u{{{ord(c):x}}}" for c in LONG).encode(),
    "URL": quote(LONG).encode(),
    "URL in a page": f'<p><a href="?q={quote_plus(LONG)}&amp;p=2">x</a></p>'.encode(),
    "attribute": f'<p title="{LONG}">x</p>'.encode(),
    "attribute with references": f'<p title="{REFERENCES}">x</p>'.encode(),
    "comment": f"<p>x<!-- {LONG} --></p>".encode(),
    "references in an Atom entry": f"<content>{html.escape(MARKED)}</content>".encode(),
    "HTML in JSON": json.dumps({"html": MARKED}).encode(),
    "JSON in a JSON string": json.dumps(json.dumps([LONG])).encode(),
    "JSON in an attribute": f"<p data-x='{html.escape(json.dumps([LONG]))}'>".encode(),
    "highlighted": "".join(f"<em>{c}</em>" for c in LONG).encode(),
    "line breaks": "\r\n\t ".join(LONG).encode(),
    "wide spaces": "\u3000\u00a0\u200b".join(LONG).encode(),
    "space references": "&nbsp;".join(LONG).encode(),
    "soft hyphens": "&shy;<wbr>".join(LONG).encode(),
    "quotes and backslashes": '\\"'.join(LONG).encode(),
    "UTF-16 with a mark": LONG.encode("utf-16"),
    "GB 18030": f"名称,{LONG}\n".encode("gb18030"),
}


@pytest.mark.parametrize("way", ESCAPED)
def test_escaped_text_is_found(tmp_path: Path, way: str) -> None:
    assert found(tmp_path, ESCAPED[way])


@pytest.mark.parametrize("way", ESCAPED)
def test_another_text_in_the_same_escapes_is_not(tmp_path: Path, way: str) -> None:
    assert not found(tmp_path, ESCAPED[way], LONG[:-1] + "书")


def test_upper_case_and_lower_case_are_one(tmp_path: Path) -> None:
    assert found(tmp_path, b"/by/abc-12345x/", "ABC-12345X")


def test_csv_quotes_and_the_apostrophe_before_a_formula(tmp_path: Path) -> None:
    text = '=某街道办事处的"事实",\n第二行'
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(["1", neutralise(text), "x"])
    assert found(tmp_path, stream.getvalue().encode(), text)


def test_text_in_letters_of_its_own_elements_is_found_if_it_is_long(tmp_path: Path) -> None:
    """`<span>鸩</span><span>羽</span>…`: each letter apart, as some effects write them."""
    text = "鸩羽区某街道办事处未履行生效判决确定的义务已被列入名单"
    pieces = [text[n : n + 12] for n in range(0, len(text) - 11, 5)]
    known = canaries(*pieces, stand=Stand.ANYWHERE)
    spans = "".join(f"<span>{c}</span>" for c in text).encode()
    assert leaks(tmp_path, spans, known)


def test_words_that_stand_apart_are_not_read_as_one(tmp_path: Path) -> None:
    """A cell that ends in 办理 beside a name, against a withheld 理+name."""
    page = "<td>互联网办理</td><td>非营利组织免税资格联合认定</td>".encode()
    assert not found(tmp_path, page, "理非营利组织免税资格联合", stand=Stand.ANYWHERE)
    assert not found(tmp_path, page, "办理非营利组织")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("编号12345678。", True),
        ("编号 12345678 于", True),
        ("编号912345678", False),
        ("0a12345678ff", False),
        ("12345678901", False),
        ('"12345678"', True),
        ("x_12345678", False),
    ],
)
def test_number_counts_only_as_a_whole(tmp_path: Path, text: str, there: bool) -> None:
    assert found(tmp_path, text.encode(), "12345678") == there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("负责人：李平，", True),
        ("<td>李平</td>", True),
        ('["李平"]', True),
        ("行李平安", False),
        ("<p>祝<b>行</b>李<b>平安</b></p>", False),
        ("李平凡", False),
    ],
)
def test_name_counts_only_alone(tmp_path: Path, text: str, there: bool) -> None:
    assert found(tmp_path, text.encode(), "李平", stand=Stand.ALONE) == there


def test_bytes_that_are_no_text_hold_long_texts_only(tmp_path: Path) -> None:
    noise = b"\x89PNG\xff\xfe\x00\xd8"
    assert found(tmp_path, noise + LONG.encode("utf-16-le"), LONG, stand=Stand.ANYWHERE)
    assert found(tmp_path, noise + b"1" + LONG.encode("utf-16-be"), LONG, stand=Stand.ANYWHERE)
    assert not found(tmp_path, noise + "李平".encode("utf-16-le"), "李平", stand=Stand.ALONE)
    assert found(tmp_path, noise + LONG.encode())


def test_name_of_the_file_counts(tmp_path: Path) -> None:
    [leak] = leaks(tmp_path, b"", canaries("鸩羽区街道办"), f"a/{'鸩羽区街道办'}/x.json")
    assert leak.path.startswith("a/")


def test_broken_escapes_break_nothing(tmp_path: Path) -> None:
    broken = rb"\u12 \ud800 \u{110000} \x &#xFFFFFFFF; &#; &nosuch; %E4%ZZ %E4 <a <b> > \\"
    assert not found(tmp_path, broken)
    assert found(tmp_path, broken + LONG.encode())
