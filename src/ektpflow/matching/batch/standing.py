"""One comparison of many pairs: the level of each, as far as it is known."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from rapidfuzz import process

from ektpflow.matching.batch.sketch import Missing, can_pass, distinct
from ektpflow.matching.batch.texts import ITSELF, Codes, Numbers, Values
from ektpflow.matching.batch.wordwise import words_near
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Near,
    Own,
    WordsNear,
    distance,
    similarity,
)
from ektpflow.matching.model import NOT_KNOWN

__all__ = ["Bools", "Field", "Floats", "Glance", "Levels", "Standing"]

Floats = np.ndarray[Any, np.dtype[np.float64]]
Levels = np.ndarray[Any, np.dtype[np.int8]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[Any]]

_MADE: Final = np.uint64(1 << 63)
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_FEW: Final = 16
_WORTH_A_SKETCH: Final = 1 << 12  # pairs from which on it pays to look at letters first


class Field:
    """One comparison: its levels, its values, and the most that is left from each level on.

    Parameters
    ----------
    comparison
        The comparison.
    values
        Its values.
    frequencies
        How often values are recorded; without them every value counts alike.
    """

    def __init__(
        self, comparison: Comparison, values: Values, frequencies: Frequencies | None
    ) -> None:
        self.levels = comparison.levels
        self._field = comparison.field
        self._values = values
        self._frequencies = frequencies
        worth = [_most(level, frequencies) for level in self.levels]
        # a value that is not known brings 0
        self.most = np.array(
            [max(0.0, *worth), *(max(worth[at:]) for at in range(1, len(worth))), 0.0]
        )
        self.bits = np.array([*(level.bits for level in self.levels), 0.0])
        same = [isinstance(x.test, Agree) and x.test.features == (ITSELF,) for x in self.levels]
        self._unlike = max(bits for bits, alike in zip(worth, same, strict=True) if not alike)
        self._by_code = [at for at, level in enumerate(self.levels) if level.by_code]
        self.by_text = [at for at, level in enumerate(self.levels) if not level.by_code]
        self._known_worth: dict[int, Floats] = {}
        self._kinship = _Kinship(values, [self.levels[at] for at in self._by_code])

    @property
    def plain(self) -> bool:
        """A glance tells the level: the values are the same or they are not."""
        return len(self.levels) == 2 and not self.by_text  # noqa: PLR2004 - as the sentence says

    def most_of(self, here: Numbers, there: Numbers) -> Floats:
        """Return the most that pairs can bring, by whether their values are the same."""
        same = self._values.same
        alike = same(ITSELF, here) == same(ITSELF, there)
        found: Floats = np.where(alike, self.most[0], self._unlike)
        found[(here == 0) | (there == 0)] = 0.0
        return found

    def first_agreeing(self, here: Numbers, there: Numbers) -> Levels:
        """Return the first level that pairs of known values pass by their codes."""
        found: Levels = np.full(len(here), len(self.levels) - 1, np.int8)
        asked = self._by_code[:-1]  # the last level takes anything
        rows = self._kinship.possible(here, there)
        if rows is None:  # many: all pairs at every level, the lowest first
            for at in reversed(asked):
                np.copyto(found, at, where=self._agree(self.levels[at], here, there))
            return found
        here, there = here[rows], there[rows]
        some: Levels = np.full(len(rows), len(self.levels) - 1, np.int8)
        for at in reversed(asked):
            np.copyto(some, at, where=self._agree(self.levels[at], here, there))
        found[rows] = some
        return found

    def first_near(self, here: Numbers, there: Numbers, least: int = 0) -> Levels:
        """Return the first level, from one on, that pairs may yet pass by their texts."""
        found: Levels = np.full(len(here), len(self.levels), np.int8)
        letters: dict[str, Missing] = {}
        left: Ints | None = None  # which pairs are left, None for all
        for at in self.by_text:
            if at < least:
                continue
            test = self.levels[at].test
            assert isinstance(test, Near | Edits | WordsNear | Own)  # noqa: S101 - by_text
            if left is None and test.feature == ITSELF:
                may = self._may_pass(test, here, there, letters)
                np.copyto(found, at, where=may & (found > at))
                continue
            if left is None:
                left = np.flatnonzero(found == len(self.levels))
            if not len(left):
                break
            may = self._may_pass(test, here[left], there[left], {})
            found[left[may]] = at
            left = left[~may]
        return found

    def near(self, at: int, here: Numbers, there: Numbers) -> Bools:
        """Say which pairs of values pass a level that looks at texts; each two compared once."""
        test = self.levels[at].test
        assert isinstance(test, Near | Edits | WordsNear | Own)  # noqa: S101 - not by_code
        one, other = self._numbers(test.feature, here, there)
        space = self._values.space
        size = np.int64(len(space))
        pairs, inverse = np.unique(one * size + other, return_inverse=True)
        one, other = pairs // size, pairs % size
        if isinstance(test, WordsNear):
            return words_near(test, space.words, one, other)[inverse]
        texts, others = space.named(one), space.named(other)
        if isinstance(test, Near):
            scorer = similarity(test.metric)
            found = process.cpdist(texts, others, scorer=scorer, dtype=np.float64) >= test.at_least
        elif isinstance(test, Edits):
            edits = process.cpdist(
                texts,
                others,
                scorer=distance(test.metric),
                score_cutoff=test.within,
                dtype=np.int64,
            )
            found = edits <= test.within
        else:
            found = np.fromiter(map(test.alike, texts, others), bool, len(texts))
        return np.asarray(found)[inverse]

    def add_frequency(self, best: Floats, level: Levels, here: Numbers) -> None:
        """Give the pairs on a level that counts by frequency what their value is worth."""
        if self._frequencies is None:
            return
        for at in self._by_code:
            if self.levels[at].by_frequency:
                rows = np.flatnonzero(level == at)
                best[rows] = self._worth(at, here[rows])

    def _worth(self, at: int, values: Numbers) -> Floats:
        """Return the bits of a level by frequency for values; each is looked up once."""
        known = self._known_worth.get(at)
        if known is None and len(values) * _FEW < self._values.count:
            once, inverse = np.unique(values, return_inverse=True)
            return self._looked_up(at, once)[inverse]
        if known is None:
            known = self._known_worth[at] = np.full(self._values.count, np.nan)
        found: Floats = known[values]
        missing = np.isnan(found)
        if missing.any():
            wanted = distinct(values[missing], len(known))
            known[wanted] = self._looked_up(at, wanted)
            found = known[values]
        return found

    def _looked_up(self, at: int, values: Numbers) -> Floats:
        level = self.levels[at]
        assert self._frequencies is not None  # noqa: S101 - asked for by add_frequency
        (feature,) = level.features
        share = self._frequencies.share
        return np.array(
            [
                level.worth(share(self._field, feature, code))
                for code in self._values.codes(feature, values).tolist()
            ],
            np.float64,
        )

    @property
    def slow(self) -> bool:
        """A test of the user's own is asked pair by pair."""
        return any(isinstance(level.test, Own) for level in self.levels)

    def _agree(self, level: Level, here: Numbers, there: Numbers) -> Bools:
        test = level.test
        assert isinstance(test, Agree | Crossed | Anything)  # noqa: S101 - by_code
        # crosswise, one feature is compared with another
        same = self._values.codes if isinstance(test, Crossed) else self._values.same
        one = [same(feature, here) for feature in test.features]
        other = [same(feature, there) for feature in test.features]
        return np.asarray(test.holds(one, other), bool)

    def _may_pass(
        self,
        test: Near | Edits | WordsNear | Own,
        here: Numbers,
        there: Numbers,
        letters: dict[str, Missing],
    ) -> Bools:
        one, other = self._numbers(test.feature, here, there)
        known: Bools = (one != 0) & (other != 0)
        if isinstance(test, Own) or len(one) < _WORTH_A_SKETCH:
            return known
        if test.feature not in letters:
            letters[test.feature] = Missing(self._values.space.sketches, one, other)
        return known & can_pass(test, letters[test.feature])

    def _numbers(self, feature: str, here: Numbers, there: Numbers) -> tuple[Numbers, Numbers]:
        return self._values.numbers(feature, here), self._values.numbers(feature, there)


class Glance:
    """What is told of pairs by whether their values are the same ones.

    Nothing is made of a value for that, and it rules out most pairs.

    Parameters
    ----------
    field
        The comparison.
    here, there
        Numbers of the values.
    """

    def __init__(self, field: Field, here: Numbers, there: Numbers) -> None:
        self.best = field.most_of(here, there)

    def keep(self, which: Ints) -> None:
        """Forget the other pairs."""
        self.best = self.best[which]


class Standing:
    """The level that each pair has reached, and what it is worth.

    `agreeing` is the level that a pair passes by its codes. Where a level above it may yet be
    passed by a text, the pair waits there, and `best` is the most that it can still bring.

    Parameters
    ----------
    field
        The comparison.
    here, there
        Numbers of the values.
    """

    def __init__(self, field: Field, here: Numbers, there: Numbers) -> None:
        self._field = field
        self._here, self._there = here, there
        known = (here != 0) & (there != 0)
        self._agreeing = field.first_agreeing(here, there)
        self._agreeing[~known] = NOT_KNOWN
        if field.by_text:
            self._near = field.first_near(here, there)
            self._near[~known] = len(field.levels)
        else:
            self._near = np.full(len(here), len(field.levels), np.int8)
        self.best: Floats = np.zeros(0)
        self._value()

    @property
    def level(self) -> Levels:
        """The level of each pair, where none waits."""
        return self._agreeing

    @property
    def waits(self) -> bool:
        """Some pair waits for its text to be compared."""
        return bool((self._near < self._agreeing).any())

    @property
    def cost(self) -> tuple[bool, int]:
        """What is quickly compared comes first: no test of the user's own, few pairs."""
        return self._field.slow, int(np.count_nonzero(self._near < self._agreeing))

    def compare(self) -> None:
        """Compare the texts of the pairs that wait at the first level at which some do."""
        waiting = np.flatnonzero(self._near < self._agreeing)
        at = int(self._near[waiting].min())
        rows = waiting[self._near[waiting] == at]
        here, there = self._here[rows], self._there[rows]
        passed = self._field.near(at, here, there)
        self._agreeing[rows[passed]] = at
        failed = ~passed
        self._near[rows[failed]] = self._field.first_near(here[failed], there[failed], at + 1)
        self._value()

    def keep(self, which: Ints) -> None:
        """Forget the other pairs."""
        self._here, self._there = self._here[which], self._there[which]
        self._agreeing, self._near = self._agreeing[which], self._near[which]
        self.best = self.best[which]

    def _value(self) -> None:
        waits = self._near < self._agreeing
        self.best = self._field.bits[self._agreeing]
        self._field.add_frequency(self.best, self._agreeing, self._here)
        self.best[waits] = self._field.most[self._near[waits]]


class _Kinship:
    """Which pairs of values share any feature at all.

    Each value has 63 bits; each feature has its own part of them and sets one bit there. Two values
    without a common bit have no feature in common, and pass no level by codes. It is exact in that
    direction, and one look instead of many.
    """

    def __init__(self, values: Values, levels: list[Level]) -> None:
        self._values = values
        self._parts = _parts(levels[:-1])
        self._bits: Codes = np.zeros(0, np.uint64)
        self._left = values.count - 1  # values without bits yet

    def possible(self, here: Numbers, there: Numbers) -> Ints | None:
        """Return which of the pairs may share something; None where that is no few of them."""
        if len(here) < _WORTH_A_SKETCH or len(self._parts) < 2:  # noqa: PLR2004 - one is one look
            return None
        common = (self._of(here) & self._of(there)) > _MADE
        rows = np.flatnonzero(common)
        return rows if len(rows) * 2 < len(here) else None

    def _of(self, values: Numbers) -> Codes:
        if not len(self._bits):
            self._bits = np.zeros(self._values.count, np.uint64)
            self._bits[0] = _MADE
        found: Codes = self._bits[values]
        if not self._left or found.all():
            return found
        wanted = distinct(values[found == 0], len(self._bits))
        self._bits[wanted] = self._made(wanted)
        self._left -= len(wanted)
        return self._bits[values]

    def _made(self, values: Numbers) -> Codes:
        width = 63 // len(self._parts)
        found = np.full(len(values), _MADE)
        for part, features in enumerate(self._parts):
            for feature in features:
                same = self._values.same if len(features) == 1 else self._values.codes
                code = same(feature, values).astype(np.uint64)
                place = (code * _SPREAD >> np.uint64(32)) % np.uint64(width)
                bit = np.uint64(1) << (place + np.uint64(part * width))
                found |= np.where(code != 0, bit, np.uint64(0))
        return found


def _parts(levels: list[Level]) -> list[tuple[str, ...]]:
    """Return the features of levels; those that are compared crosswise are one part."""
    parts: list[set[str]] = []
    for level in levels:
        new = (
            [set(level.features)]
            if isinstance(level.test, Crossed)
            else [{f} for f in level.features]
        )
        for one in new:
            apart = [part for part in parts if not part & one]
            parts = [*apart, one.union(*(part for part in parts if part & one))]
    return [tuple(sorted(part)) for part in parts]


def _most(level: Level, frequencies: Frequencies | None) -> float:
    """Return the most that a level can be worth: that of the rarest value."""
    if frequencies is None or not level.by_frequency:
        return level.bits
    return max(level.bits, level.worth(1 / frequencies.records))
