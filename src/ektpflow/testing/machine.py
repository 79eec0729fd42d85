"""A machine that lives through a casebook: people apply, and their cases go everywhere.

A machine that picks any step at random hardly leaves the first two statuses. This one draws a row
of the table as the goal of a case and takes the steps of a shortest way to it; where a step is
refused for want of custody or of a blank, it takes the way out that the refusal names. In between
it takes what `Casebook.next_steps` calls possible, and tries what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import ClassVar, Final

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ektpflow import events as e
from ektpflow.casebook import Casebook, Step
from ektpflow.errors import InvalidDefinition, Reason
from ektpflow.guards import Guard
from ektpflow.kinds import Kind
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.ktp_el import KTP_EL
from ektpflow.lifecycle.rule import Rule
from ektpflow.nik import Nik
from ektpflow.office import City, Tier, medan
from ektpflow.population import Synthetic, people
from ektpflow.steps import CATALOGUE, Apply
from ektpflow.testing import promises as p
from ektpflow.testing.driver import Driver
from ektpflow.testing.wishes import WISHES, Wish

__all__ = ["CaseMachine", "Promise", "case_machine"]

#: What must hold of a casebook after every rule; it raises `AssertionError` where it does not.
Promise = Callable[[Casebook], None]

_CASES: Final = 8
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


class CaseMachine(Driver, RuleBasedStateMachine):
    """People apply at two kecamatan, and their cases go everywhere.

    Made by `case_machine`. Subclass what that gives for rules and invariants of your own, and for
    a casebook or matcher of your own (`Driver.opened`, `Driver.matcher`).
    """

    own: ClassVar[frozenset[type[e.CaseFact]]]
    promises: ClassVar[tuple[Promise, ...]]

    def __init__(self) -> None:
        super().__init__()
        self._replayed = 0

    # -- what happens -----------------------------------------------------------------------------

    @initialize(data=st.data())
    def the_office_opens(self, data: st.DataObject) -> None:
        """Somebody is waiting at the door; a machine in which nobody can apply shows nothing."""
        refused = self._apply(data)
        if refused:
            because = "; ".join(reason.sentence for reason in refused)
            raise InvalidDefinition(
                self.lifecycle.tag, "case_machine", f"nobody can apply: {because}; see people="
            )

    @precondition(lambda self: len(self.book.cases) < _CASES and self.idle())
    @rule(data=st.data())
    def somebody_applies(self, data: st.DataObject) -> None:
        """Somebody applies at home: a first card, or another one where a record is on file."""
        self._apply(data)

    def _apply(self, data: st.DataObject) -> tuple[Reason, ...]:
        person = data.draw(st.sampled_from(self.idle()), label="person")
        record = self.book.record(person.resident.nik)
        kinds = _AGAIN if record is not None and record.print_ready else _AGAIN[:1]
        kind = data.draw(st.sampled_from(kinds), label="kind")
        at = str(person.resident.nik.region)
        return self.do(Apply(person.resident, kind, via=at), self.city.officer(at))

    # A row is drawn by its fact, so that what can happen nearly everywhere is not most goals;
    # or by its status, so that it is tried where there is a card too.

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data())
    def a_case_makes_for_a_fact(self, data: st.DataObject) -> None:
        """A case goes to some fact, however far it is."""
        case = data.draw(st.sampled_from(self.open_cases()), label="case")
        self._go(data, case, self.goals(case), lambda row: row.event)

    @precondition(lambda self: self.open_cases())
    @rule(data=st.data())
    def a_case_makes_for_a_status(self, data: st.DataObject) -> None:
        """A case goes to some status, however far it is, and on from there."""
        case = data.draw(st.sampled_from(self.open_cases()), label="case")
        self._go(data, case, self.goals(case), lambda row: row.source)

    @precondition(lambda self: self.own and self.open_cases())
    @rule(data=st.data())
    def a_case_makes_for_a_fact_of_ones_own(self, data: st.DataObject) -> None:
        """A case goes to a fact for which a wish was handed in: these are what is tested."""
        case = data.draw(st.sampled_from(self.open_cases()), label="case")
        goals = [row for row in self.goals(case) if row.event in self.own]
        if goals:
            self._go(data, case, goals, lambda row: row.source)

    def _go(
        self, data: st.DataObject, case: str, goals: list[Rule], by: Callable[[Rule], object]
    ) -> None:
        groups: dict[object, list[Rule]] = {}
        for row in goals:
            groups.setdefault(by(row), []).append(row)
        rows = data.draw(st.sampled_from([*groups.values()]), label="goals")
        self.make_for(case, data.draw(st.sampled_from(rows), label="goal"))

    @precondition(lambda self: self.book.cases)
    @rule(data=st.data())
    def an_officer_tries_a_step(self, data: st.DataObject) -> None:
        """An officer tries what `Casebook.next_steps` calls possible, or what the table forbids.

        What ends a case is left to the goals: it is half of what is possible. What the table
        forbids is tried on cases that ended, too.
        """
        case = data.draw(st.sampled_from([*self.book.cases]), label="case")
        by = data.draw(st.sampled_from([*self.officers(self.book.case(case))]), label="officer")
        row_of = self.lifecycle.table[self.book.case(case).status]
        forbidden = [event for event in self.wishes if event not in row_of]
        possible = [
            event
            for step in self.book.next_steps(case, at=self.at, by=by)
            if step.possible
            for event in self.catalogue[step.name].leads_to
            if event in self.wishes
            and event in row_of
            and row_of[event].target not in self.lifecycle.finals
        ]
        events = data.draw(st.sampled_from([e for e in (possible, forbidden) if e]), label="which")
        event = data.draw(st.sampled_from(events), label="fact")
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
        if self.book.facts >= max(_FIRST_REPLAY, self._replayed * 3 // 2):
            self._replayed = self.book.facts
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

    Raises
    ------
    InvalidDefinition
        As it runs, when nobody can apply.

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
        "own": frozenset(wishes or ()),
        "catalogue": MappingProxyType({**CATALOGUE, **(catalogue or {})}),
        "promises": tuple(promises),
        "city": offices,
        "people": tuple(people) or _cast(offices),
    }
    return type("Cases", (CaseMachine,), fields)
