"""Bulk: whether a lifecycle allows what a log says has happened.

The table becomes lists of lists: one for each status, with a place for each activity of the log
that holds the list of the status it leads to. So an event is one look-up, and cases that went the
same way are walked once. Guards do not run: they are rules of one year, and a log is the past.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import TypeAlias, cast

import attrs

from ektpflow.errors import InvalidDefinition, Reason
from ektpflow.eventlog import EventLog
from ektpflow.events import CaseFact
from ektpflow.lifecycle.course import status_reason, unknown_reason
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus
from ektpflow.tables import Column, Table

__all__ = ["CaseVerdict", "Conformance", "conform"]

#: What stands in a status: for each activity of a log, what stands in the status it leads to.
_Out: TypeAlias = "list[_Out]"
#: The activities of one case, as the log numbers them.
_Way: TypeAlias = bytes | tuple[int, ...]
#: Where a case ends, and the position of the event that was refused there, None where none was.
_End: TypeAlias = tuple[AnyStatus, int | None]


@attrs.frozen
class CaseVerdict:
    """What a lifecycle says of one case.

    Parameters
    ----------
    case
        The case.
    end
        Where it stands after its last event, or stood when an event was refused.
    refused
        Position of the first event that is not possible, counted from 0; None where all are.
    reason
        Why not; None where all are possible.
    ended
        All its events are possible, and it came to an end of the lifecycle.
    """

    case: str
    end: AnyStatus
    refused: int | None
    reason: Reason | None
    ended: bool


@attrs.frozen(repr=False)
class Conformance:
    """What a lifecycle says of a log: two columns, beside the log's column of cases.

    Parameters
    ----------
    log, lifecycle
        What was asked about.
    ends
        For each case where it stands after its last event, or stood when an event was refused.
    refused
        For each case the position of the first event that is not possible, counted from 0; None
        where all are.
    """

    log: EventLog
    lifecycle: Lifecycle = attrs.field(eq=lambda value: value.tag)
    ends: tuple[AnyStatus, ...]
    refused: tuple[int | None, ...]

    def __repr__(self) -> str:
        return (
            f"<Conformance: {self.fitting} of {len(self.ends)} cases fit {self.lifecycle.tag}, "
            f"{sum(self.ended)} of them ended>"
        )

    @property
    def fitting(self) -> int:
        """How many cases have no event that is refused."""
        return self.refused.count(None)

    @property
    def ended(self) -> tuple[bool, ...]:
        """For each case whether it fits and came to an end of the lifecycle."""
        finals = self.lifecycle.finals
        return tuple(
            position is None and end in finals
            for end, position in zip(self.ends, self.refused, strict=True)
        )

    def verdict(self, case: str) -> CaseVerdict:
        """Return what is said of one case, with the reason.

        Raises
        ------
        InvalidValue
            When the log has no such case.
        """
        return self._verdict(self.log.number(case))

    def broken(self) -> Iterator[CaseVerdict]:
        """Give the cases that do not fit, in the order of the log, each with the reason."""
        for number, position in enumerate(self.refused):
            if position is not None:
                yield self._verdict(number)

    def table(self) -> Table:
        """Return how often what was refused where, the most frequent first."""
        found = Counter(
            (str(end), self._activity(number, position))
            for number, (end, position) in enumerate(zip(self.ends, self.refused, strict=True))
            if position is not None
        )
        return Table(
            f"Refused by {self.lifecycle.tag}",
            (Column("In"), Column("Activity"), Column("Cases", "cases", "right")),
            [(*what, times) for what, times in sorted(found.items(), key=lambda f: (-f[1], f[0]))],
            (f"{self.fitting} of {len(self.ends)} cases fit; {sum(self.ended)} of them ended.",),
        )

    def _verdict(self, number: int) -> CaseVerdict:
        end, position = self.ends[number], self.refused[number]
        reason = None
        if position is not None:
            name = self._activity(number, position)
            event = _events(self.lifecycle).get(name)
            reason = (
                unknown_reason(self.lifecycle, name)
                if event is None
                else status_reason(self.lifecycle, end, event)
            )
        ended = position is None and end in self.lifecycle.finals
        return CaseVerdict(self.log.cases[number], end, position, reason, ended)

    def _activity(self, number: int, position: int) -> str:
        return self.log.activity[self.log.starts[number] + position]


def conform(log: EventLog, lifecycle: Lifecycle) -> Conformance:
    """Return what a lifecycle says of every case of a log.

    An activity that the lifecycle does not know is refused where it stands; it is no error.

    Parameters
    ----------
    log
        The log; its activities are the names of the lifecycle's facts.
    lifecycle
        The table. Roles and guards are not asked.

    Raises
    ------
    InvalidDefinition
        When two facts of the lifecycle bear one name, so that a log cannot tell them apart.

    Examples
    --------
    >>> from ektpflow import KTP_EL, wib
    >>> from ektpflow.eventlog import EventLog
    >>> from ektpflow.lifecycle import conform
    >>> at = wib("2026-03-02 08:10")
    >>> way = ["ApplicationSubmitted", "FileCompleted", "CardPersonalised"]
    >>> log = EventLog.from_rows([("K1", activity, at) for activity in way])
    >>> verdict = conform(log, KTP_EL).verdict("K1")
    >>> verdict.end, verdict.refused
    (<Status.COMPLETE: 'COMPLETE'>, 2)
    >>> verdict.reason.sentence
    'the case is COMPLETE; CardPersonalised is possible from SENT_FOR_CARD_PRINTING'
    """
    walked = _Walked(log.activity.words, lifecycle)
    # a slice of the column is a way, whichever of its two kinds the column is of
    cut = cast("Callable[[slice], _Way]", log.activity.codes.__getitem__)
    ways = map(cut, map(slice, log.starts, log.starts[1:]))
    found = list(map(walked.__getitem__, ways))
    return Conformance(
        log, lifecycle, tuple(map(itemgetter(0), found)), tuple(map(itemgetter(1), found))
    )


class _Walked(dict[_Way, _End]):
    """How each way ends that some case went; one that nobody went yet is walked when asked for."""

    def __init__(self, words: tuple[str, ...], lifecycle: Lifecycle) -> None:
        super().__init__()
        outs, self._nowhere = _outs(words, lifecycle)
        self._begin = outs[lifecycle.initial]
        self._standing = {id(out): status for status, out in outs.items()}

    def __missing__(self, way: _Way) -> _End:
        out, position = self._begin, None
        for code in way:
            out = out[code]
        if out is self._nowhere:
            out, position = self._stopped(way)
        self[way] = end = (self._standing[id(out)], position)
        return end

    def _stopped(self, way: _Way) -> tuple[_Out, int]:
        """Return where a way stood when an event was refused, and the position of that event."""
        out, position = self._begin, 0
        while (after := out[way[position]]) is not self._nowhere:
            out, position = after, position + 1
        return out, position


def _events(lifecycle: Lifecycle) -> dict[str, type[CaseFact]]:
    """Return the facts of a lifecycle by name."""
    found: dict[str, type[CaseFact]] = {}
    for event in lifecycle.by_event:
        if found.setdefault(event.__name__, event) is not event:
            raise InvalidDefinition(
                lifecycle.tag, event.__name__, "two facts bear this name; rename one of them"
            )
    return found


def _outs(words: tuple[str, ...], lifecycle: Lifecycle) -> tuple[dict[AnyStatus, _Out], _Out]:
    """Return what stands in each status, and the list that leads nowhere but to itself."""
    nowhere: _Out = []
    nowhere += [nowhere] * len(words)
    outs: dict[AnyStatus, _Out] = {status: [] for status in lifecycle.statuses}
    events = [_events(lifecycle).get(word) for word in words]
    for status, out in outs.items():
        rows = lifecycle.table[status]
        found = (None if event is None else rows.get(event) for event in events)
        out += [nowhere if row is None else outs[row.target] for row in found]
    return outs, nowhere
