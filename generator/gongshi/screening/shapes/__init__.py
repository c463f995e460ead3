"""What a rule of an edition's rules.yaml may look like, asked before it is ever run."""

from gongshi.screening.shapes.conditions import Problem
from gongshi.screening.shapes.rules import shape_problems
from gongshi.screening.shapes.values import Known

__all__ = ["Known", "Problem", "shape_problems"]
