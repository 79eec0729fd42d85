"""Explore every state that open applications of one person can reach, not every path.

A state is what the promises rest on: statuses, proofs, recordings, cards, records and gallery.
Numbers (of receipts, of blanks) are left out, for they only grow. At each state every step is
tried with every outcome that the data centre can give on one person: the true answer, a failed
search, an unreadable recording, "similar" instead of "the same", nothing readable, and a panel that
says "same" or "undecided" (it never takes one person for two).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

import attrs

from ektpflow import Casebook, Refused
from ektpflow.application import CARD_STATUSES
from ektpflow.evidence import Verdict
from ektpflow.matching import AbisAnswer, AbisHit, AbisStatus, HandleAbis
from ektpflow.matching.matcher import Matcher
from ektpflow.population import Synthetic, biometrics
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
    FetchCards,
    Forward,
    HandOver,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    Redo,
    ReportLostCard,
    ReportMisprint,
    ResolveDuplicate,
    Retry,
    ReturnCard,
    SendRecord,
    TakeIn,
    Validate,
    Withdraw,
)
from flow import CENTRE, CITY, DINAS, DINAS_OFFICER, START

ANSWERS = (
    None,
    AbisStatus.FAILED,
    AbisStatus.UNREADABLE_REGIONAL,
    AbisStatus.UNREADABLE_CENTRAL,
    AbisStatus.SIMILAR,
    AbisStatus.NEEDS_VALIDATION,
)


class OnePerson:
    """A biometric search that knows one person: the true answer, or the one that is forced."""

    def __init__(self, inner: HandleAbis | None = None) -> None:
        self.inner = HandleAbis() if inner is None else inner
        self.forced: AbisStatus | None = None

    def insert(self, nik, handle):
        self.inner.insert(nik, handle)

    def delete(self, nik):
        self.inner.delete(nik)

    def identify(self, nik, handle):
        true = self.inner.identify(nik, handle)
        if self.forced is None:
            return true
        if self.forced is AbisStatus.SIMILAR:
            hits = tuple(AbisHit(hit.nik, 0.5) for hit in true.hits)
            return AbisAnswer(AbisStatus.SIMILAR, hits) if hits else true
        # who was found cannot be unreadable: the search did find somebody
        if self.forced is AbisStatus.NEEDS_VALIDATION and true.hits:
            return true
        return AbisAnswer(self.forced)

    def copy(self):
        return OnePerson(self.inner.copy())


class Panel:
    """A panel that never takes one person for two."""

    name = "panel"

    def __init__(self) -> None:
        self.verdict = Verdict.SAME

    def compare(self, a, b):
        return self.verdict


@attrs.frozen
class Explored:
    """What an exploration found."""

    states: int
    tried: int
    cards: int
    witness: tuple[str, ...] = ()


def new_book(kind: type[Casebook] = Casebook) -> Casebook:
    book = kind(CITY, matcher=Matcher(abis=OnePerson(), examiner=Panel()))
    book.do(ReceiveBlanko("maker", DINAS, 1, 50, "SJ"), at=START, by=DINAS_OFFICER)
    return book


def fork(book: Casebook) -> Casebook:
    """Return a casebook of its own in the same state; its journal starts anew."""
    twin = type(book)(CITY, matcher=book._board.matcher.copy())
    board, old = twin._board, book._board
    board.applications = dict(old.applications)
    board.records = dict(old.records)
    board.stock = old.stock
    board.written = old.written
    if hasattr(book, "late"):
        twin.late = list(book.late)
    return twin


def state_of(book: Casebook) -> tuple[object, ...]:
    board = book._board
    apps = tuple(
        (
            app.nik,
            app.status,
            app.custody,
            app.file.is_proved,
            app.file.biometrics is not None,
            bool(app.file.card),
            app.file.validated == app.file.identity,
            app.file.others,
        )
        for app in board.applications.values()
    )
    records = tuple(
        (nik, r.proof is not None, bool(r.card), r.open_case, r.handle != "")
        for nik, r in board.records.items()
    )
    gallery = frozenset(person.nik for person in board.matcher.gallery.entries())
    return apps, records, gallery, len(getattr(book, "late", ()))


def live_cards(book: Casebook) -> int:
    """Cards that were made and neither destroyed nor invalidated."""
    return sum(bool(record.card) for record in book.records.values())


def printed(book: Casebook) -> int:
    """Applications whose printed card stands as valid in the register."""
    return sum(
        app.status in CARD_STATUSES and book.records[app.nik].card_case == app.id
        for app in book.cases.values()
    )


Act = tuple[str, Callable[[Casebook], object]]


def acts(  # noqa: C901  (the list of all that can be tried, best read in one place)
    book: Casebook, people: tuple[Synthetic, ...], most: int, *, lean: bool
) -> Iterator[Act]:
    offices = ("12.71.17", "12.71.19")
    if len(book.cases) < most:
        for number, person in enumerate(people):
            officer = CITY.officer(offices[number % 2])
            record = book.record(person.resident.nik)
            kind = "LOST" if record is not None and record.print_ready else "NEW"
            step = Apply(person.resident, kind, offices[number % 2])
            yield f"{kind} by identity {number}", _do(step, officer)
    for case, app in book.cases.items():
        if app.ended:
            continue
        person = next(p for p in people if p.resident.nik == app.nik)
        counter = CITY.officer("12.71.17" if person is people[0] else "12.71.19")
        steps = [
            (CheckFile(case), counter),
            (CaptureBiometrics(case, biometrics(person, recording=len(book.cases))), counter),
            (PrepareRecord(case), counter),
            (SendRecord(case), counter),
            (ReceiveRecord(case), CENTRE),
            (Redo(case, "recapture"), DINAS_OFFICER),
            (Redo(case, "resend"), DINAS_OFFICER),
            (Retry(case), CENTRE),
            (Validate(case), CENTRE),
            (ResolveDuplicate(case, "this"), DINAS_OFFICER),
            (ResolveDuplicate(case, "other"), DINAS_OFFICER),
            (ResolveDuplicate(case, "dispute"), DINAS_OFFICER),
            (ConfirmOnFile(case), DINAS_OFFICER),
            (OrderPrint(case), DINAS_OFFICER),
            (Personalise(case), DINAS_OFFICER),
            (Withdraw(case, minutes="BA"), counter),
        ]
        if app.status.value in {"COMPLETE", "PRINT_READY_RECORD"} and app.custody != DINAS:
            steps.append((Forward(case, DINAS), counter))
        if not lean:
            steps += [
                (CancelPrint(case), DINAS_OFFICER),
                (Personalise(case, "print_failed"), DINAS_OFFICER),
                (ReportMisprint(case, "face", "BA"), counter),
                (ReportMisprint(case, "name", "BA", data_wrong=True), counter),
                (FetchCards(case), counter),
                (TakeIn(case), counter),
                (ReportLostCard(case, "BA"), counter),
                (BlockPickup(case), counter),
                (ClearPickup(case, "seen"), counter),
                (ReturnCard(case), counter),
                (DestroyCard(case, "BA"), counter),
            ]
        steps.append((HandOver(case, app.file.receipt), counter))
        if lean and app.status.value in {"CARD_PRINTED", "CARD_SHIPPED"}:
            steps += [(FetchCards(case), counter), (TakeIn(case), counter)]
        table = app.lifecycle.table[app.status]
        for step, officer in steps:
            if any(event in table for event in step.leads_to):
                yield f"{type(step).__name__} {case}", _do(step, officer)
        if app.status.value == "RECEIVED_AT_CENTRAL":
            for answer in ANSWERS:
                yield f"MatchRecord {case} {answer}", _matched(case, answer)
        if app.status.value == "ADJUDICATE_RECORD":
            for verdict in (Verdict.SAME, Verdict.UNDECIDED):
                yield f"Adjudicate {case} {verdict}", _judged(case, verdict)


def _do(step, officer):
    return lambda book: book.do(step, at=START, by=officer)


def _matched(case, answer):
    def act(book):
        book._board.matcher.abis.forced = answer
        book.do(MatchRecord(case), at=START, by=CENTRE)
        book._board.matcher.abis.forced = None

    return act


def _judged(case, verdict):
    def act(book):
        book._board.matcher.examiner.verdict = verdict
        try:
            book.do(Adjudicate(case), at=START, by=CENTRE)
        finally:
            book._board.matcher.examiner.verdict = Verdict.SAME

    return act


def explore(
    people: tuple[Synthetic, ...],
    *,
    most: int,
    kind: type[Casebook] = Casebook,
    lean: bool = False,
    limit: int = 10**6,
) -> Explored:
    """Visit every reachable state; stop at the first with two cards of one person."""
    start = new_book(kind)
    seen = {state_of(start)}
    queue: deque[tuple[Casebook, tuple[str, ...]]] = deque([(start, ())])
    tried = cards = 0
    while queue:
        book, path = queue.popleft()
        for name, act in acts(book, people, most, lean=lean):
            tried += 1
            twin = fork(book)
            try:
                act(twin)
            except Refused:
                continue
            key = state_of(twin)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > limit:
                raise AssertionError(f"more than {limit} states")
            assert twin.stock.check() == ()
            cards = max(cards, live_cards(twin), printed(twin))
            if cards > 1:
                return Explored(len(seen), tried, cards, (*path, name))
            queue.append((twin, (*path, name)))
    return Explored(len(seen), tried, cards)
