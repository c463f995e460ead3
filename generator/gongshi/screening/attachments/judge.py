"""Attachments → findings: the rules about public text, and what the extractors object to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from gongshi.core.finding import Finding, Severity, in_order
from gongshi.screening.attachments.checks import NAME, Checks, entry_for
from gongshi.screening.attachments.layout import apart, checked
from gongshi.screening.attachments.people import Naming, naming
from gongshi.screening.attachments.piece import INSPECT, STRIP_PICTURE, Code, Piece, Remark, broken
from gongshi.screening.attachments.reading import items_of
from gongshi.screening.disclosure import Disclosure
from gongshi.screening.findings import finding_of
from gongshi.screening.never import refused_file
from gongshi.screening.rule import JUDGING, Rule, Scope
from gongshi.screening.text_judgements import screen_text, told

Files = Mapping[str, Callable[[], bytes]]
_EXAMPLES = 5  # findings of one code about one file; the rest are counted
_WORKERS = 4
_WITHOUT_AUTHOR = {
    ".pdf": "先在原稿里删去作者，再导出 PDF；或在 PDF 软件的“文档属性”里清空作者",
    ".svg": "用绘图软件的“文档属性”清空作者，或另存为“普通 SVG”",
    ".xlsx": INSPECT,
    ".docx": INSPECT,
}


def attachment_findings(
    disclosure: Disclosure, files: Files, folder: Path, shown: str
) -> Iterator[Finding]:
    """Findings about what is published beside the pages.

    `files`: path below the content folder → a function that reads it. `folder` is where the list of
    human checks lies; `shown` is how messages call it.
    """
    rules = list(disclosure.rulebook.of(Scope.PUBLIC_TEXT, *JUDGING, as_of=disclosure.as_of))
    checks = Checks(folder, shown, disclosure.as_of)
    yield from in_order(checks.findings(files))
    judge = Judge(disclosure, rules, checks, shown)
    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as pool:
        for found in pool.map(lambda path: judge.findings(path, files[path]), sorted(files)):
            yield from _shortened(in_order(found))


@dataclass(frozen=True)
class Judge:
    disclosure: Disclosure
    rules: Iterable[Rule]
    checks: Checks
    folder: str

    def findings(self, path: str, read: Callable[[], bytes]) -> list[Finding]:
        """About one file, in its order."""

        @cache  # many cells of a workbook are alike
        def broken_rules(text: str) -> tuple[Finding, ...]:
            return tuple(screen_text(self.rules, {place: [text]}))

        place = f"{self.folder}/{told(path, self.rules)}"
        try:
            content = read()
        except OSError:
            return [_finding(place, broken().remark)]
        found = [finding_of(rule, place) for rule in refused_file(self.rules, path)]
        for item in (*_names(path), *items_of(path, content)):
            if isinstance(item, Remark):
                found += self._of_remark(place, path, content, item)
                continue
            found += _of_text(item, broken_rules)
            if item.author:
                found += _of_author(place, item)
        return found

    def _of_remark(
        self, place: str, path: str, content: bytes, remark: Remark
    ) -> Iterator[Finding]:
        if remark.code is not Code.UNSEEN:
            yield _finding(place, remark)
        elif not self.disclosure.edition.is_demo and not self.checks.covers(path, content):
            entry = entry_for(place.removeprefix(f"{self.folder}/"), content, self.disclosure.as_of)
            hint = f"看过、没有个人信息以后，在 {NAME} 里写：{entry}"
            yield _finding(place, replace(remark, place="", hint=hint))


def _names(path: str) -> Iterator[Piece]:
    """The names in the path; without a suffix, too: a dot makes a number look like a code."""
    for name in dict.fromkeys((path, PurePosixPath(path).stem)):
        yield Piece("文件名", name)


def _of_text(piece: Piece, broken_rules: Callable[[str], tuple[Finding, ...]]) -> Iterator[Finding]:
    broken = broken_rules(piece.text)
    sure = {finding.code for finding in broken}
    if broken and piece.laid_out and not checked(piece.text):
        sure = {finding.code for finding in broken_rules(apart(piece.text))}
    for finding in broken:
        if finding.code in sure:
            yield replace(finding, message=f"{piece.place}{finding.message}")
        else:
            message = f"{piece.place}{finding.message}（也可能只是相邻的几个数，请核对）"
            yield replace(finding, message=message, severity=Severity.WARNING)


def _of_author(path: str, piece: Piece) -> Iterator[Finding]:
    named = naming(piece.text)
    if named is not Naming.NOBODY:
        sure = named is Naming.PERSON
        message = "写着人名" if sure else "写着作者，可能是人名或账号"
        hint = _WITHOUT_AUTHOR.get(PurePosixPath(path).suffix.lower(), STRIP_PICTURE)
        yield _finding(path, Remark(Code.METADATA, piece.place, message, hint, blocks=sure))


def _finding(path: str, remark: Remark) -> Finding:
    return Finding(
        code=remark.code,
        path=path,
        message=f"{remark.place}{remark.message}",
        hint=remark.hint,
        severity=Severity.ERROR if remark.blocks else Severity.WARNING,
    )


def _shortened(findings: Iterable[Finding]) -> Iterator[Finding]:
    findings = list(findings)
    total, shown = Counter(f.code for f in findings), Counter[str]()
    for finding in findings:
        shown[finding.code] += 1
        if shown[finding.code] < _EXAMPLES or total[finding.code] <= _EXAMPLES:
            yield finding
        elif shown[finding.code] == _EXAMPLES:
            more = total[finding.code] - _EXAMPLES
            yield replace(finding, message=f"{finding.message}（同样的另有 {more} 处）")
