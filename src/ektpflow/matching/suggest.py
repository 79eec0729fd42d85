"""A sensible model for a register of your own, from what its columns hold.

The numbers are a guess for registers of people anywhere, all of it assumption: where training
starts (`ektpflow.matching.training`), not where it should end. No rule of Indonesian names is
applied; for an Indonesian register take `MatchModel.expert`.

Equal words and codes count by their frequency. Dates do not: nearly all are too rare for a register
to tell how rare they are. Likeness of words is Jaro-Winkler, usual for names; of codes
and dates it is one edit, two exchanged neighbours being one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations, product
from typing import Final

from ektpflow.errors import InvalidDefinition
from ektpflow.matching import kinds
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import Agree, Anything, Crossed, Edits, Metric, Near, Test
from ektpflow.matching.model import LOOK, MatchModel
from ektpflow.matching.plan import BlockingPlan, Key

__all__ = ["Holds", "suggest"]

_A: Final = "general prior, assumption"
#: Doubles for each record, before anything is known (assumption).
_DOUBLES: Final = 0.05
_CAP: Final = 1_000
# Fractions of 10,000: no pair of words up to 24 letters stands on them exactly.
_NEAR: Final = 0.9203
_ALIKE: Final = 0.8503


class Holds(StrEnum):
    """What a column holds."""

    NAME = "name"
    """A personal name or a part of one: given name, surname."""
    DATE = "date"
    """A birth date, year first or day first."""
    WORDS = "words"
    """Words that many share: a street, a suburb, an occupation."""
    CODE = "code"
    """A number or code in which a sign goes wrong: house number, postcode, telephone."""
    CHOICE = "choice"
    """One of a few values: sex, state."""


_Row = tuple[str, Test, float, float, float]

_SAME: Final = "same"
_PARTS: Final = ("year", "month", "day")
# name, test, m, u, by frequency
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
            (_SAME, Agree(), 0.88, 0.00005, 0.0),
            ("day and month exchanged", Crossed("clean", "swapped"), 0.01, 0.00002, 0.0),
            ("one digit other or two exchanged", Edits(1, Metric.OSA), 0.06, 0.001, 0.0),
            (
                "two of day, month, year",
                Agree(("year", "month", "day"), at_least=2),
                0.02,
                0.004,
                0.0,
            ),
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
    """Return a date alone, and every two things that together few people share.

    Many keys of two parts each: an error spoils the keys that it touches and leaves the others.
    """

    def of(holds: Holds, feature: str) -> list[str]:
        return [f"{column}.{feature}" for column, held in columns.items() if held is holds]

    names = of(Holds.NAME, "key")
    words = of(Holds.WORDS, "clean")
    codes = of(Holds.CODE, "clean")
    dates = of(Holds.DATE, "clean")
    others = [*of(Holds.DATE, "year"), *words, *codes]
    found: list[tuple[str, ...]] = [(date,) for date in dates]
    found += combinations(names, 2)
    found += product(names, others)
    found += combinations(words, 2)
    found += product(words, codes)
    alone: list[tuple[str, ...]] = [(part,) for part in (*names, *words, *codes)]
    return tuple(Key(parts) for parts in (found or alone))


def suggest(columns: Mapping[str, Holds | str], *, register_size: int = 1_000_000) -> MatchModel:
    """Return a model for a register with these columns, to be trained on it.

    Parameters
    ----------
    columns
        What each column holds, a `Holds` or its text. Columns that are left out are not compared:
        leave out what is no property of the person, such as the number of the row.
    register_size
        About how many records there will be. It sets the prior and the thresholds until training
        does, and the size from which on a crowd gets finer keys.

    Raises
    ------
    InvalidDefinition
        When a column holds something unknown, or nothing tells people apart.

    Examples
    --------
    >>> from ektpflow.matching.suggest import suggest
    >>> model = suggest({"given_name": "name", "surname": "name", "born": "date", "sex": "choice"})
    >>> anna = {"given_name": "Anna", "surname": "Schmidt", "born": "1980-05-17", "sex": "f"}
    >>> slip = anna | {"surname": "Schmitd"}
    >>> print(model.score(anna, slip).words)
    given name: same; surname: nearly the same spelling; born: same; sex: same
    """
    held = {}
    for column, holds in columns.items():
        if holds not in tuple(Holds):
            known = ", ".join(Holds)
            raise InvalidDefinition("suggest", column, f"{holds!r} is unknown; known are {known}")
        held[column] = Holds(holds)
    keys = _keys(held)
    if not keys:
        problem = "name a column that tells people apart: a name, a date, words or a code"
        raise InvalidDefinition("suggest", "columns", problem)
    even = math.log2(register_size / _DOUBLES)
    return MatchModel(
        "suggested",
        "1",
        tuple(_comparison(column, holds) for column, holds in held.items()),
        prior=-even,
        possible=even - LOOK,
        duplicate=even,
        blocking=BlockingPlan(keys, register_size=register_size, cap=_CAP),
    )
