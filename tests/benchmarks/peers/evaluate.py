"""Accuracy from scored pairs and the truth, the same for every engine.

A pair is two row numbers, counted over all tables of a set. Pairs that no engine was shown (lost in
blocking) count as missed, so recall and F1 are of the whole task.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Accuracy:
    """How right a decision is over all pairs of a set."""

    precision: float
    recall: float
    f1: float


class Truth:
    """Who each row is.

    Parameters
    ----------
    person
        Who each row is, over all tables.
    first
        How many rows the first of two tables has, if pairs lie only across them; else None.
    """

    def __init__(self, person: np.ndarray, first: int | None = None) -> None:
        _, self.person = np.unique(person, return_inverse=True)
        self.first = first
        self.pairs = _pairs_within(self.person)
        if first is not None:
            self.pairs -= _pairs_within(self.person[:first]) + _pairs_within(self.person[first:])

    def same(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Return for each pair whether both rows are one person.

        Raises
        ------
        ValueError
            If a pair is given twice, is a row with itself, or does not lie across the tables.
        """
        low, high = np.minimum(left, right), np.maximum(left, right)
        if (low == high).any():
            raise ValueError("a row is paired with itself")
        if self.first is not None and not ((low < self.first) & (high >= self.first)).all():
            raise ValueError("a pair lies within one table")
        codes = np.sort(low.astype(np.int64) * len(self.person) + high)
        if (codes[1:] == codes[:-1]).any():
            raise ValueError("a pair is given twice")
        return self.person[left] == self.person[right]


def accuracy(same: np.ndarray, decided: np.ndarray, pairs: int) -> Accuracy:
    """Return how right a decision is; ``pairs`` is how many true pairs there are in all."""
    return _accuracy(int((same & decided).sum()), int(decided.sum()), pairs)


def best(same: np.ndarray, score: np.ndarray, pairs: int) -> tuple[Accuracy, float]:
    """Return the best F1 that any threshold reaches, and that threshold.

    Pairs of equal score stand or fall together, so a threshold lies between two values that occur
    (midway), or below all (minus infinity). Of thresholds equally good, the highest is returned.

    Raises
    ------
    ValueError
        If a score is not finite.
    """
    if not np.isfinite(score).all():
        raise ValueError("a score is not finite")
    if not len(score):
        return _accuracy(0, 0, pairs), -np.inf
    order = np.argsort(-score, kind="stable")
    sorted_score, hits = score[order], np.cumsum(same[order])
    last = np.flatnonzero(np.append(sorted_score[1:] != sorted_score[:-1], True))
    f1 = 2 * hits[last] / (last + 1 + pairs)
    cut = last[int(np.argmax(f1))]
    below = sorted_score[cut + 1] if cut + 1 < len(score) else -np.inf
    found = _accuracy(int(hits[cut]), int(cut) + 1, pairs)
    return found, float((sorted_score[cut] + below) / 2)


def blocking_recall(same: np.ndarray, pairs: int) -> float:
    """Return the share of true pairs that blocking left among the candidates."""
    return float(same.sum()) / pairs if pairs else 1.0


def _accuracy(hits: int, decided: int, pairs: int) -> Accuracy:
    return Accuracy(
        precision=hits / decided if decided else 1.0,
        recall=hits / pairs if pairs else 1.0,
        f1=2 * hits / (decided + pairs) if decided + pairs else 1.0,
    )


def _pairs_within(person: np.ndarray) -> int:
    sizes = np.bincount(person).astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())
