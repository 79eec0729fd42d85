"""A month at Kecamatan Medan Baru, on the real casebook: every change goes through `book.do`.

SimPy's `Environment` is the clock, in whole seconds. Refusals are the waiting: an order to print
that is refused for want of a blank waits for the next delivery. No decision looks ahead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from ektpflow.application import Application
from ektpflow.calendar import WIB, Calendar
from ektpflow.casebook import Casebook
from ektpflow.errors import MissingExtra, Refused
from ektpflow.journal import Keeper
from ektpflow.kinds import Document, Kind, required_documents
from ektpflow.lifecycle import KTP_EL, Status
from ektpflow.matching.matcher import Matcher
from ektpflow.office import medan
from ektpflow.population import Synthetic, biometrics, people, second_identity
from ektpflow.resident import Biometrics
from ektpflow.simulation.chance import exponential, lognormal, stream
from ektpflow.simulation.result import CaseRow, DayRow, Duplicates, StudyResult
from ektpflow.simulation.scenario import Scenario
from ektpflow.simulation.timeline import Timeline
from ektpflow.steps import (
    Adjudicate,
    Apply,
    CaptureBiometrics,
    CheckFile,
    ConfirmOnFile,
    CopyRecord,
    FetchCards,
    Forward,
    HandOver,
    Inform,
    IssueSuket,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    Redo,
    ResolveDuplicate,
    Retry,
    SendRecord,
    Step,
    TakeIn,
    TakeOverRecord,
    Validate,
)

if TYPE_CHECKING:
    import simpy

__all__ = ["study"]

KECAMATAN: Final = "12.71.17"
KELURAHAN: Final = tuple(f"{KECAMATAN}.{n}" for n in range(1001, 1007))
DINAS: Final = "12.71"
CENTRE: Final = "pusat"
DAY: Final = 86400
# the time a print takes is bounded by the daily quota, not by the machine: 30 s in a demonstration
_PRINT_ONLY: Final = (Kind.LOST, Kind.DAMAGED, Kind.DATA_CHANGE)

# a SimPy process yields events of several classes; its own type is Any
Process = Generator["simpy.Event", Any, None]


def study(
    scenario: Scenario,
    *,
    journal: Keeper | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> StudyResult:
    """Run a scenario and return what it leaves.

    Parameters
    ----------
    scenario
        What to run.
    journal
        Where the facts are kept; in memory by default.
    progress
        Called at the close of each day with the days done and all days.

    Raises
    ------
    MissingExtra
        When SimPy is not installed.
    """
    try:
        import simpy  # noqa: PLC0415  (an extra, imported only where used)
    except ImportError:
        raise MissingExtra("simpy", "lab", "the study") from None
    return _Month(scenario, simpy, journal, progress).run()


class _Case:
    """One applicant on the way: who, what for, and where the time went."""

    __slots__ = (
        "case",
        "complete",
        "issued",
        "line",
        "number",
        "person",
        "planted",
        "ready",
        "visits",
    )

    def __init__(self, number: int, person: Synthetic, line: Timeline, *, planted: bool) -> None:
        self.number = number
        self.person = person
        self.line = line
        self.planted = planted
        self.case = ""
        self.visits = 0
        self.complete: datetime | None = None
        self.ready: datetime | None = None
        self.issued: datetime | None = None


class _Month:
    """The offices, their stations and their queues for one run."""

    def __init__(
        self,
        scenario: Scenario,
        simpy_: Any,  # noqa: ANN401  (SimPy ships no types)
        journal: Keeper | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.s = scenario
        self.progress = progress
        self.env: simpy.Environment = simpy_.Environment()
        city = medan()
        self.book = Casebook(city, journal=journal, matcher=Matcher())
        self.counter = city.officer(KECAMATAN)
        self.dinas = city.officer(DINAS)
        self.centre = city.officer(CENTRE)
        self.zero = datetime.combine(scenario.start, datetime.min.time(), WIB)
        self.hours = Calendar.office_hours()
        self.late = self.hours.with_breaks_late(
            timedelta(seconds=scenario["kecamatan.late_after_break"])
        )
        self.dinas_late = self.hours.with_breaks_late(
            timedelta(seconds=scenario["dinas.late_after_break"])
        )
        sets = int(scenario["recording.sets"] - scenario["recording.sets_broken"])
        self.counters = simpy_.Resource(self.env, int(scenario["kecamatan.counters"]))
        self.sets = simpy_.Resource(self.env, sets)
        self.network_up = True
        self.network_back: simpy.Event = self.env.event()
        self.to_print: deque[tuple[_Case, simpy.Event]] = deque()
        self.work_for_printer: simpy.Event = self.env.event()
        self.delivered: simpy.Event = self.env.event()
        self.printed_since_fetch: list[simpy.Event] = []
        self.next_blank = 1
        self.cases: list[_Case] = []
        self.days: list[DayRow] = []
        self.turned_away = 0

    # -- the clock ---------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self.zero + timedelta(seconds=int(self.env.now))

    def until(self, moment: datetime) -> simpy.Event:
        """Wait until a moment; at once where it has passed."""
        return self.env.timeout(max(0, int((moment - self.now).total_seconds())))

    def do(self, step: Step, by: Any = None) -> None:  # noqa: ANN401
        self.book.do(step, at=self.now, by=by or self.counter)

    def chance(self, name: str, number: int) -> Random:
        """One stream per name and one row per case: scenarios share their luck."""
        return stream(self.s.seed, name, number)

    # -- the run -----------------------------------------------------------------------------------

    def run(self) -> StudyResult:
        """Run the month and gather what it left."""
        arrivals = self._arrivals()
        self._take_over([(case, kind) for case, kind, _ in arrivals])
        self._receive(int(self.s["blanko.start"]), "opening balance")
        for case, kind, moment in arrivals:
            self.env.process(self._applicant(case, kind, moment))
        for process in (
            self._network(),
            self._deliveries(),
            self._printer(),
            self._fetching(),
            self._closing(),
        ):
            self.env.process(process)
        self.env.run(until=self.s.days * DAY)
        return self._result()

    def _arrivals(self) -> list[tuple[_Case, Kind, datetime]]:
        """Draw who comes when and what for: Poisson in opening hours."""
        plan: list[datetime] = []
        for day in range(self.s.days):
            chance = self.chance("arrivals", day)
            opens = self.hours.next_open(self.zero + timedelta(days=day))
            if opens.date() != (self.zero + timedelta(days=day)).date():
                continue
            closes = self.zero + timedelta(days=day + 1)
            length = int(self.hours.worked(opens, closes).total_seconds())
            spent = exponential(chance, length / self.s["demand.per_day"])
            while spent < length:
                # an arrival at the very end of the day would find the door closed
                plan.append(self.hours.finish(opens, timedelta(seconds=spent)))
                spent += exponential(chance, length / self.s["demand.per_day"])
        crowd = people(len(plan), seed=self.s.seed, region=KECAMATAN)
        found: list[tuple[_Case, Kind, datetime]] = []
        for number, (moment, person) in enumerate(zip(plan, crowd, strict=True)):
            chance = self.chance("kind", number)
            new = chance.random() < self.s["demand.share_new"]
            planted = new and chance.random() < self.s["demand.share_duplicate"]
            kind = Kind.NEW if new else chance.choice(_PRINT_ONLY)
            found.append((_Case(number, person, Timeline(moment), planted=planted), kind, moment))
        return found

    def _take_over(self, planned: list[tuple[_Case, Kind]]) -> None:
        """Enter the records that existed before the month: matched like every other."""
        for case, kind in planned:
            if kind is Kind.NEW and not case.planted:
                continue
            person = case.person
            recorded = biometrics(person, recording=1)
            card = f"OLD{case.number:07d}"
            self.do(TakeOverRecord(person.resident, recorded, card), self.centre)
            if case.planted:
                case.person = second_identity(person, seed=self.s.seed * 1_000_003 + case.number)

    def _receive(self, count: int, document: str) -> None:
        if count:
            first, self.next_blank = self.next_blank, self.next_blank + count
            self.do(ReceiveBlanko("maker", DINAS, first, first + count - 1, document), self.dinas)

    # -- the citizen -------------------------------------------------------------------------------

    def _applicant(self, c: _Case, kind: Kind, moment: datetime) -> Process:
        yield self.until(moment)
        self.cases.append(c)
        yield from self._apply(c, kind)
        if kind is Kind.NEW:
            yield from self._record(c)
            yield from self._at_the_centre(c)
        else:
            yield from self._file_run(c)
            self.do(ConfirmOnFile(c.case), self.dinas)
        if self.book.case(c.case).ended:
            return
        c.ready = self.now
        if kind is Kind.NEW:
            yield from self._file_run(c)
        printed = self.env.event()
        self.to_print.append((c, printed))
        self._wake("work_for_printer")
        yield printed
        yield from self._home(c)

    def _apply(self, c: _Case, kind: Kind) -> Process:
        chance = self.chance("papers", c.number)
        papers = required_documents(kind)
        via = (
            chance.choice(KELURAHAN)
            if chance.random() < self.s["demand.share_via_kelurahan"]
            else KECAMATAN
        )
        missing = chance.random() < self.s["citizens.papers_missing"]
        while True:
            c.visits += 1
            brought = papers - {Document.KK} if missing else papers
            step = Apply(c.person.resident, kind, via, brought)
            yield from self._served(c, self.s["kecamatan.counter_time"])
            written = self.book.do(step, at=self.now, by=self.counter)
            if written.case:
                break
            self.turned_away += 1
            missing = False
            again = exponential(chance, self.s["citizens.come_again_after"])
            yield self.until(self.hours.next_open(self.now + timedelta(seconds=again)))
            c.line.spent(self.now, "citizen")
        c.case = written.case
        self.do(CheckFile(c.case))
        c.complete = self.now

    def _served(self, c: _Case, mean: float) -> Process:
        """Wait at the counter, then be served in opening hours."""
        with self.counters.request() as turn:
            yield turn
            yield self.until(self.late.next_open(self.now))
            c.line.waited(self.now, "staff", self.hours, self.late)
            time = self.chance("counter", c.number * 8 + c.visits).gammavariate(4, mean / 4)
            yield self.until(self.late.finish(self.now, timedelta(seconds=round(time))))
            c.line.spent(self.now, "work", self.late)

    def _record(self, c: _Case) -> Process:
        broken = self.s["recording.sets_broken"] > 0
        with self.sets.request() as turn:
            yield turn
            yield self.until(self.late.next_open(self.now))
            c.line.spent(self.now, "set_broken" if broken else "set_busy", self.hours)
            time = lognormal(
                self.chance("recording", c.number),
                self.s["recording.median"],
                self.s["recording.p90"],
            )
            yield self.until(self.late.finish(self.now, timedelta(seconds=round(time))))
            c.line.spent(self.now, "work", self.late)
        self.do(CaptureBiometrics(c.case, self._recorded(c)))
        self.do(PrepareRecord(c.case))
        channel = "network"
        if not self.network_up:
            patience = self.env.timeout(int(self.s["network.patience"]))
            yield self.network_back | patience
            if not self.network_up:
                # the sender knows only the past: after a while the record travels on a flash disk
                self.do(CopyRecord(c.case, "flashdisk", DINAS))
                yield self.until(self.hours.next_open(self.now + timedelta(hours=1)))
                channel = "flashdisk"
            c.line.spent(self.now, "network")
        self.do(SendRecord(c.case, channel))
        self.do(ReceiveRecord(c.case), self.centre)

    def _recorded(self, c: _Case) -> Biometrics:
        """Return the recording; a missed second identity looks like another body (lenses)."""
        if c.planted and self.chance("lenses", c.number).random() < self.s["centre.missed"]:
            stranger = people(1, seed=self.s.seed + 7_000_000 + c.number, region=KECAMATAN)[0]
            return Biometrics.of(f"body:unlike-{stranger.body}-{c.number}#1")
        return biometrics(c.person, recording=2 if c.planted else 1)

    def _at_the_centre(self, c: _Case) -> Process:
        chance = self.chance("matching", c.number)
        while True:
            slow = chance.random() < self.s["centre.share_slow"]
            mean = self.s["centre.slow"] if slow else self.s["centre.fast"]
            yield self.env.timeout(exponential(chance, mean))
            c.line.spent(self.now, "matching")
            self.do(MatchRecord(c.case), self.centre)
            again = yield from self._after_matching(c, chance)
            if not again:
                return

    def _after_matching(self, c: _Case, chance: Random) -> Generator[simpy.Event, Any, bool]:
        """Take the way out of what the search found; True when it must be matched again."""
        while True:
            match self.book.case(c.case).status:
                case Status.ADJUDICATE_RECORD:
                    yield self.env.timeout(exponential(chance, self.s["centre.adjudication"]))
                    c.line.spent(self.now, "adjudication")
                    self.do(Adjudicate(c.case), self.centre)
                case Status.DUPLICATE_RECORD:
                    # the centre may not delete on its own: the citizen must come to the dinas
                    wait = exponential(chance, self.s["citizens.come_again_after"])
                    yield self.until(self.hours.next_open(self.now + timedelta(seconds=wait)))
                    c.line.spent(self.now, "citizen")
                    self.do(ResolveDuplicate(c.case, "other"), self.dinas)
                case Status.SEARCH_FAILURE_AT_CENTRAL:
                    self.do(Retry(c.case), self.centre)
                    return True
                case Status.REQUEST_VALIDATION:
                    self.do(Validate(c.case), self.centre)
                    return True
                case Status.ENROLL_FAILURE_AT_REGIONAL | Status.ENROLL_FAILURE_AT_CENTRAL:
                    self.do(Redo(c.case), self.dinas)
                    self.do(PrepareRecord(c.case))
                    self.do(SendRecord(c.case))
                    self.do(ReceiveRecord(c.case), self.centre)
                    return True
                case _:
                    return False

    def _file_run(self, c: _Case) -> Process:
        """The paper file travels to Disdukcapil with the next run, in opening hours."""
        every = int(self.s["dinas.files_every"])
        run = self.zero + timedelta(seconds=-(-int(self.env.now + 1) // every) * every)
        yield self.until(self.dinas_late.next_open(run))
        self.do(Forward(c.case, DINAS))
        c.line.spent(self.now, "courier")

    def _home(self, c: _Case) -> Process:
        fetched = self.env.event()
        self.printed_since_fetch.append(fetched)
        yield fetched
        self.do(FetchCards(c.case))
        yield self.env.timeout(3600)
        self.do(TakeIn(c.case))
        c.line.spent(self.now, "courier")
        app = self.book.case(c.case)
        self.do(Inform(c.case, kelurahan=app.via if app.via in KELURAHAN else "", citizen="phone"))
        chance = self.chance("collect", c.number)
        wait = exponential(chance, self.s["citizens.collect_after"])
        yield self.until(self.hours.next_open(self.now + timedelta(seconds=wait)))
        c.line.spent(self.now, "citizen")
        c.visits += 1
        yield from self._served(c, self.s["kecamatan.handover_time"])
        file = self.book.case(c.case).file
        self.do(HandOver(c.case, file.receipt, suket=file.suket))
        c.issued = self.now

    # -- the offices -------------------------------------------------------------------------------

    def _wake(self, name: str) -> None:
        event: simpy.Event = getattr(self, name)
        if not event.triggered:
            event.succeed()
        setattr(self, name, self.env.event())

    def _network(self) -> Process:
        chance = self.chance("network", 0)
        while True:
            yield self.env.timeout(exponential(chance, self.s["network.up"]))
            self.network_up = False
            yield self.env.timeout(exponential(chance, self.s["network.down"]))
            self.network_up = True
            self._wake("network_back")

    def _deliveries(self) -> Process:
        number = 0
        while True:
            yield self.env.timeout(int(self.s["blanko.every"]))
            number += 1
            yield self.until(self.hours.next_open(self.now))
            self._receive(int(self.s["blanko.delivery"]), f"delivery {number}")
            self._wake("delivered")

    def _printer(self) -> Process:
        """Print in the order in which the files came, within what the city gives this kecamatan."""
        week = self.hours.worked(self.zero, self.zero + timedelta(days=7))
        length = int(week.total_seconds()) / 5
        while True:
            while not self.to_print:
                yield self.work_for_printer
            c, printed = self.to_print.popleft()
            yield self.until(self.dinas_late.next_open(self.now))
            c.line.waited(self.now, "printer", self.hours, self.dinas_late)
            yield from self._order(c)
            quota = self.s[
                "printing.per_day" if self.network_up else "printing.per_day_bad_network"
            ]
            took = timedelta(seconds=round(length / quota))
            yield self.until(self.dinas_late.finish(self.now, took))
            c.line.spent(self.now, "work", self.dinas_late)
            if self.chance("spoiled", c.number).random() < self.s["printing.spoiled"]:
                self.do(Personalise(c.case, "print_failed"), self.dinas)
                yield from self._order(c)
                yield self.until(self.dinas_late.finish(self.now, took))
                c.line.spent(self.now, "work", self.dinas_late)
            self.do(Personalise(c.case), self.dinas)
            printed.succeed()

    def _order(self, c: _Case) -> Process:
        """Order the print; a refusal for want of a blank waits for the delivery."""
        while True:
            try:
                self.do(OrderPrint(c.case), self.dinas)
            except Refused as no:
                if no.codes != {"no_blank"}:
                    raise
                self._give_sukets(c)
                yield self.delivered
                yield self.until(self.dinas_late.next_open(self.now))
                for waiting in (c, *(other for other, _ in self.to_print)):
                    if waiting.line.upto < self.now:
                        waiting.line.spent(self.now, "blank")
            else:
                return

    def _give_sukets(self, first: _Case) -> None:
        """Who waits for a blank gets a temporary certificate, once."""
        for c in (first, *(other for other, _ in self.to_print)):
            if not self.book.case(c.case).file.suket:
                self.do(IssueSuket(c.case))

    def _fetching(self) -> Process:
        every = int(self.s["courier.every"])
        while True:
            yield self.env.timeout(every)
            yield self.until(self.hours.next_open(self.now))
            waiting, self.printed_since_fetch = self.printed_since_fetch, []
            for event in waiting:
                event.succeed()

    def _closing(self) -> Process:
        """Write the recap of each day."""
        for day in range(self.s.days):
            yield self.until(self.zero + timedelta(days=day + 1, seconds=-1))
            self.days.append(self._recap(day))
            if self.progress is not None:
                self.progress(day + 1, self.s.days)

    # -- readings ----------------------------------------------------------------------------------

    def _recap(self, day: int) -> DayRow:
        applications = self.book.cases.values()
        date = (self.zero + timedelta(days=day)).date()
        return DayRow(
            date,
            sum(app.history[0].at.date() == date for app in applications),
            sum(c.issued is not None and c.issued.date() == date for c in self.cases),
            sum(app.status is Status.PRINT_READY_RECORD for app in applications),
            self.book.stock.available(DINAS),
            sum(bool(app.file.suket) for app in applications),
        )

    def _result(self) -> StudyResult:
        return StudyResult(
            self.s,
            tuple(self._rows()),
            tuple(self.days),
            self._duplicates(),
            self.book.facts,
            self.turned_away,
            self.zero + timedelta(days=self.s.days),
            KTP_EL,
        )

    def _rows(self) -> Iterator[CaseRow]:
        for c in self.cases:
            app = self.book.cases.get(c.case)
            yield CaseRow(
                c.case,
                "" if app is None else app.kind.value,
                c.line.since,
                c.complete,
                c.ready,
                c.issued,
                "AWAY" if app is None else app.status.value,
                c.visits,
                dict(c.line.parts),
            )

    def _duplicates(self) -> Duplicates:
        planted = caught = missed = accused = undecided = 0
        for c in self.cases:
            app = self.book.cases.get(c.case)
            if app is None or app.kind is not Kind.NEW:
                continue
            found = _was_found(app)
            planted += c.planted
            accused += found and not c.planted
            caught += found and c.planted
            missed += c.planted and not found and c.ready is not None
            undecided += c.planted and not found and c.ready is None
        return Duplicates(planted, caught, missed, accused, undecided)


def _was_found(app: Application) -> bool:
    """Whether the data centre ever called the record a duplicate."""
    names = {"DuplicateOneToOne", "DuplicateOneToMany", "JudgedDuplicate"}
    return any(type(fact).__name__ in names for fact in app.history)
