"""The one door: `Casebook.do` is the only way to change an application or a stock.

`do` asks the step what would happen, runs the rules of the lifecycle, passes the facts through
the applications and the stock, and writes all of them or none. `check` says everything that speaks
against a step without raising; `next_steps` says what is possible now; `replay` rebuilds the same
board from a journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar, Protocol

import attrs

from ektpflow import events as e
from ektpflow.act import Act
from ektpflow.application import Application
from ektpflow.blanko import StockLedger
from ektpflow.board import Board, View, readable
from ektpflow.errors import (
    BrokenJournal,
    InvalidDefinition,
    InvalidValue,
    Reason,
    Refused,
)
from ektpflow.guards import GUARDS, Guard
from ektpflow.journal import Keeper, MemoryJournal
from ektpflow.lifecycle import KTP_EL, Lifecycle, Machine, Migration, Rule, Versions
from ektpflow.lifecycle.course import status_reason, wrong_officer
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.model import MatchModel
from ektpflow.matching.person import Person
from ektpflow.nik import Nik
from ektpflow.office import City, Officer, Role
from ektpflow.proofs import proof_of, prove_again
from ektpflow.register import Record

__all__ = ["Casebook", "NextStep", "Step", "Written"]


class Step(Protocol):
    """A wish: what an officer wants to do. Steps decide, the table allows, the journal remembers.

    ``leads_to`` holds the facts about the case that it may lead to; ``consults`` says that it asks
    the data centre when it decides, so that `Casebook.check` does not try it out.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]]
    consults: ClassVar[bool]

    @property
    def case(self) -> str:
        """The case it is about, empty where there is none yet."""
        ...

    @classmethod
    def standing(cls, view: View, case: str, at: datetime, by: Officer) -> Sequence[Reason]:
        """Return what speaks against a step of this kind, whatever is handed to it."""
        ...

    def against(self, view: View, at: datetime, by: Officer) -> Sequence[Reason]:
        """Return what speaks against it, beside the table and its guards."""
        ...

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the facts that would happen. Reads only."""
        ...


@attrs.frozen
class Written:
    """What one act wrote.

    Parameters
    ----------
    case
        The case the step was about, or that it opened.
    facts
        The facts, in order.
    """

    case: str
    facts: tuple[e.Fact, ...]


@attrs.frozen
class NextStep:
    """One step, and every reason why it is not possible now."""

    name: str
    reasons: tuple[Reason, ...]

    @property
    def possible(self) -> bool:
        """Nothing speaks against it."""
        return not self.reasons


class Casebook:
    """The applications, records and blanks of a set of offices.

    Parameters
    ----------
    city
        The offices.
    lifecycle
        The table for new applications.
    matcher
        The data centre's matcher: gallery, biometric search, examiners.
    journal
        Where the facts are kept; it must be empty (use `Casebook.replay` for one that is not).
    guards
        More guards by name, for an extended lifecycle.
    catalogue
        The classes of steps that `next_steps` offers, by name; the library's own by default.
    earlier
        Tables of cases that began before this one was in force: a `Lifecycle` where they finish
        under it, a `Migration` from it where they may go over.

    Raises
    ------
    InvalidDefinition
        When a rule names a guard that is missing, a guard is handed in that no rule names, or a
        table or a migration could let something happen that must never happen.
    """

    def __init__(
        self,
        city: City,
        *,
        lifecycle: Lifecycle = KTP_EL,
        matcher: Matcher | None = None,
        journal: Keeper | None = None,
        guards: Mapping[str, Guard] | None = None,
        catalogue: Mapping[str, type[Step]] | None = None,
        earlier: Iterable[Lifecycle | Migration] = (),
    ) -> None:
        versions = Versions(lifecycle, earlier)
        self._machines = _bound(versions, guards or {})
        self._board = Board(city, versions, matcher or Matcher())
        self._view = View(self._board)
        self._journal: Keeper = MemoryJournal() if journal is None else journal
        self._catalogue = catalogue
        if next(iter(self._journal.acts()), None) is not None:
            raise InvalidValue(
                "journal", "not empty", "a new casebook starts a new journal", "Casebook.replay"
            )

    # -- reading ---------------------------------------------------------------------------------

    @property
    def city(self) -> City:
        """The offices."""
        return self._board.city

    @property
    def lifecycle(self) -> Lifecycle:
        """The table for new applications."""
        return self._board.versions.current

    @property
    def versions(self) -> Versions:
        """The table for new applications and the earlier ones, with the ways between them."""
        return self._board.versions

    @property
    def journal(self) -> Keeper:
        """The facts."""
        return self._journal

    @property
    def cases(self) -> Mapping[str, Application]:
        """All applications by case, read only."""
        return self._view.applications

    @property
    def records(self) -> Mapping[Nik, Record]:
        """All records at the data centre by NIK, read only."""
        return MappingProxyType(self._board.records)

    @property
    def stock(self) -> StockLedger:
        """The stock of blank cards."""
        return self._board.stock

    @property
    def facts(self) -> int:
        """Number of facts in the journal."""
        return self._board.written

    @property
    def gallery_state(self) -> str:
        """Fingerprint of the gallery at the data centre."""
        return self._board.matcher.gallery.state

    @property
    def model(self) -> MatchModel:
        """The weights by which the matcher compares."""
        return self._board.matcher.model

    def pair(self, case: str, candidate: Nik) -> tuple[Person, Person]:
        """Return what is compared of the person of a case, and of a record on file.

        Parameters
        ----------
        case
            The case.
        candidate
            NIK of the record.

        Raises
        ------
        InvalidValue
            When there is no such case, or the gallery does not hold the record (any more).
        """
        other = self._board.matcher.gallery.get(candidate)
        if other is None:
            raise InvalidValue(
                "record", str(candidate), "the gallery does not hold it", "it may have been deleted"
            )
        return self._view.person(self.case(case)), other

    def case(self, case: str) -> Application:
        """Return one application; `InvalidValue` where there is none."""
        return self._view.application(case)

    def record(self, nik: Nik) -> Record | None:
        """Return what the data centre holds under this NIK."""
        return self._board.records.get(nik)

    # -- deciding --------------------------------------------------------------------------------

    def do(self, step: Step, *, at: datetime, by: Officer) -> Written:
        """Do a step: write all its facts, or none.

        Parameters
        ----------
        step
            What to do.
        at
            When; aware.
        by
            Who.

        Raises
        ------
        Refused
            With every reason. Nothing was changed.
        """
        view = self._view
        _moment(at)
        try:
            # a search is an act at the data centre: a step that is refused makes none
            against = (
                self._all_reasons(step, at, by) if step.consults else step.against(view, at, by)
            )
            if against:
                raise Refused(type(step).__name__, step.case, ())  # noqa: TRY301
            facts = step.decide(view, at, by)
            after = self._apply(step, facts, at, by)
            self._journal.append(facts)
            self._commit(facts, after)
            return Written(step.case or facts[0].case, facts)
        except Refused as refused:
            reasons = self._all_reasons(step, at, by)
            raise Refused(
                type(step).__name__, step.case, tuple(dict.fromkeys((*reasons, *refused.reasons)))
            ) from None
        finally:
            view._forget_issued()  # noqa: SLF001  (the casebook owns its view)

    def check(self, step: Step, *, at: datetime, by: Officer) -> tuple[Reason, ...]:
        """Return every reason against a step; empty when it is possible. Changes nothing.

        A step that consults the data centre is not tried out: what the search would find is not
        known before it is made.
        """
        _moment(at)
        reasons = self._all_reasons(step, at, by)
        if reasons or step.consults:
            return reasons
        try:
            self._apply(step, step.decide(self._view, at, by), at, by)
        except Refused as refused:
            return refused.reasons
        finally:
            self._view._forget_issued()  # noqa: SLF001
        return ()

    def next_steps(
        self, case: str, *, at: datetime, by: Officer, moving: bool = False
    ) -> tuple[NextStep, ...]:
        """Return every step of the catalogue with what speaks against it now, for this officer.

        What a step is given (papers, biometrics, minutes) is not known yet and is not judged.

        Parameters
        ----------
        case
            The case.
        at, by
            When, and who would do it.
        moving
            Only steps that the table lets lead to another status; what a step may do beside that,
            and keep the case where it stands, does not make it possible.
        """
        _moment(at)
        app = self._view.application(case)
        catalogue = _own_catalogue() if self._catalogue is None else self._catalogue
        rows = app.lifecycle.table[app.status]
        found = []
        for name, kind in catalogue.items():
            leads_to = kind.leads_to
            if moving:
                leads_to = tuple(
                    event for event in leads_to if event in rows and not rows[event].stays
                )
            if leads_to or not moving:
                standing = kind.standing(self._view, case, at, by)
                table = self._table_reasons(leads_to, app, at, by)
                found.append(NextStep(name, (*standing, *table)))
        self._view._forget_issued()  # noqa: SLF001
        return tuple(found)

    def _all_reasons(self, step: Step, at: datetime, by: Officer) -> tuple[Reason, ...]:
        app = self._view.find(step.case) if step.case else None
        table = self._table_reasons(step.leads_to, app, at, by) if app is not None else ()
        return tuple(dict.fromkeys((*table, *step.against(self._view, at, by))))

    def _table_reasons(
        self,
        leads_to: Sequence[type[e.CaseFact]],
        app: Application,
        at: datetime,
        by: Officer,
    ) -> tuple[Reason, ...]:
        """Say why none of the facts may happen; empty when one may."""
        first: tuple[Reason, ...] | None = None
        for event in leads_to:
            found = self._row(app, event)
            rule = found if isinstance(found, Rule) else None
            rows = (rule,) if rule is not None else app.lifecycle.by_event.get(event, ())[:1]
            reasons = [found] if isinstance(found, Reason) else []
            for row in rows:
                reasons += self._machines[app.lifecycle.tag].against(row, self._view, app, at, by)
            if not reasons:
                return ()
            if first is None or (rule is not None and len(reasons) < len(first)):
                first = tuple(reasons)
        return first or ()

    def _row(self, app: Application, event: type[e.CaseFact]) -> Rule | Reason:
        """Return the row by which a fact may happen to a case, or why there is none."""
        if event is e.CaseMigrated:
            return self._board.versions.jump(app.lifecycle, app.status)
        rule = app.lifecycle.table[app.status].get(event)
        return status_reason(app.lifecycle, app.status, event) if rule is None else rule

    # -- writing ---------------------------------------------------------------------------------

    def _apply(self, step: Step, facts: tuple[e.Fact, ...], at: datetime, by: Officer) -> Act:
        """Return the board after the facts, by the rules of this year; changes nothing."""
        name = type(step).__name__
        if not facts:
            raise Refused(name, step.case, (Reason("nothing", "the step led to no fact"),))
        after = Act(self._board)
        known = self._board.versions.tables
        for fact in facts:
            if (
                fact.at != at
                or fact.by != by.id
                or fact.office != by.office
                or fact.version not in known
            ):
                sentence = "a fact bears another time, officer, office or an unknown version"
                raise Refused(name, step.case, (Reason("foreign_stamp", sentence),))
            if isinstance(fact, e.CaseFact):
                after.take(fact, self._allow(fact, after, at, by))
                continue
            if isinstance(fact, e.RegisterFact):
                self._allow_on_register(fact, by)
            after.take(fact)
        after.obey()
        return after

    def _allow(self, fact: e.CaseFact, after: Act, at: datetime, by: Officer) -> Application | None:
        """Hold the rules of this year; return the application before the fact, None if it opens."""
        event = type(fact)
        here = app = after.application(fact.case)
        if app is None:
            if not isinstance(fact, e.ApplicationSubmitted):
                raise Refused(event.__name__, fact.case, (Reason("no_case", "no such case"),))
            if fact.case != self._view.next_case:
                raise Refused(event.__name__, fact.case, (Reason("no_case", "not the next id"),))
            app = after.opened(fact, self.lifecycle)
            rule: Rule | Reason = self.lifecycle.table[self.lifecycle.initial][event]
        else:
            rule = app.lifecycle.table[app.status].get(event) or self._row(app, event)
        if isinstance(rule, Reason):
            raise Refused(event.__name__, fact.case, (rule,))
        if rule.role not in by.roles:
            raise Refused(event.__name__, fact.case, (wrong_officer(rule, by),))
        for name in rule.guards:
            against = self._machines[app.lifecycle.tag].guards[name](self._view, app, at, by)
            if against is not None:
                raise Refused(event.__name__, fact.case, (against,))
        if event.proves_uniqueness:
            self._must_be_issued(event.__name__, fact.case, fact.proof)
        return here

    def _allow_on_register(self, fact: e.RegisterFact, by: Officer) -> None:
        event = type(fact).__name__
        if isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
            self._must_be_issued(event, "", fact.evidence)
        if not by.roles & _REGISTER_ROLES:
            raise Refused(event, fact.case, (Reason("role", f"{by.id} may not change records"),))

    def _must_be_issued(self, event: str, case: str, proof: object) -> None:
        if not self._view._has_issued(proof):  # noqa: SLF001
            raise Refused(
                event,
                case,
                (
                    Reason(
                        "forged_proof",
                        "the proof does not come from this casebook's own matcher or panel",
                        "MatchRecord, Adjudicate or ConfirmOnFile",
                    ),
                ),
            )

    def _commit(self, facts: Iterable[e.Fact], after: Act) -> None:
        board = self._board
        board.applications.update(after.applications)
        if after.records:
            board.records.update(after.records)
        board.stock = after.stock
        board.written = after.written
        for fact in facts:
            moves = _MOVES_GALLERY.get(fact.__class__)
            if moves is None or moves:
                _in_gallery(board, fact, self._view)

    # -- remembering -----------------------------------------------------------------------------

    @classmethod
    def replay(
        cls,
        journal: Keeper,
        city: City,
        *,
        lifecycle: Lifecycle = KTP_EL,
        matcher: Matcher | None = None,
        guards: Mapping[str, Guard] | None = None,
        catalogue: Mapping[str, type[Step]] | None = None,
        earlier: Iterable[Lifecycle | Migration] = (),
    ) -> Casebook:
        """Rebuild the board from a journal. Nothing is decided again: guards do not run.

        What must hold in every year is held again: the table of the recorded version, conservation
        of blanks, one open application and one valid card per person, proof before print. A journal
        that is not sealed with a key could have been written by anybody, so its proofs are not
        taken at its word either: every search and every judgement is made again by `matcher`.

        Parameters
        ----------
        journal
            The facts; the casebook goes on writing there.
        city, lifecycle, guards, catalogue
            As in `Casebook`.
        earlier
            The tables of earlier years: each fact is held against the table of its own version.
        matcher
            The data centre's matcher, empty: the one that made the journal, or for a journal with
            a key one that is like it.

        Raises
        ------
        BrokenJournal
            When a fact breaks a law, or a proof does not follow from the facts before it.
        """
        book = cls(
            city,
            lifecycle=lifecycle,
            matcher=matcher,
            guards=guards,
            catalogue=catalogue,
            earlier=earlier,
        )
        for place, facts in journal.acts():
            after = Act(book._board)
            fact = facts[0]
            try:
                for fact in facts:
                    book._must_hold(fact)
                    if not journal.sealed:
                        prove_again(book._view, book._board.matcher, fact, after)
                    after.take(fact)
                after.obey()
            except (Refused, InvalidValue) as error:
                reasons = (
                    "; ".join(r.sentence for r in error.reasons)
                    if isinstance(error, Refused)
                    else str(error)
                )
                raise BrokenJournal(place, type(fact).__name__, reasons) from error
            book._commit(facts, after)
        book._journal = journal
        return book

    def _must_hold(self, fact: e.Fact) -> None:
        """Check version and gallery; the rest is checked as the fact is taken."""
        self._board.versions.table(fact.version)
        proof = proof_of(fact)
        if proof is not None and proof.gallery_state != self._board.matcher.gallery.state:
            raise Refused(
                type(fact).__name__,
                fact.case,
                (
                    Reason(
                        "foreign_proof",
                        "the proof speaks of a gallery that did not stand so at that moment",
                    ),
                ),
            )


#: Who may bring facts about a record: the dinas asks, the centre does.
_REGISTER_ROLES = frozenset({Role.CENTRE, Role.DINAS})


def _own_catalogue() -> Mapping[str, type[Step]]:
    from ektpflow.steps import CATALOGUE  # noqa: PLC0415  (the steps stand above the casebook)

    return CATALOGUE


def _moment(at: datetime) -> None:
    if at.tzinfo is None:
        raise InvalidValue(
            "time", at.isoformat(), "a fact's time names its zone", "use wib('2026-03-02 08:10')"
        )


def _bound(
    versions: Versions, added: Mapping[str, Guard]
) -> Mapping[str, Machine[View, Application]]:
    """Return each table with its guards, by version; a guard has one meaning in all of them."""
    handed: tuple[Lifecycle | Migration, ...] = (*versions.tables.values(), *versions.migrations)
    for proved in handed:
        for finding in proved.verify():
            if finding.unsafe:
                raise InvalidDefinition(proved.tag, finding.place, str(finding))
    tables = versions.tables
    named = frozenset(name for table in tables.values() for name in table.guard_names)
    for name in sorted(set(added) - named):
        raise InvalidDefinition(versions.current.tag, f"guard {name}", "no rule names it")
    # a lifecycle with fewer rows needs fewer of the guards
    guards = {**GUARDS, **added}
    return {
        tag: Machine(table, {n: guard for n, guard in guards.items() if n in table.guard_names})
        for tag, table in tables.items()
    }


#: Whether facts of a class change the gallery, for every class that was met so far.
_MOVES_GALLERY: dict[type[e.Fact], bool] = {}


def _in_gallery(board: Board, fact: e.Fact, view: View) -> None:
    """Let the gallery follow: to match and to enter are one act."""
    _MOVES_GALLERY[type(fact)] = True
    if isinstance(fact, e.CaseFact):
        if fact.enters_gallery:
            board.matcher.enter(view.person(board.applications[fact.case]))
        elif fact.leaves_gallery:
            board.matcher.remove(board.applications[fact.case].nik)
        else:
            _MOVES_GALLERY[type(fact)] = False
    elif isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
        board.matcher.enter(Person.of(fact.resident, readable(fact.biometrics)))
    elif isinstance(fact, e.RecordDeleted):
        board.matcher.remove(fact.record)
    else:
        _MOVES_GALLERY[type(fact)] = False
