"""What a level asks, in the words of a database.

Each dialect names its functions once, in a small table; what it has no function for is refused
with the name of the level, and never replaced by something similar.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Metric,
    Near,
    Own,
    WordsNear,
)

__all__ = ["DIALECTS", "column", "condition"]

#: By dialect and metric: the function that counts edits, or gives a likeness.
DIALECTS: Final[Mapping[str, Mapping[Metric, str]]] = MappingProxyType(
    {
        "duckdb": MappingProxyType(
            {
                Metric.LEVENSHTEIN: "levenshtein",
                Metric.DAMERAU_LEVENSHTEIN: "damerau_levenshtein",  # the unrestricted one
                Metric.JARO_WINKLER: "jaro_winkler_similarity",
            }
        )
    }
)


def column(field: str, feature: str) -> str:
    """Return the column of the prepared table that holds a feature of a field."""
    return f"{field}__{feature}"


def condition(comparison: Comparison, level: Level, dialect: str) -> str:
    """Return what a level asks, as a condition on the columns of the left and the right record.

    Parameters
    ----------
    comparison, level
        The level and where it stands.
    dialect
        A key of `DIALECTS`.

    Raises
    ------
    InvalidDefinition
        When the dialect has no words for it.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel
    >>> from ektpflow.matching.bridge.sql import condition
    >>> name = MatchModel.expert().comparisons[0]
    >>> condition(name, name.levels[0], "duckdb")
    '"name__clean_l" = "name__clean_r"'
    """
    test = level.test
    here, there = (
        [f'"{column(comparison.field, feature)}_{side}"' for feature in level.features]
        for side in ("l", "r")
    )
    match test:
        case Agree():
            return _agree(here, there, test.asked)
        case Crossed():
            return f"({here[0]} = {there[1]} OR {here[1]} = {there[0]})"
        case Anything():
            return "ELSE"
        case Near():
            likeness = _likeness(comparison, level, test.metric, dialect, here[0], there[0])
            return f"{likeness} >= {test.at_least!r}"
        case Edits():
            metric = test.metric
            if metric is Metric.OSA and test.within == 1:
                # one edit is one edit: the two Damerau kinds differ from the second on
                metric = Metric.DAMERAU_LEVENSHTEIN
            counting = _function(comparison, level, metric, dialect)
            return f"{counting}({here[0]}, {there[0]}) <= {test.within}"
        case WordsNear():
            return _words(comparison, level, test, dialect, here[0], there[0])
        case Own():
            raise _refused(comparison, level, f"a test of your own, {test.name!r}", dialect)


def _agree(here: list[str], there: list[str], asked: int) -> str:
    same = [f"{one} = {other}" for one, other in zip(here, there, strict=True)]
    if asked == len(same):
        return " AND ".join(same)
    if asked == 1:
        return "(" + " OR ".join(same) + ")"
    return " + ".join(f"(CASE WHEN {one} THEN 1 ELSE 0 END)" for one in same) + f" >= {asked}"


def _likeness(
    comparison: Comparison, level: Level, metric: Metric, dialect: str, here: str, there: str
) -> str:
    function = _function(comparison, level, metric, dialect)
    if metric is Metric.JARO_WINKLER:
        return f"{function}({here}, {there})"
    return f"1 - {function}({here}, {there}) / greatest(length({here}), length({there}))"


def _words(
    comparison: Comparison, level: Level, test: WordsNear, dialect: str, here: str, there: str
) -> str:
    one, other = f"string_split({here}, ' ')", f"string_split({there}, ' ')"
    near = _likeness(comparison, level, test.metric, dialect, "w", "v")
    near = f"{near} >= {test.at_least!r}"
    found = f"({_short('w', 'v')} OR {_short('v', 'w')} OR {near})" if test.shortened else near
    first, second = _finding(one, other, found), _finding(other, one, found)
    fewer = f"least(len({one}), len({other}))"
    asked = [
        f"{here} IS NOT NULL AND {there} IS NOT NULL",
        f"(len({one}) = len({other}) OR {fewer} >= {test.words})",
        f"least({first}, {second}) >= {fewer}",
    ]
    if test.shortened:
        asked.append(f"{_finding(one, other, near)} > 0")
    return "(" + " AND ".join(asked) + ")"


def _short(short: str, word: str) -> str:
    """Return what `ektpflow.matching.likeness.short_for` asks; words hold no wildcards."""
    inside = f"{word} LIKE array_to_string(string_split({short}, ''), '%') || '%'"
    skeleton = f"regexp_full_match({short}, '.[^AEIOU]+')"
    return f"(starts_with({word}, {short}) OR ({skeleton} AND {inside}))"


def _finding(words: str, others: str, asks: str) -> str:
    """Return how many of some words find one among others."""
    return f"len(list_filter({words}, lambda w: len(list_filter({others}, lambda v: {asks})) > 0))"


def _function(comparison: Comparison, level: Level, metric: Metric, dialect: str) -> str:
    known = DIALECTS[dialect].get(metric)
    if known is None:
        raise _refused(comparison, level, f"the likeness {metric.value}", dialect)
    return known


def _refused(comparison: Comparison, level: Level, what: str, dialect: str) -> InvalidDefinition:
    problem = f"{dialect} has no words for {what}; use another test, or the library's own batch"
    return InvalidDefinition(f"comparison of {comparison.label}", level.name, problem)
