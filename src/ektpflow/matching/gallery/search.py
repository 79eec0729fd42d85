"""Weighing one record against many: pair by pair where they are few, all at once where many.

Both ways give what `MatchModel.score` gives. What a pair can weigh at most is known from codes and
falls with every text that is looked at, so that most records are dropped before a text is compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from typing import Final

from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.gallery.fields import NOTHING, Asked, Layout, State
from ektpflow.matching.gallery.shelf import Block, Shelf
from ektpflow.matching.gallery.words import Probe

__all__ = ["MANY", "ROUNDING", "Search", "Weighed"]

#: From so many records on, all at once is faster (measured: tests/benchmarks/bench_matching_query).
MANY: Final = 60

#: The bound is a sum in another order than the weight.
ROUNDING: Final = 1e-9

#: Position, weight in bits, and whether a veto stands against it.
Weighed = tuple[int, float, bool]


class Search:
    """One search on a shelf.

    Parameters
    ----------
    shelf, layout
        The records, and how they are compared.
    probe
        Who is searched for.
    frequencies
        How often values are recorded.
    floor
        Weight in bits below which a record is not told.
    """

    __slots__ = ("_asked", "_floor", "_layout", "_most", "_shelf")

    def __init__(
        self,
        shelf: Shelf,
        layout: Layout,
        probe: Probe,
        frequencies: Frequencies | None,
        floor: float,
    ) -> None:
        self._shelf = shelf
        self._layout = layout
        self._floor = floor
        self._asked: list[Asked | None] = [
            Asked(field, probe, frequencies) if text else None
            for field, text in zip(layout.fields, probe.texts, strict=True)
        ]

    def among(
        self, blocks: Iterable[Block], more: Iterable[int], own: int | None, *, many: int = MANY
    ) -> list[Weighed]:
        """Weigh the record against all in these blocks, each once.

        Parameters
        ----------
        blocks
            Blocks of positions.
        more
            Positions besides.
        own
            The position that is left out.
        many
            From so many positions on, all at once; only where numpy is installed.
        """
        found = set(more)
        large = []
        for block in blocks:
            if isinstance(block, int):
                found.add(block)
            elif len(block) < many:
                found.update(block)
            else:
                large.append(block)
        if (large or len(found) >= many) and has_numpy():
            from ektpflow.matching.gallery.at_once import narrowed  # noqa: PLC0415 - numpy

            several = [array("I", found), *large]
            limit = self._floor - ROUNDING
            numbers = self._shelf.numbers
            found = set(narrowed(self._layout, self._asked, numbers, several, limit))
        else:
            found.update(*large)
        if own is not None:
            found.discard(own)
        return self._one_by_one(found)

    def _one_by_one(self, positions: Iterable[int]) -> list[Weighed]:
        shelf, fields = self._shelf, self._layout.fields
        limit = self._floor - ROUNDING
        numbers, width = shelf.numbers, len(fields)
        asked = [of for of in self._asked if of is not None]
        looked = [(of.field.at, of.known, of) for of in asked]
        states = [NOTHING] * width
        found: list[Weighed] = []
        for position in positions:
            first = position * width
            for at, known, of in looked:
                number = numbers[first + at]
                states[at] = known.get(number) or of.begin(number)
            if self._reaches(states, first, limit):
                weight = sum(shelf.words.model.counted([state[0] for state in states]))
                if weight >= self._floor:
                    of_level = zip(fields, states, strict=True)
                    vetoed = any(x[1] >= 0 and field.vetoed[x[1]] for field, x in of_level)
                    found.append((position, weight, vetoed))
        return found

    def _reaches(self, states: list[State], first: int, limit: float) -> bool:
        """Look at texts until all is decided, or the limit is out of reach: then say no."""
        layout = self._layout
        most = layout.bound(states)
        if most < limit:
            return False
        numbers = self._shelf.numbers
        for at, test, grouped in layout.order:
            before = states[at]
            if before[2] != test:
                continue
            of = self._asked[at]
            assert of is not None  # noqa: S101 - what is not known is decided
            after = states[at] = of.next(numbers[first + at], before)
            if after[0] != before[0]:
                most = layout.bound(states) if grouped else most + after[0] - before[0]
                if most < limit:
                    return False
        return True


@cache
def has_numpy() -> bool:
    """Say whether numpy is installed."""
    return find_spec("numpy") is not None
