"""How right a match is, where the truth is known: accuracy, curves, errors of a search, causes.

Terms: precision is the share of the pairs taken for one person that are; recall the share of the
true pairs that are found, those that no key brought up included; F1 their harmonic mean. Of a
one-to-many search, FNIR is the share of the searches of people on file that miss them, and FPIR the
share of the searches of people not on file that accuse somebody (ISO/IEC 19795-1).

Nothing here needs an extra; arrays of numpy are taken as well as lists.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, Final

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.tables import Align, Column, Table

__all__ = ["Accuracy", "Judged", "Search", "by_cause", "identification", "true_pairs"]

_SAME: Final = 1e-9  # weights that differ by rounding only are one
_STEP: Final = 0.5  # bits below the lowest weight, where nothing lies below it
_NO_CAUSE: Final = "none told"
_RIGHT: Final = Align.RIGHT


@attrs.frozen
class Accuracy:
    """How right the decision at one threshold is.

    Parameters
    ----------
    threshold
        Weight in bits from which a pair is taken for one person.
    found
        True pairs among those.
    false
        Pairs of two people among those.
    missed
        True pairs that are not among them.

    Examples
    --------
    >>> from ektpflow.matching.evaluation import Accuracy
    >>> one = Accuracy(30.0, found=8, false=2, missed=0)
    >>> one.precision, one.recall, round(one.f1, 3)
    (0.8, 1.0, 0.889)
    """

    threshold: float
    found: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the pairs taken for one person that are; 1 where none is taken."""
        taken = self.found + self.false
        return self.found / taken if taken else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that are found; 1 where there is none."""
        true = self.found + self.missed
        return self.found / true if true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = 2 * self.found + self.false + self.missed
        return 2 * self.found / both if both else 1.0


def true_pairs(person: Sequence[Hashable], first: int | None = None) -> Iterator[tuple[int, int]]:
    """Give the pairs of rows that are one person, the lower row left.

    Parameters
    ----------
    person
        Who each row is.
    first
        How many rows the first of two tables has, where only pairs across them count.

    Examples
    --------
    >>> from ektpflow.matching.evaluation import true_pairs
    >>> list(true_pairs(["a", "b", "a", "a"]))
    [(0, 2), (0, 3), (2, 3)]
    """
    rows: dict[Hashable, list[int]] = {}
    for row, who in enumerate(person):
        rows.setdefault(who, []).append(row)
    for same in rows.values():
        for left, right in combinations(same, 2):
            if first is None or left < first <= right:
                yield left, right


@attrs.frozen
class Judged:
    """Weighed pairs of which the truth is known.

    Make one with `Judged.of`.

    Parameters
    ----------
    weights
        Distinct weights, the highest first.
    found, taken
        At each of them, how many true pairs, and how many pairs at all, weigh as much or more.
    true
        How many true pairs there are, weighed or not.
    """

    weights: tuple[float, ...] = attrs.field(repr=False)
    found: tuple[int, ...] = attrs.field(repr=False)
    taken: tuple[int, ...] = attrs.field(repr=False)
    true: int

    @classmethod
    def of(
        cls,
        left: Iterable[int],
        right: Iterable[int],
        weight: Iterable[float],
        person: Sequence[Hashable],
        *,
        vetoed: Iterable[bool] | None = None,
        first: int | None = None,
    ) -> Judged:
        """Judge pairs by who the records are.

        Parameters
        ----------
        left, right
            Row numbers.
        weight
            In bits.
        person
            Who each row is, those of a second table after those of the first.
        vetoed
            Pairs against which a veto stands: they are never taken for one person.
        first
            How many rows the first of two tables has, where only pairs across them count.

        Raises
        ------
        InvalidValue
            When a pair is given twice, is a record with itself, or lies within one table.

        Examples
        --------
        >>> from ektpflow.matching.evaluation import Judged
        >>> judged = Judged.of([0, 0, 1], [1, 2, 3], [40.0, 12.0, 31.0], ["a", "a", "b", "c"])
        >>> judged.at(20.0)
        Accuracy(threshold=20.0, found=1, false=1, missed=0)
        >>> judged.best().threshold  # between two weights, so that rounding decides nothing
        35.5
        """
        who = _listed(person)
        pairs = list(zip(_listed(left), _listed(right), strict=True))
        _check(pairs, first)
        same = [who[one] == who[other] for one, other in pairs]
        stopped = [False] * len(pairs) if vetoed is None else _listed(vetoed)
        scored = sorted(
            (
                (weight, same)
                for weight, same, veto in zip(_listed(weight), same, stopped, strict=True)
                if not veto
            ),
            key=lambda one: -one[0],
        )
        weights: list[float] = []
        found: list[int] = []
        taken: list[int] = []
        hits = 0
        for many, (value, hit) in enumerate(scored, start=1):
            hits += hit
            if weights and weights[-1] - value <= _SAME:
                found[-1], taken[-1] = hits, many
            else:
                weights.append(value)
                found.append(hits)
                taken.append(many)
        return cls(
            tuple(weights), tuple(found), tuple(taken), sum(1 for _ in true_pairs(who, first))
        )

    def at(self, threshold: float) -> Accuracy:
        """Return the accuracy where pairs from a weight on are taken for one person."""
        low, high = 0, len(self.weights)
        while low < high:
            middle = (low + high) // 2
            if self.weights[middle] >= threshold:
                low = middle + 1
            else:
                high = middle
        return self._at(low, threshold)

    def best(self) -> Accuracy:
        """Return the accuracy at the threshold of the highest F1; of equal ones, the highest.

        The threshold lies between two weights: pairs of the same weight are taken together.
        """
        places = range(len(self.weights) + 1)
        return max((self._at(place) for place in places), key=lambda one: (one.f1, one.threshold))

    def curve(self, points: int = 50) -> Table:
        """Return precision and recall by threshold, at most so many of them.

        Parameters
        ----------
        points
            How many thresholds, evenly spread over the pairs.
        """
        places = sorted({round(i * len(self.weights) / max(points - 1, 1)) for i in range(points)})
        rows = [self._at(place) for place in places]
        return Table(
            "Precision and recall",
            (
                Column("Threshold", "bits", _RIGHT, 2),
                Column("Precision", "", _RIGHT, 4),
                Column("Recall", "", _RIGHT, 4),
                Column("F1", "", _RIGHT, 4),
            ),
            [(one.threshold, one.precision, one.recall, one.f1) for one in rows],
            notes=(f"{self.true} true pairs; those that were never compared count as missed.",),
        )

    def _at(self, place: int, threshold: float | None = None) -> Accuracy:
        """Return the accuracy where the first so many weights are taken."""
        if threshold is None:
            threshold = self._between(place)
        found = self.found[place - 1] if place else 0
        taken = self.taken[place - 1] if place else 0
        return Accuracy(threshold, found, taken - found, self.true - found)

    def _between(self, place: int) -> float:
        if not self.weights:
            return 0.0
        if place == 0:
            return self.weights[0] + _STEP
        if place == len(self.weights):
            return self.weights[-1] - _STEP
        return (self.weights[place - 1] + self.weights[place]) / 2


@attrs.frozen
class Search:
    """One search of a person among many.

    Parameters
    ----------
    on_file
        The person has a record there.
    mate
        Weight of the person's own record, None where it was not among the candidates.
    other
        Highest weight of somebody else's record, None where there was none.
    """

    on_file: bool
    mate: float | None = None
    other: float | None = None

    def __attrs_post_init__(self) -> None:
        if self.mate is not None and not self.on_file:
            raise InvalidValue(
                "search", "a mate of somebody who is not on file", "a mate is on file",
                "say on_file=True, or leave the mate out",
            )  # fmt: skip


def identification(searches: Iterable[Search], thresholds: Iterable[float]) -> Table:
    """Return FNIR and FPIR of one-to-many searches at each threshold.

    Parameters
    ----------
    searches
        The searches: of people who are on file, and of people who are not.
    thresholds
        Weights in bits from which a candidate is told.

    Examples
    --------
    >>> from ektpflow.matching.evaluation import Search, identification
    >>> told = [Search(True, mate=40.0), Search(True), Search(False, other=31.0), Search(False)]
    >>> identification(told, [30.0, 35.0]).rows
    ((30.0, 0.5, 0.5), (35.0, 0.5, 0.0))
    """
    every = list(searches)
    mated = [one for one in every if one.on_file]
    strangers = [one for one in every if not one.on_file]
    rows = []
    for threshold in thresholds:
        missed = sum(one.mate is None or one.mate < threshold for one in mated)
        accused = sum(one.other is not None and one.other >= threshold for one in strangers)
        rows.append(
            (
                threshold,
                missed / len(mated) if mated else None,
                accused / len(strangers) if strangers else None,
            )
        )
    return Table(
        "Errors of a search",
        (
            Column("Threshold", "bits", _RIGHT, 2),
            Column("FNIR", "", _RIGHT, 4),
            Column("FPIR", "", _RIGHT, 4),
        ),
        rows,
        notes=(f"{len(mated)} searches of people on file, {len(strangers)} of others.",),
    )


def by_cause(
    left: Iterable[int],
    right: Iterable[int],
    person: Sequence[Hashable],
    causes: Sequence[Iterable[str]],
    *,
    first: int | None = None,
) -> Table:
    """Return the recall by what makes the two records of a person differ, the lowest first.

    A pair that differs for several causes counts for each of them.

    Parameters
    ----------
    left, right
        Row numbers of the pairs that were found: taken for one person, or brought up by keys.
    person
        Who each row is.
    causes
        For each row, what went wrong when it was recorded (as a synthetic register tells it).
    first
        How many rows the first of two tables has, where only pairs across them count.

    Examples
    --------
    >>> from ektpflow.matching.evaluation import by_cause
    >>> causes = [(), ("spelling",), (), ("spelling", "digit")]
    >>> by_cause([0], [1], ["a", "a", "b", "b"], causes).rows
    (('digit', 1, 0, 0.0), ('spelling', 2, 1, 0.5))
    """
    found = {(min(pair), max(pair)) for pair in zip(_listed(left), _listed(right), strict=True)}
    true: dict[str, int] = {}
    hit: dict[str, int] = {}
    for pair in true_pairs(_listed(person), first):
        told = {str(cause) for row in pair for cause in causes[row]} or {_NO_CAUSE}
        for cause in told:
            true[cause] = true.get(cause, 0) + 1
            hit[cause] = hit.get(cause, 0) + (pair in found)
    ordered = sorted(true, key=lambda cause: (hit[cause] / true[cause], cause))
    return Table(
        "Recall by cause",
        (
            Column("Cause"),
            Column("True", "pairs", _RIGHT),
            Column("Found", "pairs", _RIGHT),
            Column("Recall", "", _RIGHT, 4),
        ),
        [(cause, true[cause], hit[cause], hit[cause] / true[cause]) for cause in ordered],
        notes=("A pair that differs for several causes counts for each of them.",),
    )


def _listed(values: Any) -> Any:  # noqa: ANN401 - lists, tuples and arrays of numpy
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _check(pairs: Sequence[tuple[int, int]], first: int | None) -> None:
    if len({(min(pair), max(pair)) for pair in pairs}) < len(pairs):
        raise InvalidValue("pairs", "a pair twice", "every pair is judged once", "leave one out")
    if any(one == other for one, other in pairs):
        raise InvalidValue("pairs", "a record with itself", "a pair is two records", "leave it out")
    if first is not None and any((one < first) == (other < first) for one, other in pairs):
        raise InvalidValue(
            "pairs", "a pair within one table", "only pairs across the two count", "leave it out"
        )
