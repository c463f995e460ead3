"""A package that the project has never seen gets pages, lists, facets, search and downloads."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

from intake import sources
from intake.bringing import descriptor, project_of
from projects import Starter, tree

PARKS = "street-parks/cheng_shi_gong_yuan"


def _page(starter: Starter, url: str) -> str:
    return unescape((starter.site / url / "index.html").read_text("utf-8"))


def _text(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


def _rows(starter: Starter, file: str) -> list[dict[str, str]]:
    text = (starter.site / file).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _links(page: str) -> set[str]:
    return set(re.findall(r'href="([^"#?]+)"', page))


def _id_of(starter: Starter, file: str, **cells: str) -> str:
    rows = [row for row in _rows(starter, file) if cells.items() <= row.items()]
    (row,) = rows
    return row["entry_id"]


def _institution(starter: Starter, name: str) -> str:
    return next(r["inst_id"] for r in starter.rows("institutions") if r["name"] == name)


def test_a_record_links_to_its_institution_and_back(built: Starter) -> None:
    park = _id_of(built, f"{PARKS}.csv", gong_yuan_ming_cheng="竹园")
    inst = _institution(built, sources.STREET)
    page = _page(built, f"{PARKS}/{park}")
    assert "<h1>竹园</h1>" in re.sub(r"<h1[^>]*>", "<h1>", page)
    assert f"../../../institutions/{inst}/" in _links(page)
    back = _page(built, f"institutions/{inst}")
    assert f"../../{PARKS}/{park}/" in _links(back)
    other = _institution(built, sources.BUREAU)
    assert f"../../{PARKS}/{park}/" not in _links(_page(built, f"institutions/{other}"))


def test_list_and_facets_come_from_the_descriptor(built: Starter) -> None:
    page = _page(built, f"{PARKS}/list")
    for word in ("文昌公园", "管护单位", "口袋公园", "2022-11-01", "0013", "12,300.5"):
        assert word in page
    facets = [link for link in _links(page) if "by-gong_yuan_lei_xing" in link]
    assert len(facets) == 2
    lists = [_page(built, f"{PARKS}/list/{link}") for link in facets]
    assert sorted("文昌公园" in text for text in lists) == [False, True]
    assert "street-parks/" in _page(built, "")


def test_search_finds_it_by_title_code_and_institution(built: Starter) -> None:
    index = json.loads((built.site / "search" / "index.json").read_text("utf-8"))
    (table,) = [t for t in index["sections"] if t["prefix"] == f"{PARKS}/"]
    at = table["titles"].index("竹园")
    assert table["ids"][at] == _id_of(built, f"{PARKS}.csv", gong_yuan_ming_cheng="竹园")
    assert "0013" in table["codes"][at]
    assert sources.STREET in table["codes"][at]
    assert {f["title"] for f in table["facets"]} == {"管护单位", "公园类型"}


def test_downloads_hold_the_rows_with_their_types(built: Starter) -> None:
    rows = json.loads((built.site / f"{PARKS}.json").read_text("utf-8"))
    row = next(r for r in rows if r["gong_yuan_ming_cheng"] == "文昌公园")
    assert row["zhan_di_mian_ji_ping_fang_mi"] == 12300.5
    assert row["bei_an_hao"] == "0012"
    package = json.loads((built.site / "street-parks" / "datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    assert resource["gongshi"]["externalForeignKeys"][0]["reference"]["package"] == (
        "../institutions/datapackage.json"
    )
    assert (built.site / "street-parks" / "street-parks.zip").is_file()


def test_sixty_fields_and_cells_of_25000_characters_are_one_page(built: Starter) -> None:
    record = _id_of(built, "wide/kuan_biao.csv", ming_cheng="甲项")
    page = _page(built, f"wide/kuan_biao/{record}")
    assert "长" * 25_000 in page
    assert "指标58" in page
    assert page.index("指标58") < page.index("长" * 25_000), "long texts come last"
    assert len(_page(built, "wide/kuan_biao/list")) < 50_000


def test_21_tables_with_31_foreign_keys_link_both_ways(built: Starter) -> None:
    tables = descriptor(project_of(built), "many")["resources"]
    assert len(tables) == 21
    assert sum(len(t["schema"]["foreignKeys"]) for t in tables) == 31
    first, second = (_id_of(built, f"many/t_{n}.csv", key="甲") for n in (0, 1))
    assert f"../../t_0/{first}/" in _links(_page(built, f"many/t_1/{second}"))
    back = _links(_page(built, f"many/t_0/{first}"))
    assert f"../../t_1/{second}/" in back
    assert sum(link.startswith("../../t_") for link in back) >= 2 + 10 * 2, "the star"


def test_inline_data_schema_by_reference_and_several_paths(built: Starter) -> None:
    visits = _rows(built, "odd/visits.csv")
    assert {(r["ri_qi"], r["jin_e"], r["fu_cha"]) for r in visits} == {
        ("2026-04-03", "1234.50", "true"),
        ("2026-04-04", "7", "false"),
        ("2026-04-05", "8", "false"),
    }
    place = _id_of(built, "odd/di_dian.csv", qu="西", hao="1")
    (visit,) = (r["entry_id"] for r in visits if r["qu"] == "西")
    assert f"../../visits/{visit}/" in _links(_page(built, f"odd/di_dian/{place}"))
    assert f"../../di_dian/{place}/" in _links(_page(built, f"odd/visits/{visit}"))


def test_every_type_of_the_standard_is_shown_and_downloaded(built: Starter) -> None:
    rows = json.loads((built.site / "odd" / "kinds.json").read_text("utf-8"))
    row = next(r for r in rows if r["checked"] == "c")
    assert (row["a_number"], row["a_integer"], row["a_year"]) == (1.5, -3, 2026)
    assert (row["a_boolean"], row["grouped"], row["share"]) == (True, 1234, 95)
    assert row["a_object"] == {"k": "v"}
    text = _text(_page(built, f"odd/kinds/{row['entry_id']}"))
    for shown in ("优", "95%", "保密", "P1Y2M", '[{"k": {"深": 1}}]'):
        assert shown in text
    other = next(r for r in rows if r["checked"] == "d")
    assert other["a_number"] is None


def test_licences_are_kept_and_addresses_of_people_are_not(built: Starter) -> None:
    package = json.loads((built.site / "odd" / "datapackage.json").read_text("utf-8"))
    assert [licence["name"] for licence in package["licenses"]] == ["CC0-1.0"]
    assert package["contributors"] == [{"title": "某机构", "roles": ["author"]}]
    assert package["sources"][0]["title"] == "登记册"


def test_workbook_brings_its_own_ids_and_no_hidden_sheet(built: Starter) -> None:
    page = _page(built, "book/huo_dong/ev-990001-2026-0001")
    inst = next(
        r["inst_id"] for r in built.rows("institutions") if r["uscc"] == "11990001DEM000508K"
    )
    assert f"../../../institutions/{inst}/" in _links(page)
    assert "2026-03-01" in page
    assert {row["bian_ma"] for row in _rows(built, "book/huo_dong.csv")} == {"007", "008"}
    assert {row["mian_ji"] for row in _rows(built, "book/chang_di.csv")} == {"12.5", "30"}
    assert len(descriptor(project_of(built), "book")["resources"]) == 2
    assert "底稿".encode() not in b"".join(tree(built.data / "book").values())


def test_nothing_is_published_without_a_stated_visibility(built: Starter) -> None:
    assert (built.data / "unstated" / "cheng_shi_gong_yuan.csv").is_file()
    assert not (built.site / "unstated").exists()
    for path, content in tree(built.site).items():
        if path.endswith((".html", ".json", ".xml")):
            assert b"unstated/" not in content, path


def test_no_page_lies_where_only_the_source_said(built: Starter) -> None:
    for path in built.site.rglob("*"):
        assert re.fullmatch(r"[\w.-]+", path.name, re.ASCII), path
    for folder in ("street-parks", "wide", "many", "odd", "book"):
        assert all(path.name.isascii() for path in Path(built.data / folder).iterdir())
