"""Strategies for tables, and for walks through a table that leave its first statuses.

A walk that picks each row at random comes back or ends before it gets anywhere: half the rows of
KTP_EL keep their status, a third end the case. So a walk draws rows as goals and goes to each by a
shortest way. Every row is as likely a goal as any other, however far it is.
"""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from ektpflow.errors import InvalidValue
from ektpflow.events import CaseFact
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import OwnStatus, Phase
from ektpflow.office import Role
from ektpflow.testing.tour import Walk, way_to, ways

__all__ = ["lifecycles", "walks"]

_PERCENT: Final = st.integers(0, 99)
_MOST: Final = 0.5
_EVENTS: Final = tuple(event for event in KTP_EL.by_event if not event.makes_card)


@st.composite
def _walks(draw: st.DrawFn, lifecycle: Lifecycle, goals: int, arbitrary: float) -> Walk:
    status, walk = lifecycle.initial, list[Rule]()
    reached = ways(lifecycle, lifecycle.initial)
    rows = [row for row in lifecycle.rules if row.source in reached]
    for goal in draw(st.lists(st.sampled_from(rows), min_size=1, max_size=goals)) if rows else ():
        taken = False
        # where no way leads to it, an end lies between; the next goal may be on this side
        while not taken and (way := way_to(lifecycle, status, goal)) is not None:
            here = lifecycle.table[status]
            foreign = [row for row in lifecycle.rules if row.event not in here]
            # high numbers are arbitrary, so that shrinking makes the walk legal
            if foreign and draw(_PERCENT) >= 100 * (1 - arbitrary):
                walk.append(draw(st.sampled_from(foreign)))
            else:
                walk.append(way[0])
                status, taken = way[0].target, way[0] is goal
    return tuple(walk)


def walks(
    lifecycle: Lifecycle, *, goals: int = 4, arbitrary: float = 0.0
) -> st.SearchStrategy[Walk]:
    """Return a strategy for walks from the beginning of a table, as tuples of its rows.

    Parameters
    ----------
    lifecycle
        The table.
    goals
        How many rows at most a walk makes for, one after the other.
    arbitrary
        About this share of rows is any whose fact cannot happen where the walk stands, to test what
        is refused; the walk goes on from there as if it had not been. 0 to 0.5.

    Raises
    ------
    InvalidValue
        When the share is none.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.lifecycle import KTP_EL, Status
    >>> from ektpflow.testing import walks
    >>> @given(walks(KTP_EL))
    ... def test_no_card_without_an_order(walk):
    ...     facts = [row.event.__name__ for row in walk]
    ...     if "CardPersonalised" in facts:
    ...         assert "SentForPrinting" in facts[: facts.index("CardPersonalised")]
    >>> test_no_card_without_an_order()
    """
    if not 0 <= arbitrary <= _MOST:
        raise InvalidValue(
            "walks, arbitrary", f"{arbitrary}", f"a share is 0 to {_MOST}", "more leads nowhere"
        )
    return _walks(lifecycle, goals, arbitrary)


@st.composite
def _lifecycles(draw: st.DrawFn, most: int) -> Lifecycle:
    """Draw a table: a tree from the beginning, a way on from every status, and more rows."""
    count = draw(st.integers(2, most))
    last = count - 1
    arrows = [(draw(st.integers(0, at - 1)), at) for at in range(1, count)]
    leads_on = {source for source, _ in arrows}
    arrows += [(at, draw(st.integers(at + 1, last))) for at in range(last) if at not in leads_on]
    any_status = st.integers(0, last)
    arrows += draw(st.lists(st.tuples(any_status, any_status), max_size=2 * count))
    statuses = tuple(
        OwnStatus(f"STATUS_{at}", f"tahap {at}", f"stage {at}", Phase.APPLICATION)
        for at in range(count)
    )
    first = [draw(st.integers(0, len(_EVENTS) - 1)) for _ in statuses]
    rows: dict[tuple[int, type[CaseFact]], Rule] = {}
    for number, (source, target) in enumerate(arrows):
        if source == last != target:
            continue  # nothing leaves the end
        event = _EVENTS[(first[source] + number) % len(_EVENTS)]
        rule = Rule(event, statuses[source], statuses[target], Role.COUNTER)
        rows.setdefault((source, event), rule)
    return Lifecycle(
        "DRAWN",
        "1",
        statuses[0],
        frozenset({statuses[last]}),
        rows.values(),
        statuses,
        invariants=(),
    )


def lifecycles(*, statuses: int = 6) -> st.SearchStrategy[Lifecycle]:
    """Return a strategy for small tables without any finding, to test what works on every table.

    Every status can be reached and every case can end; facts are those of the library, and no row
    makes a card.

    Parameters
    ----------
    statuses
        How many at most; 2 at least.

    Examples
    --------
    >>> from hypothesis import given
    >>> from ektpflow.testing import lifecycles, transition_tour
    >>> @given(lifecycles())
    ... def test_a_tour_takes_every_row(lifecycle):
    ...     taken = {row for walk in transition_tour(lifecycle) for row in walk}
    ...     assert taken == set(lifecycle.rules) and not lifecycle.verify()
    >>> test_a_tour_takes_every_row()
    """
    return _lifecycles(statuses)
