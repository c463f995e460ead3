"""Regular expressions that come from data: may Python's matcher be trusted with them?"""

from gongshi.core.patterns.safety import pattern_problem

__all__ = ["pattern_problem"]
