"""YAML (and so JSON) with the line of each key, so that a finding can point at it.

Differs from yaml.safe_load in three ways that matter to people who write descriptors by hand: a
key given twice is an error (PyYAML keeps the last), dates stay text, and so do yes, no, on, off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

Pointer = tuple[str | int, ...]


@dataclass(frozen=True)
class Lined:
    """A parsed document; `line(pointer)` answers for the nearest ancestor that has a line."""

    data: Any
    lines: Mapping[Pointer, int] = field(repr=False)

    def line(self, pointer: Pointer) -> int:
        while pointer and pointer not in self.lines:
            pointer = pointer[:-1]
        return self.lines.get(pointer, 1)


class LinedYamlError(ValueError):
    """Not YAML, or a key twice. `line` is where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Loader(yaml.SafeLoader):
    """Core-schema scalars only: no dates, no sexagesimal numbers, no yes/no."""


def _keep(resolvers: dict[str, list[tuple[str, Any]]]) -> dict[str, list[tuple[str, Any]]]:
    dropped = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"}
    return {
        first: [pair for pair in pairs if pair[0] not in dropped]
        for first, pairs in resolvers.items()
    }


_Loader.yaml_implicit_resolvers = _keep(yaml.SafeLoader.yaml_implicit_resolvers)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile("^(?:0|-?[1-9][0-9]*)$"), list("-0123456789")
)


# PyYAML's words → what a clerk can do something about.
_WORDS = {
    "\\t": "用了制表符（Tab），只能用空格缩进",
    "could not find expected ':'": "键后面要有英文冒号和一个空格",
    "mapping values are not allowed": "缩进不对，或内容里有英文冒号而没有加引号",
    "expected <block end>": "缩进不齐，或引号没有配对",
    "end of stream": "到文件末尾引号或括号还没有配对",
    "expected ',' or": "方括号或花括号没有配对，或少了逗号",
    "another document": "一个文件只能有一个文档（--- 只能写在开头）",
    "undefined alias": "不支持 YAML 别名（& 与 *）",
}


def parse(text: str) -> Lined:
    """Parse one document.

    Raises LinedYamlError. An alias bomb cannot grow: aliases are refused.
    """
    try:
        return _parse(text)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise LinedYamlError("含有看不见的控制字符", line) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem)
        words = next((zh for en, zh in _WORDS.items() if en in problem), "不是合法的 YAML")
        raise LinedYamlError(words, mark.line + 1 if mark else 1) from error
    except RecursionError as error:
        raise LinedYamlError("套了太多层", 1) from error


def _parse(text: str) -> Lined:
    loader = _Loader(text)
    node = loader.get_single_node()
    if node is None:
        return Lined(None, {})
    lines: dict[Pointer, int] = {}
    seen: set[int] = set()
    data = _build(loader, node, (), lines, seen)
    return Lined(data, lines)


def _build(
    loader: _Loader, node: yaml.Node, pointer: Pointer, lines: dict[Pointer, int], seen: set[int]
) -> Any:
    if id(node) in seen:
        raise LinedYamlError("不支持 YAML 别名（& 与 *）", node.start_mark.line + 1)
    seen.add(id(node))
    lines.setdefault(pointer, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key, value_node in _pairs(node):
            lines[(*pointer, key[0])] = key[1]
            if key[0] in result:
                raise LinedYamlError(f"键“{key[0]}”写了两次", key[1])
            result[key[0]] = _build(loader, value_node, (*pointer, key[0]), lines, seen)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(loader, child, (*pointer, index), lines, seen)
            for index, child in enumerate(node.value)
        ]
    return _scalar(loader, node)


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[tuple[str, int], yaml.Node]]:
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise LinedYamlError("键必须是文字", line)
        yield (str(key_node.value), line), value_node


def _scalar(loader: _Loader, node: yaml.Node) -> Any:
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        raise LinedYamlError("值不合法", node.start_mark.line + 1) from error
