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

from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.gallery.fields import DECIDED, NOTHING, Asked, Layout
from ektpflow.matching.likeness import Edits, Near, distance, similarity

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
    # a copy of these rows: no view is left when the array grows again
    rows = np.frombuffer(numbers, np.uintc).reshape(-1, len(layout.fields))[found]
    many = _Many(layout, asked, found, rows)
    many.drop(limit)
    for at, test, _ in layout.order:
        if len(many.found) < _FEW:
            break
        if many.look(at, test):
            many.drop(limit)
    return many.told()


class _Many:
    """Records side by side: what each can weigh at most in each field, and what is open there."""

    def __init__(
        self, layout: Layout, asked: Sequence[Asked | None], found: _Array, rows: _Array
    ) -> None:
        self.found = found
        self._layout = layout
        self._asked = asked
        self._rows = rows
        self._levels: list[_Array] = []
        self._open: list[_Array] = []
        self._bits: list[_Array] = []
        for of, field in zip(asked, layout.fields, strict=True):
            self._levels.append(None if of is None else _levels(of, rows[:, field.at]))
            states = [[NOTHING]] if of is None else [*of.states, [NOTHING]]  # -1: not known
            first = [state[0] for state in states]
            level = np.full(len(rows), -1, np.int8) if of is None else self._levels[-1]
            self._bits.append(np.array([state[0] for state in first])[level])
            self._open.append(np.array([state[2] for state in first], np.int8)[level])

    def drop(self, limit: float) -> None:
        """Keep the records that can reach the limit."""
        total = np.zeros(len(self.found))
        for at in self._layout.single:
            total += self._bits[at]
        for group in self._layout.groups:
            bits = np.stack([self._bits[at] for at in group])
            total += np.maximum(bits.max(0), 0) + np.minimum(bits.min(0), 0)
        kept = total >= limit
        if not kept.all():
            self.found, self._rows = self.found[kept], self._rows[kept]
            for columns in (self._levels, self._open, self._bits):
                columns[:] = [None if column is None else column[kept] for column in columns]

    def look(self, at: int, test: int) -> bool:
        """Look at a text of those where that is open; say whether there were any."""
        of = self._asked[at]
        waiting = np.flatnonzero(self._open[at] == test)
        if of is None or not len(waiting):
            return False
        numbers, back = np.unique(self._rows[waiting, at], return_inverse=True)
        passed = _passed(of, test, [of.field.texts[number] for number in numbers.tolist()])[back]
        index = of.field.by_text[test].index
        levels = self._levels[at]
        levels[waiting[passed]] = index
        after = np.array([[states[test + 1][k] for k in (0, 2)]
                          for states in of.states])  # fmt: skip
        self._bits[at][waiting] = after[levels[waiting], 0]
        self._open[at][waiting] = after[levels[waiting], 1]
        self._bits[at][waiting[passed]] = of.states[index][-1][0]
        self._open[at][waiting[passed]] = DECIDED
        return True

    def told(self) -> list[int]:
        """Return who is left, and let each comparison remember what was found out of them."""
        for of, levels, left in zip(self._asked, self._levels, self._open, strict=True):
            if of is not None:
                numbers = self._rows[:, of.field.at].tolist()
                for number, level, test in zip(
                    numbers, levels.tolist(), left.tolist(), strict=True
                ):
                    if level >= 0:
                        of.known[number] = of.states[level][test]
        found: list[int] = self.found.tolist()
        return found


def _levels(of: Asked, numbers: _Array) -> _Array:
    """Return the level that codes tell of each value, -1 where it is not known."""
    levels = np.full(len(numbers), of.field.known, np.int8)
    for index, codes, mine, test in reversed(of.steps()):
        if test is None:
            holds = np.frombuffer(codes, np.uint64)[numbers] == np.uint64(mine)
        else:
            theirs = [np.frombuffer(column, np.uint64)[numbers] for column in codes]
            holds = test.holds([np.uint64(code) for code in mine], theirs)
        levels[holds] = index
    levels[numbers == UNKNOWN] = -1
    return levels


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
