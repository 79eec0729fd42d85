"""Walks through a table that together take every row: what a test of an extension should try once.

Needs no Hypothesis. The tour is a Chinese postman's: every row is a street, and going back to the
beginning for the next walk is a street that costs more than all others, so that the walks are as
few as can be, and of these the shortest together.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Sequence
from itertools import groupby
from typing import Final

from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Walk", "transition_tour", "way_to", "ways"]

#: Rows in the order in which a case takes them.
Walk = tuple[Rule, ...]


def ways(
    lifecycle: Lifecycle, start: AnyStatus, without: Container[Rule] = ()
) -> dict[AnyStatus, Walk]:
    """Return a shortest way to every status that can be reached from one.

    Parameters
    ----------
    lifecycle
        The table.
    start
        Where the ways begin.
    without
        Rows that no way may take.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL, Status
    >>> from ektpflow.testing import ways
    >>> [str(row) for row in ways(KTP_EL, Status.SUBMITTED)[Status.BIO_CAPTURED]]
    ['SUBMITTED -FileCompleted-> COMPLETE', 'COMPLETE -BiometricsCaptured-> BIO_CAPTURED']
    """
    found: dict[AnyStatus, Walk] = {start: ()}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for row in lifecycle.table[here].values():
            if row.target not in found and row not in without:
                found[row.target] = (*found[here], row)
                queue.append(row.target)
    return found


def way_to(
    lifecycle: Lifecycle, start: AnyStatus, goal: Rule, without: Container[Rule] = ()
) -> Walk | None:
    """Return a shortest way that ends with a row; None where none leads there.

    Parameters
    ----------
    lifecycle, start, without
        As in `ways`.
    goal
        The row.
    """
    before = ways(lifecycle, start, without).get(goal.source)
    return None if before is None or goal in without else (*before, goal)


def transition_tour(lifecycle: Lifecycle) -> tuple[Walk, ...]:
    """Return walks from the beginning that together take every row that can be taken.

    No set of walks that takes all rows has fewer walks, and none of so few has fewer steps. A walk
    of each row into an end is its own, so a table with many of these has many. The short ones come
    first; the same table gives the same walks.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.testing import transition_tour
    >>> tour = transition_tour(KTP_EL)
    >>> {row.name for walk in tour for row in walk} == {row.name for row in KTP_EL.rules}
    True
    >>> [row.event.__name__ for row in tour[0]]
    ['ApplicationSubmitted', 'ApplicationRejected']
    """
    reached = ways(lifecycle, lifecycle.initial)
    rows = [row for row in lifecycle.rules if row.source in reached]
    if not rows:
        return ()
    streets = _streets(lifecycle.initial, tuple(reached), rows)
    taken = groupby(_circuit(streets), key=lambda row: row is None)
    walks = (tuple(row for row in walk if row is not None) for home, walk in taken if not home)
    return tuple(sorted(walks, key=len))


#: Where a walk begins and ends: a place of its own, with a code that no status has.
_HOME: Final = ""
#: The ways out of each place, each with the row that is taken, None from and to home.
_Streets = dict[str, list[tuple[str, Rule | None]]]


def _streets(initial: AnyStatus, reached: Sequence[AnyStatus], rows: Sequence[Rule]) -> _Streets:
    """Give the rows as often as they must be taken for a round that takes each of them.

    The rows that are taken once more are a flow of least cost from where more rows come in than
    go out to where fewer do.
    """
    import networkx as nx  # noqa: PLC0415  (heavy)

    between = {(row.source, row.target): row for row in reversed(rows) if not row.stays}
    town = nx.DiGraph()
    town.add_node(_HOME, demand=1)
    for status in reached:
        comes = sum(row.target == status for row in rows) + (status == initial)
        town.add_node(status, demand=sum(row.source == status for row in rows) - comes)
        town.add_edge(status, _HOME, weight=len(rows) * len(reached))
    town.add_edge(_HOME, initial, weight=0)
    for source, target in between:
        town.add_edge(source, target, weight=1)
    _, again = nx.network_simplex(town)

    streets: _Streets = {_HOME: [(initial, None)] * (1 + again[_HOME][initial])}
    for status in reached:
        streets[status] = [(row.target, row) for row in rows if row.source == status]
        for target, times in again[status].items():
            row = None if target == _HOME else between[status, target]
            streets[status] += [(target, row)] * times
    return streets


def _circuit(streets: _Streets) -> list[Rule | None]:
    """Return one round from home that takes every street once (Hierholzer)."""
    path: list[tuple[str, Rule | None]] = [(_HOME, None)]
    left = {place: ways_out[::-1] for place, ways_out in streets.items()}
    taken: list[Rule | None] = []
    while path:
        place, row = path[-1]
        if left[place]:
            path.append(left[place].pop())
        else:
            taken.append(row)
            path.pop()
    return taken[::-1]
