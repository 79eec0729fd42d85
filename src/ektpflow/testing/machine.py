"""A machine that lives through a casebook: people apply, and their cases go everywhere.

A machine that picks any step at random hardly leaves the first two statuses. This one draws a row
of the table as the goal of a case and takes the steps of a shortest way to it; where a step is
refused for want of custody or of a blank, it takes the way out that the refusal names. In between
it takes what `Casebook.next_steps` calls possible, and tries what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import ClassVar, Final

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ektpflow import events as e
from ektpflow.application import Application
from ektpflow.calendar import wib
from ektpflow.casebook import Casebook, Step
from ektpflow.errors import Reason, Refused
from ektpflow.guards import Guard
from ektpflow.journal import MemoryJournal
from ektpflow.kinds import Kind
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.rule import Rule
from ektpflow.matching.matcher import Matcher
from ektpflow.nik import Nik
from ektpflow.office import City, Officer, Tier, medan
from ektpflow.population import Synthetic, people
from ektpflow.steps import CATALOGUE, Apply, Forward, ReceiveBlanko
from ektpflow.testing import promises as p
from ektpflow.testing.tour import way_to
from ektpflow.testing.wishes import ANSWERS, WISHES, Now, SteeredAbis, Wish

__all__ = ["CaseMachine", "Promise", "case_machine"]

#: What must hold of a casebook after every rule; it raises `AssertionError` where it does not.
Promise = Callable[[Casebook], None]

_FROM: Final = wib("2026-03-02 08:00")
_MINUTE: Final = timedelta(minutes=1)
_PATIENCE: Final = 40  # steps to one goal; results that lead elsewhere make the way longer
_CASES: Final = 6
_BLANKS: Final = 2  # in a delivery: few, so that they run out
_FIRST_REPLAY: Final = 12
_AGAIN: Final = (Kind.NEW, Kind.LOST, Kind.DAMAGED, Kind.DATA_CHANGE)


@cache
def _cast(city: City) -> tuple[Synthetic, ...]:
    """Return three people in two kecamatan; the second is the first under another number."""
    here, there = (office.code for office in city.offices_of(Tier.KECAMATAN)[:2])
    first, third = people(2, seed=5, region=here)
    (other,) = people(1, seed=6, region=there, born=first.resident.birth_date)
    twice = attrs.evolve(first.resident, nik=other.resident.nik, kk=other.resident.kk)
    return first, Synthetic(twice, first.body, first.household), third


class CaseMachine(RuleBasedStateMachine):
    """People apply at two kecamatan, and their cases go everywhere.

    Made by `case_machine`. Subclass what that gives for rules and invariants of your own; `book` is
    the casebook, `do` takes a step a minute later, `take` brings a row of the table about.
    """

    city: ClassVar[City]
    people: ClassVar[tuple[Synthetic, ...]]
    lifecycle: ClassVar[Lifecycle]
    guards: ClassVar[Mapping[str, Guard]]
    wishes: ClassVar[Mapping[type[e.CaseFact], Wish]]
    catalogue: ClassVar[Mapping[str, type[Step]]]
    promises: ClassVar[tuple[Promise, ...]]

    def __init__(self) -> None:
        super().__init__()
        self.abis = SteeredAbis()
        self.at: datetime = _FROM
        self.blanks = 0
        self.replayed = 0
        self.book: Casebook = self.opened()

    # -- to be replaced, where a casebook is another one ------------------------------------------

    def opened(self) -> Casebook:
        """Return the empty casebook of a run."""
        return Casebook(
            self.city,
            lifecycle=self.lifecycle,
            matcher=Matcher(abis=self.abis),
            guards=self.guards,
            catalogue=self.catalogue,
        )

    def read_again(self) -> Casebook:
        """Return a casebook replayed from the journal of this one."""
        return type(self.book).replay(
            MemoryJournal(act for _, act in self.book.journal.acts()),
            self.city,
            lifecycle=self.lifecycle,
            matcher=Matcher(abis=SteeredAbis()),
            guards=self.guards,
            catalogue=self.catalogue,
        )

    # -- what rules are made of -------------------------------------------------------------------

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
            first, self.blanks = self.blanks + 1, self.blanks + _BLANKS
            delivery = ReceiveBlanko("maker", printing, first, self.blanks, "SJ-1")
            return not self.do(delivery, self.city.officer(printing))
        return False

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

    def _cases(self) -> list[str]:
        return [case for case, app in self.book.cases.items() if not app.ended]

    def _idle(self) -> list[Synthetic]:
        """Return who has no open case; what a second one comes to is tried by everybody else."""
        records = {one: self.book.record(one.resident.nik) for one in self.people}
        return [one for one, record in records.items() if record is None or not record.open_case]

    # -- what happens -----------------------------------------------------------------------------

    @precondition(lambda self: len(self.book.cases) < _CASES and self._idle())
    @rule(data=st.data())
    def somebody_applies(self, data: st.DataObject) -> None:
        """Somebody applies at home: a first card, or another one where a record is on file."""
        person = data.draw(st.sampled_from(self._idle()), label="person")
        record = self.book.record(person.resident.nik)
        kinds = _AGAIN if record is not None and record.print_ready else _AGAIN[:1]
        kind = data.draw(st.sampled_from(kinds), label="kind")
        at = str(person.resident.nik.region)
        self.do(Apply(person.resident, kind, via=at), self.city.officer(at))

    @precondition(lambda self: self._cases())
    @rule(data=st.data())
    def a_case_makes_for_a_row(self, data: st.DataObject) -> None:
        """A case goes to some row of the table, however far it is."""
        case = data.draw(st.sampled_from(self._cases()), label="case")
        # by fact first: what can happen nearly everywhere would else be most of the goals
        rows = data.draw(st.sampled_from([*self.lifecycle.by_event.values()]), label="rows")
        self.make_for(case, data.draw(st.sampled_from(rows), label="goal"))

    @precondition(lambda self: self._cases())
    @rule(data=st.data())
    def an_officer_does_what_is_possible(self, data: st.DataObject) -> None:
        """An officer takes one of the steps that `Casebook.next_steps` calls possible."""
        case = data.draw(st.sampled_from(self._cases()), label="case")
        by = data.draw(st.sampled_from([*self.officers(self.book.case(case))]), label="officer")
        possible = [
            event
            for step in self.book.next_steps(case, at=self.at, by=by)
            if step.possible
            for event in self.catalogue[step.name].leads_to
            if event in self.wishes
        ]
        if possible:
            event = data.draw(st.sampled_from(possible), label="fact")
            self.do(self.wishes[event](self.now(case)), by, because_of=event)

    @precondition(lambda self: self.book.cases)
    @rule(data=st.data())
    def an_officer_tries_anything(self, data: st.DataObject) -> None:
        """An officer tries a step whether it is possible or not, also on a case that ended."""
        case = data.draw(st.sampled_from([*self.book.cases]), label="case")
        by = data.draw(st.sampled_from([*self.officers(self.book.case(case))]), label="officer")
        event = data.draw(st.sampled_from([*self.wishes]), label="fact")
        self.do(self.wishes[event](self.now(case)), by, because_of=event)

    # -- what holds -------------------------------------------------------------------------------

    @invariant()
    def one_valid_card_each(self) -> None:
        """Nobody has two valid cards, whatever numbers the person goes by."""
        bodies: dict[Nik, object] = {one.resident.nik: one.body for one in self.people}
        p.one_valid_card_each(self.book, bodies.__getitem__)

    @invariant()
    def no_card_is_left_behind(self) -> None:
        """Every valid card belongs to a case that stands for it."""
        p.no_card_is_left_behind(self.book)

    @invariant()
    def no_card_without_proof(self) -> None:
        """Uniqueness was proved since the identity data last changed, before each card."""
        p.no_card_without_proof(self.book)

    @invariant()
    def blanks_are_conserved(self) -> None:
        """Every blank from the maker is in one place."""
        p.blanks_are_conserved(self.book)

    @invariant()
    def replay_equals_the_board(self) -> None:
        """The journal gives the same board again; read whenever it has grown by half."""
        if self.book.facts >= max(_FIRST_REPLAY, self.replayed * 3 // 2):
            self.replayed = self.book.facts
            p.replay_equals_the_board(self.book, self.read_again())

    @invariant()
    def promises_of_ones_own(self) -> None:
        """What was handed in holds too."""
        for promise in self.promises:
            promise(self.book)


def case_machine(
    *,
    lifecycle: Lifecycle = KTP_EL,
    guards: Mapping[str, Guard] | None = None,
    wishes: Mapping[type[e.CaseFact], Wish] | None = None,
    catalogue: Mapping[str, type[Step]] | None = None,
    promises: Iterable[Promise] = (),
    city: City | None = None,
    people: Iterable[Synthetic] = (),
) -> type[CaseMachine]:
    """Return a state machine over a casebook, for Hypothesis to run: its ``TestCase`` is the test.

    It tries the step of every fact that has a wish, on two applications of one person under two
    numbers and on a third one, and holds after every rule: one valid card per person, no card left
    behind, no card without proof, blanks conserved, a replay equals the board, a refused step
    changes nothing.

    Parameters
    ----------
    lifecycle
        The table.
    guards
        More guards by name, as for `Casebook`.
    wishes
        How your own facts are brought about; they come to those of the library.
    catalogue
        More steps by name that `Casebook.next_steps` offers.
    promises
        What must hold of your casebook beside.
    city
        The offices; those of Medan by default.
    people
        Who applies, each registered in a kecamatan of the city; three by default.

    Examples
    --------
    >>> from hypothesis import settings
    >>> from hypothesis.stateful import run_state_machine_as_test
    >>> from ektpflow.testing import case_machine
    >>> run_state_machine_as_test(case_machine(), settings=settings(max_examples=3, database=None))
    """
    offices = medan() if city is None else city
    fields: dict[str, object] = {
        "__doc__": f"Cases of {lifecycle.tag}.",
        "lifecycle": lifecycle,
        "guards": MappingProxyType({**(guards or {})}),
        "wishes": MappingProxyType({**WISHES, **(wishes or {})}),
        "catalogue": MappingProxyType({**CATALOGUE, **(catalogue or {})}),
        "promises": tuple(promises),
        "city": offices,
        "people": tuple(people) or _cast(offices),
    }
    return type("Cases", (CaseMachine,), fields)
