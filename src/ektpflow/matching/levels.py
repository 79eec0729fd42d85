"""How alike two values are: named levels as data, and the tests that the levels name.

Fellegi and Sunter (1969): of a pair that is one person the level is seen with probability m, of
two people with probability u, and it is worth log2(m / u) bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.reading.names import consonants, telling_words

__all__ = ["TESTS", "Comparison", "Field", "Level", "Test"]

Field = Literal["name", "birth_date", "birth_place", "sex", "mother_name"]

_SUMS_TO_ONE: Final = 1e-6
_DEFAULT_DAYS: Final = frozenset({"07-01", "12-31"})


class Test(StrEnum):
    """A test that a level can name; two values pass it in either order or not at all."""

    __test__ = False  # for pytest: no test case

    SAME = "same"
    NEARLY = "nearly the same spelling"
    WORDS_WITHIN = "the words of one are all in the other"
    CONSONANTS = "same consonants"
    SAME_KNOWN_DAY = "same date, not one that stands for unknown"
    DAY_AND_MONTH_SWAPPED = "day and month exchanged"
    TWO_OF_THREE = "two of day, month and year the same"
    ANYTHING = "anything"


@attrs.frozen
class Level:
    """One degree of likeness and what it is worth.

    Parameters
    ----------
    name
        For people.
    test
        The test a pair must pass.
    threshold
        Likeness that `Test.NEARLY` asks for, 0 to 1; other tests do not read it. It belongs
        between attainable values: 0.845 is no fraction with a denominator up to 60, the longest
        name, so that no pair stands exactly on it.
    m, u
        Probability of the level among pairs of one person, and of two people.
    because
        Where m and u come from: a publication, or "assumption".
    """

    name: str
    test: Test
    threshold: float
    m: float
    u: float
    because: str

    @property
    def bits(self) -> float:
        """What the level is worth: log2(m / u)."""
        return math.log2(self.m / self.u)


@attrs.frozen
class Comparison:
    """One field and its levels, from alike to unlike.

    Parameters
    ----------
    field
        What is compared.
    label
        The field in words.
    levels
        Tried in order; the last takes what fits no other.

    Raises
    ------
    InvalidDefinition
        When the levels do not sum to one, do not fall in worth, or leave a pair without a level.

    Examples
    --------
    >>> from ektpflow.matching import Comparison, Level, Test
    >>> sex = Comparison("sex", "sex", (
    ...     Level("same", Test.SAME, 0, 0.998, 0.5, "assumption"),
    ...     Level("other", Test.ANYTHING, 0, 0.002, 0.5, "assumption")))
    >>> sex.level("MALE", "FEMALE").name
    'other'
    """

    field: Field
    label: str
    levels: tuple[Level, ...]

    def __attrs_post_init__(self) -> None:
        levels = self.levels
        if not levels or levels[-1].test is not Test.ANYTHING:
            self._refuse("levels", "the last level must take anything: Test.ANYTHING")
        for level in levels:
            if not (0 < level.m < 1 and 0 < level.u < 1):
                self._refuse(level.name, "m and u lie between 0 and 1, both excluded")
        for name, total in (("m", sum(x.m for x in levels)), ("u", sum(x.u for x in levels))):
            if abs(total - 1) > _SUMS_TO_ONE:
                self._refuse("levels", f"their {name} sum to {total:.6f}; make it 1")
        for above, below in pairwise(levels):
            if above.bits <= below.bits:
                self._refuse(below.name, f"worth no less than {above.name!r} above it: exchange")

    def level(self, one: str, other: str) -> Level | None:
        """Return the first level that two values fit, None where one of them is not known."""
        if not one or not other:
            return None
        # In one order, so that every test is symmetric whatever its arithmetic.
        low, high = (one, other) if one <= other else (other, one)
        return next(x for x in self.levels if TESTS[x.test](low, high, x.threshold))

    def _refuse(self, place: str, problem: str) -> None:
        raise InvalidDefinition(f"comparison of {self.label}", place, problem)


@cache
def _likeness() -> Callable[[str, str], float]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (only where two names are compared)

    return OSA.normalized_similarity


def _nearly(one: str, other: str, threshold: float) -> bool:
    # Not Jaro-Winkler: its bonus for a common beginning makes every two Muhammads alike.
    return _likeness()(one, other) >= threshold


def _words_within(one: str, other: str, _: float) -> bool:
    here, there = set(telling_words(one)), set(telling_words(other))
    return here <= there or there <= here


def _same_consonants(one: str, other: str, _: float) -> bool:
    return consonants(one) == consonants(other)


def _same_known_day(one: str, other: str, _: float) -> bool:
    return one == other and one[5:] not in _DEFAULT_DAYS


def _swapped(one: str, other: str, _: float) -> bool:
    return one == f"{other[:5]}{other[8:]}-{other[5:7]}"


def _two_of_three(one: str, other: str, _: float) -> bool:
    parts = zip(one.split("-"), other.split("-"), strict=True)
    return sum(here == there for here, there in parts) >= 2  # noqa: PLR2004 - as its name says


#: What each test does, on two values in alphabetical order and the threshold of the level.
TESTS: Final[Mapping[Test, Callable[[str, str, float], bool]]] = MappingProxyType(
    {
        Test.SAME: lambda one, other, _: one == other,
        Test.NEARLY: _nearly,
        Test.WORDS_WITHIN: _words_within,
        Test.CONSONANTS: _same_consonants,
        Test.SAME_KNOWN_DAY: _same_known_day,
        Test.DAY_AND_MONTH_SWAPPED: _swapped,
        Test.TWO_OF_THREE: _two_of_three,
        Test.ANYTHING: lambda _, __, ___: True,
    }
)
