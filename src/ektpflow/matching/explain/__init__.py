"""Why two records are taken for one person, or not: for the one who decides, and for the citizen.

An adjudicator needs every level, what it is worth and where that comes from. A citizen needs to
know what agreed, what did not, and what can be done about it; never a number, and never a value of
somebody else.
"""

from __future__ import annotations

from ektpflow.matching.explain.explanation import Alike, Explanation, Line, explain
from ektpflow.matching.explain.letter import Language, Letter

__all__ = ["Alike", "Explanation", "Language", "Letter", "Line", "explain"]
