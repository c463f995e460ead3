"""Whether a regular expression can keep Python's backtracking matcher busy for ever.

An expression is matched in exponential time on some text when one of its loops can be gone through
in two ways over the same characters, and in polynomial time of degree n + 1 when n such choices
follow each other (Weber and Seidl, On the degree of ambiguity of finite automata, 1991). Both are
decided on the automaton, so that no text has to be tried and no clock to be asked: the verdict on
a pattern is the same on every machine. Degree two is allowed (`.*甲.*`); a text of one cell is
short enough for it.

Why not a matcher that needs linear time (re2), or one with a time limit (regex): frictionless, and
every reader's own validator of the published descriptor, would go on to use `re`.
"""

from __future__ import annotations

import re
from functools import cache

from gongshi.core.patterns.automaton import Automaton, UnsupportedError, automata
from gongshi.core.patterns.loops import Loops

_LONGEST = 1000
_EXPONENTIAL = (
    "有重复套着重复（如 (a+)+）或者重复里两种写法重叠（如 (a|a)*），遇到某些文字会一直算不完"
)
_POLYNOMIAL = "有三个以上可以互相让位的重复（如 .*甲.*乙.*），遇到长文字会算很久"


@cache
def pattern_problem(pattern: str) -> str | None:
    """What is wrong with a regular expression that came from data, in Chinese; None if nothing."""
    if len(pattern) > _LONGEST:
        return f"正则表达式超过 {_LONGEST} 个字符"
    try:
        re.compile(pattern)
        verdicts = [_problem(one) for one in automata(pattern)]
    except UnsupportedError as error:
        return f"正则表达式{error}，不能判断它会不会一直算下去"
    except (re.error, OverflowError, RecursionError, ValueError):
        return "不是合法的正则表达式"
    return next((f"正则表达式{verdict}" for verdict in verdicts if verdict), None)


def _problem(automaton: Automaton) -> str | None:
    loops = Loops(automaton)
    if loops.exponential():
        return _EXPONENTIAL
    return _POLYNOMIAL if loops.longest_chain() > 1 else None
