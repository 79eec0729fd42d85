"""A graph in layers: which box stands in which row, and in which order, so that few lines cross.

The way of Sugiyama, Tagawa and Toda (1981): edges that close a circle are turned, every box comes
below all that lead to it (longest path), long edges get a place in each row that they pass, and the
rows are sorted by the barycentre of their neighbours until no fewer lines cross. The words on an
edge are a place in a row of their own between the rows of boxes, so no line or box can cover them.

Nothing here is left to chance or to the order of a set: the same graph gives the same layers.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal

import attrs

__all__ = ["Edge", "Layers", "Place", "depths", "layered"]

_SWEEPS: Final = 12


@attrs.frozen
class Edge:
    """An edge between two boxes, by their numbers.

    Parameters
    ----------
    source, target
        The boxes.
    drawn
        It is a line; otherwise it only says which box comes below which.
    main
        It belongs to the main way, which runs straight down where it can.
    """

    source: int
    target: int
    drawn: bool = True
    main: bool = False


@attrs.frozen(eq=False)  # an edge that passes several rows has a place in each
class Place:
    """A place in a row: that of a box, of the words on an edge, or of an edge that passes.

    Parameters
    ----------
    kind
        What has its place here.
    number
        Number of the box or of the edge.
    """

    kind: Literal["box", "words", "line"]
    number: int

    @property
    def is_box(self) -> bool:
        """It is a box."""
        return self.kind == "box"


@attrs.frozen
class Layers:
    """The rows from top to bottom.

    Parameters
    ----------
    rows
        The places of each row, from left to right; a row has boxes or words, never both.
    chains
        For each drawn edge the places that it passes, from the upper box to the lower one.
    turned
        Numbers of the edges that lead upward.
    main
        Numbers of the edges of the main way.
    """

    rows: tuple[tuple[Place, ...], ...]
    chains: dict[int, tuple[Place, ...]]
    turned: frozenset[int]
    main: frozenset[int]


def layered(boxes: int, edges: Sequence[Edge]) -> Layers:
    """Return the layers of a graph; box 0 is the first.

    Examples
    --------
    >>> from ektpflow.lifecycle.drawing.layers import Edge, layered
    >>> found = layered(3, [Edge(0, 1), Edge(1, 2), Edge(2, 0)])
    >>> [[place.number for place in row if place.is_box] for row in found.rows[::2]]
    [[0], [1], [2]]
    >>> sorted(found.turned)
    [2]
    """
    turned = _turned(boxes, edges)
    row = _longest(boxes, edges, turned)
    rows: list[list[Place]] = [[] for _ in range(2 * max(row, default=0) + 1)]
    own = [Place("box", box) for box in range(boxes)]
    for box, number in enumerate(row):
        rows[2 * number].append(own[box])
    chains: dict[int, tuple[Place, ...]] = {}
    for number, edge in enumerate(edges):
        if not edge.drawn:
            continue
        ends = (edge.target, edge.source) if number in turned else (edge.source, edge.target)
        upper, lower = ends
        between = range(2 * row[upper] + 1, 2 * row[lower])
        said = between[-1] if number in turned else between[0]  # beside the box it leaves
        passed = [Place("words" if at == said else "line", number) for at in between]
        for at, place in zip(between, passed, strict=True):
            rows[at].append(place)
        chains[number] = (own[upper], *passed, own[lower])
    filled = [row for row in rows if row]  # where nothing is drawn between two boxes
    main = frozenset(number for number in chains if edges[number].main)
    return Layers(_sorted(filled, chains.values()), chains, turned, main)


def depths(boxes: int, edges: Sequence[Edge]) -> list[int]:
    """Return how deep each box stands: below all that lead to it without a circle.

    Examples
    --------
    >>> from ektpflow.lifecycle.drawing.layers import Edge, depths
    >>> depths(3, [Edge(0, 2), Edge(2, 1), Edge(0, 1), Edge(1, 0)])
    [0, 2, 1]
    """
    return _longest(boxes, edges, _turned(boxes, edges))


def _turned(boxes: int, edges: Sequence[Edge]) -> frozenset[int]:
    """Return the edges that close a circle, as a walk in the order of the edges finds them."""
    out: list[list[tuple[int, int]]] = [[] for _ in range(boxes)]
    for number, edge in enumerate(edges):
        out[edge.source].append((number, edge.target))
    state = [0] * boxes  # 0 not seen, 1 on the way, 2 done
    found: set[int] = set()
    for first in range(boxes):
        if state[first]:
            continue
        state[first] = 1
        walk = [(first, iter(out[first]))]
        while walk:
            here, ways = walk[-1]
            for number, there in ways:
                if state[there] == 1:
                    found.add(number)
                elif not state[there]:
                    state[there] = 1
                    walk.append((there, iter(out[there])))
                    break
            else:
                state[here] = 2
                walk.pop()
    return frozenset(found)


def _longest(boxes: int, edges: Sequence[Edge], turned: frozenset[int]) -> list[int]:
    """Return the row of each box: below everything that leads to it."""
    out: list[list[int]] = [[] for _ in range(boxes)]
    waits = [0] * boxes
    for number, edge in enumerate(edges):
        upper, lower = edge.source, edge.target
        if number in turned:
            upper, lower = lower, upper
        out[upper].append(lower)
        waits[lower] += 1
    row = [0] * boxes
    ready = [box for box in range(boxes) if not waits[box]]
    for box in ready:
        for lower in out[box]:
            row[lower] = max(row[lower], row[box] + 1)
            waits[lower] -= 1
            if not waits[lower]:
                ready.append(lower)  # the list is the queue
    return row


_Beside = dict[int, list[int]]  # for each place by its number, its neighbours in the next row


def _sorted(
    rows: list[list[Place]], chains: Iterable[tuple[Place, ...]]
) -> tuple[tuple[Place, ...], ...]:
    """Sort each row so that few lines cross; the best of all sweeps counts."""
    numbered = {place: n for n, place in enumerate(p for row in rows for p in row)}
    above: _Beside = {n: [] for n in numbered.values()}
    below: _Beside = {n: [] for n in numbered.values()}
    for chain in chains:
        for upper, lower in pairwise(chain):
            a, b = numbered[upper], numbered[lower]
            below[a].append(b)
            above[b].append(a)
    order = [[numbered[place] for place in row] for row in rows]
    best, fewest = [list(row) for row in order], _crossings(order, below)
    for sweep in range(_SWEEPS):
        downward = sweep % 2 == 0
        beside = above if downward else below
        numbers = range(1, len(order)) if downward else range(len(order) - 2, -1, -1)
        for at in numbers:
            fixed = order[at - 1 if downward else at + 1]
            order[at] = _by_barycentre(order[at], {n: i for i, n in enumerate(fixed)}, beside)
        _exchange(order, above, below)
        crossed = _crossings(order, below)
        if crossed < fewest:
            best, fewest = [list(row) for row in order], crossed
        if not fewest:
            break
    places = [place for row in rows for place in row]
    return tuple(tuple(places[n] for n in row) for row in best)


def _by_barycentre(row: Sequence[int], fixed: dict[int, int], beside: _Beside) -> list[int]:
    """Sort a row by the mean place of its neighbours; what has none keeps its place."""
    key: dict[int, float] = {}
    for at, n in enumerate(row):
        near = [fixed[other] for other in beside[n]]
        share = (at + 0.5) / len(row) * max(len(fixed), 1)
        key[n] = sum(near) / len(near) if near else share
    return sorted(row, key=key.__getitem__)


def _exchange(order: list[list[int]], above: _Beside, below: _Beside) -> None:
    """Exchange neighbours in a row while that makes fewer lines cross."""
    for at, row in enumerate(order):
        places = [
            ({n: i for i, n in enumerate(order[other])}, beside)
            for other, beside in ((at - 1, above), (at + 1, below))
            if 0 <= other < len(order)
        ]
        better = True
        while better:
            better = False
            for i in range(len(row) - 1):
                a, b = row[i], row[i + 1]
                now = sum(_pair(a, b, fixed, beside) for fixed, beside in places)
                then = sum(_pair(b, a, fixed, beside) for fixed, beside in places)
                if then < now:
                    row[i], row[i + 1] = b, a
                    better = True


def _pair(a: int, b: int, fixed: dict[int, int], beside: _Beside) -> int:
    """Count how often the lines of two places cross when `a` stands left of `b`."""
    right = sorted(fixed[n] for n in beside[b])
    return sum(bisect_right(right, fixed[n] - 1) for n in beside[a])


def _crossings(order: Sequence[Sequence[int]], below: _Beside) -> int:
    total = 0
    for upper, lower in pairwise(order):
        fixed = {n: i for i, n in enumerate(lower)}
        seen: list[int] = []
        for n in upper:
            ends = sorted(fixed[other] for other in below[n])
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total
