"""From one table to the next while cases are open: which status becomes which, and is it safe.

A changed table has another version. A case may finish under the table it began with; or it goes
over by one fact, `ektpflow.events.CaseMigrated`, from its status to the counterpart in the new
table. Such a jump is a way that neither table shows, so it is proved like one: every walk of the
old table, a jump, and every walk of the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition, InvalidValue, Reason, Refused
from ektpflow.events import CaseFact, CaseMigrated
from ektpflow.lifecycle.course import Course
from ektpflow.lifecycle.definition import Lifecycle, must_know
from ektpflow.lifecycle.invariants import NeverWithout
from ektpflow.lifecycle.rule import Basis, Rule
from ektpflow.lifecycle.status import AnyStatus, OwnStatus, Status
from ektpflow.lifecycle.verify import Finding, Out, Split, walks
from ektpflow.office import Role

__all__ = ["Landing", "Migration"]

_BASIS: Final = Basis("who changes the table of an office says where open cases go on", "ours")


#: Old to new; the type of a mapping's keys is the one it was built with.
_Statuses = (
    Mapping[AnyStatus, AnyStatus]
    | Mapping[Status, AnyStatus]
    | Mapping[OwnStatus, AnyStatus]
    | tuple[tuple[AnyStatus, AnyStatus], ...]
)


def _pairs(value: _Statuses) -> tuple[tuple[AnyStatus, AnyStatus], ...]:
    return value if isinstance(value, tuple) else tuple(value.items())


def _set(value: Iterable[AnyStatus]) -> frozenset[AnyStatus]:
    return frozenset(value)


@attrs.frozen
class Landing:
    """Where one recorded case would go on.

    Parameters
    ----------
    case
        The case.
    stands
        Its status under the old table, None where that table does not allow its history.
    lands
        Its status under the new table, None where it does not go over.
    reason
        Why it does not, None where it does.
    """

    case: str
    stands: AnyStatus | None
    lands: AnyStatus | None
    reason: Reason | None = None


@attrs.frozen(slots=False)
class Migration:
    """How open cases go over from one table to the next.

    Parameters
    ----------
    source, target
        The old table and the new one.
    statuses
        Old status to new status.
    finish
        Statuses whose cases finish under the old table. Ended cases do so unnamed.

    Raises
    ------
    InvalidDefinition
        When both tables have one name and version, a status is named that its table lacks, or one
        goes over and finishes.

    Examples
    --------
    A second version lets the data centre's results go straight to print. Nobody proved them:

    >>> from ektpflow.lifecycle import KTP_EL, Migration, Status
    >>> new = KTP_EL.evolve(version="2")
    >>> same = {status: status for status in Status if status not in KTP_EL.finals}
    >>> Migration(KTP_EL, new, same).verify()
    ()
    >>> hasty = Migration(KTP_EL, new, same | {Status.DUPLICATE_RECORD: Status.PRINT_READY_RECORD})
    >>> found = hasty.verify()[0]
    >>> found.code, found.place, found.witness[-3].source, found.witness[-3].target
    ('never_without', 'DUPLICATE_RECORD', <Status.DUPLICATE_RECORD: 'DUPLICATE_RECORD'>, <Status.PRINT_READY_RECORD: 'PRINT_READY_RECORD'>)
    """  # noqa: E501  (a doctest's answer is one line)

    source: Lifecycle = attrs.field(repr=lambda value: value.tag)
    target: Lifecycle = attrs.field(repr=lambda value: value.tag)
    statuses: tuple[tuple[AnyStatus, AnyStatus], ...] = attrs.field(converter=_pairs)
    finish: frozenset[AnyStatus] = attrs.field(default=frozenset(), converter=_set)

    def __attrs_post_init__(self) -> None:
        if self.source.tag == self.target.tag:
            raise InvalidDefinition(
                self.tag, "target", "both tables bear one version; a changed table has another one"
            )
        for old, new in self.statuses:
            must_know(self.source.tag, self.source.statuses, f"{old} to {new}", old)
            must_know(self.target.tag, self.target.statuses, f"{old} to {new}", new)
        for status in sorted(self.finish):
            must_know(self.source.tag, self.source.statuses, "finish", status)
            if status in self.jumps:
                raise InvalidDefinition(
                    self.tag, str(status), "it goes over and finishes; leave one of the two out"
                )

    @cached_property
    def tag(self) -> str:
        """Both versions (``"KTP_EL/1 to KTP_EL/2"``)."""
        return f"{self.source.tag} to {self.target.tag}"

    @cached_property
    def jumps(self) -> Mapping[AnyStatus, Rule]:
        """The way over from each status that has one, as a row between the two tables."""
        return {
            old: Rule(CaseMigrated, old, new, Role.DINAS, basis=_BASIS)
            for old, new in self.statuses
        }

    def against(self, status: AnyStatus) -> Reason | None:
        """Return why a case in this status does not go over, None where it does."""
        if status in self.jumps:
            return None
        if status in self.finish or status in self.source.finals:
            return Reason(
                "finishes_as_begun", f"a case in {status} finishes under {self.source.tag}"
            )
        return Reason(
            "no_counterpart",
            f"{status} has no counterpart in {self.target.tag}",
            "name one in statuses= of the Migration, or the status in finish=",
        )

    # -- proving ---------------------------------------------------------------------------------

    def verify(self) -> tuple[Finding, ...]:
        """Return everything that is wrong with the migration; empty when nothing is.

        First what is unsafe: ``"never_without"``, an invariant of the new table that some case
        would break after its jump, one finding for each status that is unsafe to go over from;
        and ``"leaves_an_end"``, an ended case that would be open again. Then
        ``"ends_a_case"``, an open case that the jump would end without a word, and
        ``"no_counterpart"``, a status of which nobody said where its cases go on.

        What a case did before the jump is judged by the table that it then had.
        """
        return self._findings

    @cached_property
    def _findings(self) -> tuple[Finding, ...]:
        return (*self._broken(), *self._ends(), *self._nowhere())

    def _broken(self) -> Iterator[Finding]:
        before, after = _out(self.source), _out(self.target)
        events = {rule.event for rule in (*self.source.rules, *self.target.rules)}
        for invariant in self.target.invariants:
            marked = Split.of(invariant, events)
            shortest: dict[AnyStatus, tuple[Rule, ...]] = {}
            here = marked.walks(self.source.initial, before, proved=False)
            for (status, proved), walk in here.items():
                jump = self.jumps.get(status)
                if jump is None:
                    continue
                for onward in marked.unproved(jump.target, after, proved=proved):
                    way = (*walk, jump, *onward)
                    if len(way) < len(shortest.get(status, (*way, jump))):
                        shortest[status] = way
                    break
            for status, way in shortest.items():
                yield self._unsafe(invariant, status, way)

    def _unsafe(self, invariant: NeverWithout, status: AnyStatus, way: tuple[Rule, ...]) -> Finding:
        last, new = way[-1], self.jumps[status].target
        return Finding(
            "never_without",
            str(status),
            f"{invariant.name}: after the jump from {status} to {new} "
            f"{last.event.__name__} happens in {last.source} without it",
            way,
        )

    def _ends(self) -> Iterator[Finding]:
        ways = walks(self.source.initial, _out(self.source))
        moved: list[Finding] = []
        for status, jump in self.jumps.items():
            ended, ends = status in self.source.finals, jump.target in self.target.finals
            if ended is ends:
                continue
            code = "leaves_an_end" if ended else "ends_a_case"
            would = "would be open again" if ended else "would be ended by the jump alone"
            sentence = f"a case in {status} {would} as {jump.target}"
            moved.append(Finding(code, str(status), sentence, (*ways.get(status, ()), jump)))
        yield from sorted(moved, key=lambda finding: not finding.unsafe)

    def _nowhere(self) -> Iterator[Finding]:
        ways = walks(self.source.initial, _out(self.source))
        for status in self.source.statuses:
            reason = self.against(status)
            if reason is not None and reason.code == "no_counterpart" and ways.get(status):
                yield Finding(reason.code, str(status), reason.sentence, ways[status])

    # -- going over ------------------------------------------------------------------------------

    def carry(self, case: Course | Sequence[CaseFact]) -> Course:
        """Return a case as it goes on under the new table; its history stays.

        Parameters
        ----------
        case
            Its course under the old table, or its facts, oldest first.

        Raises
        ------
        InvalidDefinition
            When the old table does not allow the history.
        Refused
            When the case does not go over.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL, Course, Migration, Status
        >>> new = KTP_EL.evolve(version="2")
        >>> over = Migration(KTP_EL, new, {Status.COMPLETE: Status.SUBMITTED})
        >>> course = over.carry(Course(KTP_EL, Status.COMPLETE))
        >>> course.lifecycle.tag, course.status
        ('KTP_EL/2', <Status.SUBMITTED: 'SUBMITTED'>)
        """
        if isinstance(case, Course):
            if case.lifecycle.tag != self.source.tag:
                raise InvalidValue(
                    "course", case.lifecycle.tag, f"this migration takes cases of {self.source.tag}"
                )
            history, status = case.history, case.status
        else:
            history, status = tuple(case), self._stands(case)
        if status == self.source.initial:
            return Course(self.target, self.target.initial, history)
        against = self.against(status)
        if against is not None:
            raise Refused("Migration", history[0].case if history else "", (against,))
        return Course(self.target, self.jumps[status].target, history)

    def landings(self, histories: Mapping[str, Sequence[CaseFact]]) -> tuple[Landing, ...]:
        """Return where each recorded case would land: the check before a new table ships.

        Parameters
        ----------
        histories
            The facts of each case, oldest first.

        Examples
        --------
        >>> from ektpflow.lifecycle import KTP_EL, Migration, Status
        >>> new = KTP_EL.evolve(version="2")
        >>> over = Migration(KTP_EL, new, {Status.COMPLETE: Status.COMPLETE})
        >>> over.landings({"K1": ()})[0].lands
        <Status.UNREGISTERED: 'UNREGISTERED'>
        """
        return tuple(self._landing(case, history) for case, history in histories.items())

    def _landing(self, case: str, history: Sequence[CaseFact]) -> Landing:
        try:
            stands = self._stands(history)
        except InvalidDefinition as error:
            reason = Reason("impossible_history", f"{error.place}: {error.problem}")
            return Landing(case, None, None, reason)
        against = None if stands == self.source.initial else self.against(stands)
        if against is not None:
            return Landing(case, stands, None, against)
        return Landing(case, stands, self.carry(Course(self.source, stands)).status)

    def _stands(self, history: Sequence[CaseFact]) -> AnyStatus:
        """Return where a history ends; one that came over to the old table is read from there."""
        status, rest = self.source.initial, 0
        for number, fact in enumerate(history, start=1):
            if isinstance(fact, CaseMigrated):
                status, rest = self.source.status(fact.status), number
        return (status, *self.source.statuses_of(history[rest:], status))[-1]


def _out(table: Lifecycle) -> Out:
    return {status: tuple(rows.values()) for status, rows in table.table.items()}
