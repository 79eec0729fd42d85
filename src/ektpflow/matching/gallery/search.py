"""Weighing one record against many: pair by pair where they are few, all at once where many.

Both ways give what `MatchModel.score` gives. Codes are compared first, and what the texts could
still bring is bounded, so that most records are dropped before a text is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Final

from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.gallery.shelf import Probe, Shelf
from ektpflow.matching.levels import Comparison, Level
from ektpflow.matching.likeness import Agree, Anything, Crossed
from ektpflow.matching.model import NOT_KNOWN

__all__ = ["Weighed", "weigh"]

#: From so many records on, all at once is faster (measured: tests/benchmarks/bench_matching.py).
MANY: Final = 300

_ROUNDING: Final = 1e-9  # the bound is a sum in another order than the weight

#: Position, weight in bits, and whether a veto stands against it.
Weighed = tuple[int, float, bool]


def weigh(
    shelf: Shelf,
    probe: Probe,
    positions: Iterable[int],
    floor: float,
    frequencies: Frequencies | None,
    *,
    many: int = MANY,
) -> list[Weighed]:
    """Weigh a record against those at some positions; keep those at or above a floor.

    Parameters
    ----------
    shelf, probe
        The records, and the one that is searched for.
    positions
        Whom to weigh it against.
    floor
        In bits.
    frequencies
        How often values are recorded.
    many
        From so many positions on, all at once.
    """
    found = list(positions)
    if len(found) < many or find_spec("numpy") is None:
        return _one_by_one(shelf, probe, found, floor, frequencies)
    return _all_at_once(shelf, probe, found, floor, frequencies)


def _one_by_one(
    shelf: Shelf, probe: Probe, positions: list[int], floor: float, frequencies: Frequencies | None
) -> list[Weighed]:
    model = shelf.model
    fields = [_Field(shelf, probe, at, frequencies) for at in range(len(model.comparisons))]
    columns = shelf.numbers
    texts = [field for field in fields if field.looks_at_texts]
    found: list[Weighed] = []
    for position in positions:
        numbers = [column[position] for column in columns]
        bits = [field.bound(number) for field, number in zip(fields, numbers, strict=True)]
        total = sum(model.counted(bits))
        for field in texts:
            if total < floor - _ROUNDING:
                break
            at = field.at
            exact = field.level(numbers[at])[1]
            if exact != bits[at]:
                bits[at] = exact
                total = sum(model.counted(bits))
        if total >= floor:
            vetoed = any(f.level(n)[2] for f, n in zip(fields, numbers, strict=True))
            found.append((position, total, vetoed))
    return found


class _Field:
    """One comparison of the record that is searched for, each value looked at once."""

    __slots__ = (
        "_bounds", "_comparison", "_exact", "_frequencies", "_probe", "_text", "_vetoed",
        "_words", "at", "looks_at_texts",
    )  # fmt: skip

    def __init__(
        self, shelf: Shelf, probe: Probe, at: int, frequencies: Frequencies | None
    ) -> None:
        self.at = at
        self._comparison: Comparison = shelf.model.comparisons[at]
        self._words = shelf.words[at]
        self._probe = probe.codes[at]
        self._text = probe.texts[at]
        self._frequencies = frequencies
        self._vetoed = shelf.model.vetoed_levels
        self._bounds: dict[int, float] = {}
        self._exact: dict[int, tuple[int, float, bool]] = {}
        self.looks_at_texts = not all(level.by_code for level in self._comparison.levels)

    def bound(self, number: int) -> float:
        """Return the most that a value can be worth, as far as codes tell."""
        found = self._bounds.get(number)
        if found is None:
            found = self._bounds[number] = self._bounded(number)
        return found

    def level(self, number: int) -> tuple[int, float, bool]:
        """Return level, worth and veto of a value."""
        found = self._exact.get(number)
        if found is None:
            found = self._exact[number] = self._levelled(number)
        return found

    def _bounded(self, number: int) -> float:
        if not self._text or not number:
            return 0.0
        for at, level in enumerate(self._comparison.levels):
            if not level.by_code:
                return max(self._most(x) for x in self._comparison.levels[at:])
            if self._agrees(level, number):
                self._exact[number] = self._worth(at, level)
                return self._exact[number][1]
        raise AssertionError  # the last level takes anything

    def _levelled(self, number: int) -> tuple[int, float, bool]:
        if not self._text or not number:
            return NOT_KNOWN, 0.0, False
        for at, level in enumerate(self._comparison.levels):
            passed = self._agrees(level, number) if level.by_code else self._alike(level, number)
            if passed:
                return self._worth(at, level)
        raise AssertionError  # the last level takes anything

    def _agrees(self, level: Level, number: int) -> bool:
        test, codes, probe = level.test, self._words.codes, self._probe
        assert isinstance(test, Agree | Crossed | Anything)  # noqa: S101 - by_code
        features = test.features
        if len(features) == 1 and isinstance(test, Agree):
            code = codes[features[0]][number]
            return code == probe[features[0]] and code != 0
        here = [probe[feature] for feature in features]
        return bool(test.holds(here, [codes[feature][number] for feature in features]))

    def _alike(self, level: Level, number: int) -> bool:
        test = level.test
        assert not isinstance(test, Agree | Crossed | Anything)  # noqa: S101 - not by_code
        make = self._comparison.kind.features[test.feature]
        one, other = make(self._text), make(self._words.texts[number])
        return bool(one) and bool(other) and test.alike(one, other)

    def _worth(self, at: int, level: Level) -> tuple[int, float, bool]:
        share = None
        if self._frequencies is not None and level.by_frequency:
            (feature,) = level.features
            field = self._comparison.field
            share = self._frequencies.share(field, feature, self._probe[feature])
        return at, level.worth(share), (self._comparison.field, level.name) in self._vetoed

    def _most(self, level: Level) -> float:
        if self._frequencies is None:
            return level.bits
        return max(level.bits, level.worth(1 / self._frequencies.records))


def _all_at_once(
    shelf: Shelf, probe: Probe, positions: list[int], floor: float, frequencies: Frequencies | None
) -> list[Weighed]:
    import numpy as np  # noqa: PLC0415 - only where there are many, and only where it is installed

    from ektpflow.matching.batch.records import Records  # noqa: PLC0415 - numpy
    from ektpflow.matching.batch.run import vetoed  # noqa: PLC0415 - numpy
    from ektpflow.matching.batch.weighing import Weigher  # noqa: PLC0415 - numpy

    own = [words.of_text(text) for words, text in zip(shelf.words, probe.texts, strict=True)]
    at = np.array(positions, np.int64)
    numbers = tuple(
        np.concatenate([[number], np.frombuffer(column, np.int64)[at]])
        for number, column in zip(own, shelf.numbers, strict=True)
    )
    # views, no copies; they are gone before the vocabulary grows again
    codes = tuple(
        {name: np.frombuffer(column, np.uint64) for name, column in words.codes.items()}
        for words in shelf.words
    )
    records = Records(shelf.model, len(at) + 1, None, numbers, shelf.words, codes, ())
    right = np.arange(1, len(at) + 1)
    found = Weigher(records, frequencies).weigh(np.zeros(len(at), np.int64), right, floor)
    stopped = vetoed(shelf.model, found.levels)
    return list(
        zip(at[found.right - 1].tolist(), found.weight.tolist(), stopped.tolist(), strict=True)
    )
