"""A small driver for tests: a casebook on the real offices of Medan, and walks through the flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import attrs

from ektpflow import Casebook, medan, wib
from ektpflow.casebook import Step, Written
from ektpflow.matching.matcher import Matcher
from ektpflow.office import Officer
from ektpflow.population import Synthetic, biometrics, people
from ektpflow.steps import (
    Apply,
    CaptureBiometrics,
    CheckFile,
    FetchCards,
    Forward,
    HandOver,
    Inform,
    MatchRecord,
    OrderPrint,
    Personalise,
    PrepareRecord,
    ReceiveBlanko,
    ReceiveRecord,
    SendRecord,
    TakeIn,
)

KECAMATAN = "12.71.17"
DINAS = "12.71"
CITY = medan()
COUNTER: Officer = CITY.officer(KECAMATAN)
DINAS_OFFICER: Officer = CITY.officer(DINAS)
CENTRE: Officer = CITY.officer("pusat")
START: datetime = wib("2026-03-02 08:10")


@attrs.define
class Flow:
    """A casebook, its clock, and the people who come."""

    book: Casebook
    now: datetime = START

    @classmethod
    def new(cls, *, blanks: int = 10, matcher: Matcher | None = None, **more: object) -> Flow:
        """Return an empty book with blanks at Disdukcapil."""
        flow = cls(Casebook(CITY, matcher=matcher, **more))  # type: ignore[arg-type]
        if blanks:
            flow.do(ReceiveBlanko("maker", DINAS, 1, blanks, "SJ-1"), DINAS_OFFICER)
        return flow

    def do(self, step: Step, by: Officer = COUNTER) -> Written:
        """Do a step one minute later."""
        self.now += timedelta(minutes=1)
        return self.book.do(step, at=self.now, by=by)

    def applied(self, person: Synthetic, kind: str = "NEW", by: Officer = COUNTER) -> str:
        """Let somebody apply."""
        return self.do(Apply(person.resident, kind, via=f"{KECAMATAN}.1005"), by).case

    def at_the_centre(self, person: Synthetic, recording: int = 1, by: Officer = COUNTER) -> str:
        """Let somebody apply and be recorded; the record lies at the data centre, unmatched."""
        case = self.applied(person, by=by)
        self.do(CheckFile(case), by)
        self.do(CaptureBiometrics(case, biometrics(person, recording=recording)), by)
        self.do(PrepareRecord(case), by)
        self.do(SendRecord(case), by)
        self.do(ReceiveRecord(case), CENTRE)
        return case

    def matched(self, person: Synthetic, recording: int = 1) -> str:
        """Let somebody apply, be recorded and be matched."""
        case = self.at_the_centre(person, recording)
        self.do(MatchRecord(case), CENTRE)
        return case

    def ordered(self, person: Synthetic) -> str:
        """Go on until the print is ordered."""
        case = self.matched(person)
        self.do(Forward(case, DINAS))
        self.do(OrderPrint(case), DINAS_OFFICER)
        return case

    def printed(self, person: Synthetic) -> str:
        """Go on until the card is printed."""
        case = self.ordered(person)
        self.do(Personalise(case), DINAS_OFFICER)
        return case

    def ready(self, person: Synthetic) -> str:
        """Go on until the card is ready for pickup."""
        case = self.printed(person)
        self.do(FetchCards(case))
        self.do(TakeIn(case))
        return case

    def issued(self, person: Synthetic) -> str:
        """Go on until the card is in the citizen's hand."""
        case = self.ready(person)
        self.do(Inform(case, citizen="phone"))
        self.do(HandOver(case, self.book.case(case).file.receipt))
        return case


def ours(rules: Mapping[str, Callable[..., object]]) -> set[str]:
    """Return the names of the library's own rules; an extension may have entered more."""
    return {name for name, rule in rules.items() if rule.__module__.startswith("ektpflow.")}


def somebody(number: int = 0, seed: int = 1) -> Synthetic:
    """Return a synthetic person."""
    return people(number + 1, seed=seed, region=KECAMATAN)[number]
