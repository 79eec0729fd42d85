"""One person under two numbers, the answers that can be forced, and a casebook that can be forked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.blanko import StockLedger
from ektpflow.board import Board, View
from ektpflow.evidence import Verdict
from ektpflow.matching.abis import AbisAnswer, AbisStatus, HandleAbis, HandleExaminer
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.person import Person
from ektpflow.nik import Nik
from ektpflow.population import Synthetic, people
from ektpflow.resident import FINGERS, IRISES, Biometrics, Resident
from ektpflow.steps import MoveBlanko, ReceiveBlanko, SendBlanko, SpoilBlanko, TakeOverRecord
from flow import CITY, DINAS, DINAS_OFFICER, KECAMATAN, START

#: More than the longest way that the exploration walks can use up; `promises` looks after it.
BLANKS = 400
TRAY = f"{DINAS}/printer"
OFFICES = (KECAMATAN, "12.71.19")
COUNTERS = tuple(CITY.officer(code) for code in OFFICES)
_FIRST = people(1, seed=5, region=OFFICES[0])[0]
_OTHER = people(1, seed=6, region=OFFICES[1], born=_FIRST.resident.birth_date)[0]
#: One body under two numbers from two kecamatan.
PERSONS = (
    _FIRST,
    Synthetic(
        attrs.evolve(_FIRST.resident, nik=_OTHER.resident.nik, kk=_OTHER.resident.kk),
        _FIRST.body,
        _FIRST.household,
    ),
)
NIKS = tuple(person.resident.nik for person in PERSONS)
INDEX = {nik: number for number, nik in enumerate(NIKS)}
#: The card that each number may have had before this journal.
OLD_CARDS = ("PAPER-0", "PAPER-1")


@cache
def corrected(number: int) -> Resident:
    """Return the biodata with a name that is spelt otherwise: matching compares it."""
    resident = PERSONS[number].resident
    return attrs.evolve(resident, name=f"{resident.name}h")


@cache
def recording(take: int, *, usable: bool) -> Biometrics:
    """Return one recording of the body; each take has its own handle."""
    handle = f"{_FIRST.body}#{take}"
    if usable:
        return Biometrics.of(handle)
    return Biometrics.of(handle, missing=(*FINGERS, *IRISES), because="not readable")


@attrs.define
class Mood:
    """What the data centre answers next, and whether the panel can tell."""

    answer: AbisStatus | None = None
    tells: bool = True


class ForcedAbis(HandleAbis):
    """A search whose next answer is set by hand; what it names is always the truth."""

    __slots__ = ("mood",)

    def __init__(self, mood: Mood) -> None:
        super().__init__()
        self.mood = mood

    def identify(self, nik: Nik, handle: str | None) -> AbisAnswer:
        truth = super().identify(nik, handle)
        forced = self.mood.answer
        if forced is None or (forced is AbisStatus.SIMILAR and not truth.hits):
            return truth
        return AbisAnswer(forced, truth.hits if forced is AbisStatus.SIMILAR else ())

    def copy(self) -> ForcedAbis:
        twin = ForcedAbis(self.mood)
        twin._body = dict(self._body)
        twin._niks = {body: set(niks) for body, niks in self._niks.items()}
        return twin


class HesitantExaminer(HandleExaminer):
    """A panel that says same, or cannot tell; of one person it never says different."""

    __slots__ = ("mood",)

    def __init__(self, mood: Mood) -> None:
        self.mood = mood

    def compare(self, a: Any, b: Any) -> Verdict:
        return super().compare(a, b) if self.mood.tells else Verdict.UNDECIDED


class LentMatcher(Matcher):
    """A matcher that is copied when one of its books writes to it, not when a book is forked."""

    __slots__ = ("_lent",)

    def __init__(self, mood: Mood, model: Any = None, abis: Any = None, panel: Any = None) -> None:
        super().__init__(model, abis or ForcedAbis(mood), panel or HesitantExaminer(mood))
        self._lent = False

    @property
    def mood(self) -> Mood:
        return self.abis.mood

    def copy(self) -> LentMatcher:
        twin = LentMatcher.__new__(LentMatcher)  # no gallery of its own yet
        twin.model, twin.abis, twin.examiner = self.model, self.abis, self.examiner
        twin.gallery = self.gallery
        twin._lent = self._lent = True
        return twin

    def search(self, case: str, person: Person, *more: Any, **named: Any) -> Any:
        return super().search(case, _same(person), *more, **named)

    def enter(self, person: Person) -> None:
        self._own()
        super().enter(_same(person))

    def remove(self, nik: Nik) -> None:
        self._own()
        super().remove(nik)

    def _own(self) -> None:
        if self._lent:
            self.gallery, self.abis, self._lent = self.gallery.copy(), self.abis.copy(), False


@cache
def _same(person: Person) -> Person:
    """Return one value for equal ones, so that names are taken apart once only."""
    return person


@attrs.frozen
class Before:
    """A card from before this journal that the book was told of.

    Parameters
    ----------
    card, number
        The card, and under which of the two numbers.
    named
        The search that was made then could tell whether the other number is the same person.
    """

    card: str
    number: int
    named: bool


@attrs.define
class Memory:
    """A journal that keeps no facts, only what the exploration and the promises ask about.

    Parameters
    ----------
    applications, records
        How many may still be opened, and how many records from before taken over.
    facts
        How many there were.
    dead
        The cards that were surrendered or reported lost.
    before
        The cards that came with the records from before.
    checked
        The last stock that was found in order.
    """

    applications: int
    records: int
    facts: int = 0
    dead: frozenset[str] = frozenset()
    before: tuple[Before, ...] = ()
    checked: StockLedger | None = None

    def append(self, act: tuple[e.Fact, ...]) -> None:
        self.facts += len(act)
        for fact in act:
            if isinstance(fact, e.OldCardInvalidated):
                self.dead |= {fact.card}
            elif isinstance(fact, e.ApplicationSubmitted):
                self.applications -= 1
            elif isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
                self.records -= 1

    def told(self, step: TakeOverRecord, fact: Any) -> None:
        """Remember the card that was named to the book, whatever the book made of it."""
        if step.card:
            hits = any(c.biometric is not None for c in fact.evidence.candidates)
            named = hits or isinstance(fact, e.RecordTakenOver)
            self.before += (Before(step.card, INDEX[fact.record], named),)

    def copy(self) -> Memory:
        return Memory(
            self.applications, self.records, self.facts, self.dead, self.before, self.checked
        )

    def acts(self) -> Iterator[tuple[str, tuple[e.Fact, ...]]]:
        return iter(())


def opened(kind: type[Casebook], applications: int, records: int) -> Casebook:
    """Return a book whose matcher answers as it is told, with blanks in every place and no more."""
    book = kind(CITY, matcher=LentMatcher(Mood()), journal=Memory(applications, records))
    for step in (
        ReceiveBlanko("maker", DINAS, 1, BLANKS, "SJ-1"),
        MoveBlanko(DINAS, TRAY, 1, 2, ""),
        SendBlanko(DINAS, OFFICES[0], 3, 3, "SJ-2"),
        SpoilBlanko(DINAS, 4, "torn"),
    ):
        book.do(step, at=START, by=DINAS_OFFICER)
    return book


def fork(book: Casebook) -> Casebook:
    """Return a book that goes its own way from here.

    Private access on purpose: a replay for each of thousands of states would take hours. Values
    are frozen, so only what holds them is copied.
    """
    old = book._board
    twin = object.__new__(type(book))
    twin.__dict__.update(book.__dict__)
    twin._board = new = Board(old.city, old.versions, old.matcher.copy())
    new.applications, new.records = dict(old.applications), dict(old.records)
    new.stock, new.written = old.stock, old.written
    twin._view = View(new)
    twin._journal = book._journal.copy()
    for name in getattr(book, "also_copied", ()):
        setattr(twin, name, list(getattr(book, name)))
    return twin
