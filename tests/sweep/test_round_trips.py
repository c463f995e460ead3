"""Whatever text is withheld, it is found in whatever format it is written."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongshi.core.squeeze import squeeze
from gongshi.export.formulas import neutralise
from gongshi.release.sweep import sweep
from gongshi.screening.canary import Canaries, Kind, Origin, Texts
from gongshi.screening.pieces import Piece, pieces
from sweep.test_containers import parquet

Write = Callable[[str], bytes]
# All that people write: ideographs, marks of both widths, what every format escapes, line breaks.
CHARACTERS = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.sampled_from(list("，。；：“”《》〔〕（）、·—<>&\"'\\/;=%#?+-0123456789abcXYZ \n\t\u3000")),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
)
# Long enough to be looked for, and with a beginning that no format takes for a day or a number.
TEXTS = st.text(CHARACTERS, min_size=4, max_size=60).map("鸩羽某街道办{}义务".format)


def as_html(text: str) -> bytes:
    return f"<tr><td>甲</td><td title='乙'>{html.escape(text)}</td></tr>".encode()


def as_attribute(text: str) -> bytes:
    return f'<meta name="description" content="{html.escape(text)}">'.encode()


def as_json(text: str) -> bytes:
    return json.dumps([{"名称": text}]).encode()


def as_plain_json(text: str) -> bytes:
    return json.dumps([{"名称": text}], ensure_ascii=False, indent=1).encode()


def as_lines(text: str) -> bytes:
    return b"\n".join(json.dumps(value).encode() for value in ({"a": 1}, {"a": text}))


def as_csv(text: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerow(["1", neutralise(text)])
    return stream.getvalue().encode()


def as_zip(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", as_csv(text))
    return stream.getvalue()


def as_gzip(text: str) -> bytes:
    return gzip.compress(as_html(text))


def as_parquet(text: str) -> bytes:
    return parquet(pd.DataFrame({"a": ["x", text]}))


def as_sqlite(text: str) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("pragma encoding = 'UTF-16be'")
    connection.execute("create table t (a)")
    connection.execute("insert into t values (?)", (text,))
    content = connection.serialize()
    connection.close()
    return content


def as_url(text: str) -> bytes:
    return f"/search/?q={quote(text)}&p=1".encode()


def as_feed(text: str) -> bytes:
    inner = html.escape(f"<p>{html.escape(text)}</p>")
    return f"<entry><title>x</title><content type='html'>{inner}</content></entry>".encode()


def as_utf16(text: str) -> bytes:
    return f"名称\t{text}\n".encode("utf-16")


FORMATS = [
    as_html, as_attribute, as_json, as_plain_json, as_lines, as_csv, as_zip, as_gzip, as_parquet,
    as_sqlite, as_url, as_feed, as_utf16,
]  # fmt: skip


def known(found: list[Piece]) -> Canaries:
    origins = [Origin("S07", Kind.WITHHELD, "a/b", "c")] * len(found)
    return Canaries(lambda: Texts([p.text for p in found], [p.stand for p in found], origins))


@pytest.mark.parametrize("write", FORMATS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_each_piece_of_a_withheld_text_is_found(tmp_path: Path, write: Write, text: str) -> None:
    (tmp_path / "x").write_bytes(write(text))
    for piece in pieces(text, 40):
        assert list(sweep(tmp_path, known([piece]))), piece


@pytest.mark.parametrize("write", FORMATS)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS, other=TEXTS)
def test_pieces_that_it_does_not_have_are_not(
    tmp_path: Path, write: Write, text: str, other: str
) -> None:
    apart = [piece for piece in pieces(text, 40) if piece.text not in squeeze(other.encode())]
    (tmp_path / "x").write_bytes(write(other))
    assert not list(sweep(tmp_path, known(apart)))
