"""What a batch found: pairs, clusters, what it could not read, and what it did not compare."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import attrs
import numpy as np

from ektpflow.matching.batch.intake import Finding
from ektpflow.matching.batch.planning import Lost
from ektpflow.matching.batch.records import Ints
from ektpflow.matching.batch.weighing import Bools, Floats, Levels
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import Likeness, MatchModel
from ektpflow.matching.plan import BlockingPlan

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
        Pairs inside against which a veto stands: two people who are alike, such as twins.
    """

    members: tuple[Hashable, ...]
    bridges: tuple[tuple[Hashable, Hashable], ...]
    twins: tuple[tuple[Hashable, Hashable], ...]


@attrs.frozen(eq=False)
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
        said = self.likeness
        return tuple(
            Pair(
                self.ids[int(self.left[i])],
                self.ids[int(self.right[i])],
                float(self.weight[i]),
                bool(self.vetoed[i]),
                said[i],
            )
            for i in order.tolist()
        )

    def clusters(self) -> tuple[Cluster, ...]:
        """Join the duplicates to clusters: connected components, with warnings.

        A cluster that holds together by one pair only, and a pair inside against which a veto
        stands, are what a person should look at first.
        """
        import networkx as nx  # noqa: PLC0415 - where graphs are

        sure = (self.weight >= self.model.duplicate) & ~self.vetoed
        doubtful = (self.weight >= self.model.possible) & self.vetoed
        graph: Any = nx.Graph()
        graph.add_edges_from(zip(self.left[sure].tolist(), self.right[sure].tolist(), strict=True))
        where = {n: i for i, part in enumerate(nx.connected_components(graph)) for n in part}
        twins: dict[int, list[tuple[int, int]]] = {}
        both = zip(self.left[doubtful].tolist(), self.right[doubtful].tolist(), strict=True)
        for one, other in both:
            at = where.get(one)
            if at is not None and at == where.get(other):
                twins.setdefault(at, []).append((one, other))
        return tuple(
            Cluster(
                tuple(self.ids[n] for n in sorted(part)),
                self._named(nx.bridges(graph.subgraph(part)) if len(part) > 2 else ()),  # noqa: PLR2004 - of two, the one pair is no bridge
                self._named(twins.get(at, ())),
            )
            for at, part in enumerate(nx.connected_components(graph))
        )

    def frame(self, backend: str = "pandas") -> Any:  # noqa: ANN401 - the table of a package
        """Return the pairs as a table of pandas, polars or pyarrow.

        Columns: ``left`` and ``right`` (ids), ``weight``, ``vetoed``, ``likeness`` and one for each
        comparison with the name of its level.
        """
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - extra

        columns: dict[str, list[Any]] = {
            "left": [self.ids[n] for n in self.left.tolist()],
            "right": [self.ids[n] for n in self.right.tolist()],
            "weight": self.weight.tolist(),
            "vetoed": self.vetoed.tolist(),
            "likeness": [x.value for x in self.likeness],
        }
        for at, comparison in enumerate(self.model.comparisons):
            names = [*(level.name for level in comparison.levels), "not known"]
            columns[comparison.field] = [names[n] for n in self.levels[:, at].tolist()]
        return nw.from_dict(columns, backend=backend).to_native()  # type: ignore[arg-type]

    def _named(self, pairs: Any) -> tuple[tuple[Hashable, Hashable], ...]:  # noqa: ANN401 - pairs of networkx
        ordered = sorted((min(pair), max(pair)) for pair in pairs)
        return tuple((self.ids[one], self.ids[other]) for one, other in ordered)
