"""Drives the cases of one casebook: takes steps, ways to a row, and the ways out of a refusal.

The machine of cases (`ektpflow.testing.case_machine`) draws where to go; this knows the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Final

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.calendar import wib
from ektpflow.casebook import Casebook, Step
from ektpflow.errors import Reason, Refused
from ektpflow.guards import Guard
from ektpflow.journal import MemoryJournal
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.rule import Rule
from ektpflow.matching.abis import Abis
from ektpflow.matching.matcher import Matcher
from ektpflow.office import City, Officer, Tier
from ektpflow.population import Synthetic
from ektpflow.steps import Forward, ReceiveBlanko
from ektpflow.testing import promises as p
from ektpflow.testing.tour import way_to, ways
from ektpflow.testing.wishes import ANSWERS, Now, SteeredAbis, Wish

__all__ = ["Driver"]

_FROM: Final = wib("2026-03-02 08:00")
_MINUTE: Final = timedelta(minutes=1)
_PATIENCE: Final = 40  # steps to one goal; results that lead elsewhere make the way longer
_BLANKS: Final = 2  # in a delivery: few, so that they run out


class Driver:
    """A casebook, its people, and the ways that their cases can go.

    Attributes
    ----------
    book
        The casebook.
    at
        The clock: a minute goes by with each step.
    abis
        The biometric search, which answers as it is told.
    """

    city: ClassVar[City]
    people: ClassVar[tuple[Synthetic, ...]]
    lifecycle: ClassVar[Lifecycle]
    guards: ClassVar[Mapping[str, Guard]]
    wishes: ClassVar[Mapping[type[e.CaseFact], Wish]]
    catalogue: ClassVar[Mapping[str, type[Step]]]

    def __init__(self) -> None:
        super().__init__()
        self.abis = SteeredAbis()
        self.at: datetime = _FROM
        self._blanks = 0
        self.book: Casebook = self.opened()

    # -- to be replaced, where casebook or matcher are others -------------------------------------

    def matcher(self, abis: Abis) -> Matcher:
        """Return the empty matcher of a casebook."""
        return Matcher(abis=abis)

    def opened(self) -> Casebook:
        """Return the empty casebook of a run."""
        return Casebook(
            self.city,
            lifecycle=self.lifecycle,
            matcher=self.matcher(self.abis),
            guards=self.guards,
            catalogue=self.catalogue,
        )

    def read_again(self) -> Casebook:
        """Return a casebook replayed from the journal of this one."""
        return type(self.book).replay(
            MemoryJournal(act for _, act in self.book.journal.acts()),
            self.city,
            lifecycle=self.lifecycle,
            matcher=self.matcher(SteeredAbis()),
            guards=self.guards,
            catalogue=self.catalogue,
        )

    # -- how to get there -------------------------------------------------------------------------

    def do(
        self, step: Step, by: Officer, *, because_of: type[e.CaseFact] | None = None
    ) -> tuple[Reason, ...]:
        """Do a step a minute later; return why it was refused, nothing where it was done.

        Parameters
        ----------
        step, by
            What and who.
        because_of
            The fact that is wished for: the data centre is made to answer so, where it can be.
        """
        self.at += _MINUTE
        self.abis.next_answer = None if because_of is None else ANSWERS.get(because_of)
        before = p.standing(self.book)
        try:
            self.book.do(step, at=self.at, by=by)
        except Refused as no:
            p.a_refused_step_changes_nothing(before, self.book, no)
            return no.reasons
        finally:
            self.abis.next_answer = None
        return ()

    def now(self, case: str) -> Now:
        """Return the moment for a wish about a case."""
        app = self.book.case(case)
        (person,) = (one for one in self.people if one.resident.nik == app.nik)
        return Now(self.book, app, person, self.at)

    def officers(self, app: Application) -> Iterator[Officer]:
        """Give who may have to do with a case: where its file is, where it began, print, centre."""
        codes = (
            app.custody,
            app.history[0].office,
            self.city.printing_office(app.custody),
            *(office.code for office in self.city.offices_of(Tier.CENTRE)),
        )
        return (self.city.officer(code) for code in dict.fromkeys(codes))

    def take(self, case: str, row: Rule) -> bool:
        """Try to bring a row about, or what stands in its way out of it; say whether it went on."""
        wish = self.wishes.get(row.event)
        if wish is None:
            return False
        codes: set[str] = set()
        for by in self.officers(self.book.case(case)):
            if row.role in by.roles:
                reasons = self.do(wish(self.now(case)), by, because_of=row.event)
                if not reasons:
                    return True
                codes |= {reason.code for reason in reasons}
        return self._way_out(self.book.case(case), codes)

    def _way_out(self, app: Application, codes: set[str]) -> bool:
        printing = self.city.printing_office(app.custody)
        if "custody_at_printing_office" in codes:
            return not self.do(Forward(app.id, printing), self.city.officer(app.custody))
        if "no_blank" in codes:
            first, self._blanks = self._blanks + 1, self._blanks + _BLANKS
            delivery = ReceiveBlanko("maker", printing, first, self._blanks, "SJ-1")
            return not self.do(delivery, self.city.officer(printing))
        return False

    def goals(self, case: str) -> list[Rule]:
        """Return the rows that a case can make for, the nearest first.

        From the first ones Hypothesis draws most, and to these it shrinks.
        """
        way = ways(self.lifecycle, self.book.case(case).status)
        rows = [row for row in self.lifecycle.rules if row.event in self.wishes]
        rows = [row for row in rows if row.source in way]
        return sorted(rows, key=lambda row: (row.stays, len(way[row.source])))

    def make_for(self, case: str, goal: Rule) -> bool:
        """Go to a row by shortest ways, around what is refused; say whether it was taken."""
        refused: set[Rule] = set()
        for _ in range(_PATIENCE):
            app = self.book.case(case)
            way = way_to(self.lifecycle, app.status, goal, refused)
            if way is None:
                return False
            if not self.take(case, way[0]):
                refused.add(way[0])
            new = self.book.case(case).history[len(app.history) :]
            if way[0] is goal and any(type(fact) is goal.event for fact in new):
                return True
        return False

    def open_cases(self) -> list[str]:
        """Return the cases that go on."""
        return [case for case, app in self.book.cases.items() if not app.ended]

    def idle(self) -> list[Synthetic]:
        """Return who has no open case; what a second one comes to is tried by everybody else."""
        records = {one: self.book.record(one.resident.nik) for one in self.people}
        return [one for one, record in records.items() if record is None or not record.open_case]
