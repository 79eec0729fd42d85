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
from ektpflow.application import Application, status_reason
from ektpflow.blanko import StockLedger
from ektpflow.board import Board, View, readable
from ektpflow.errors import (
    BrokenJournal,
    InvalidDefinition,
    InvalidValue,
    Reason,
    Refused,
)
from ektpflow.guards import GUARDS, Guard, card_keeps
from ektpflow.journal import Keeper, MemoryJournal
from ektpflow.lifecycle import KTP_EL, Lifecycle, Rule
from ektpflow.matching.matcher import Matcher
from ektpflow.matching.person import Person
from ektpflow.nik import Nik
from ektpflow.office import City, Officer, Role
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

    Raises
    ------
    InvalidDefinition
        When a rule names a guard that is missing, or a guard is handed in that no rule names.
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
    ) -> None:
        self._guards = _bound(lifecycle, guards or {})
        self._board = Board(city, lifecycle, matcher or Matcher())
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
        return self._board.lifecycle

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
            if step.against(view, at, by):
                raise Refused(type(step).__name__, step.case, ())  # noqa: TRY301
            facts = step.decide(view, at, by)
            return self._write(step, facts, at, by)
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

    def next_steps(self, case: str, *, at: datetime, by: Officer) -> tuple[NextStep, ...]:
        """Return every step of the catalogue with what speaks against it now, for this officer.

        What a step is given (papers, biometrics, minutes) is not known yet and is not judged.
        """
        _moment(at)
        app = self._view.application(case)
        catalogue = _own_catalogue() if self._catalogue is None else self._catalogue
        found = tuple(
            NextStep(
                name,
                (
                    *kind.standing(self._view, case, at, by),
                    *self._table_reasons(kind.leads_to, app, at, by),
                ),
            )
            for name, kind in catalogue.items()
        )
        self._view._forget_issued()  # noqa: SLF001
        return found

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
            rule = app.lifecycle.rule(app.status, event)
            rows = (rule,) if rule is not None else app.lifecycle.by_event.get(event, ())[:1]
            reasons = [] if rule is not None else [status_reason(app, event)]
            for row in rows:
                reasons += self._row_reasons(row, app, at, by)
            if not reasons:
                return ()
            if first is None or (rule is not None and len(reasons) < len(first)):
                first = tuple(reasons)
        return first or ()

    def _row_reasons(self, rule: Rule, app: Application, at: datetime, by: Officer) -> list[Reason]:
        found = [] if rule.role in by.roles else [_not_this_officer(rule, by)]
        for name in rule.guards:
            reason = self._guards[name](self._view, app, at, by)
            if reason is not None:
                found.append(reason)
        return found

    # -- writing ---------------------------------------------------------------------------------

    def _write(self, step: Step, facts: tuple[e.Fact, ...], at: datetime, by: Officer) -> Written:
        after = self._apply(step, facts, at, by)
        self._journal.append(facts)
        self._commit(facts, after)
        return Written(step.case or facts[0].case, facts)

    def _apply(self, step: Step, facts: tuple[e.Fact, ...], at: datetime, by: Officer) -> Act:
        """Return the board after the facts, by the rules of this year; changes nothing."""
        name = type(step).__name__
        if not facts:
            raise Refused(name, step.case, (Reason("nothing", "the step led to no fact"),))
        after = Act(self._board)
        for fact in facts:
            if fact.at != at or fact.by != by.id or fact.office != by.office:
                raise Refused(
                    name,
                    step.case,
                    (Reason("foreign_stamp", "a fact bears another time, officer or office"),),
                )
            if isinstance(fact, e.CaseFact):
                self._allow(fact, after, at, by)
            elif isinstance(fact, e.RegisterFact):
                self._allow_on_register(fact, by)
            after.take(fact)
        after.obey()
        return after

    def _allow(self, fact: e.CaseFact, after: Act, at: datetime, by: Officer) -> None:
        event = type(fact)
        app = after.application(fact.case)
        if app is None:
            if not isinstance(fact, e.ApplicationSubmitted):
                raise Refused(event.__name__, fact.case, (Reason("no_case", "no such case"),))
            if fact.case != self._view.next_case:
                raise Refused(event.__name__, fact.case, (Reason("no_case", "not the next id"),))
            app = Application.opened(fact, self._board.lifecycle)
            rule = app.lifecycle.rule(app.lifecycle.initial, event)
        else:
            rule = app.lifecycle.table[app.status].get(event)
        if rule is None:
            raise Refused(event.__name__, fact.case, (status_reason(app, event),))
        if rule.role not in by.roles:
            raise Refused(event.__name__, fact.case, (_not_this_officer(rule, by),))
        for name in rule.guards:
            reason = self._guards[name](self._view, app, at, by)
            if reason is not None:
                raise Refused(event.__name__, fact.case, (reason,))
        if event.proves_uniqueness:
            self._must_be_issued(event.__name__, fact.case, fact.proof)

    def _allow_on_register(self, fact: e.RegisterFact, by: Officer) -> None:
        event = type(fact).__name__
        if isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
            self._must_be_issued(event, "", fact.evidence)
            if fact.record in self._board.matcher.gallery:
                raise Refused(
                    event, "", (Reason("on_file", f"{fact.record} is in this register already"),)
                )
        else:
            record = self._board.records.get(fact.record)
            if record is None:
                why = Reason("not_on_file", f"{fact.record} is unknown")
                raise Refused(event, fact.case, (why,))
            kept = card_keeps(record)
            if kept is not None:
                raise Refused(event, fact.case, (kept,))
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
        board.records.update(after.records)
        board.stock = after.stock
        board.written = after.written
        for fact in facts:
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
    ) -> Casebook:
        """Rebuild the board from a journal. Nothing is decided again: guards do not run.

        Raises
        ------
        BrokenJournal
            When a fact breaks a law that holds in every year: the table of the recorded version,
            conservation of blanks, proof before print, one open application and one card.
        """
        book = cls(city, lifecycle=lifecycle, matcher=matcher, guards=guards, catalogue=catalogue)
        for place, facts in journal.acts():
            after = Act(book._board)
            fact = facts[0]
            try:
                for fact in facts:
                    book._must_hold(fact)
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
        """Check what binds a proof to the gallery; the rest is checked as the fact is taken."""
        known = self._board.lifecycle.tag
        if fact.version != known:
            raise InvalidValue(
                "lifecycle",
                fact.version,
                f"this casebook knows {known}",
                "hand in lifecycle=",
            )
        proof = fact.evidence if isinstance(fact, e.RecordTakenOver) else None
        if isinstance(fact, e.CaseFact) and fact.proves_uniqueness:
            proof_of_case = fact.proof
            state = None if proof_of_case is None else proof_of_case.gallery_state
        elif proof is not None:
            state = proof.gallery_state
        else:
            return
        if state != self._board.matcher.gallery.state:
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


def _not_this_officer(rule: Rule, by: Officer) -> Reason:
    return Reason(
        "role",
        f"{rule.event.__name__} needs an officer as {rule.role}; {by.id} is "
        + (", ".join(sorted(by.roles)) or "without a role"),
        "let an officer with that role do it",
    )


def _bound(lifecycle: Lifecycle, added: Mapping[str, Guard]) -> Mapping[str, Guard]:
    unused = sorted(set(added) - lifecycle.guard_names)
    if unused:
        raise InvalidDefinition(lifecycle.tag, f"guard {unused[0]}", "no rule names it")
    known = {**GUARDS, **added}
    missing = sorted(lifecycle.guard_names - set(known))
    if missing:
        raise InvalidDefinition(
            lifecycle.tag, f"guard {missing[0]}", "a rule names it, but it was not handed in"
        )
    return known


def _in_gallery(board: Board, fact: e.Fact, view: View) -> None:
    """Let the gallery follow: to match and to enter are one act."""
    if isinstance(fact, e.CaseFact):
        if fact.enters_gallery:
            board.matcher.enter(view.person(board.applications[fact.case]))
        elif fact.leaves_gallery:
            board.matcher.remove(board.applications[fact.case].nik)
    elif isinstance(fact, e.RecordTakenOver | e.RecordTakenOverInDoubt):
        board.matcher.enter(Person.of(fact.resident, readable(fact.biometrics)))
    elif isinstance(fact, e.RecordDeleted):
        board.matcher.remove(fact.record)
