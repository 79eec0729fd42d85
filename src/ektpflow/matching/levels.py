"""How alike two values are: named levels as data, and what each is worth.

Fellegi and Sunter (1969): of a pair that is one person the level is seen with probability m, of
two people with probability u, and it is worth log2(m / u) bits.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.codes import code_of
from ektpflow.matching.kinds import Kind
from ektpflow.matching.likeness import Agree, Anything, Crossed, Test

__all__ = ["Comparison", "Level"]

_SUMS_TO_ONE: Final = 1e-6


@attrs.frozen
class Level:
    """One degree of likeness and what it is worth.

    Parameters
    ----------
    name
        For people.
    test
        What a pair must pass.
    m, u
        Probability of the level among pairs of one person, and of two people.
    because
        Where m and u come from: a publication, a training, or "assumption".
    by_frequency
        How far the frequency of the very value stands in for u, 0 (not at all) to 1: two people
        called Sutrisno agree on their name more easily than two called Parlindungan. Only for a
        test that one feature agrees.

    Examples
    --------
    >>> from ektpflow.matching import Agree, Level
    >>> Level("same", Agree(), 0.9, 0.001, "assumption").bits
    9.813...
    """

    name: str
    test: Test
    m: float
    u: float
    because: str
    by_frequency: float = 0.0

    def __attrs_post_init__(self) -> None:
        if not (0 < self.m < 1 and 0 < self.u < 1):
            problem = f"m {self.m}, u {self.u}: both lie between 0 and 1, both excluded"
            raise InvalidDefinition("level", self.name, problem)
        counted = isinstance(self.test, Agree) and len(self.test.features) == 1
        if not 0 <= self.by_frequency <= 1 or (self.by_frequency and not counted):
            problem = "by_frequency is 0 to 1, and above 0 only where one feature must agree"
            raise InvalidDefinition("level", self.name, problem)

    @property
    def features(self) -> tuple[str, ...]:
        """The features of the value that the test asks for."""
        test = self.test
        return test.features if isinstance(test, Agree | Crossed | Anything) else (test.feature,)

    @property
    def by_code(self) -> bool:
        """Its test looks at codes of features, not at texts."""
        return isinstance(self.test, Agree | Crossed | Anything)

    @property
    def bits(self) -> float:
        """What the level is worth: log2(m / u)."""
        return math.log2(self.m / self.u)

    def worth(self, share: float | None) -> float:
        """Return what it is worth for a value that this share of all records has.

        Parameters
        ----------
        share
            Of all records, above 0; None where the frequency is not known.
        """
        if share is None or not self.by_frequency:
            return self.bits
        return self.bits + self.by_frequency * (math.log2(self.u) - math.log2(share))


@attrs.frozen
class Comparison:
    """One field and its levels, from alike to unlike.

    Parameters
    ----------
    field
        Name of the field; `Veto`, `Together` and `Key` speak of it.
    label
        The field in words.
    kind
        How its values are read, and which features they have.
    levels
        Tried in order; the last takes what fits no other.
    columns
        The columns of a record that make up the value; by default one of the field's name. Several
        are read one by one and joined by a blank.

    Raises
    ------
    InvalidDefinition
        When the levels do not sum to one, do not fall in worth, ask for a feature that the kind
        does not have, or leave a pair without a level.

    Examples
    --------
    >>> from ektpflow.matching import Agree, Anything, Comparison, Level
    >>> from ektpflow.matching.kinds import SEX
    >>> sex = Comparison("sex", "sex", SEX, (
    ...     Level("same", Agree(), 0.998, 0.5, "assumption"),
    ...     Level("other", Anything(), 0.002, 0.5, "assumption")))
    >>> [round(level.bits, 1) for level in sex.levels]
    [1.0, -8.0]
    """

    field: str
    label: str
    kind: Kind
    levels: tuple[Level, ...]
    columns: tuple[str, ...] = attrs.field(
        default=attrs.Factory(lambda self: (self.field,), takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        levels = self.levels
        if not levels or not isinstance(levels[-1].test, Anything):
            self._refuse("levels", "the last level must take anything: Anything()")
        if not self.columns:
            self._refuse("columns", "name one column at least")
        names = [level.name for level in levels]
        if len(set(names)) < len(names):
            self._refuse("levels", "every level has a name of its own")
        for level in levels:
            missing = [f for f in level.features if f not in self.kind.features]
            if missing:
                known = ", ".join(self.kind.features)
                problem = f"a {self.kind.name} has no feature {missing[0]!r}; it has {known}"
                self._refuse(level.name, problem)
        for name, total in (("m", sum(x.m for x in levels)), ("u", sum(x.u for x in levels))):
            if abs(total - 1) > _SUMS_TO_ONE:
                self._refuse("levels", f"their {name} sum to {total:.6f}; make it 1")
        for above, below in pairwise(levels):
            if above.bits < below.bits:
                self._refuse(below.name, f"worth more than {above.name!r} above it: exchange them")

    def read(self, raw: tuple[object, ...]) -> str:
        """Read a value as recorded: the text that is compared, empty where not known.

        Parameters
        ----------
        raw
            One for each column.
        """
        if len(raw) == 1:
            return self.kind.read(raw[0])
        return " ".join(text for text in map(self.kind.read, raw) if text)

    def level(self, here: str, there: str) -> int:
        """Return the index of the first level that two texts pass, -1 where one is not known.

        This is what every faster way must agree with.
        """
        if not here or not there:
            return -1
        return next(i for i, level in enumerate(self.levels) if self._passes(level, here, there))

    def _passes(self, level: Level, here: str, there: str) -> bool:
        of = self.kind.features
        test = level.test
        if isinstance(test, Agree | Crossed | Anything):
            codes = ([code_of(of[f](text)) for f in test.features] for text in (here, there))
            return bool(test.holds(*codes))
        one, other = of[test.feature](here), of[test.feature](there)
        return bool(one) and bool(other) and test.alike(one, other)

    def _refuse(self, place: str, problem: str) -> None:
        raise InvalidDefinition(f"comparison of {self.label}", place, problem)
