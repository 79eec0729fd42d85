"""The rows of the stuck report, as values, as sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import attrs

from ektpflow.errors import Reason
from ektpflow.lifecycle import AnyStatus, Reading
from ektpflow.office import Role
from ektpflow.tables import Column, Table

__all__ = ["Waiting", "WayOut", "as_table"]

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = "%Y-%m-%d %H:%M"


@attrs.frozen
class WayOut:
    """One way on from where a case stands.

    Parameters
    ----------
    name
        The step, or without a casebook the fact.
    role
        Who would do it.
    office
        Code of the office where; without a casebook the usual tier, empty where none is said.
    reasons
        What is in the way now, empty where nothing is; None where no casebook was asked.
    """

    name: str
    role: Role
    office: str
    reasons: tuple[Reason, ...] | None = None

    @property
    def possible(self) -> bool:
        """Nothing is known that speaks against it."""
        return not self.reasons

    def __str__(self) -> str:
        who = f"{self.name} by {self.role}" + (f" at {self.office}" if self.office else "")
        if not self.reasons:
            return who
        against = "; ".join(
            f"{reason.sentence}, way out: {reason.way_out}" if reason.way_out else reason.sentence
            for reason in self.reasons
        )
        return f"{who} (refused: {against})"


@attrs.frozen
class Waiting:
    """One case that waits.

    Parameters
    ----------
    case
        The case.
    status
        Where it stands.
    since
        When it came there.
    at
        The moment of the report.
    clock
        The clock it is measured against; None where none runs.
    clocks
        All clocks that run, in the order of the lifecycle.
    on_file
        Its NIK was found on file while it stood there.
    ways
        The ways on, in the order of the flow.
    """

    case: str
    status: AnyStatus
    since: datetime
    at: datetime
    clock: Reading | None
    clocks: tuple[Reading, ...]
    on_file: bool
    ways: tuple[WayOut, ...]

    @property
    def overdue(self) -> timedelta | None:
        """How long ago it was due, negative where there is time; None where nothing is due.

        It counts night and day, so that clocks of all kinds can be compared.
        """
        if self.clock is None or self.clock.due is None:
            return None
        return self.at - self.clock.due

    @property
    def acts(self) -> tuple[tuple[Role, str], ...]:
        """Who must act, by role and office: where a way is possible, those who could take it."""
        able = [way for way in self.ways if way.possible] or self.ways
        return tuple(dict.fromkeys((way.role, way.office) for way in able))

    @property
    def stands(self) -> str:
        """The status, and whether the NIK was found on file."""
        return f"{self.status} (NIK found on file)" if self.on_file else str(self.status)

    def __str__(self) -> str:
        ways = "; ".join(map(str, self.ways)) or "nothing leads on"
        return (
            f"{self.case} waits in {self.stands} since {self.since:{_MINUTE}}, "
            f"{_told(self.clock)}. Ways on: {ways}."
        )


def as_table(rows: Sequence[Waiting], title: str = "Cases that wait") -> Table:
    """Return the report as a table: one line a case, in the order given."""
    when = f"At {rows[0].at:{_MINUTE}}. " if rows else ""
    return Table(
        title,
        (
            Column("Case"),
            Column("Status"),
            Column("Since"),
            Column("Clock"),
            Column("Spent", "hours", "right", 1),
            Column("Left", "hours", "right", 1),
            Column("Due"),
            Column("Who acts"),
            Column("Ways on"),
        ),
        [_cells(row) for row in rows],
        (
            f"{when}Left is negative where the limit is passed.",
            "Clocks of working time count working hours; nothing is due while they stand still.",
        ),
    )


def _hours(time: timedelta) -> str:
    return f"{time / _HOUR:.1f} h"


def _told(reading: Reading | None) -> str:
    if reading is None:
        return "no clock runs"
    spent = f"{reading.clock}: {_hours(reading.spent)} of {_hours(reading.limit)} spent"
    if reading.late and reading.due is not None:
        return f"{spent}, late by {_hours(-reading.left)} since {reading.due:{_MINUTE}}"
    if reading.due is None:
        return f"{spent}, standing still"
    return f"{spent}, due {reading.due:{_MINUTE}}"


def _cells(row: Waiting) -> tuple[str | float | None, ...]:
    reading = row.clock
    due = None if reading is None or reading.due is None else f"{reading.due:{_MINUTE}}"
    return (
        row.case,
        row.stands,
        f"{row.since:{_MINUTE}}",
        None if reading is None else reading.clock,
        None if reading is None else reading.spent / _HOUR,
        None if reading is None else reading.left / _HOUR,
        due,
        ", ".join(f"{role} at {office}" if office else role for role, office in row.acts),
        "; ".join(map(str, row.ways)),
    )
