"""The numbers of a study that its table, its page and its figures share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import Final

import attrs

from ektpflow.lifecycle import Status
from ektpflow.simulation import OBSTACLES, CaseRow, Obstacle, StudyResult

__all__ = [
    "GROUPS",
    "ILLUSTRATION",
    "Group",
    "Standing",
    "apportioned",
    "dated",
    "invented",
    "long",
    "mean_parts",
    "standings",
    "time_parts",
    "within_limits",
]

#: How an invented figure is labelled.
ILLUSTRATION: Final = "illustration, not a measurement"

_HOUR: Final = 3600
_DAY: Final = 86400
_LIMITS: Final = (1, 3, 7, 14)
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


@attrs.frozen
class Group:
    """A group of obstacles, as the source study groups them.

    Parameters
    ----------
    key
        As `Obstacle.group` has it.
    label_en, label_id
        In English and in Indonesian.
    """

    key: str
    label_en: str
    label_id: str

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """The obstacles of the group."""
        return tuple(o for o in OBSTACLES if o.group == self.key)


#: The study's four groups; the fifth, which is no obstacle, holds the service itself.
GROUPS: Final = (
    Group("technical", "technical", "teknis"),
    Group("administrative", "administrative", "administratif"),
    Group("people", "people at the offices", "pegawai"),
    Group("citizens", "citizens", "masyarakat"),
    Group("service", "the service itself", "pelayanan"),
)


@attrs.frozen
class Standing:
    """Where people stood when the run ended.

    Parameters
    ----------
    label_en, label_id
        The status, in English and in Indonesian.
    people
        How many.
    days
        Median time since their first visit; None for those whose way has ended.
    """

    label_en: str
    label_id: str
    people: int
    days: float | None


def mean_parts(result: StudyResult) -> Mapping[str, float]:
    """Return mean hours of a finished case by obstacle; they sum to the mean lead time."""
    many = max(1, len(result.finished))
    return {
        o.key: sum(row.parts[o.key] for row in result.finished) / many / _HOUR for o in OBSTACLES
    }


def apportioned(values: Mapping[str, float], whole: float | None = None) -> dict[str, float]:
    """Round to one decimal so that what is shown sums to the whole that is shown.

    What is lost in rounding down goes to the largest remainders.

    Parameters
    ----------
    values
        What sums to a whole.
    whole
        Scale them to this sum (100 for shares).

    Examples
    --------
    >>> from ektpflow.report.numbers import apportioned
    >>> apportioned({"a": 1, "b": 1, "c": 1}, whole=100)
    {'a': 33.4, 'b': 33.3, 'c': 33.3}
    """
    total = sum(values.values())
    shown = total if whole is None else whole
    exact = {key: value * 10 * shown / total if total else 0.0 for key, value in values.items()}
    tenths = {key: math.floor(value) for key, value in exact.items()}
    left = round(sum(exact.values())) - sum(tenths.values())
    for key in sorted(exact, key=lambda key: tenths[key] - exact[key])[:left]:
        tenths[key] += 1
    return {key: value / 10 for key, value in tenths.items()}


def time_parts(result: StudyResult) -> tuple[dict[str, float], dict[str, float]]:
    """Return hours and shares by obstacle as they are shown: both sum to their whole."""
    parts = mean_parts(result)
    return apportioned(parts), apportioned(parts, 100)


def within_limits(result: StudyResult) -> tuple[tuple[str, int, int], ...]:
    """Return for 24 hours and longer times: the time, cards in hand within it, and all due."""
    return tuple(
        ("24 hours" if days == 1 else f"{days} days", *result.within(timedelta(days=days)))
        for days in _LIMITS
    )


def standings(result: StudyResult) -> tuple[Standing, ...]:
    """Return where everybody stood at the end, those who have their card first."""
    found = [Standing("card in hand", Status.CARD_ISSUED.label, len(result.finished), None)]
    groups = Counter(row.status for row in result.waiting if row.case)
    for code, people in sorted(groups.items(), key=lambda item: (-item[1], item[0])):
        status, rows = Status(code), [row for row in result.waiting if row.status == code]
        found.append(Standing(status.english, status.label, people, _age(result, rows)))
    away = [row for row in result.waiting if not row.case]
    if away:
        found.append(
            Standing("turned away, not back yet", "berkas kurang", len(away), _age(result, away))
        )
    closed = Counter(row.status for row in result.ended)
    found += [
        Standing(Status(code).english, Status(code).label, closed[code], None)
        for code in sorted(closed)
    ]
    return tuple(found)


def _age(result: StudyResult, rows: list[CaseRow]) -> float:
    return median((result.ends - row.applied).total_seconds() / _DAY for row in rows)


def long(seconds: float | None) -> str:
    """Say how long in days, as people count.

    Examples
    --------
    >>> from ektpflow.report.numbers import long
    >>> long(331_560), long(None)
    ('3.8 days', '-')
    """
    return "-" if seconds is None else f"{seconds / _DAY:,.1f} days"


def dated(day: date, *, year: bool = True) -> str:
    """Write a day in English, whatever language the machine is set to.

    Examples
    --------
    >>> from datetime import date
    >>> from ektpflow.report.numbers import dated
    >>> dated(date(2026, 3, 2))
    'Mon 2 Mar 2026'
    """
    name = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{name} {day.year}" if year else name


def invented(result: StudyResult) -> int:
    """Return how many input figures are invented."""
    return sum(figure.kind == "assumption" for figure in result.scenario.figures)
