"""Three engines on the same ten checks of one file, which is the argument.

CPU seconds of one process each, reading included. DuckDB is no dependency: skipped if not there.
"""

# ruff: noqa: PLC0415 - each measurement imports what it measures

from __future__ import annotations

import resource
import subprocess
import sys
import time

_ID, _DAY = r"^pi-\d{6}-\d{4}-\d{6}$", r"^\d{4}-\d{2}-\d{2}$"
_TYPES = ["行政许可", "行政处罚", "行政强制", "行政检查", "行政确认", "行政给付"]


def arrow(path: str) -> int:
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import csv

    names = _header(path)
    types = dict.fromkeys(names, pa.large_string())
    table = csv.read_csv(path, convert_options=csv.ConvertOptions(column_types=types))
    masks = [
        pc.match_substring_regex(table["item_id"], _ID),
        pc.is_in(table["type"], pa.array(_TYPES, pa.large_string())),
        pc.match_substring_regex(table["code"], r"^\d{12}$"),
        pc.match_substring_regex(table["issued_on"], _DAY),
        pc.match_substring_regex(table["days"], r"^\d{1,3}$"),
        pc.match_substring_regex(table["fee"], r"^\d+(\.\d+)?$"),
        pc.less_equal(pc.utf8_length(table["name"]), 100),
        pc.less_equal(pc.utf8_length(table["basis"]), 2000),
        pc.match_substring_regex(table["link"], r"^https?://[a-z./0-9]+$"),
    ]
    unique = len(pc.unique(table["item_id"])) == len(table)
    return sum(pc.sum(pc.invert(mask)).as_py() for mask in masks) + (not unique)


def pandas(path: str) -> int:
    import pandas as pd

    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    masks = [
        frame["item_id"].str.match(_ID),
        frame["type"].isin(_TYPES),
        frame["code"].str.match(r"^\d{12}$"),
        frame["issued_on"].str.match(_DAY),
        frame["days"].str.match(r"^\d{1,3}$"),
        frame["fee"].str.match(r"^\d+(\.\d+)?$"),
        frame["name"].str.len() <= 100,
        frame["basis"].str.len() <= 2000,
        frame["link"].str.match(r"^https?://[a-z./0-9]+$"),
    ]
    return int(sum((~mask).sum() for mask in masks) + frame["item_id"].duplicated().any())


def duckdb(path: str) -> int:
    import duckdb as engine

    types = ", ".join(f"'{name}': 'VARCHAR'" for name in _header(path))
    kinds = ", ".join(f"'{kind}'" for kind in _TYPES)
    query = f"""
        select count(*) filter (not regexp_matches(item_id, '{_ID}')) +
               count(*) filter (type not in ({kinds})) +
               count(*) filter (not regexp_matches(code, '^\\d{{12}}$')) +
               count(*) filter (not regexp_matches(issued_on, '{_DAY}')) +
               count(*) filter (not regexp_matches(days, '^\\d{{1,3}}$')) +
               count(*) filter (not regexp_matches(fee, '^\\d+(\\.\\d+)?$')) +
               count(*) filter (length(name) > 100) + count(*) filter (length(basis) > 2000) +
               count(*) filter (not regexp_matches(link, '^https?://[a-z./0-9]+$')) +
               (count(distinct item_id) <> count(*))::int
        from read_csv('{path}', columns = {{{types}}}, header = true, delim = ',', quote = '"')
    """  # noqa: S608 - a benchmark's own file
    row = engine.sql(query).fetchall()
    return int(row[0][0])


def _header(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        return file.readline().strip().replace('"', "").split(",")


def main() -> None:
    if len(sys.argv) == 2:
        for name in ("arrow", "pandas", "duckdb"):
            subprocess.run([sys.executable, __file__, sys.argv[1], name], check=False)
        return
    started = time.perf_counter()
    wrong = globals()[sys.argv[2]](sys.argv[1])
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    wall = time.perf_counter() - started
    print(f"{sys.argv[2]:8} {cpu:6.2f} s CPU {wall:6.2f} s {used.ru_maxrss // 1024:5} MiB {wrong}")


if __name__ == "__main__":
    main()
