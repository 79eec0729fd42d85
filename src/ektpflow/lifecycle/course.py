"""One case's way through a lifecycle, and the machine that says whether it may go on.

A `Course` knows the table and nothing else. A `Machine` is a table with its guards bound to their
names: it says every reason against a step before it takes it. `ektpflow.Casebook` decides with the
same machine; who only wants the state machine needs no casebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import attrs

from ektpflow.errors import InvalidDefinition, Reason, Refused
from ektpflow.events import CaseFact
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.office import Officer

__all__ = [
    "Case",
    "Course",
    "Guard",
    "Machine",
    "status_reason",
    "unknown_reason",
    "wrong_officer",
]

_SHOWN = 4


class Case(Protocol):
    """What stands in some status: a `Course`, or an application."""

    @property
    def status(self) -> AnyStatus:
        """Where it stands."""
        ...


World = TypeVar("World", contravariant=True)  # noqa: PLC0105  (what guards look at)
C = TypeVar("C", bound=Case, contravariant=True)  # noqa: PLC0105


class Guard(Protocol[World, C]):
    """A condition of this year: None, or the reason against. A guard that raises is a bug."""

    def __call__(self, world: World, case: C, at: datetime, by: Officer, /) -> Reason | None:
        """Say what speaks against it."""
        ...


@attrs.frozen
class Course:
    """The way of one case: where it stands and what brought it there.

    Parameters
    ----------
    lifecycle
        The table.
    status
        Where it stands.
    history
        Its facts, oldest first.

    Examples
    --------
    >>> from ektpflow import wib
    >>> from ektpflow.events import FileCompleted
    >>> from ektpflow.lifecycle import KTP_EL, Course, Status
    >>> stamp = ("K1", wib("2026-03-02 09:00"), "12.71.17/petugas", "12.71.17", KTP_EL.tag)
    >>> Course(KTP_EL, Status.SUBMITTED).after(FileCompleted(*stamp)).status
    <Status.COMPLETE: 'COMPLETE'>
    """

    lifecycle: Lifecycle = attrs.field(repr=False, eq=lambda value: value.tag)
    status: AnyStatus
    history: tuple[CaseFact, ...] = attrs.field(default=(), repr=False)

    @classmethod
    def begun(cls, lifecycle: Lifecycle) -> Course:
        """Return the course before the first fact."""
        return cls(lifecycle, lifecycle.initial)

    @property
    def ended(self) -> bool:
        """Nothing leaves its status."""
        return self.status in self.lifecycle.finals

    def after(self, fact: CaseFact) -> Course:
        """Return the course after one more fact that the table allows. Guards are not asked.

        Raises
        ------
        Refused
            When the table has no such row.
        """
        row = self.lifecycle.table[self.status].get(type(fact))
        if row is None:
            raise _refused(fact, (status_reason(self.lifecycle, self.status, type(fact)),))
        return Course(self.lifecycle, row.target, (*self.history, fact))

    def _repr_svg_(self) -> str | None:
        """Return the timeline for a notebook; None for a course that begins in the middle."""
        from ektpflow.lifecycle.timeline import timeline  # noqa: PLC0415  (notebooks only)

        try:
            return timeline(self.lifecycle, self.history).svg()
        except InvalidDefinition:
            return None

    def _repr_html_(self) -> str | None:
        """Return the timeline as a picture and as text, or None."""
        from ektpflow.lifecycle.timeline import timeline  # noqa: PLC0415  (notebooks only)

        try:
            return timeline(self.lifecycle, self.history).html()
        except InvalidDefinition:
            return None


@attrs.frozen
class Machine(Generic[World, C]):
    """A lifecycle with its guards.

    Parameters
    ----------
    lifecycle
        The table.
    guards
        The guards by the names that the rows use: all of them, and no other. The mapping is read
        anew at each step, so a guard can be exchanged.

    Raises
    ------
    InvalidDefinition
        When a row names a guard that is missing, or a guard is handed in that no row names.

    Examples
    --------
    >>> from ektpflow.errors import Reason
    >>> from ektpflow.events import FileCompleted
    >>> from ektpflow.lifecycle import Course, Lifecycle, Machine, Rule, Status
    >>> from ektpflow import medan, wib
    >>> from ektpflow.office import Role
    >>> table = Lifecycle("SHORT", "1", Status.SUBMITTED, frozenset({Status.COMPLETE}), (
    ...     Rule(FileCompleted, Status.SUBMITTED, Status.COMPLETE, Role.COUNTER, ("by_day",)),
    ... ), (Status.SUBMITTED, Status.COMPLETE))
    >>> def by_day(world, case, at, by):
    ...     return None if 8 <= at.hour < 16 else Reason("by_day", "the office is closed")
    >>> machine = Machine(table, {"by_day": by_day})
    >>> fact = FileCompleted("K1", wib("2026-03-02 22:00"), "x", "12.71.17", table.tag)
    >>> machine.reasons(Course.begun(table), fact, by=medan().officer("12.71.17"), world=None)
    (Reason(code='by_day', sentence='the office is closed', way_out='', law=''),)
    """

    lifecycle: Lifecycle
    guards: Mapping[str, Guard[World, C]] = attrs.field(repr=False)

    def __attrs_post_init__(self) -> None:
        tag, named = self.lifecycle.tag, self.lifecycle.guard_names
        unused = sorted(set(self.guards) - named)
        if unused:
            raise InvalidDefinition(tag, f"guard {unused[0]}", "no rule names it")
        missing = sorted(named - set(self.guards))
        if missing:
            raise InvalidDefinition(
                tag, f"guard {missing[0]}", "a rule names it, but it was not handed in"
            )

    def against(self, row: Rule, world: World, case: C, at: datetime, by: Officer) -> list[Reason]:
        """Return every reason of a row's role and guards."""
        found = [] if row.role in by.roles else [wrong_officer(row, by)]
        for name in row.guards:
            reason = self.guards[name](world, case, at, by)
            if reason is not None:
                found.append(reason)
        return found

    def reasons(
        self, course: C, fact: CaseFact, *, by: Officer, world: World
    ) -> tuple[Reason, ...]:
        """Return everything that speaks against a fact; empty when it may happen."""
        event = type(fact)
        row = self.lifecycle.table[course.status].get(event)
        if row is not None:
            return tuple(self.against(row, world, course, fact.at, by))
        found = [status_reason(self.lifecycle, course.status, event)]
        for other in self.lifecycle.by_event.get(event, ())[:1]:
            found += self.against(other, world, course, fact.at, by)
        return tuple(found)

    def step(
        self: Machine[World, Course], course: Course, fact: CaseFact, *, by: Officer, world: World
    ) -> Course:
        """Return the course after a fact that table, role and guards allow.

        Raises
        ------
        Refused
            With every reason. The course stays as it is: it is a value.
        """
        row = self.lifecycle.table[course.status].get(type(fact))
        if row is None or row.role not in by.roles:
            raise _refused(fact, self.reasons(course, fact, by=by, world=world))
        for name in row.guards:
            if self.guards[name](world, course, fact.at, by) is not None:
                raise _refused(fact, self.reasons(course, fact, by=by, world=world))
        return Course(course.lifecycle, row.target, (*course.history, fact))


def status_reason(lifecycle: Lifecycle, status: AnyStatus, event: type[CaseFact]) -> Reason:
    """Return why the table does not allow a fact, with the statuses from which it does."""
    sources = [str(rule.source) for rule in lifecycle.by_event.get(event, ())]
    stands = "no application" if status == lifecycle.initial else f"the case is {status}"
    if not sources:
        return unknown_reason(lifecycle, event.__name__)
    shown = ", ".join(sources[:_SHOWN]) + (", ..." if len(sources) > _SHOWN else "")
    return Reason("status", f"{stands}; {event.__name__} is possible from {shown}")


def unknown_reason(lifecycle: Lifecycle, name: str) -> Reason:
    """Return why a fact is not possible that the table has in no row."""
    return Reason("status", f"{lifecycle.tag} knows no {name}", "extend the lifecycle")


def wrong_officer(rule: Rule, by: Officer) -> Reason:
    """Return why this officer may not bring a fact about."""
    roles = ", ".join(sorted(by.roles)) or "without a role"
    return Reason(
        "role",
        f"{rule.event.__name__} needs an officer as {rule.role}; {by.id} is {roles}",
        "let an officer with that role do it",
    )


def _refused(fact: CaseFact, reasons: tuple[Reason, ...]) -> Refused:
    return Refused(type(fact).__name__, fact.case, reasons)
