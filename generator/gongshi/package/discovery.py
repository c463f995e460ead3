"""A data folder → the edition and its packages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongshi.core.finding import Finding, Severity
from gongshi.core.text import nearest
from gongshi.package.descriptor import Package
from gongshi.package.edition import Edition, read_edition
from gongshi.package.inside import leads_out, linked_out, tables_linked_out
from gongshi.package.reading import read_descriptor

DESCRIPTORS = ("datapackage.yaml", "datapackage.json")


@dataclass(frozen=True)
class Discovery:
    """What a data folder holds; `edition` and `packages` are complete only without errors."""

    edition: Edition | None
    packages: tuple[Package, ...]
    findings: tuple[Finding, ...]


def discover(folder: Path, shown: str) -> Discovery:
    """Read edition.yaml and each package's descriptor, in the edition's order.

    `shown` is how findings print the folder. Never raises for bad input.
    """
    if not folder.is_dir():
        finding = Finding(
            code="data-missing",
            path=shown,
            message="没有这个数据文件夹",
            hint="检查 --data 或 mkdocs.yml 里的 edition；gongshi init 会建一个可以直接用的样例",
        )
        return Discovery(None, (), (finding,))
    edition, found = read_edition(folder, shown)
    findings = list(found)
    packages: list[Package] = []
    present = {p.name: p for p in sorted(folder.iterdir()) if _descriptor_in(p)}
    for name in dict.fromkeys(edition.packages if edition else present):
        if name not in present:
            findings.append(_absent(name, present, shown))
            continue
        descriptor = _descriptor_in(present[name])
        assert descriptor is not None
        if leads_out(descriptor, folder):
            findings.append(linked_out(f"{shown}/{name}"))
            continue
        package, more = read_descriptor(descriptor, f"{shown}/{name}/{descriptor.name}")
        findings += more
        if package:
            outside = [*tables_linked_out(package, folder)]
            findings += [*_name_findings(package, name), *outside]
            if not outside:
                packages.append(package)
    if edition:
        findings += [_unlisted(name, shown) for name in present if name not in edition.packages]
        repeated = [name for name, times in Counter(edition.packages).items() if times > 1]
        findings += [_repeated(name, shown) for name in repeated]
    return Discovery(edition, tuple(packages), tuple(findings))


def _descriptor_in(folder: Path) -> Path | None:
    if not folder.is_dir() or folder.name.startswith("."):
        return None
    return next((folder / name for name in DESCRIPTORS if (folder / name).is_file()), None)


def _absent(name: str, present: Iterable[str], shown: str) -> Finding:
    meant = nearest(name, present)
    return Finding(
        code="package-missing",
        path=f"{shown}/edition.yaml",
        message=f"packages 里的“{name}”没有对应的文件夹或描述文件",
        hint=f"是不是“{meant}”？" if meant else f"建一个 {name}/datapackage.yaml，或从列表里删去",
    )


def _repeated(name: str, shown: str) -> Finding:
    return Finding(
        code="package-repeated",
        path=f"{shown}/edition.yaml",
        message=f"packages 里的“{name}”写了两次",
        hint="删去一个",
    )


def _unlisted(name: str, shown: str) -> Finding:
    return Finding(
        code="package-unlisted",
        path=f"{shown}/{name}",
        message="这个数据包不在 edition.yaml 的 packages 里，不会公开",
        hint="要公开就把它的名字加进列表；不公开就移出数据文件夹",
        severity=Severity.WARNING,
    )


def _name_findings(package: Package, folder: str) -> list[Finding]:
    if package.name == folder:
        return []
    return [
        Finding(
            code="descriptor-error",
            path=package.shown,
            row=package.source.line(("name",)),
            message=f"name“{package.name}”与文件夹名“{folder}”不同",
            hint="两者必须一致：它就是网址的一部分",
        )
    ]
