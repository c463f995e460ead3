"""Lines to copy that fetch a table and read it with the right types."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongshi.catalog.table import CatalogTable
from gongshi.core.output import OutputFile
from gongshi.package.descriptor import Field

# Where a site does not know its own address, readers put it in.
PLACEHOLDER = "https://网站地址/"
_NUMBERS = frozenset({"integer", "number", "year"})


@dataclass(frozen=True)
class Snippet:
    """`how`: what to do with it, in a sentence."""

    name: str
    how: str
    code: str


@dataclass(frozen=True)
class _Source:
    """What the snippets know of a table. `missing`: cells that say why there is no value."""

    name: str
    csv: str
    parquet: str
    sha256: str
    fields: Sequence[Field]
    missing: Sequence[str]
    facet: str

    @property
    def dates(self) -> list[str]:
        return [field.name for field in self.fields if _kind(field) == "date"]

    @property
    def numbers(self) -> list[str]:
        return [field.name for field in self.fields if _kind(field) == "number"]


def snippets(
    table: CatalogTable, files: Sequence[OutputFile], site_url: str
) -> tuple[Snippet, ...]:
    """`files`: the table's, the CSV first. Codes and ids are text, whatever they look like."""
    by_extension = {file.path.rpartition(".")[2]: file for file in reversed(files)}
    base = site_url or PLACEHOLDER
    missing = dict.fromkeys(
        value for field in table.fields for value in ("", *field.missing_labels)
    )
    source = _Source(
        name=table.key.resource,
        csv=f"{base}{by_extension['csv'].path}",
        parquet=f"{base}{by_extension['parquet'].path}",
        sha256=by_extension["csv"].sha256,
        fields=table.fields,
        missing=list(missing),
        facet=next(iter(table.policy.facets), table.fields[0].name),
    )
    return tuple(make(source) for make in _ALL)


def _kind(field: Field) -> str:
    """A masked column holds marks in the place of values; a format of its own is left as text."""
    if field.masked or field.raw.get("format", "default") != "default":
        return "text"
    if field.raw.get("groupChar") or field.raw.get("bareNumber") is False:
        return "text"
    return "number" if field.type in _NUMBERS else "date" if field.type == "date" else "text"


def _curl(source: _Source) -> Snippet:
    file = f"{source.name}.csv"
    code = (
        f"curl -fL -o {file} {_quoted(source.csv)}\necho '{source.sha256}  {file}' | sha256sum -c"
    )
    return Snippet("curl", "下载，并核对校验值。", code)


def _pandas(source: _Source) -> Snippet:
    lines = [
        "import pandas as pd",
        "",
        "table = pd.read_csv(",
        f"    {_quoted(source.csv)},",
        '    dtype="string",  # 编号和代码是文字，开头的 0 不会丢',
        "    keep_default_na=False,",
        f"    na_values={_list(source.missing, '[', ']')},",
    ]
    if source.dates:
        lines.append(f"    parse_dates={_list(source.dates, '[', ']')},")
    lines.append(")")
    if source.numbers:
        lines.append(f"numbers = {_list(source.numbers, '[', ']')}")
        lines.append("table[numbers] = table[numbers].apply(pd.to_numeric)")
    return Snippet("pandas", "Python 里读成表格，日期和数有类型。", "\n".join(lines))


def _duckdb(source: _Source) -> Snippet:
    file = f"{source.name}.parquet"
    code = (
        f"-- 先下载 {source.parquet}\n"
        f"SELECT {_sql(source.facet)}, count(*) AS n\n"
        f"FROM '{file}'\n"
        "GROUP BY ALL ORDER BY n DESC, 1;"
    )
    return Snippet("DuckDB", "Parquet 带类型和字段说明，用 SQL 直接查。", code)


def _r(source: _Source) -> Snippet:
    types = [".default = col_character()"]
    types += [f"{_r_name(name)} = col_date()" for name in source.dates]
    types += [f"{_r_name(name)} = col_double()" for name in source.numbers]
    code = (
        "library(readr)\n\n"
        "table <- read_csv(\n"
        f"  {_quoted(source.csv)},\n"
        f"  na = {_list(source.missing, 'c(', ')')},\n"
        f"  col_types = cols({', '.join(types)})\n"
        ")"
    )
    return Snippet("R", "需要 readr 包。", code)


def _power_query(source: _Source) -> Snippet:
    words = {"text": "type text", "date": "type date", "number": "type number"}
    types = ", ".join(f"{{{_m(field.name)}, {words[_kind(field)]}}}" for field in source.fields)
    code = (
        "let\n"
        f"    下载 = Csv.Document(Web.Contents({_m(source.csv)}), "
        '[Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),\n'
        "    表头 = Table.PromoteHeaders(下载, [PromoteAllScalars = true]),\n"
        "    空值 = Table.TransformColumns(表头, {}, "
        f"each if List.Contains({{{', '.join(map(_m, source.missing))}}}, _) then null else _),\n"
        f'    类型 = Table.TransformColumnTypes(空值, {{{types}}}, "en-US")\n'
        "in\n"
        "    类型"
    )
    how = "Excel：数据 → 获取数据 → 自其他源 → 空白查询 → 高级编辑器，粘贴以后点“完成”。"
    return Snippet("Excel Power Query", how, code)


_ALL: tuple[Callable[[_Source], Snippet], ...] = (_curl, _pandas, _duckdb, _r, _power_query)


def _quoted(text: str) -> str:
    """A string of Python, R and a shell: what stands in it can end it in none of them."""
    return json.dumps(text, ensure_ascii=False).replace("$", "%24").replace("`", "%60")


def _sql(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _r_name(name: str) -> str:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]*", name):
        return name
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def _m(text: str) -> str:
    """A string of Power Query's language, where a quote is doubled and # begins an escape."""
    return '"' + text.replace("#", "#(#)").replace('"', '""') + '"'


def _list(texts: Sequence[str], start: str, end: str) -> str:
    return start + ", ".join(json.dumps(text, ensure_ascii=False) for text in texts) + end
