"""The index of a large edition: readable text, nothing beyond the records, always the same."""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongshi.core.output import OutputFile
from gongshi.search import index, many_files
from gongshi.search.corpus import Corpus, FacetColumn, Section
from gongshi.search.fold import fold
from gongshi.search.index import index_files
from gongshi.search.numbers import ALPHABET, ascending, numbers

_NAMES = [
    "放射诊疗许可",
    "放射性药品使用許可",
    "对超量存放的处罚",
    "河道管理范围内的审批",
    "𠮷野家Ａ１",
]


def _corpus(count: int = 120) -> Corpus:
    section = Section(
        label="事项",
        prefix="power-list/power_items/",
        titles=[f"{_NAMES[n % 5]}{n}" for n in range(count)],
        ids=[f"pi-990001-2026-{n:04d}" for n in range(count)],
        subjects=[n % 2 for n in range(count)],
        codes=[f"9900XK{n:06d}\n办公室" for n in range(count)],
        texts=[f"依据条例第{n}条。由{_NAMES[n % 3]}科办理；\n不收费" for n in range(count)],
        dates=["2026-11-24"] * 30 + ["2025-01-01"] * (count - 40) + [""] * 10,
        facets=(FacetColumn("类型", ("许可", "处罚"), [n % 2 for n in range(count)]),),
    )
    names = [("示例市演示区卫生健康局", "11990001DEM0001105 区卫健局"), ("示例市演示区水利局", "")]
    return Corpus("2026-11-24", (section,), names)


def _digits(line: bytes) -> list[int]:
    """What search-numbers.js reads."""
    found, value, shift = [], 0, 0
    for symbol in line:
        digit = ALPHABET.index(symbol)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(value)
            value = shift = 0
    return found


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(values: list[int]) -> None:
    assert _digits(numbers(np.array(values, dtype=np.int64))) == values


def test_ascending_numbers_are_differences() -> None:
    assert _digits(ascending(np.array([3, 4, 1000]))) == [3, 1, 996]


@pytest.fixture(scope="module")
def files() -> list[OutputFile]:
    return list(many_files.files(_corpus(), heavy_from=30))


def _texts_of(shard: bytes) -> Iterator[str]:
    shared, _flags, _counts, _records, *tails = shard.decode().split("\n")
    before = b""
    for skip, tail in zip(shared, tails, strict=True):
        units = 2 * ALPHABET.index(skip.encode())
        before = before[:units] + tail.encode("utf-16-le")
        yield before.decode("utf-16-le")


def test_every_file_is_plain_text_and_holds_no_text_that_a_record_has_not(
    files: list[OutputFile],
) -> None:
    """So that the sweep of the output can read all of it: whatever stands in pieces in the index
    stands whole in the files of the records and of their texts.
    """
    whole = [json.loads(file.content) for file in files if file.path.startswith("search/text/")]
    texts = "\n".join(text for part in whole for text in part)
    for file in files:
        if file.path.startswith("search/records/"):
            rows = json.loads(file.content)
            columns = (
                *rows["titles"],
                *rows["ids"],
                *rows["codes"],
                *map("\n".join, rows["names"]),
            )
            texts += "\n" + "\n".join(columns)
    folded = fold(texts)
    pieces = 0
    for file in files:
        content = file.content.decode()
        if "/shards/" in file.path:
            for text in _texts_of(file.content):
                pieces += 1
                assert text in folded
        elif "/pages/" in file.path:
            keys = json.loads(content)
            assert all(key in folded for key in (*keys["heavy"], *keys["light"]))
        elif "/lists/" in file.path or "/facets/" in file.path:
            assert set(file.content) <= {*ALPHABET, ord("\n")}
    assert pieces > 500


def test_records_stand_whole_in_the_files(files: list[OutputFile]) -> None:
    together = b"\n".join(file.content for file in files).decode()
    section = _corpus().sections[0]
    for text in (*section.titles, *section.ids, *section.texts):
        assert json.dumps(text, ensure_ascii=False)[1:-1] in together


def test_the_same_corpus_gives_the_same_bytes(files: list[OutputFile]) -> None:
    again = list(many_files.files(_corpus(), heavy_from=30))
    assert [(file.path, file.content) for file in again] == [
        (file.path, file.content) for file in files
    ]
    assert len({file.path for file in files}) == len(files)


def test_a_small_edition_has_one_file_and_a_large_one_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [file.path for file in index_files(_corpus())] == [
        "search/index.json",
        "search/texts.json",
    ]
    for limit in ("MOST_IN_ONE", "MOST_TEXTS_IN_ONE", "MOST_RECORDS_IN_ONE"):
        with monkeypatch.context() as patch:
            patch.setattr(index, limit, 100)
            assert len(list(index_files(_corpus()))) > 5


def test_no_file_is_larger_than_a_phone_should_fetch(files: list[OutputFile]) -> None:
    assert max(len(file.content) for file in files) < 20_000


def test_an_edition_without_records_or_texts_has_an_index() -> None:
    empty = Corpus("2026-11-24", (), [])
    assert [file.path for file in many_files.files(empty)] == ["search/index.json"]
