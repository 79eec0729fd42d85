"""Steps that end an application before a card is handed over; the record always stays."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from ektpflow import events as e
from ektpflow.application import CARD_STATUSES, Application
from ektpflow.board import View
from ektpflow.errors import Reason
from ektpflow.office import Officer
from ektpflow.steps.base import Step, demand
from ektpflow.steps.counter import without_minutes
from ektpflow.steps.printing import destroyed

__all__ = ["RecordDeath", "RecordMove", "Withdraw"]


@demand
def end_minutes_given(
    step: _End, _: View, app: Application | None, __: datetime, ___: Officer
) -> Reason | None:
    """A card that was printed already is destroyed with minutes (berita acara)."""
    if app is None or app.status not in CARD_STATUSES:
        return None
    return without_minutes(step.minutes)


@attrs.frozen
class _End(Step):
    """An application ends: the blank is released, a printed card destroyed.

    Parameters
    ----------
    minutes
        Number of the berita acara, where a printed card must be destroyed.
    """

    demands: ClassVar[tuple[str, ...]] = ("end_minutes_given",)

    minutes: str = attrs.field(default="", kw_only=True)

    def _left(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        file = view.application(self.case).file
        if file.blank is None:
            return ()
        if file.card:
            return destroyed(view, self.case, at, by, "application ended", self.minutes)
        return (e.BlankoReleased(*view.stamp(self.case, at, by), file.place, file.blank),)


@attrs.frozen
class Withdraw(_End):
    """Withdraw the application at the citizen's wish."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ApplicationWithdrawn,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return what is released or destroyed, and the end."""
        end = e.ApplicationWithdrawn(*view.stamp(self.case, at, by))
        return (*self._left(view, at, by), end)


@attrs.frozen
class RecordDeath(_End):
    """Record that the applicant died."""

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ApplicantDied,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return what is released or destroyed, and the end."""
        end = e.ApplicantDied(*view.stamp(self.case, at, by))
        return (*self._left(view, at, by), end)


@attrs.frozen
class RecordMove(_End):
    """Record that the applicant moved away; a moved-in case elsewhere joins the same record.

    Parameters
    ----------
    to
        Where to (region or office).
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.ApplicantMoved,)

    to: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return what is released or destroyed, and the end."""
        end = e.ApplicantMoved(*view.stamp(self.case, at, by), self.to)
        return (*self._left(view, at, by), end)
