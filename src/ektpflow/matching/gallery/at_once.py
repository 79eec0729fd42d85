"""All at once, with numpy: which of many records can reach the floor.

What one record costs one by one is the looking up, so here whole columns of codes are compared, and
rapidfuzz measures one text against many. Nothing is weighed: whoever may reach the floor is handed
back, with everything that was found out on the way, and weighed one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from rapidfuzz.process import cdist

from ektpflow.matching.gallery.fields import DECIDED, NOTHING, Asked, Layout
from ektpflow.matching.likeness import Edits, Near, distance, similarity
from ektpflow.matching.vocabulary import NOT_KNOWN

__all__ = ["narrowed"]

# Fewer than these are looked at faster one by one (measured: tests/benchmarks).
_FEW: Final = 40

_Array = Any  # numpy's arrays: their kind and shape are said where they are made


def narrowed(
    layout: Layout,
    asked: Sequence[Asked | None],
    numbers: array[int],
    positions: Iterable[array[int]],
    limit: float,
) -> list[int]:
    """Return the positions that can reach the limit, each once.

    Parameters
    ----------
    layout, asked
        The comparisons, and what is asked in them; None where the record that is searched for has
        no value.
    numbers
        The numbers of all records.
    positions
        Which of them; one may stand in several.
    limit
        In bits.
    """
    found = np.unique(np.concatenate([np.frombuffer(some, np.uintc) for some in positions]))
    # a copy of these rows, turned: no view is left when the array grows again
    rows = np.frombuffer(numbers, np.uintc).reshape(-1, len(layout.fields))[found]
    many = _Many(layout, asked, found, np.ascontiguousarray(rows.T))
    many.drop(limit)
    for at, test, _ in layout.order:
        if len(many.found) < _FEW:
            break
        if many.look(at, test):
            many.drop(limit)
    return many.told()


class _Many:
    """Records side by side: what each can weigh at most in each field, and what is open there.

    All tables have a row for each comparison and a column for each record.
    """

    def __init__(
        self, layout: Layout, asked: Sequence[Asked | None], found: _Array, numbers: _Array
    ) -> None:
        self.found = found
        self._layout = layout
        self._asked = asked
        self._numbers = numbers
        self._levels = np.empty(numbers.shape, np.int8)
        self._bits = np.zeros(numbers.shape)
        self._open = np.full(numbers.shape, DECIDED, np.int8)
        self._tables: dict[int, tuple[_Array, _Array]] = {}
        for at, of in enumerate(asked):
            if of is not None:
                self._begin(at, of)

    def _begin(self, at: int, of: Asked) -> None:
        """Find out what codes tell of each value."""
        numbers = self._numbers[at]
        levels = self._levels[at]
        levels.fill(of.field.known)
        for index, codes, mine, test in reversed(of.steps()):
            if test is None:
                holds = np.frombuffer(codes, np.uint64).take(numbers) == np.uint64(mine)
            else:
                theirs = [np.frombuffer(column, np.uint64).take(numbers) for column in codes]
                holds = test.holds([np.uint64(code) for code in mine], theirs)
            levels[holds] = index
        levels[numbers == NOT_KNOWN] = -1
        bits, left = self._tables[at] = _tables(of)
        self._bits[at] = bits[0].take(levels)
        self._open[at] = left[0].take(levels)

    def drop(self, limit: float) -> None:
        """Keep the records that can reach the limit."""
        bits = self._bits
        total = bits.take(self._layout.single, 0).sum(0)
        for first, *others in self._layout.groups:
            most = least = bits[first]
            for other in others:
                most, least = np.maximum(most, bits[other]), np.minimum(least, bits[other])
            total += np.maximum(most, 0) + np.minimum(least, 0)
        kept = np.flatnonzero(total >= limit)
        if len(kept) < len(self.found):
            self.found = self.found.take(kept)
            self._numbers = self._numbers.take(kept, 1)
            self._levels, self._open = self._levels.take(kept, 1), self._open.take(kept, 1)
            self._bits = bits.take(kept, 1)

    def look(self, at: int, test: int) -> bool:
        """Look at a text of those where that is open; say whether there were any."""
        of = self._asked[at]
        waiting = np.flatnonzero(self._open[at] == test)
        if of is None or not len(waiting):
            return False
        numbers, back = np.unique(self._numbers[at].take(waiting), return_inverse=True)
        passed = _passed(of, test, [of.field.texts[number] for number in numbers.tolist()])[back]
        levels = self._levels[at]
        levels[waiting[passed]] = of.field.by_text[test].index
        bits, left = self._tables[at]
        # who passed is decided, which is what stands in the last row
        after = np.where(passed, len(bits) - 1, test + 1)
        self._bits[at, waiting] = bits[after, levels.take(waiting)]
        self._open[at, waiting] = left[after, levels.take(waiting)]
        return True

    def told(self) -> list[int]:
        """Return who is left, and let each comparison remember what was found out of them."""
        for at, of in enumerate(self._asked):
            if of is not None:
                states = [*of.states, (NOTHING,)]  # -1: not known
                told = zip(
                    self._numbers[at].tolist(),
                    self._levels[at].tolist(),
                    self._open[at].tolist(),
                    strict=True,
                )
                of.known.update((number, states[level][test]) for number, level, test in told)
        found: list[int] = self.found.tolist()
        return found


def _tables(of: Asked) -> tuple[_Array, _Array]:
    """Return what a value is worth at most and which test is next, by tests failed and by level."""
    field = of.field
    if of.states is field.states and field.tables is not None:
        return field.tables
    turned = list(zip(*of.states, strict=True))
    # the last column is for level -1
    bits = np.array([[*(state[0] for state in row), 0.0] for row in turned])
    left = np.array([[*(state[2] for state in row), DECIDED] for row in turned], np.int8)
    if of.states is field.states:
        field.tables = (bits, left)
    return bits, left


def _passed(of: Asked, test: int, texts: list[str]) -> _Array:
    """Say of each text whether it passes a test."""
    tested = of.field.by_text[test]
    asks = tested.test
    if isinstance(asks, Near | Edits):
        mine = of.mine(test)
        others = texts if tested.of is None else [tested.of(text) for text in texts]
        known = np.array([bool(mine) and bool(other) for other in others])
        if isinstance(asks, Near):
            score = similarity(asks.metric)
            alike = cdist(
                [mine], others, scorer=score, score_cutoff=asks.at_least, dtype=np.float64
            )
            return known & (alike[0] >= asks.at_least)
        count = distance(asks.metric)
        edits = cdist([mine], others, scorer=count, score_cutoff=asks.within, dtype=np.int32)
        return known & (edits[0] <= asks.within)
    return np.array([of.passes(test, text) for text in texts], bool)
