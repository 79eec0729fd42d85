"""Where the time of one case went: adjoining pieces, so that the parts sum to the whole."""

from __future__ import annotations

from datetime import datetime

from ektpflow.calendar import Calendar
from ektpflow.simulation.result import OBSTACLES

__all__ = ["Timeline"]


class Timeline:
    """The time of one case from its first visit on, in whole seconds, split by obstacle.

    Every call attributes the piece from the last moment to now; nothing is left out and nothing is
    counted twice.

    Parameters
    ----------
    since
        The first visit.
    """

    __slots__ = ("parts", "since", "upto")

    def __init__(self, since: datetime) -> None:
        self.since = since
        self.upto = since
        self.parts = {obstacle.key: 0 for obstacle in OBSTACLES}

    def spent(self, now: datetime, key: str, calendar: Calendar | None = None) -> None:
        """Attribute the time until now to an obstacle.

        Parameters
        ----------
        now
            The end of the piece.
        key
            The obstacle.
        calendar
            Where given, what lies outside these hours counts as closed.
        """
        whole = int((now - self.upto).total_seconds())
        if calendar is not None:
            worked = int(calendar.worked(self.upto, now).total_seconds())
            self.parts["closed"] += whole - worked
            whole = worked
        self.parts[key] += whole
        self.upto = now

    def waited(self, now: datetime, key: str, planned: Calendar, actual: Calendar) -> None:
        """Attribute a wait in a queue: closed hours, staff late after the break, and the rest.

        Parameters
        ----------
        now
            The end of the wait.
        key
            The obstacle that the rest counts for.
        planned, actual
            Opening hours, and the hours in which staff were there.
        """
        whole = int((now - self.upto).total_seconds())
        by_plan = int(planned.worked(self.upto, now).total_seconds())
        in_fact = int(actual.worked(self.upto, now).total_seconds())
        self.parts["closed"] += whole - by_plan
        self.parts["break_late"] += by_plan - in_fact
        self.parts[key] += in_fact
        self.upto = now
