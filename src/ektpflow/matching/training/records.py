"""Records as numbers, and the levels of given pairs: what training looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from rapidfuzz import process

from ektpflow.errors import InvalidValue
from ektpflow.matching.codes import UNKNOWN, joined
from ektpflow.matching.levels import Comparison
from ektpflow.matching.likeness import (
    Agree,
    Anything,
    Crossed,
    Edits,
    Near,
    distance,
    similarity,
)
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import Key
from ektpflow.matching.vocabulary import Vocabulary

__all__ = ["Records"]

Ints = np.ndarray[Any, np.dtype[np.int64]]


def _columns(frame: Any) -> Mapping[str, Sequence[object]]:  # noqa: ANN401 - any frame
    if isinstance(frame, Mapping):
        return frame
    import narwhals as nw  # noqa: PLC0415

    native = nw.from_native(frame, eager_only=True)
    return {name: native[name].to_list() for name in native.columns}


@attrs.frozen(eq=False)
class Records:
    """Frames of records, each value replaced by its number in the vocabulary of its field."""

    model: MatchModel
    rows: int
    first: int | None
    numbers: tuple[Ints, ...]
    vocabularies: tuple[Vocabulary, ...]
    codes: tuple[Mapping[str, np.ndarray[Any, np.dtype[np.uint64]]], ...]

    @classmethod
    def of(cls, model: MatchModel, *frames: Any) -> Records:  # noqa: ANN401 - any frame
        """Read one frame, or two that are to be linked."""
        tables = [_columns(frame) for frame in frames]
        sizes = []
        for table in tables:
            for column in model.columns:
                if column not in table:
                    raise InvalidValue(
                        "frame",
                        "columns " + ", ".join(map(str, table)),
                        f"model {model.tag} compares {column!r}",
                        f"add the column {column!r}, with None where it is not known",
                    )
            sizes.append(len(table[model.columns[0]]))
        numbers, vocabularies, codes = [], [], []
        for comparison in model.comparisons:
            features = dict.fromkeys(f for level in comparison.levels for f in level.features)
            for key in model.blocking.keys:
                for field, feature in (*key.pairs_of, *key.finer_of):
                    if field == comparison.field:
                        features[feature] = None
            features["clean"] = None
            vocabulary = Vocabulary(comparison, features)
            found = [
                np.fromiter(
                    map(vocabulary.number, zip(*(t[c] for c in comparison.columns), strict=True)),
                    np.int64,
                    size,
                )
                for t, size in zip(tables, sizes, strict=True)
            ]
            numbers.append(np.concatenate(found))
            vocabularies.append(vocabulary)
            codes.append({f: np.array(v, np.uint64) for f, v in vocabulary.codes.items()})
        first = sizes[0] if len(sizes) > 1 else None
        return cls(model, sum(sizes), first, tuple(numbers), tuple(vocabularies), tuple(codes))

    @property
    def pairs(self) -> int:
        """How many pairs there are at all."""
        if self.first is None:
            return self.rows * (self.rows - 1) // 2
        return self.first * (self.rows - self.first)

    def code(self, field: str, feature: str) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """Return the code of a feature for every record."""
        place = next(i for i, c in enumerate(self.model.comparisons) if c.field == field)
        return self.codes[place][feature][self.numbers[place]]

    def key(self, key: Key) -> np.ndarray[Any, np.dtype[np.uint64]]:
        """Return the value of a key for every record, 0 for none."""
        place = self.model.blocking.keys.index(key)
        plan = self.model.blocking
        parts = [self.code(*part) for part in key.pairs_of]
        found = joined(parts)
        crowds = np.array(sorted(plan.crowds[place]), np.uint64)
        if len(crowds):
            crowded = np.isin(found, crowds)
            finer = joined([found, *(self.code(*part) for part in key.finer_of)])
            found = np.where(crowded, finer, found)
        left_out = np.array(sorted(plan.left_out[place]), np.uint64)
        known = np.logical_and.reduce([part != UNKNOWN for part in parts])
        return np.where(known & ~np.isin(found, left_out), found, np.uint64(0))

    def levels(self, left: Ints, right: Ints) -> np.ndarray[Any, np.dtype[np.int8]]:
        """Return the index of the level of every comparison for every pair, -1 where not known."""
        found = np.empty((len(left), len(self.numbers)), np.int8)
        for i, (comparison, numbers) in enumerate(
            zip(self.model.comparisons, self.numbers, strict=True)
        ):
            a, b = numbers[left], numbers[right]
            low, high = np.minimum(a, b), np.maximum(a, b)
            pair, inverse = np.unique(low * len(self.vocabularies[i]) + high, return_inverse=True)
            here, there = pair // len(self.vocabularies[i]), pair % len(self.vocabularies[i])
            found[:, i] = _level(
                comparison, self.vocabularies[i].texts, self.codes[i], here, there
            )[inverse]
        return found


def _level(
    comparison: Comparison, texts: list[str], codes: Mapping[str, Any], here: Ints, there: Ints
) -> np.ndarray[Any, np.dtype[np.int8]]:
    found = np.full(len(here), -1, np.int8)
    left = np.flatnonzero((here != 0) & (there != 0))
    features = comparison.kind.features
    for number, level in enumerate(comparison.levels):
        x, y = here[left], there[left]
        test = level.test
        if isinstance(test, Agree | Crossed | Anything):
            passed = test.holds(
                [codes[f][x] for f in test.features], [codes[f][y] for f in test.features]
            )
        else:
            needed = np.unique(np.concatenate([x, y]))
            text = dict(zip(needed.tolist(), (features[test.feature](texts[n]) for n in needed.tolist()), strict=True))
            one, other = [text[n] for n in x.tolist()], [text[n] for n in y.tolist()]
            if isinstance(test, Near):
                passed = (
                    process.cpdist(one, other, scorer=similarity(test.metric), dtype=np.float64)
                    >= test.at_least
                )
            elif isinstance(test, Edits):
                passed = (
                    process.cpdist(one, other, scorer=distance(test.metric), dtype=np.int64)
                    <= test.within
                )
            else:
                passed = np.fromiter(map(test.alike, one, other), bool, len(one))
            known = np.fromiter((bool(p and q) for p, q in zip(one, other, strict=True)), bool, len(one))
            passed &= known
        passed = np.asarray(passed, bool)
        found[left[passed]] = number
        left = left[~passed]
    return found
