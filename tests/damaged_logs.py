"""Logs for tests and benchmarks: random walks through a lifecycle, some of them damaged.

A walk takes rows at random until it comes to an end: mostly on to the next stage, now and then
back, seldom out of the flow. The same seed gives the same log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from ektpflow.calendar import wib
from ektpflow.eventlog import Event, EventLog
from ektpflow.lifecycle import Lifecycle, Rule

START: Final[datetime] = wib("2026-03-02 08:10")

#: An activity that no lifecycle of ours has.
UNKNOWN: Final = "QueueTicketPrinted"


def _missing(way: list[str], chance: Random, _: list[str]) -> list[str]:
    gone = chance.randrange(len(way))
    return way[:gone] + way[gone + 1 :]


def _swapped(way: list[str], chance: Random, _: list[str]) -> list[str]:
    if len(way) < 2:
        return way[::-1]
    first = chance.randrange(len(way) - 1)
    return [*way[:first], way[first + 1], way[first], *way[first + 2 :]]


def _foreign(way: list[str], chance: Random, names: list[str]) -> list[str]:
    """Put in an activity of another service, or one of this service out of its place."""
    at = chance.randrange(len(way) + 1)
    return [*way[:at], chance.choice([UNKNOWN, chance.choice(names)]), *way[at:]]


def _cut(way: list[str], chance: Random, _: list[str]) -> list[str]:
    return way[: chance.randrange(1, max(len(way), 2))]


DAMAGE: Final[dict[str, Callable[[list[str], Random, list[str]], list[str]]]] = {
    "missing step": _missing,
    "swapped": _swapped,
    "foreign": _foreign,
    "cut short": _cut,
}


def _weight(rule: Rule, lifecycle: Lifecycle, place: dict[str, int]) -> float:
    if rule.stays:
        return 0.03
    if rule.target in lifecycle.finals:
        # the end that a case works towards, as opposed to the ways out of the flow
        return 1.0 if rule.event.__name__ == "CardIssued" else 0.005
    return 1.0 if place[rule.target] > place[rule.source] else 0.1


def walks(lifecycle: Lifecycle, seed: int) -> Iterator[list[Rule]]:
    """Give random walks from the beginning to an end, for ever."""
    chance = Random(seed)
    place = {str(status): number for number, status in enumerate(lifecycle.statuses)}
    table = {}
    for status, rows in lifecycle.table.items():
        weights = [_weight(rule, lifecycle, place) for rule in rows.values()]
        table[status] = (list(rows.values()), list(accumulate(weights)))
    while True:
        status, walk = lifecycle.initial, []
        while status not in lifecycle.finals:
            rows, heaped = table[status]
            (rule,) = chance.choices(rows, cum_weights=heaped)
            walk.append(rule)
            status = rule.target
        yield walk


def ways(
    lifecycle: Lifecycle, seed: int, *, damaged: float = 0.08
) -> Iterator[tuple[str, list[str]]]:
    """Give the activities of one case after another, with the damage done to it (or nothing).

    Parameters
    ----------
    damaged
        The share that is damaged, the four ways in turn.
    """
    chance = Random(f"damage/{seed}")
    names = sorted(event.__name__ for event in lifecycle.by_event)
    kinds, turn = tuple(DAMAGE), 0
    for walk in walks(lifecycle, seed):
        way, kind = [rule.event.__name__ for rule in walk], ""
        if chance.random() < damaged:
            kind, turn = kinds[turn % len(kinds)], turn + 1
            way = DAMAGE[kind](way, chance, names)
        yield kind, way


def log_of(cases: list[list[str]]) -> EventLog:
    """Return the log of these cases: an event a minute, cases a minute apart."""
    minute = timedelta(minutes=1)
    return EventLog.from_rows(
        Event(f"K{number:06d}", activity, START + (number + event) * minute, "x", "12.71.17")
        for number, way in enumerate(cases, start=1)
        for event, activity in enumerate(way)
    )
