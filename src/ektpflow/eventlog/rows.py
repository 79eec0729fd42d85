"""Rows on their way into a log: each is looked at, and what is wrong is told with its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from ektpflow.errors import BadFile

__all__ = ["COLUMNS", "Row", "Sheet", "checked", "without_nik"]

Row = tuple[str, str, datetime, str, str]

#: The columns of a log, as its CSV names them.
COLUMNS: Final[tuple[str, ...]] = ("case", "activity", "timestamp", "resource", "office")

_WORDS: Final = (*COLUMNS[:2], *COLUMNS[3:])
_NEEDED: Final = 3  # a log may be silent about resource and office
_DATA: Final = re.compile(r"[0-9]{4}|[0-9]:[0-9]")
_NIK: Final = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")


def without_nik(text: str) -> str:
    """Return a text in which nothing is left that could be a NIK, for messages.

    Examples
    --------
    >>> from ektpflow.eventlog.rows import without_nik
    >>> without_nik("case " + "9" * 16)
    'case (16 digits)'
    """
    return _NIK.sub("(16 digits)", text)


def checked(
    rows: Iterable[Sequence[object]], refused: Callable[[int, str, str], Exception]
) -> Iterator[Row]:
    """Give the rows that are as they must be; a word that was seen is not looked at again.

    Parameters
    ----------
    rows
        Case, activity, time and, where known, resource and office.
    refused
        Makes the error: from the number of the row, the column and what is wrong.
    """
    seen: tuple[set[str], ...] = (set(), set(), set(), set())
    for number, row in enumerate(rows, start=1):
        if not _NEEDED <= len(row) <= len(COLUMNS):
            raise refused(number, "all of it", f"case, activity, time: {len(row)} cells are there")
        case, activity, at, resource, office = (*row, "", "")[: len(COLUMNS)]
        if not isinstance(at, datetime) or at.tzinfo is None:
            raise refused(number, "timestamp", "it is a datetime that names its zone")
        if not (
            isinstance(case, str)
            and isinstance(activity, str)
            and isinstance(resource, str)
            and isinstance(office, str)
        ):
            raise refused(number, "all of it", "all but the time is text")
        for place, word in enumerate((case, activity, resource, office)):
            if word not in seen[place]:
                problem = _against(word, needed=place < _NEEDED - 1)
                if problem:
                    raise refused(number, _WORDS[place], problem)
                seen[place].add(word)
        yield case, activity, at, resource, office


def _against(word: str, *, needed: bool) -> str:
    if needed and not word:
        return "every event has one"
    if _NIK.search(word):
        return "a log holds nothing that could be a NIK (16 digits); a pseudonym stands for it"
    return ""


class Sheet:
    """The rows of a CSV.

    Parameters
    ----------
    path
        The file, as errors name it.
    lines
        Its text.
    named
        For each of `COLUMNS` how the file names it, empty where it has none.
    delimiter
        What stands between two cells.
    """

    def __init__(
        self, path: str, lines: Iterable[str], named: Mapping[str, str], delimiter: str
    ) -> None:
        self._path, self._named = path, named
        self._reader = csv.reader(lines, delimiter=delimiter)

    def rows(self, zone: tzinfo | None) -> Iterator[Row]:
        """Give the rows of the named columns.

        Parameters
        ----------
        zone
            The zone of times that name none.

        Raises
        ------
        BadFile
            With the line and the column.
        """
        return checked(
            self._cells(zone), lambda _, column, problem: self._bad(self._named[column], problem)
        )

    def _cells(self, zone: tzinfo | None) -> Iterator[tuple[str, str, datetime, str, str]]:
        try:
            heads = next(self._reader, [])
            places = [self._place(heads, column) for column in COLUMNS]
            for line in self._reader:
                if not line:
                    continue  # an empty line is no event
                if len(line) < len(heads):
                    raise self._bad("", f"{len(line)} cells stand under {len(heads)} headings")
                line.append("")  # what a column that the file has not holds
                case, activity, time, resource, office = (line[place] for place in places)
                yield case, activity, self._moment(time, zone), resource, office
        except csv.Error as error:
            raise self._bad("", f"it is no CSV: {error}") from None

    def _place(self, heads: Sequence[str], column: str) -> int:
        name = self._named[column]
        if not name and column not in COLUMNS[:_NEEDED]:
            return -1
        if name not in heads:
            # a file without headings begins with data, and those may be about a person
            named = heads and not any(map(_DATA.search, heads))
            there = ", ".join(map(repr, heads)) if named else "no headings"
            raise self._bad(
                name, f"there is no such column; line 1 has {there}", f"name it with {column}="
            )
        return heads.index(name)

    def _moment(self, text: str, zone: tzinfo | None) -> datetime:
        name = self._named["timestamp"]
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise self._bad(name, "what stands there is no time in ISO 8601") from None
        if moment.tzinfo is None:
            if zone is None:
                raise self._bad(name, "the time names no zone", "hand it in as zone=")
            return moment.replace(tzinfo=zone)
        return moment

    def _bad(self, column: str, problem: str, hint: str = "") -> BadFile:
        place = f"line {self._reader.line_num}" + (f", column {column!r}" if column else "")
        return BadFile(self._path, place, problem, hint)
