"""The tables of an office through the years, each known by the version that facts carry.

A fact is judged by the table of its recorded version and by no other, so a rule that changes in
one year does not rewrite another year's history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue, Reason
from ektpflow.events import CaseFact, CaseMigrated
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.migrate import Migration
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Versions"]


def _known(value: Iterable[Lifecycle | Migration]) -> tuple[Lifecycle | Migration, ...]:
    return tuple(value)


@attrs.frozen(slots=False)
class Versions:
    """The table in force, and those that came before it.

    Parameters
    ----------
    current
        The table for new applications.
    earlier
        Earlier ones: a `Lifecycle` where its cases finish under it, a `Migration` from it where
        they may go over.

    Raises
    ------
    InvalidDefinition
        When two different tables bear one version, or two migrations lead from one version to the
        same other.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL, Versions
    >>> Versions(KTP_EL.evolve(version="2"), [KTP_EL]).tags
    ('KTP_EL/2', 'KTP_EL/1')
    """

    current: Lifecycle
    earlier: tuple[Lifecycle | Migration, ...] = attrs.field(default=(), converter=_known)

    def __attrs_post_init__(self) -> None:
        for table in self._tables():
            if table != self.table(table.tag):
                raise InvalidDefinition(
                    table.tag, "version", "two different tables bear it; a change is a new version"
                )
        ways = [migration.tag for migration in self.migrations]
        for tag in ways:
            if ways.count(tag) > 1:
                raise InvalidDefinition(tag, "earlier", "two migrations lead this way; hand in one")

    def _tables(self) -> Iterator[Lifecycle]:
        yield self.current
        for known in self.earlier:
            if isinstance(known, Migration):
                yield from (known.source, known.target)
            else:
                yield known

    @cached_property
    def migrations(self) -> tuple[Migration, ...]:
        """The ways from an earlier table to a later one."""
        return tuple(known for known in self.earlier if isinstance(known, Migration))

    @cached_property
    def tables(self) -> Mapping[str, Lifecycle]:
        """Every table by its version, the one in force first."""
        return {table.tag: table for table in reversed(tuple(self._tables()))}

    @property
    def tags(self) -> tuple[str, ...]:
        """Every version that is known, the one in force first."""
        return tuple(dict.fromkeys(table.tag for table in self._tables()))

    @cached_property
    def finals(self) -> frozenset[AnyStatus]:
        """The statuses that end a case, in any version."""
        return frozenset(s for table in self._tables() for s in table.finals)

    def table(self, tag: str) -> Lifecycle:
        """Return the table of a version.

        Raises
        ------
        InvalidValue
            When it was not handed in, with the words to do so.
        """
        found = self.tables.get(tag)
        if found is None:
            raise InvalidValue(
                "lifecycle",
                tag,
                f"the tables at hand are {', '.join(self.tags)}",
                "Hand in the table of that version: earlier=[the table, or a Migration from it]",
            )
        return found

    def migration(self, source: str, target: str) -> Migration:
        """Return the way from one version to another.

        Raises
        ------
        InvalidValue
            When it was not handed in, with the words to do so.
        """
        found = self._way(source, target)
        if found is None:
            raise InvalidValue(
                "migration",
                f"{source} to {target}",
                "a case goes over by a Migration that is at hand",
                f"Hand it in: earlier=[Migration({source}, {target}, statuses)]",
            )
        return found

    def _way(self, source: str, target: str) -> Migration | None:
        for migration in self.migrations:
            if (migration.source.tag, migration.target.tag) == (source, target):
                return migration
        return None

    def jump(self, table: Lifecycle, status: AnyStatus) -> Rule | Reason:
        """Return the way of a case to the table in force, or why there is none."""
        if table.tag == self.current.tag:
            return Reason("in_force", f"the case goes by {table.tag}, the table in force")
        migration = self._way(table.tag, self.current.tag)
        if migration is None:
            return Reason(
                "no_migration",
                f"no migration leads from {table.tag} to {self.current.tag}",
                "finish the case under its own table, or hand one in: earlier=[Migration(...)]",
            )
        return migration.against(status) or migration.jumps[status]

    def statuses_of(self, history: Iterable[CaseFact]) -> tuple[AnyStatus, ...]:
        """Return the status after each fact of a case, each by the table of its version.

        Raises
        ------
        InvalidDefinition
            When a table does not allow the history, with the first fact it refuses.
        InvalidValue
            When a table is not at hand.
        """
        found: list[AnyStatus] = []
        part: list[CaseFact] = []
        table, start = self.current, None
        for fact in history:
            if not found and not part:
                table = self.table(fact.version)
            if not isinstance(fact, CaseMigrated):
                part.append(fact)
                continue
            found += table.statuses_of(part, start)
            table, part = self.table(fact.to), []
            start = table.status(fact.status)
            found.append(start)
        return (*found, *table.statuses_of(part, start))

    def since(self, history: Sequence[CaseFact]) -> datetime:
        """Return when a case came to stand where it stands.

        Parameters
        ----------
        history
            Its facts, oldest first; one at least.

        Raises
        ------
        InvalidDefinition, InvalidValue
            As `statuses_of`.
        """
        statuses = self.statuses_of(history)
        came = len(statuses) - 1
        while came and statuses[came - 1] == statuses[came]:
            came -= 1
        return history[came].at
