"""Explores every state that a few applications of one person can reach, breadth first."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

from ektpflow import Casebook
from ektpflow import events as e
from ektpflow.application import CARD_STATUSES, Application
from ektpflow.errors import Refused
from ektpflow.evidence import Verdict
from ektpflow.kinds import Kind
from ektpflow.lifecycle import Status
from ektpflow.matching.abis import AbisAnswer, AbisStatus, HandleAbis, HandleExaminer
from ektpflow.matching.matcher import Matcher
from ektpflow.office import Officer
from ektpflow.population import Synthetic, biometrics, people
from ektpflow.steps import (
    Adjudicate,
    Apply,
    BlockPickup,
    CancelPrint,
    CaptureBiometrics,
    CheckFile,
    ClearPickup,
    ConfirmOnFile,
    DestroyCard,
    DestroyOldCard,
    FetchCards,
    Forward,
    HandOver,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    RecordDeath,
    RecordMove,
    Redo,
    RejectFile,
    ReportLostCard,
    ReportMisprint,
    ResolveDuplicate,
    Retry,
    ReturnCard,
    SendRecord,
    TakeIn,
    Validate,
    Withdraw,
)  # fmt: skip
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, KECAMATAN, START

BLANKS = 60
OFFICES = (KECAMATAN, "12.71.19")
COUNTERS = tuple(CITY.officer(code) for code in OFFICES)
FIRST = people(1, seed=5, region=OFFICES[0])[0]
_OTHER = people(1, seed=6, region=OFFICES[1], born=FIRST.resident.birth_date)[0]
#: The same body under another number from another kecamatan.
SECOND = Synthetic(
    attrs.evolve(FIRST.resident, nik=_OTHER.resident.nik, kk=_OTHER.resident.kk),
    FIRST.body,
    FIRST.household,
)
PERSONS = (FIRST, SECOND)
INDEX = {person.resident.nik: number for number, person in enumerate(PERSONS)}
ANSWERS: tuple[AbisStatus | None, ...] = (
    None,
    AbisStatus.SIMILAR,
    AbisStatus.FAILED,
    AbisStatus.UNREADABLE_REGIONAL,
    AbisStatus.UNREADABLE_CENTRAL,
    AbisStatus.NEEDS_VALIDATION,
)


class ForcedAbis(HandleAbis):
    """A search whose next answers are set by hand; what it names is always the truth."""

    __slots__ = ("forced",)

    def __init__(self) -> None:
        super().__init__()
        self.forced: AbisStatus | None = None

    def identify(self, nik: Any, handle: str | None) -> AbisAnswer:
        truth = super().identify(nik, handle)
        if self.forced is None or (self.forced is AbisStatus.SIMILAR and not truth.hits):
            return truth
        hits = truth.hits if self.forced is AbisStatus.SIMILAR else ()
        return AbisAnswer(self.forced, hits)

    def copy(self) -> ForcedAbis:
        twin = ForcedAbis()
        twin._body = dict(self._body)
        twin._niks = {body: set(niks) for body, niks in self._niks.items()}
        return twin


class HesitantExaminer(HandleExaminer):
    """A panel that says same, or cannot tell; of one person it never says different."""

    __slots__ = ("tells",)

    def __init__(self) -> None:
        self.tells = True

    def compare(self, a: Any, b: Any) -> Verdict:
        return super().compare(a, b) if self.tells else Verdict.UNDECIDED


class Forgetful:
    """A journal that keeps nothing: the explorer never looks back."""

    sealed = False

    def append(self, act: tuple[e.Fact, ...]) -> None:
        """Let it go."""

    def acts(self) -> Iterator[tuple[str, tuple[e.Fact, ...]]]:
        """Give nothing back."""
        return iter(())


def fork(book: Casebook) -> Casebook:
    """Return a book that goes its own way from here.

    Private access on purpose: a replay for each of thousands of states would take hours.
    """
    old = book._board
    twin = type(book)(CITY, matcher=old.matcher.copy(), journal=Forgetful())
    new = twin._board
    new.applications = dict(old.applications)
    new.records = dict(old.records)
    new.stock, new.written = old.stock, old.written
    for name in getattr(book, "also_copied", ()):
        setattr(twin, name, list(getattr(book, name)))
    return twin


Move = tuple[str, Any, Officer, AbisStatus | None, bool]


def moves(book: Casebook, limit: int) -> Iterator[Move]:
    """Give every step with every outcome."""
    if len(book.cases) < limit:
        # whoever comes first is the first: the two numbers are alike but for that
        for number, person in enumerate(PERSONS if book.cases else PERSONS[:1]):
            for kind in (Kind.NEW, Kind.LOST, Kind.DAMAGED) if book.cases else (Kind.NEW,):
                step = Apply(person.resident, kind, via=OFFICES[number])
                yield f"Apply {number} {kind.value}", step, COUNTERS[number], None, True
    for case, app in book.cases.items():
        if app.ended and not app.file.old_card:
            continue
        for step, by, answer, tells in _about(app, case):
            table = app.lifecycle.table.get(app.status, {})
            # what the table does not hold at all it refuses: other tests see to that
            if any(fact in table for fact in step.leads_to):
                what = "" if answer is None else f" [{answer}]"
                yield f"{step!r}{what}", step, by, answer, tells


def _about(app: Application, case: str) -> Iterator[tuple[Any, Officer, AbisStatus | None, bool]]:
    number = INDEX[app.nik]
    counter, holder = COUNTERS[number], CITY.officer(app.custody)
    record = biometrics(PERSONS[number], recording=number + 1)
    at_counter = (
        CaptureBiometrics(case, record), PrepareRecord(case), SendRecord(case),
        ReportMisprint(case, "colour", "BA-1"), ReportMisprint(case, "name", "BA-2", data_wrong=True),
        FetchCards(case), TakeIn(case), ReportLostCard(case, "BA-3"), BlockPickup(case),
        ClearPickup(case, "seen"), ReturnCard(case), DestroyCard(case, "BA-4"),
        HandOver(case, app.file.receipt), Withdraw(case, minutes="BA-5"),
        RecordDeath(case, minutes="BA-6"), RecordMove(case, "12.71.21", minutes="BA-7"),
        *((DestroyOldCard(case, "BA-8"),) if app.file.old_card else ()),
    )  # fmt: skip
    at_dinas = (
        Redo(case), Redo(case, "recapture"), ResolveDuplicate(case, "this"),
        ResolveDuplicate(case, "other"), ResolveDuplicate(case, "dispute"), OrderPrint(case),
        CancelPrint(case), Personalise(case), Personalise(case, "encode_failed"),
        Personalise(case, "print_failed"),
    )  # fmt: skip
    at_centre = (ReceiveRecord(case), Retry(case), Validate(case), Validate(case, "no"))
    yield from ((step, counter, None, True) for step in at_counter)
    yield from ((step, holder, None, True) for step in (CheckFile(case), RejectFile(case, "no")))
    yield CheckFile(case, ("a paper",)), holder, None, True
    if app.custody != DINAS and app.status is Status.PRINT_READY_RECORD:
        yield Forward(case, DINAS), holder, None, True
    yield from ((step, DINAS_OFFICER, None, True) for step in at_dinas)
    yield from ((step, CENTRE, None, True) for step in at_centre)
    yield from ((MatchRecord(case), CENTRE, answer, True) for answer in ANSWERS)
    for tells in (True, False):
        yield Adjudicate(case), CENTRE, None, tells
        yield ConfirmOnFile(case), DINAS_OFFICER, None, tells


def key(book: Casebook) -> tuple[object, ...]:
    """Return all that a rule can ask about, and nothing that only grows."""
    dead = invalidated(book)
    gallery = book._board.matcher.gallery
    apps = tuple(_key_of(app, dead) for app in book.cases.values())
    records = tuple(
        None
        if (record := book.record(person.resident.nik)) is None
        else (
            record.print_ready, bool(record.handle), bool(record.card), record.card_case,
            record.open_case, person.resident.nik in gallery,
        )
        for person in PERSONS
    )  # fmt: skip
    return apps, records, *(tuple(getattr(book, n)) for n in getattr(book, "also_copied", ()))


def _key_of(app: Application, dead: set[str]) -> tuple[object, ...]:
    file = app.file
    who = (INDEX[app.nik], app.kind is Kind.NEW, bool(file.old_card), file.card in dead)
    if app.ended:
        # nothing but an old card leaves an ended case; how it ended no rule asks
        return (*who, app.status is Status.CARD_ISSUED)
    # the other records are asked for in doubt only, and every search names them anew
    doubt = app.status in (Status.DUPLICATE_RECORD, Status.ADJUDICATE_RECORD)
    return (
        *who, app.status, file.is_proved, app.custody, file.biometrics is not None,
        tuple(INDEX[nik] for nik in file.others) if doubt else (),
        file.validated == file.identity, file.blank is not None, bool(file.card),
    )  # fmt: skip


def invalidated(book: Casebook) -> set[str]:
    """Return the cards that were surrendered or reported lost, from the facts themselves."""
    return {
        fact.card
        for app in book.cases.values()
        for fact in app.history
        if isinstance(fact, e.OldCardInvalidated)
    }


def live_cards(book: Casebook) -> tuple[str, ...]:
    """Return the cases whose card is in the world and valid, without asking the records."""
    dead = invalidated(book)
    return tuple(
        case
        for case, app in book.cases.items()
        if app.status in CARD_STATUSES and app.file.card and app.file.card not in dead
    )


def wrong(book: Casebook, limit: int) -> str:
    """Return the promise that is broken here; empty where all hold."""
    live = live_cards(book)
    if len(live) > 1:
        return f"two cards: {live}"
    new = [a.id for a in book.cases.values() if a.kind is Kind.NEW and a.status in CARD_STATUSES]
    # with a third application the first card may have been reported lost in between
    if len(new) > 1 and limit < 3:
        return f"two first cards: {new}"
    return "; ".join(book.stock.check())


@attrs.define
class Explored:
    """What an exploration came to."""

    states: int = 0
    tried: int = 0
    done: Counter[str] = attrs.Factory(Counter)
    statuses: set[Status] = attrs.Factory(set)
    witness: tuple[str, ...] = ()
    problem: str = ""


#: Ways that a lean exploration leaves out: they end, repeat or delay as another one does.
_LEFT_OUT = (RecordDeath, RecordMove, RejectFile, ReportLostCard, BlockPickup, CancelPrint)
_STRAIGHT_ON: dict[Status, tuple[Any, bool]] = {
    Status.BIO_CAPTURED: (PrepareRecord, False),
    Status.PROCESSING: (SendRecord, False),
    Status.SENT_FOR_ENROLLMENT: (ReceiveRecord, True),
    Status.CARD_PRINTED: (FetchCards, False),
    Status.CARD_SHIPPED: (TakeIn, False),
}


def _left_out(step: Any, answer: AbisStatus | None) -> bool:
    return (
        isinstance(step, _LEFT_OUT)
        or (isinstance(step, Personalise) and step.outcome != "printed")
        or (isinstance(step, CheckFile) and bool(step.missing))
        or answer not in (None, AbisStatus.SIMILAR)
    )


def _go_straight_on(book: Casebook, depth: int) -> None:
    """Take the steps between two stages in one move: prepare, send, receive; fetch, take in."""
    at = START + timedelta(minutes=depth)
    for case in book.cases:
        while (way := _STRAIGHT_ON.get(book.case(case).status)) is not None:
            step, centre = way
            by = CENTRE if centre else COUNTERS[INDEX[book.case(case).nik]]
            before = book.case(case).status
            book.do(step(case), at=at, by=by)
            if book.case(case).status is before:
                break  # the NIK is on file: the record waits where it is


def explore(book: Casebook, limit: int, *, lean: bool = False, stop: int = 10**9) -> Explored:
    """Explore all states, and stop at the first broken promise."""
    found = Explored()
    examiner = HesitantExaminer()
    root = fork(book)
    root._board.matcher = Matcher(abis=ForcedAbis(), examiner=examiner)
    root.do(ReceiveBlanko("maker", DINAS, 1, BLANKS, "SJ-1"), at=START, by=DINAS_OFFICER)
    queue = deque([(root, 1, ())])
    seen = {key(root)}
    while queue and len(seen) < stop:
        here, depth, path = queue.popleft()
        found.states += 1
        twin: Casebook | None = None
        for name, step, by, answer, tells in moves(here, limit):
            if lean and _left_out(step, answer):
                continue
            found.tried += 1
            twin = twin or fork(here)
            abis = twin._board.matcher.abis
            abis.forced, examiner.tells = answer, tells
            try:
                twin.do(step, at=START + timedelta(minutes=depth), by=by)
            except Refused:
                continue  # a refused step changes nothing, so the fork serves again
            after, twin = twin, None
            if lean:
                abis.forced = None
                _go_straight_on(after, depth)
            found.done[type(step).__name__] += 1
            found.statuses.update(app.status for app in after.cases.values())
            state = key(after)
            if state in seen:
                continue
            seen.add(state)
            road = (path, name)
            found.problem = wrong(after, limit)
            if found.problem:
                found.witness = _flat(road)
                return found
            queue.append((after, depth + 1, road))
    return found


def _flat(road: Any) -> tuple[str, ...]:
    names: list[str] = []
    while road:
        road, name = road
        names.append(name)
    return tuple(reversed(names))
