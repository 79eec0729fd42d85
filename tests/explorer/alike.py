"""Whether two books with equal keys go on alike: the test of the key, on random walks.

Two books go on alike where every move is accepted in both or refused in both, and leads to equal
keys; a folded step leads back, wherever it is accepted; a trap is refused in both. If that holds
for all books with equal keys, then exploring one of them explores them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from random import Random

from ektpflow import Casebook
from ektpflow.errors import Refused
from explorer.moves import Move, moves
from explorer.promises import ALL, live_cards
from explorer.search import Explored, Road, ready, take
from explorer.state import State, key, persons
from explorer.world import fork, opened

_LENGTH = 8
_FOLDED = 0.4
#: Ways to an early end are taken seldom, or no walk would come far.
_WEIGHT = 0.4
_SELDOM = ("Withdraw", "RecordDeath", "RecordMove", "RejectFile", "DestroyCard", "Validate no")


def state_of(book: Casebook) -> State:
    """Return the key of a book."""
    return key(book, live_cards(book))


_opened = cache(partial(opened, Casebook))


def rebuilt(found: Explored, road: Road) -> Casebook:
    """Return the book that the exploration had at the end of a road."""
    taken: list[Move] = []
    while road:
        road, move = road
        taken.append(move)
    book = fork(_opened(found.applications, found.records))
    for move in reversed(taken):
        book = ready(book, move)
        take(book, move)
    return book


def walk(luck: Random, book: Casebook, length: int) -> Iterator[Casebook]:
    """Give the books of a random walk from this one; every promise is held on its way."""
    for _ in range(length):
        for move in _in_some_order(luck, book):
            twin = ready(book, move)
            try:
                facts = take(twin, move)
            except Refused:
                continue
            book, live = twin, live_cards(twin)
            problems = [problem for promise in ALL if (problem := promise(book, facts, live))]
            assert not problems, (problems, move.name)
            yield book
            break


def _in_some_order(luck: Random, book: Casebook) -> list[Move]:
    """Return the moves in the order in which they are tried; a trap is never the way on."""
    folded = luck.random() < _FOLDED

    def lot(move: Move) -> float:
        seldom = move.name.partition(" ")[2].startswith(_SELDOM)
        return luck.random() * (_WEIGHT if seldom else 1) + (move.sort == "folded") * folded

    wanted = ("move", "folded") if folded else ("move",)
    return sorted((m for m in moves(book) if m.sort in wanted), key=lot, reverse=True)


def details(book: Casebook) -> State:
    """Return what the key leaves out: two books that differ here came by different ways."""
    return (
        tuple(
            (
                app.nik, app.kind, app.status, app.custody, app.resident.name, app.file.sent_by,
                app.file.place, bool(app.file.suket), bool(app.file.old_card), app.file.receipt,
                bool(app.file.validated), app.file.proof is None, app.file.finding is None,
            )
            for app in book.cases.values()
        ),
        tuple((r.nik, r.status, bool(r.handle), r.resident.name) for r in book.records.values()),
        tuple((entry.nik, entry.name) for entry in book._board.matcher.gallery.entries()),
        tuple(book.stock.balances().items()),
    )  # fmt: skip


def outcomes(book: Casebook) -> dict[str, tuple[str, State | None]]:
    """Return what each move leads to, by name: its sort, and the key or None where refused."""
    found: dict[str, tuple[str, State | None]] = {}
    for move in moves(book):
        twin = ready(book, move)
        try:
            take(twin, move)
        except Refused:
            found[move.name] = move.sort, None
        else:
            found[move.name] = move.sort, state_of(twin)
    return found


def difference(one: Casebook, other: Casebook) -> str:
    """Return how two books with equal keys go on differently; empty where they do not."""
    here = state_of(one)
    swapped = persons(one, live_cards(one)) != persons(other, live_cards(other))
    left, right = outcomes(one), outcomes(other)
    if swapped:
        right = {_swapped(name): outcome for name, outcome in right.items()}
    for name in left | right:
        (sort, a), (_, b) = (side.get(name, ("", None)) for side in (left, right))
        if name not in left:
            sort = right[name][0]
        if sort == "folded":
            ends = [end for end in (a, b) if end not in (None, here)]
            if ends:
                return f"{name} is folded and leads elsewhere"
        elif sort == "trap":
            if (a, b) != (None, None):
                return f"{name} is a trap and was accepted"
        elif name not in left or name not in right:
            return f"{name} is no move of both"
        elif a != b:
            return f"{name}: {_said(a)} here, {_said(b)} there"
    return ""


def _said(end: State | None) -> str:
    return "refused" if end is None else f"leads to {end}"


def _swapped(name: str) -> str:
    number, space, rest = name.partition(" ")
    return f"{ {'0': '1', '1': '0'}.get(number, number) }{space}{rest}"


def pairs(luck: Random, found: Explored, walks: int) -> Iterator[tuple[Casebook, Casebook]]:
    """Give pairs of books with equal keys, reached by different ways.

    One is the book that the exploration went on from, the other is met on a random walk from a
    state that it found.

    Raises
    ------
    AssertionError
        Where a walk meets a state that the exploration did not find.
    """
    explored: dict[int, Casebook] = {}
    for _ in range(walks):
        start = rebuilt(found, luck.choice(found.roads))
        for book in walk(luck, start, _LENGTH):
            state = found.keys.get(state_of(book))
            assert state is not None, f"a state that was not explored: {state_of(book)}"
            known = explored.get(state) or rebuilt(found, found.roads[state])
            explored[state] = known
            if details(known) != details(book):
                yield known, book
