"""A lifecycle is a table: from this status, by that fact, to that status.

The table is plain frozen data. Guards stand in it by name and are bound when a casebook is built,
so a definition can be read, compared and drawn without running anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.status import Status
from ektpflow.office import Role

__all__ = ["Lifecycle", "Rule", "rules", "stays"]


@attrs.frozen
class Rule:
    """One row of the table.

    Parameters
    ----------
    event
        Class of the fact.
    source, target
        Status before and after.
    role
        The role of the officer who may bring it about.
    guards
        Names of the conditions that hold this year; checked when deciding, never on replay.
    law
        Where the row comes from: law and article, publication, or "our modelling choice".
    """

    event: type[CaseFact]
    source: Status
    target: Status
    role: Role
    guards: tuple[str, ...] = ()
    law: str = ""

    @property
    def name(self) -> str:
        """Stable name of the row (``"SUBMITTED + FileCompleted"``)."""
        return f"{self.source} + {self.event.__name__}"


def rules(
    event: type[CaseFact],
    sources: Status | Iterable[Status],
    target: Status,
    role: Role,
    *guards: str,
    law: str = "",
) -> tuple[Rule, ...]:
    """Return one row for each source status."""
    several = (sources,) if isinstance(sources, Status) else tuple(sources)
    return tuple(Rule(event, source, target, role, guards, law) for source in several)


def stays(
    event: type[CaseFact], sources: Iterable[Status], role: Role, *guards: str, law: str = ""
) -> tuple[Rule, ...]:
    """Return rows for a fact that keeps the status."""
    return tuple(Rule(event, status, status, role, guards, law) for status in sources)


def _rows(value: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(value)


@attrs.frozen(slots=False)
class Lifecycle:
    """A named, versioned table of rules.

    Parameters
    ----------
    name, version
        Written on every fact.
    initial
        Status before the first fact.
    finals
        Statuses that nothing leaves.
    rules
        The rows. One status and one fact have one target: a second row is an error.

    Raises
    ------
    InvalidDefinition
        When two rows speak of the same status and fact, or a row leaves a final status.

    Examples
    --------
    >>> from ektpflow.events import FileCompleted
    >>> from ektpflow.lifecycle import KTP_EL, Status
    >>> KTP_EL.rule(Status.SUBMITTED, FileCompleted).target
    <Status.COMPLETE: 'COMPLETE'>
    """

    name: str
    version: str
    initial: Status
    finals: frozenset[Status]
    rules: tuple[Rule, ...] = attrs.field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        seen: dict[tuple[Status, type[CaseFact]], Rule] = {}
        for number, rule in enumerate(self.rules, start=1):
            key = (rule.source, rule.event)
            if key in seen:
                raise InvalidDefinition(
                    self.name,
                    f"row {number}, {rule.name}",
                    f"a row for this status and fact exists already, to {seen[key].target}; "
                    "a result that can go several ways is several facts",
                )
            if rule.source in self.finals and rule.target is not rule.source:
                raise InvalidDefinition(
                    self.name, f"row {number}, {rule.name}", "it leaves a final status"
                )
            seen[key] = rule

    @cached_property
    def tag(self) -> str:
        """Name and version as facts carry them."""
        return f"{self.name}/{self.version}"

    @cached_property
    def table(self) -> Mapping[Status, Mapping[type[CaseFact], Rule]]:
        """The rows, by status and then by class of fact."""
        table: dict[Status, dict[type[CaseFact], Rule]] = {status: {} for status in Status}
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
    def statuses(self) -> frozenset[Status]:
        """Every status that a row names."""
        return frozenset({r.source for r in self.rules} | {r.target for r in self.rules})

    @cached_property
    def guard_names(self) -> frozenset[str]:
        """Every guard that a row names."""
        return frozenset(name for rule in self.rules for name in rule.guards)

    def rule(self, status: Status, event: type[CaseFact]) -> Rule | None:
        """Return the row for this status and fact, or None."""
        return self.table[status].get(event)

    def extended(self, name: str, version: str, *added: Rule) -> Lifecycle:
        """Return a lifecycle with more rows; those that exist cannot be changed.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL
        >>> KTP_EL.extended("KTP_EL_MEDAN", "1").tag
        'KTP_EL_MEDAN/1'
        """
        return attrs.evolve(self, name=name, version=version, rules=(*self.rules, *added))
