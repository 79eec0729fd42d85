"""A sensible model for a register of your own, from what its columns hold.

The numbers are an expert's guess that holds in most registers of people: where training starts
(`ektpflow.matching.training`), not where it should end.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations
from typing import Final

from ektpflow.errors import InvalidDefinition
from ektpflow.matching import kinds
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import Agree, Anything, Crossed, Edits, Metric, Near, Test
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan, Key

__all__ = ["Holds", "suggest"]

_A: Final = "general prior, assumption"
# Fractions of 10,000: no pair of words up to 24 letters stands on them exactly.
_NEAR: Final = 0.9203
_ALIKE: Final = 0.8503


class Holds(StrEnum):
    """What a column holds."""

    #: A personal name or a part of one: given name, surname.
    NAME = "name"
    #: A birth date.
    DATE = "date"
    #: Words that many share: a street, a suburb, an occupation.
    WORDS = "words"
    #: A number or code in which a digit goes wrong: house number, postcode, telephone.
    CODE = "code"
    #: One of a few values: sex, state.
    CHOICE = "choice"


_Row = tuple[str, Test, float, float, float]

_SAME: Final = "same"
_LEVELS: Final[Mapping[Holds, tuple[kinds.Kind, tuple[_Row, ...]]]] = {
    Holds.NAME: (
        kinds.TEXT,
        (
            (_SAME, Agree(), 0.80, 0.005, 1.0),
            ("same words in another order", Agree(("sorted_words",)), 0.01, 0.0001, 0.0),
            ("nearly the same spelling", Near(Metric.JARO_WINKLER, _NEAR), 0.07, 0.0015, 0.0),
            ("same consonants", Agree(("key",)), 0.02, 0.001, 0.0),
            ("alike", Near(Metric.JARO_WINKLER, _ALIKE), 0.03, 0.005, 0.0),
        ),
    ),
    Holds.DATE: (
        kinds.DATE,
        (
            (_SAME, Agree(), 0.88, 0.00005, 1.0),
            ("day and month exchanged", Crossed("clean", "swapped"), 0.01, 0.00002, 0.0),
            ("one digit other or two exchanged", Edits(1, Metric.OSA), 0.06, 0.001, 0.0),
            ("two of day, month, year", Agree(("year", "month", "day"), at_least=2), 0.02, 0.004, 0.0),
            ("same year", Agree(("year",)), 0.01, 0.015, 0.0),
        ),
    ),
    Holds.WORDS: (
        kinds.TEXT,
        (
            (_SAME, Agree(), 0.70, 0.005, 1.0),
            ("same words in another order", Agree(("sorted_words",)), 0.01, 0.0001, 0.0),
            ("nearly the same spelling", Near(Metric.JARO_WINKLER, _NEAR), 0.09, 0.0015, 0.0),
            ("alike", Near(Metric.JARO_WINKLER, _ALIKE), 0.04, 0.005, 0.0),
        ),
    ),
    Holds.CODE: (
        kinds.CODE,
        (
            (_SAME, Agree(), 0.75, 0.005, 1.0),
            ("one sign other or two exchanged", Edits(1, Metric.OSA), 0.07, 0.02, 0.0),
        ),
    ),
    Holds.CHOICE: (kinds.CODE, ((_SAME, Agree(), 0.9, 0.3, 0.5),)),
}


def _comparison(column: str, holds: Holds) -> Comparison:
    kind, rows = _LEVELS[holds]
    levels = [Level(name, test, m, u, _A, weight) for name, test, m, u, weight in rows]
    m, u = sum(level.m for level in levels), sum(level.u for level in levels)
    last = Level("fits no level", Anything(), 1 - m, 1 - u, _A)
    return Comparison(column, column.replace("_", " "), kind, (*levels, last))


def _keys(columns: Mapping[str, Holds]) -> tuple[Key, ...]:
    def of(holds: Holds) -> list[str]:
        return [column for column, held in columns.items() if held is holds]

    names = [f"{column}.key" for column in of(Holds.NAME)]
    words = [f"{column}.key" if False else f"{column}.clean" for column in of(Holds.WORDS)]
    codes = [f"{column}.clean" for column in of(Holds.CODE)]
    dates = [f"{column}.clean" for column in of(Holds.DATE)]
    years = [f"{column}.year" for column in of(Holds.DATE)]
    keys = [(date,) for date in dates]
    keys += list(combinations(names, 2)) or [(name,) for name in names if not dates]
    keys += [(name, other) for name in names for other in (*years, *words, *codes)]
    keys += list(combinations(words, 2)) + [(word, code) for word in words for code in codes]
    return tuple(Key(parts) for parts in keys)


def suggest(columns: Mapping[str, Holds], *, register_size: int = 1_000_000) -> MatchModel:
    """Return a model for these columns."""
    held = {column: Holds(holds) for column, holds in columns.items()}
    keys = _keys(held)
    if not keys:
        raise InvalidDefinition("suggest", "columns", "no column tells people apart")
    return MatchModel(
        "suggested",
        "1",
        tuple(_comparison(column, holds) for column, holds in held.items()),
        prior=-20.0,
        possible=15.0,
        duplicate=20.0,
        blocking=BlockingPlan(keys, register_size=register_size, cap=1_000),
    )
