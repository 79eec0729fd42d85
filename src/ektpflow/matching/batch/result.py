"""What a batch found: pairs, clusters, what it could not read, and what it did not compare."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import attrs
import numpy as np

from ektpflow.matching.batch.intake import Finding
from ektpflow.matching.batch.joining import bridges
from ektpflow.matching.batch.planning import Lost
from ektpflow.matching.batch.records import Ints
from ektpflow.matching.batch.weighing import Bools, Floats, Levels
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import Likeness, MatchModel
from ektpflow.matching.plan import BlockingPlan
from ektpflow.tables import Align, Column, Table

__all__ = ["Cluster", "Found", "Pair"]


@attrs.frozen
class Pair:
    """Two records that are alike.

    Parameters
    ----------
    left, right
        Their ids: row numbers, where no column of ids was named.
    weight
        In bits.
    vetoed
        A veto leaves the pair to a person.
    likeness
        What the model says.
    """

    left: Hashable
    right: Hashable
    weight: float
    vetoed: bool
    likeness: Likeness


@attrs.frozen
class Cluster:
    """Records that are taken for one person.

    Parameters
    ----------
    members
        Their ids.
    bridges
        Pairs without which the cluster falls apart: one mistake joins two people there.
    twins
        Pairs inside against which a veto stands, whether or not a key brought them up: two people
        who are alike, such as twins. Clusters of more than a hundred records are not looked at so.
    """

    members: tuple[Hashable, ...]
    bridges: tuple[tuple[Hashable, Hashable], ...]
    twins: tuple[tuple[Hashable, Hashable], ...]


@attrs.frozen(eq=False, repr=False)
class Found:
    """All pairs at or above the floor, and how they were found.

    Parameters
    ----------
    model, plan, frequencies
        With which it was found; hand plan and frequencies to a gallery, and it weighs alike.
    left, right
        Row numbers (arrays), those of a second table after those of the first.
    weight
        In bits (array).
    levels
        Index of each comparison's level, -1 where not known (matrix).
    vetoed
        A veto leaves the pair to a person (array).
    ids
        By row number.
    findings
        Values that could not be read, or cannot be true.
    compared
        Pairs that each key brought up and no key before it.
    lost
        Pairs that each key's cap costs.
    parts
        Row numbers of the records that are taken for one person.
    apart
        Pairs of row numbers within those against which a veto stands.
    first
        Number of records of the first of two tables, None for one.
    backend
        The package of the table handed in, None for a mapping of columns.

    Examples
    --------
    >>> from ektpflow.matching.batch import deduplicate
    >>> from ektpflow.population import people, second_identity
    >>> from ektpflow.matching import Person
    >>> crowd = list(people(50, seed=1))
    >>> crowd.append(second_identity(crowd[7], seed=1))
    >>> rows = [Person.of(one.resident, None).row for one in crowd]
    >>> table = {column: [row[column] for row in rows] for column in rows[0]}
    >>> found = deduplicate(table)
    >>> found
    <Found 1 pair: 0 POSSIBLE, 1 DUPLICATE; 0 findings>
    >>> [cluster.members for cluster in found.clusters()]
    [(7, 50)]
    """

    model: MatchModel
    plan: BlockingPlan
    frequencies: Frequencies | None
    left: Ints
    right: Ints
    weight: Floats
    levels: Levels
    vetoed: Bools
    ids: Sequence[Hashable]
    findings: tuple[Finding, ...]
    compared: tuple[tuple[str, int], ...]
    lost: tuple[Lost, ...]
    parts: tuple[tuple[int, ...], ...]
    apart: tuple[tuple[int, int], ...]
    first: int | None
    backend: str | None

    def __attrs_post_init__(self) -> None:
        for array in (self.left, self.right, self.weight, self.levels, self.vetoed):
            array.flags.writeable = False

    def __repr__(self) -> str:
        said = self.likeness
        possible, sure = said.count(Likeness.POSSIBLE), said.count(Likeness.DUPLICATE)
        many = "1 pair" if len(self) == 1 else f"{len(self)} pairs"
        return (
            f"<Found {many}: {possible} POSSIBLE, {sure} DUPLICATE; {len(self.findings)} findings>"
        )

    def __len__(self) -> int:
        return len(self.left)

    @property
    def likeness(self) -> tuple[Likeness, ...]:
        """What the model says of each pair."""
        return tuple(
            self.model.likeness(weight, vetoed=vetoed)
            for weight, vetoed in zip(self.weight.tolist(), self.vetoed.tolist(), strict=True)
        )

    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs as values, the heaviest first."""
        order = np.lexsort((self.right, self.left, -self.weight))
        return self._told(order.tolist())

    def twins(self) -> tuple[Pair, ...]:
        """Return the pairs that weigh as much as a duplicate and that a veto leaves to a person."""
        heavy = np.flatnonzero(self.vetoed & (self.weight >= self.model.duplicate))
        order = heavy[np.lexsort((self.right[heavy], self.left[heavy], -self.weight[heavy]))]
        return self._told(order.tolist())

    def clusters(self) -> tuple[Cluster, ...]:
        """Return the records that are taken for one person: connected components, with warnings.

        A cluster that holds together by one pair only, and a pair inside against which a veto
        stands, are what a person should look at first.
        """
        where = {row: at for at, part in enumerate(self.parts) for row in part}
        sure = np.flatnonzero((self.weight >= self.model.duplicate) & ~self.vetoed)
        joins: dict[int, list[tuple[int, int]]] = {}
        for left, right in zip(self.left[sure].tolist(), self.right[sure].tolist(), strict=True):
            joins.setdefault(where[left], []).append((left, right))
        twins: dict[int, list[tuple[int, int]]] = {}
        for left, right in self.apart:
            twins.setdefault(where[left], []).append((left, right))
        return tuple(
            Cluster(
                tuple(self.ids[row] for row in part),
                self._named(bridges(joins[at])),
                self._named(twins.get(at, ())),
            )
            for at, part in enumerate(self.parts)
        )

    def by_ids(self) -> tuple[tuple[Hashable, Hashable], ...]:
        """Return the ids of every pair, to be handed in as ``known`` to a later run."""
        return self._named(zip(self.left.tolist(), self.right.tolist(), strict=True))

    def costs(self) -> Table:
        """Return what each key brought up, and what its cap lost."""
        lost = {one.key: one for one in self.lost}
        return Table(
            "Pairs by key",
            (
                Column("Key"),
                Column("Compared", "pairs", Align.RIGHT),
                Column("Lost to the cap", "pairs", Align.RIGHT),
                Column("By every key", "pairs", Align.RIGHT),
            ),
            [
                (key, many, lost[key].pairs, lost[key].missed)
                if key in lost
                else (key, many, None, None)
                for key, many in self.compared
            ],
            notes=(f"At most {self.plan.cap} records of {self.plan.register_size} share a key.",),
        )

    def frame(self, backend: str | None = None) -> Any:  # noqa: ANN401 - the table of a package
        """Return the pairs as a table of the package that was handed in, the heaviest first.

        Columns: ``left`` and ``right`` (ids), ``left_row`` and ``right_row`` (from 0 in each
        table), ``weight``, ``vetoed``, ``likeness`` and one for each comparison with the name of
        its level.

        Parameters
        ----------
        backend
            Another package: ``"pandas"``, ``"polars"`` or ``"pyarrow"``. Where a mapping of columns
            was handed in and no package is named, it is one again.
        """
        order = np.lexsort((self.right, self.left, -self.weight))
        left, right = self.left[order], self.right[order]
        said = self.likeness
        columns: dict[str, list[Any]] = {
            "left": [self.ids[row] for row in left.tolist()],
            "right": [self.ids[row] for row in right.tolist()],
            "left_row": left.tolist(),
            "right_row": (right - (self.first or 0)).tolist(),
            "weight": self.weight[order].tolist(),
            "vetoed": self.vetoed[order].tolist(),
            "likeness": [said[at].value for at in order.tolist()],
        }
        for at, comparison in enumerate(self.model.comparisons):
            names = [*(level.name for level in comparison.levels), "not known"]
            columns[comparison.field] = [names[n] for n in self.levels[order, at].tolist()]
        backend = self.backend if backend is None else backend
        if backend is None:
            return columns
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - extra

        return nw.from_dict(columns, backend=backend).to_native()  # type: ignore[arg-type]

    def _told(self, order: list[int]) -> tuple[Pair, ...]:
        return tuple(
            Pair(
                self.ids[int(self.left[at])],
                self.ids[int(self.right[at])],
                weight := float(self.weight[at]),
                vetoed := bool(self.vetoed[at]),
                self.model.likeness(weight, vetoed=vetoed),
            )
            for at in order
        )

    def _named(self, pairs: Iterable[tuple[int, int]]) -> tuple[tuple[Hashable, Hashable], ...]:
        return tuple((self.ids[one], self.ids[other]) for one, other in pairs)
