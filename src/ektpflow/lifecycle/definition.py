"""A lifecycle is a table: from this status, by that fact, to that status.

The table is plain frozen data. Guards stand in it by name and are bound when a casebook is built,
so a definition can be read, compared, proved and drawn without running anything.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.clocks import Clock
from ektpflow.lifecycle.invariants import PROOF_BEFORE_CARD, NeverWithout
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus, OwnStatus, Status
from ektpflow.lifecycle.verify import Finding, cut, findings
from ektpflow.values import Printer

__all__ = ["Lifecycle"]


def _rows(value: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(value)


def must_know(name: str, known: Container[AnyStatus], place: str, status: AnyStatus) -> None:
    """Hold that a definition names a status of its own; `InvalidDefinition` with the place."""
    # a misspelt status is a plain string, which is equal to no status that has a label
    if not isinstance(status, Status | OwnStatus):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidDefinition(
            name, place, f"{status!r} is no status; take a Status or an OwnStatus"
        )
    if status not in known:
        raise InvalidDefinition(
            name, place, f"{status} is not among its statuses; add it to statuses="
        )


@attrs.frozen(slots=False, repr=False)
class Lifecycle:
    """A named, versioned table of rules.

    Parameters
    ----------
    name, version
        Written on every fact.
    initial
        Status before the first fact.
    finals
        Statuses that end a case.
    rules
        The rows. One status and one fact have one target: a second row is an error.
    statuses
        Every status there is, in the order of the flow; those of the KTP-el system by default.
    invariants
        What no walk may ever do.
    clocks
        Its deadlines.

    Raises
    ------
    InvalidDefinition
        When two rows speak of the same status and fact, a status is named that is not among
        `statuses`, or a row's fact is no class of fact.

    Examples
    --------
    >>> from ektpflow.events import FileCompleted
    >>> from ektpflow.lifecycle import KTP_EL, Status
    >>> KTP_EL.rule(Status.SUBMITTED, FileCompleted).target
    <Status.COMPLETE: 'COMPLETE'>
    >>> KTP_EL.verify()
    ()
    """

    name: str
    version: str
    initial: AnyStatus
    finals: frozenset[AnyStatus]
    rules: tuple[Rule, ...] = attrs.field(converter=_rows)
    statuses: tuple[AnyStatus, ...] = tuple(Status)
    invariants: tuple[NeverWithout, ...] = (PROOF_BEFORE_CARD,)
    clocks: tuple[Clock, ...] = ()

    def __attrs_post_init__(self) -> None:
        known = set(self.statuses)
        for what, status in (("initial", self.initial), *(("finals", s) for s in self.finals)):
            must_know(self.name, known, what, status)
        seen: dict[tuple[AnyStatus, type[CaseFact]], Rule] = {}
        for number, rule in enumerate(self.rules, start=1):
            place = f"row {number}, {rule.name}"
            # the classes come from outside: from a document, or from code that nothing checked
            if not (isinstance(rule.event, type) and issubclass(rule.event, CaseFact)):  # pyright: ignore[reportUnnecessaryIsInstance]
                raise InvalidDefinition(
                    self.name, place, "its fact is no CaseFact; subclass ektpflow.events.CaseFact"
                )
            must_know(self.name, known, place, rule.source)
            must_know(self.name, known, place, rule.target)
            key = (rule.source, rule.event)
            if key in seen:
                raise InvalidDefinition(
                    self.name,
                    place,
                    f"a row for this status and fact exists already, to {seen[key].target}; "
                    "a result that can go several ways is several facts",
                )
            seen[key] = rule

    def __repr__(self) -> str:
        return f"<Lifecycle {self.tag}: {len(self.statuses)} statuses, {len(self.rules)} rows>"

    def _repr_pretty_(self, printer: Printer, _: bool) -> None:  # noqa: FBT001  (IPython's way)
        printer.text(repr(self))

    @cached_property
    def tag(self) -> str:
        """Name and version as facts carry them."""
        return f"{self.name}/{self.version}"

    @cached_property
    def table(self) -> Mapping[AnyStatus, Mapping[type[CaseFact], Rule]]:
        """The rows, by status and then by class of fact."""
        table: dict[AnyStatus, dict[type[CaseFact], Rule]] = {s: {} for s in self.statuses}
        for rule in self.rules:
            table[rule.source][rule.event] = rule
        return table

    @cached_property
    def by_event(self) -> Mapping[type[CaseFact], tuple[Rule, ...]]:
        """The rows that speak of each class of fact."""
        found: dict[type[CaseFact], list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.event, []).append(rule)
        return {event: tuple(rows) for event, rows in found.items()}

    @cached_property
    def guard_names(self) -> frozenset[str]:
        """Every guard that a row names."""
        return frozenset(name for rule in self.rules for name in rule.guards)

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        return tuple(
            findings(self.initial, self.finals, self.statuses, self.rules, self.invariants)
        )

    def rule(self, status: AnyStatus, event: type[CaseFact]) -> Rule | None:
        """Return the row for this status and fact, or None."""
        return self.table[status].get(event)

    def verify(self) -> tuple[Finding, ...]:
        """Return everything that is wrong with the table; empty when nothing is.

        What is unsafe comes first. Each finding bears a shortest walk that shows it.

        Examples
        --------
        >>> from ektpflow.events import UniquenessConfirmed
        >>> from ektpflow.lifecycle import KTP_EL, Rule, Status
        >>> from ektpflow.office import Role
        >>> from ektpflow.events import RecordPrepared
        >>> hole = Rule(RecordPrepared, Status.COMPLETE, Status.PRINT_READY_RECORD, Role.OPERATOR)
        >>> broken = KTP_EL.evolve(rules=(*KTP_EL.rules, hole)).verify()[0]
        >>> broken.code, len(broken.witness)
        ('never_without', 5)
        """
        return self._findings

    def evolve(self, **changes: Any) -> Lifecycle:  # noqa: ANN401  (fields of several types)
        """Return a copy with some fields exchanged; nothing is verified but what makes a table."""
        return attrs.evolve(self, **changes)

    def extend(
        self,
        name: str,
        version: str,
        *,
        add: Iterable[Rule] = (),
        statuses: Iterable[OwnStatus] = (),
        without_statuses: Iterable[AnyStatus] = (),
        without_rules: Iterable[str] = (),
        finals: Iterable[AnyStatus] = (),
        invariants: Iterable[NeverWithout] = (),
        clocks: Iterable[Clock] = (),
    ) -> Lifecycle:
        """Return another service built on this one; its invariants are inherited and hold again.

        Parameters
        ----------
        name, version
            Of the new lifecycle.
        add
            More rows.
        statuses
            Statuses of its own.
        without_statuses
            Statuses that it lacks, with every row from and to them.
        without_rules
            Names of rows that it lacks (``"SUBMITTED + FileCompleted"``); `add` may put another
            one in the place.
        finals
            More statuses that end a case.
        invariants, clocks
            More promises and deadlines. One of a name that exists takes the place of that clock;
            a promise cannot be exchanged.

        Raises
        ------
        InvalidDefinition
            When a row or status to leave out is unknown, or the new table has any finding; the
            message tells the walk that shows it, or the walk of this table that was cut.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL
        >>> KTP_EL.extend("KTP_EL_MEDAN", "1").tag
        'KTP_EL_MEDAN/1'
        """
        gone, dropped = set(without_statuses), set(without_rules)
        own = tuple(statuses)
        self._must_have("status", sorted(map(str, gone - set(self.statuses))))
        self._must_have("row", sorted(dropped - {rule.name for rule in self.rules}))
        kept = tuple(
            rule
            for rule in self.rules
            if not gone & {rule.source, rule.target} and rule.name not in dropped
        )
        ticking = {clock.name: clock for clock in (*self.clocks, *clocks)}
        new = attrs.evolve(
            self,
            name=name,
            version=version,
            finals=(self.finals - gone) | frozenset(finals),
            rules=(*kept, *add),
            statuses=(*(s for s in self.statuses if s not in gone), *own),
            invariants=(*self.invariants, *invariants),
            clocks=tuple(ticking.values()),
        )
        for finding in new.verify():
            told = str(finding)
            way, row = cut(finding, self.initial, self.rules, self.invariants, new.rules)
            if row is not None:
                told += f"; in {self.tag} the walk {way} led there, and the row {row} is left out"
            raise InvalidDefinition(new.tag, finding.place, told)
        return new

    def rows_like(
        self, model: AnyStatus, status: OwnStatus, *, without: Iterable[type[CaseFact]] = ()
    ) -> tuple[Rule, ...]:
        """Return the rows of one status for an own one: what may happen there may happen here.

        So an own status does not forget what may happen at any time: that a citizen withdraws,
        dies, moves or complains. A row that keeps the status keeps the own one.

        Parameters
        ----------
        model
            Whose rows.
        status
            The own status.
        without
            Facts that may not happen there, or for which the extension has a row of its own.

        Examples
        --------
        >>> from ektpflow.events import FileCompleted
        >>> from ektpflow.lifecycle import KTP_EL, OwnStatus, Phase, Status
        >>> waits = OwnStatus("AT_LURAH", "Menunggu lurah", "with the lurah", Phase.APPLICATION)
        >>> rows = KTP_EL.rows_like(Status.SUBMITTED, waits, without=[FileCompleted])
        >>> len(KTP_EL.table[Status.SUBMITTED]) - len(rows), rows[-1].name
        (1, 'AT_LURAH + ApplicantMoved')
        """
        left = set(without)
        return tuple(
            attrs.evolve(row, source=status, target=status if row.stays else row.target)
            for row in self.table[model].values()
            if row.event not in left
        )

    def _must_have(self, what: str, unknown: list[str]) -> None:
        if unknown:
            raise InvalidDefinition(
                self.tag, f"{what} {unknown[0]!r}", "it is to be left out and is not there"
            )

    def status(self, code: str) -> AnyStatus:
        """Return a status by its code, as facts and documents write it.

        Raises
        ------
        InvalidDefinition
            When there is none.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL
        >>> KTP_EL.status("COMPLETE")
        <Status.COMPLETE: 'COMPLETE'>
        """
        for status in self.statuses:
            if status == code:
                return status
        raise InvalidDefinition(self.tag, f"status {code!r}", "it is not among its statuses")

    def statuses_of(
        self, history: Iterable[CaseFact], start: AnyStatus | None = None
    ) -> tuple[AnyStatus, ...]:
        """Return the status after each fact of a case.

        Parameters
        ----------
        history
            Its facts, oldest first.
        start
            The status before them; by default the initial one.

        Raises
        ------
        InvalidDefinition
            When the table does not allow the history, with the first fact it refuses.
        """
        status, found = self.initial if start is None else start, []
        for number, fact in enumerate(history, start=1):
            rule = self.table[status].get(type(fact))
            if rule is None:
                raise InvalidDefinition(
                    self.tag,
                    f"fact {number} of the history",
                    f"{type(fact).__name__} is not possible in {status}",
                )
            status = rule.target
            found.append(status)
        return tuple(found)

    def clock(self, name: str) -> Clock:
        """Return a deadline by its name.

        Raises
        ------
        InvalidDefinition
            When there is none.
        """
        for clock in self.clocks:
            if clock.name == name:
                return clock
        known = ", ".join(clock.name for clock in self.clocks) or "none"
        raise InvalidDefinition(self.tag, f"clock {name!r}", f"it has {known}")

    def _repr_svg_(self) -> str:
        """Return the picture for a notebook."""
        from ektpflow.lifecycle.picture import lifecycle_svg  # noqa: PLC0415  (it draws this class)

        return lifecycle_svg(self)

    def _repr_html_(self) -> str:
        """Return the picture in the form that fits the page."""
        from ektpflow.lifecycle.picture import lifecycle_html  # noqa: PLC0415  (the same)

        return lifecycle_html(self)
