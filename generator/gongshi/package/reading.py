"""datapackage.yaml → Package, or findings that point at its lines."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from gongshi.core.finding import Finding, Severity, has_errors
from gongshi.core.text import nearest
from gongshi.package import spec_keys
from gongshi.package.building import build_package
from gongshi.package.descriptor import Package, Resource
from gongshi.package.kinds import required_fields
from gongshi.package.lined_yaml import Lined, LinedYamlError, Pointer, parse
from gongshi.package.patterns import pattern_findings
from gongshi.package.policy import FieldPolicy, PackagePolicy, ResourcePolicy, Visibility
from gongshi.package.policy_messages import policy_message
from gongshi.package.structure import structure_findings

Policies = dict[Pointer, BaseModel]
_Model = TypeVar("_Model", bound=BaseModel)


def read_descriptor(path: Path, shown: str) -> tuple[Package | None, tuple[Finding, ...]]:
    """Read one descriptor.

    Returns the package, or None when a finding is an error; `shown` is the path that findings
    print. Never raises for a bad file.
    """
    try:
        source = read_yaml(path)
    except LinedYamlError as error:
        return None, (syntax_finding(error, shown),)
    findings = list(_descriptor_findings(source, shown))
    if not has_errors(findings):
        findings += pattern_findings(source, shown)
    if has_errors(findings):
        return None, tuple(findings)
    policies: Policies = {}
    findings += _read_policies(source, shown, policies)
    if has_errors(findings):
        return None, tuple(findings)
    package = build_package(source, policies, path.parent, shown)
    findings += _kind_findings(package)
    return (None if has_errors(findings) else package), tuple(findings)


def read_yaml(path: Path) -> Lined:
    """Raises LinedYamlError, also when the file is missing or not UTF-8."""
    try:
        content = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        raise LinedYamlError("读不到这个文件", 1) from error
    try:
        return parse(content.decode())
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise LinedYamlError("不是 UTF-8 编码", line) from error


def syntax_finding(error: LinedYamlError, shown: str) -> Finding:
    return Finding(
        code="descriptor-syntax",
        path=shown,
        row=error.line,
        message=f"这一行读不懂：{error}",
        hint="检查缩进、冒号后的空格和引号；每个键只能写一次",
    )


def model_from(
    model: type[_Model], value: Any, at: Pointer, source: Lined, shown: str
) -> tuple[_Model | None, list[Finding]]:
    """Check a mapping against a closed pydantic model; findings point at the keys."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [_policy_finding(model, e, at, source, shown) for e in error.errors()]


def _policy_finding(
    model: type[BaseModel], error: Mapping[str, Any], at: Pointer, source: Lined, shown: str
) -> Finding:
    unknown = error["type"] == "extra_forbidden"
    message, hint = policy_message(model, error)
    return Finding(
        code="descriptor-unknown-key" if unknown else "descriptor-policy",
        path=shown,
        row=source.line((*at, *error["loc"])),
        message=message,
        hint=hint,
    )


def _descriptor_findings(source: Lined, shown: str) -> Iterator[Finding]:
    descriptor = source.data
    if not isinstance(descriptor, Mapping):
        yield Finding(
            code="descriptor-error",
            path=shown,
            row=1,
            message="这不是数据包描述文件",
            hint="文件应以 name、title、resources 等键开头",
        )
        return
    for pointer, known in spec_keys.unknown_keys(descriptor):
        key = str(pointer[-1])
        meant = nearest(key, known)
        yield Finding(
            code="descriptor-unknown-key",
            path=shown,
            row=source.line(pointer),
            message=f"不认识的键“{key}”",
            hint=f"是不是“{meant}”？" if meant else f"这里可用：{'、'.join(sorted(known))}",
        )
    wrong = list(spec_keys.wrong_values(descriptor))
    for pointer, words in wrong:
        yield Finding(
            code="descriptor-error",
            path=shown,
            row=source.line(pointer),
            message=f"{pointer[-1]} 应当是{words}",
            hint="对照 datapackage.org/standard 改正",
        )
    if not wrong:  # the shape leans on the values
        yield from structure_findings(source, shown)


def _read_policies(source: Lined, shown: str, policies: Policies) -> Iterator[Finding]:
    for at, owner, model in _policy_places(source.data):
        value, findings = model_from(
            model, owner.get("gongshi") or {}, (*at, "gongshi"), source, shown
        )
        yield from findings
        if value is not None:
            policies[at] = value


def _policy_places(
    descriptor: Mapping[str, Any],
) -> Iterator[tuple[Pointer, Mapping[str, Any], type[BaseModel]]]:
    yield (), descriptor, PackagePolicy
    for r, resource in enumerate(descriptor["resources"]):
        yield ("resources", r), resource, ResourcePolicy
        for f, field in enumerate(resource["schema"]["fields"]):
            yield ("resources", r, "schema", "fields", f), field, FieldPolicy


def _kind_findings(package: Package) -> Iterator[Finding]:
    kinds = required_fields()
    for index, resource in enumerate(package.resources):
        at: Pointer = ("resources", index, "gongshi", "kind")
        line = package.source.line(at)
        if resource.kind not in kinds:
            meant = nearest(resource.kind, kinds)
            yield Finding(
                code="descriptor-kind",
                path=package.shown,
                row=line,
                message=f"不认识的 kind“{resource.kind}”",
                hint=f"是不是“{meant}”？" if meant else f"可用：{'、'.join(kinds)}",
            )
            continue
        for name in kinds[resource.kind]:
            if name not in resource.by_name:
                yield Finding(
                    code="descriptor-kind",
                    path=package.shown,
                    row=line,
                    message=f"{resource.kind} 类的表必须有字段 {name}",
                    hint="没有它就无法判断这一类记录今天能否公示",
                )
        yield from _unseen(package, resource, index)
        for place, names in resource.policy.named_fields().items():
            for name in names:
                if name not in resource.by_name:
                    meant = nearest(name, resource.by_name)
                    yield Finding(
                        code="descriptor-policy",
                        path=package.shown,
                        row=package.source.line((*at[:-1], place)),
                        message=f"gongshi.{place} 提到的字段“{name}”不在本表中",
                        hint=f"是不是“{meant}”？" if meant else "改成 schema.fields 里有的字段名",
                    )


# Rule G07 speaks of title and summary; a group may name every field of its subject, seen or not.
_SEEN = ("subject_field", "date_field", "facets", "sort", "columns", "search")


def _unseen(package: Package, resource: Resource, index: int) -> Iterator[Finding]:
    """Fields that a page was to show and that nobody may see: they would be left out in silence.
    Of fields without a visibility rule G01 speaks.
    """
    named = resource.policy.named_fields()
    for place in _SEEN:
        for name in named[place]:
            field = resource.by_name.get(name)
            if field is not None and field.visibility is Visibility.INTERNAL:
                yield Finding(
                    code="descriptor-unseen",
                    path=package.shown,
                    row=package.source.line(("resources", index, "gongshi", place)),
                    message=f"gongshi.{place} 提到的字段“{name}”不公开，页面上不会有它",
                    hint="从这里删去，或把它的 visibility 改为 public",
                    severity=Severity.WARNING,
                )
