"""The log itself: a frozen value of columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from functools import cached_property
from itertools import chain, pairwise, repeat
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

import attrs

from ektpflow.errors import BadFile, InvalidValue
from ektpflow.eventlog.rows import COLUMNS, Row, Sheet, checked, without_nik
from ektpflow.events import CaseFact, Fact

__all__ = ["Event", "EventLog", "Words"]

_ONE_BYTE: Final = 256


class Event(NamedTuple):
    """One row of a log.

    Parameters
    ----------
    case
        Id of the case.
    activity
        What happened: the name of the fact.
    at
        When; aware.
    resource
        Who did it: an opaque id, empty where the log does not say.
    office
        Code of the office, empty where the log does not say.
    """

    case: str
    activity: str
    at: datetime
    resource: str = ""
    office: str = ""


@attrs.frozen
class Words:
    """A column of few different words: each stands once, and every row holds a number.

    Parameters
    ----------
    words
        The different words, in the order in which they first came.
    codes
        The number of each row's word: one byte a row while there are at most 256 words.

    Examples
    --------
    >>> from ektpflow.eventlog import Words
    >>> column = Words.of(["FileCompleted", "RecordSent", "FileCompleted"])
    >>> list(column.codes), column[2], len(column)
    ([0, 1, 0], 'FileCompleted', 3)
    """

    words: tuple[str, ...]
    codes: bytes | tuple[int, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, column: Sequence[str]) -> Words:
        """Return the column of these words."""
        words = tuple(dict.fromkeys(column))
        numbers = {word: number for number, word in enumerate(words)}
        codes = map(numbers.__getitem__, column)
        return cls(words, bytes(codes) if len(words) <= _ONE_BYTE else tuple(codes))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.words[self.codes[row]]

    def __iter__(self) -> Iterator[str]:
        return map(self.words.__getitem__, self.codes)


@attrs.frozen(slots=False, repr=False)
class EventLog:
    """The events of many cases: case by case, and within a case from the oldest to the newest.

    Build one with `of`, `from_rows` or `from_csv`. Events of one moment keep the order in which
    they were given.

    Parameters
    ----------
    cases
        The ids, in the order in which they first came.
    starts
        For each case the row of its first event; at the end, the number of rows.
    activity, resource, office
        The columns of words.
    at
        The column of times.

    Raises
    ------
    InvalidValue
        When the columns are not of one length, or the starts do not divide it.

    Examples
    --------
    >>> from ektpflow import wib
    >>> from ektpflow.eventlog import EventLog
    >>> log = EventLog.from_rows([
    ...     ("K2", "ApplicationSubmitted", wib("2026-03-02 08:12")),
    ...     ("K1", "FileCompleted", wib("2026-03-02 09:00")),
    ...     ("K1", "ApplicationSubmitted", wib("2026-03-02 08:10")),
    ... ])
    >>> log
    <EventLog: 3 events of 2 cases, 2 activities>
    >>> [event.activity for event in log.case("K1")]
    ['ApplicationSubmitted', 'FileCompleted']
    """

    cases: tuple[str, ...]
    starts: tuple[int, ...]
    activity: Words
    at: tuple[datetime, ...]
    resource: Words
    office: Words

    def __attrs_post_init__(self) -> None:
        rows = {len(self.activity), len(self.at), len(self.resource), len(self.office)}
        ends = self.starts[:1] + self.starts[-1:]
        if len(self.starts) != len(self.cases) + 1 or ends != (0, *rows):
            raise InvalidValue(
                "event log, columns",
                f"{sorted(rows)} rows, {len(self.cases)} cases, {len(self.starts)} starts",
                "all columns have one length, and the starts divide it among the cases",
                "EventLog.from_rows builds them",
            )

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> EventLog:
        """Return the log of the facts about applications.

        Facts about records, blanks and visits move no application and are passed over.

        Parameters
        ----------
        facts
            Those of a journal, or of some histories.

        Examples
        --------
        >>> from ektpflow import Casebook, medan, wib
        >>> from ektpflow.eventlog import EventLog
        >>> from ektpflow.population import applicant
        >>> from ektpflow.steps import Apply
        >>> book, counter = Casebook(medan()), medan().officer("12.71.17")
        >>> step = Apply(applicant(1), "NEW", via="12.71.17.1005")
        >>> case = book.do(step, at=wib("2026-03-02 08:10"), by=counter).case
        >>> log = EventLog.of(fact for _, act in book.journal.acts() for fact in act)
        >>> log.case(case)[1].activity, log.case(case)[1].resource
        ('ReceiptIssued', '12.71.17/petugas')
        """
        return cls.from_rows(
            (fact.case, type(fact).__name__, fact.at, fact.by, fact.office)
            for fact in facts
            if isinstance(fact, CaseFact)
        )

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[object]]) -> EventLog:
        """Return the log of rows: case, activity, time and, where known, resource and office.

        Parameters
        ----------
        rows
            Each an `Event`, or as much as is known of one, in its order.

        Raises
        ------
        InvalidValue
            When a row is too short or too long, has no case or no activity, a time without a zone,
            or holds what could be a NIK; with its number, counted from 1.
        """

        def refused(number: int, column: str, problem: str) -> InvalidValue:
            return InvalidValue(f"event log, row {number}, {column}", "what it holds", problem)

        return _grouped(checked(rows, refused))

    @classmethod
    def from_csv(
        cls,
        path: str | Path,
        *,
        case: str = "case",
        activity: str = "activity",
        timestamp: str = "timestamp",
        resource: str = "resource",
        office: str = "office",
        zone: tzinfo | None = None,
        delimiter: str = ",",
    ) -> EventLog:
        """Read a log from a CSV in UTF-8 whose first line names the columns.

        Parameters
        ----------
        path
            The file.
        case, activity, timestamp, resource, office
            How the file names these columns; it may have others, which are not read. Resource and
            office are handed in empty where it has none.
        zone
            The zone of its times, where they name none themselves (`ektpflow.calendar.WIB`).
        delimiter
            What stands between two cells (many a spreadsheet writes ``";"``).

        Raises
        ------
        BadFile
            When a column is missing, a row is cut short, a time is none (ISO 8601) or names no
            zone, a case or an activity is empty, or a cell holds what could be a NIK; with the
            line.
        """
        named = dict(zip(COLUMNS, (case, activity, timestamp, resource, office), strict=True))
        try:
            with Path(path).open(encoding="utf-8-sig", newline="") as file:
                return _grouped(Sheet(str(path), file, named, delimiter).rows(zone))
        except UnicodeDecodeError:
            raise BadFile(str(path), "text", "it is no UTF-8", "save it as CSV UTF-8") from None

    # -- reading ---------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.at)

    def __iter__(self) -> Iterator[Event]:
        lengths = (end - start for start, end in pairwise(self.starts))
        cases = chain.from_iterable(map(repeat, self.cases, lengths))
        columns = zip(cases, self.activity, self.at, self.resource, self.office, strict=True)
        return map(Event._make, columns)

    def __repr__(self) -> str:
        return (
            f"<EventLog: {len(self)} events of {len(self.cases)} cases, "
            f"{len(self.activity.words)} activities>"
        )

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {case: number for number, case in enumerate(self.cases)}

    def number(self, case: str) -> int:
        """Return the place of a case among `cases`.

        Raises
        ------
        InvalidValue
            When the log has no such case.
        """
        number = self._numbers.get(case)
        if number is None:
            raise InvalidValue(
                "case", repr(without_nik(case)), "the log has no such case", "see log.cases"
            )
        return number

    def case(self, case: str) -> tuple[Event, ...]:
        """Return the events of one case, oldest first.

        Raises
        ------
        InvalidValue
            When the log has no such case.
        """
        number = self.number(case)
        return tuple(
            Event(case, self.activity[row], self.at[row], self.resource[row], self.office[row])
            for row in range(self.starts[number], self.starts[number + 1])
        )

    def to_csv(self) -> str:
        """Return the log as `from_csv` reads it, with times in ISO 8601.

        Lines end as RFC 4180 has it (CR LF), so that a line break inside a cell is quoted.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows((*event[:2], event.at.isoformat(), *event[3:]) for event in self)
        return out.getvalue()

    def csv(self, path: str | Path) -> None:
        """Write `to_csv` to a file in UTF-8."""
        Path(path).write_text(self.to_csv(), encoding="utf-8", newline="")


def _grouped(rows: Iterable[Row]) -> EventLog:
    """Return the log of rows that were checked: case by case, each from its oldest event."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    starts = [0]
    for events in found.values():
        events.sort(key=itemgetter(2))  # stable: one moment keeps the order given
        starts.append(starts[-1] + len(events))
    ordered = list(chain.from_iterable(found.values()))
    return EventLog(
        tuple(found),
        tuple(starts),
        Words.of([row[1] for row in ordered]),
        tuple(row[2] for row in ordered),
        Words.of([row[3] for row in ordered]),
        Words.of([row[4] for row in ordered]),
    )
