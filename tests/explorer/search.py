"""The exploration: breadth first over states, every move from each, every promise on each step."""

from __future__ import annotations

import gc
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any, get_args

import attrs
import pytest

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow import steps as s
from ektpflow.errors import Refused
from ektpflow.lifecycle import Status
from explorer.moves import Move, Sort, moves
from explorer.promises import ALL, Facts, Live, Promise, live_cards
from explorer.state import State, key
from explorer.world import fork, opened
from flow import START

Road = tuple[Any, Move] | tuple[()]


@attrs.define
class Explored:
    """What an exploration came to.

    Parameters
    ----------
    applications, records
        How many applications were opened at most, and how many records from before taken over.
    tried, refused
        How many steps were tried, and how many of them refused. Every refused step was seen to
        leave the book as it was.
    done
        The steps that were accepted at least once.
    rows
        The rows of the lifecycle that were taken.
    statuses
        The statuses in which an application stood.
    problem, witness
        The first promise that was broken, and the way there.
    keys, roads
        The states, and a shortest way to each; both in the order in which they were found.
    edges
        Pairs of numbers of states: one and another that a step leads to.
    carded
        Numbers of the states in which a card that was made here is valid.
    """

    applications: int
    records: int
    tried: int = 0
    refused: int = 0
    done: set[str] = attrs.Factory(set)
    rows: set[str] = attrs.Factory(set)
    statuses: set[Status] = attrs.Factory(set)
    problem: str = ""
    witness: tuple[str, ...] = ()
    keys: dict[State, int] = attrs.Factory(dict)
    roads: list[Road] = attrs.Factory(list)
    edges: array[int] = attrs.Factory(lambda: array("l"))
    carded: list[int] = attrs.Factory(list)
    _signatures: set[object] = attrs.Factory(set)

    @property
    def states(self) -> int:
        """Number of states."""
        return len(self.roads)

    def broken(self, problem: str, road: Road) -> Explored:
        """Return the same with the promise that was broken, and the way there."""
        self.problem, self.witness = problem, names(road)
        return self

    def note(self, here: Casebook, after: Casebook, move: Move, facts: Facts) -> None:
        """Note an accepted step, and the rows of the lifecycle that it took."""
        self.done.add(type(move.step).__name__)
        moved = [fact for fact in facts if isinstance(fact, e.CaseFact)]
        old = here.cases
        stood = {f.case: old[f.case].status for f in moved if f.case in old}
        signature = tuple((type(fact), stood.get(fact.case)) for fact in moved)
        if signature in self._signatures:
            return
        self._signatures.add(signature)
        for fact in moved:
            lifecycle = after.lifecycle
            row = lifecycle.table[stood.get(fact.case, lifecycle.initial)][type(fact)]
            self.rows.add(row.name)
            self.statuses.add(row.target)
            stood[fact.case] = row.target


def contents(book: Casebook) -> tuple[object, ...]:
    """Return all that a step could change.

    What is held is frozen, so it is enough to look at what holds it: the same values in the same
    places are the same board.
    """
    board, gallery, abis = book._board, book._board.matcher.gallery, book._board.matcher.abis
    stock, memory = board.stock, book._journal
    return (
        tuple(board.applications.items()), tuple(board.records.items()), board.written,
        stock, tuple(stock._free.items()), tuple(stock.reservations.items()), stock.from_maker,
        gallery.state, gallery.entries(), tuple(abis._body.items()),
        tuple((body, frozenset(niks)) for body, niks in abis._niks.items()),
        memory.facts, memory.dead, memory.before, tuple(book._view._issued),
        *(tuple(getattr(book, name)) for name in getattr(book, "also_copied", ())),
    )  # fmt: skip


def at(book: Casebook) -> Any:
    """Return a time after everything that happened in this book."""
    return START + timedelta(minutes=book.facts)


def take(book: Casebook, move: Move) -> Facts:
    """Do one move in this book; `Refused` where it is not possible."""
    mood = book._board.matcher.mood
    mood.answer, mood.tells = move.answer, move.tells
    try:
        facts = book.do(move.step, at=at(book), by=move.by).facts
    finally:
        mood.answer, mood.tells = None, True
    if isinstance(move.step, s.TakeOverRecord):
        book._journal.told(move.step, facts[0])
    return facts


def ready(book: Casebook, move: Move) -> Casebook:
    """Return a fork of the book in which the move can be tried."""
    twin = fork(book)
    if move.first is not None:
        step, by = move.first
        twin.do(step, at=at(twin), by=by)
    return twin


def explore(
    kind: type[Casebook] = Casebook,
    *,
    applications: int,
    records: int,
    promises: tuple[Promise, ...] = ALL,
    sorts: tuple[Sort, ...] = get_args(Sort),
    state_of: Callable[[Casebook, Live], State] = key,
) -> Explored:
    """Explore all states of so many applications and records from before.

    It stops at the first promise that is broken. `sorts` says which sorts of moves are tried, and
    `state_of` what a state is.
    """
    # books make no cycles, and the collector would look through all of them again and again
    gc.disable()
    try:
        return _explored(Explored(applications, records), kind, promises, sorts, state_of)
    finally:
        gc.enable()


def _explored(
    found: Explored,
    kind: type[Casebook],
    promises: tuple[Promise, ...],
    sorts: tuple[Sort, ...],
    state_of: Callable[[Casebook, Live], State],
) -> Explored:
    root = opened(kind, found.applications, found.records)
    found.keys[state_of(root, live_cards(root))] = 0
    found.roads.append(())
    queue = deque([(root, 0)])
    while queue:
        here, state = queue.popleft()
        for move, after, facts in _tried(found, here, sorts):
            live = live_cards(after)
            new = found.keys.setdefault(state_of(after, live), found.states)
            found.edges.extend((state, new))
            road = (found.roads[state], move)
            # with a fuller state a folded step may lead elsewhere
            problem = _wrong(move, facts, same=new == state or state_of is not key) or next(
                filter(None, (promise(after, facts, live) for promise in promises)), ""
            )
            if problem:
                return found.broken(problem, road)
            if new == found.states:
                found.roads.append(road)
                queue.append((after, new))
                if live.made:
                    found.carded.append(new)
    return found


def _tried(
    found: Explored, here: Casebook, sorts: tuple[Sort, ...]
) -> Iterator[tuple[Move, Casebook, Facts]]:
    """Try every move; give those that changed something, with the book and the facts after it."""
    twin: Casebook | None = None
    untouched = before = contents(here)
    for move in moves(here):
        if move.sort not in sorts:
            continue
        found.tried += 1
        if twin is None or move.first is not None:
            twin = ready(here, move)
            before = untouched if move.first is None else contents(twin)
        facts: Facts = ()
        try:
            facts = take(twin, move)
        except Refused:
            found.refused += 1
        else:
            found.note(here, twin, move, facts)
        if facts or contents(twin) != before:
            yield move, twin, facts
        # a refused step left everything as it was, so the fork serves again
        if facts or move.first is not None:
            twin = None


#: Tests that read what `whole` found run in one process, so that it is found once.
explored_once = pytest.mark.xdist_group("explored")


@cache
def whole(applications: int, records: int, *, folded: bool) -> Explored:
    """Explore once, with folded steps or without; several tests read what was found."""
    sorts: tuple[Sort, ...] = ("move", "trap", "folded") if folded else ("move", "trap")
    return explore(applications=applications, records=records, sorts=sorts)


def _wrong(move: Move, facts: Facts, *, same: bool) -> str:
    if not facts:
        return "a refused step changed something"
    if move.sort == "trap":
        return "a step was accepted that must always be refused"
    if move.sort == "folded" and not same:
        return "a step that is folded into the state changed the state"
    return ""


def names(road: Road) -> tuple[str, ...]:
    """Return the names of the moves of a road, from the beginning."""
    found: list[str] = []
    while road:
        road, move = road
        found.append(move.name)
    return tuple(reversed(found))


def stuck(found: Explored, applications: int) -> list[int]:
    """Return the states with so many applications left from which no way leads to a card."""
    before: dict[int, list[int]] = {}
    steps = iter(found.edges)
    for here, there in zip(steps, steps, strict=True):
        before.setdefault(there, []).append(here)
    hopeful, open_ends = set(found.carded), list(found.carded)
    while open_ends:
        for state in before.get(open_ends.pop(), ()):
            if state not in hopeful:
                hopeful.add(state)
                open_ends.append(state)
    return [
        state
        for (left, *_), state in found.keys.items()
        if left >= applications and state not in hopeful
    ]
