"""Every step with every outcome, for both numbers, every case and the blanks.

Three sorts:

- a *move* may change the state;
- a *folded* step may be accepted but leads back to the state it started from, because no rule asks
  for what it leaves behind. So the exploration does not walk on from it. That it leads back is seen
  at every state of three applications, on random walks with records from before, and at every
  state of the thorough run;
- a *trap* must always be refused.

The office that holds the file is folded away as well: who checks or forwards a file is an officer
of that office, and to order a print the file is first forwarded to where it must lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ektpflow import Casebook
from ektpflow import steps as s
from ektpflow.application import Application
from ektpflow.blanko.places import SPOILED, TRANSIT
from ektpflow.kinds import Kind
from ektpflow.lifecycle import Status
from ektpflow.matching.abis import AbisStatus
from ektpflow.office import Officer
from explorer.specs import SPECS, Sort, Spec, Who
from explorer.world import COUNTERS, INDEX, OFFICES, OLD_CARDS, PERSONS, TRAY, recording
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER

__all__ = ["KINDS", "Move", "Sort", "moves"]

#: One kind for each thing that happens to an old card; no rule asks for the kind otherwise.
KINDS = (Kind.NEW, Kind.LOST, Kind.DATA_CHANGE)


class Move(NamedTuple):
    """A step with all that decides its outcome; equal names in equal states mean the same.

    Parameters
    ----------
    name
        The number of the person, the step and its outcome.
    step, by
        What is done, and who does it.
    sort
        As above.
    answer, tells
        What the biometric search answers, and whether the panel can tell.
    first
        A step that is done before, and who does it.
    """

    name: str
    step: Any
    by: Officer
    sort: Sort = "move"
    answer: AbisStatus | None = None
    tells: bool = True
    first: tuple[Any, Officer] | None = None


@cache
def _specs(status: Status) -> tuple[Spec, ...]:
    return tuple(spec for spec in SPECS if spec.possible(status))


def moves(book: Casebook) -> Iterator[Move]:
    """Give every step with every outcome, for both numbers, every case and the blanks."""
    memory = book._journal
    for number in range(2):
        if memory.applications:
            yield from _applying(number)
        if memory.records:
            yield from _taking_over(number)
    for app in book.cases.values():
        yield from _about(book, app)
    yield from _stock(book)


@cache
def _applying(number: int) -> tuple[Move, ...]:
    resident, via, by = PERSONS[number].resident, OFFICES[number], COUNTERS[number]
    return tuple(
        Move(f"{number} Apply {kind}", s.Apply(resident, kind, via=via), by) for kind in KINDS
    )


@cache
def _taking_over(number: int) -> tuple[Move, ...]:
    resident = PERSONS[number].resident
    return tuple(
        Move(
            f"{number} TakeOverRecord {'with' if card else 'without'} card {what}",
            s.TakeOverRecord(resident, recording(number, usable=what != "unusable"), card),
            CENTRE,
            answer=answer,
        )
        for card in ("", OLD_CARDS[number])
        for what, answer in (
            ("truth", None),
            ("unusable", None),
            ("similar", AbisStatus.SIMILAR),
            ("failed", AbisStatus.FAILED),
        )
    )


def _about(book: Casebook, app: Application) -> Iterator[Move]:
    """Give every step about one application."""
    number = INDEX[app.resident.nik]
    for spec in _specs(app.status):
        step = spec.make(book, app, number)
        if step is None:
            continue
        by = _officer(spec.who, app, number)
        first = None
        if spec.name == "OrderPrint" and app.custody != DINAS:
            first = (s.Forward(app.id, DINAS), CITY.officer(app.custody))
        name = f"{number} {spec.name}"
        yield Move(name, step, by, spec.sort, spec.answer, spec.tells, first)


def _officer(who: Who, app: Application, number: int) -> Officer:
    if who == "counter":
        return COUNTERS[number]
    if who == "holder":
        return CITY.officer(app.custody)
    return DINAS_OFFICER if who == "dinas" else CENTRE


def _stock(book: Casebook) -> Iterator[Move]:
    """Give the steps about blanks that nobody reserved: no rule asks which of them are where."""
    stock = book.stock
    free = {place: stock.first_available(place) for place in (DINAS, TRAY, TRANSIT, SPOILED)}
    steps: list[Any] = [s.CountBlanko(DINAS, stock.on_hand(DINAS), "BA-10")]
    if (blank := free[DINAS]) is not None:
        steps += [
            s.MoveBlanko(DINAS, TRAY, blank, blank, ""),
            s.SpoilBlanko(DINAS, blank, "torn"),
            s.SendBlanko(DINAS, OFFICES[0], blank, blank, "SJ-2"),
        ]
    if (blank := free[TRAY]) is not None:
        steps.append(s.MoveBlanko(TRAY, DINAS, blank, blank, ""))
    if (blank := free[TRANSIT]) is not None:
        steps.append(s.ReceiveBlanko(TRANSIT, DINAS, blank, blank, "SJ-2"))
    if (blank := free[SPOILED]) is not None:
        steps.append(s.DestroyBlanko(blank, "BA-11"))
    for step in steps:
        yield Move(f"stock {type(step).__name__}", step, DINAS_OFFICER, "folded")
