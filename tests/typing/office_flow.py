"""A service of somebody else's: a fact, a status, a step, guards and a table, as legal.py uses."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

import attrs

from ektpflow import KTP_EL, Officer, Reason, Status
from ektpflow.application import Application
from ektpflow.board import View
from ektpflow.events import ApplicationSubmitted, CaseFact, Fact, FileCompleted
from ektpflow.lifecycle import Basis, Clock, OwnStatus, Phase, Rule
from ektpflow.office import Role
from ektpflow.steps import Step

AT_LURAH: Final = OwnStatus("AT_LURAH", "Menunggu lurah", "waits for the lurah", Phase.APPLICATION)


@attrs.frozen
class FileLaidBefore(CaseFact):
    """The file was laid before the lurah."""


@attrs.frozen
class FileCountersigned(CaseFact):
    """The lurah countersigned the file."""

    remark: str


@attrs.frozen
class Countersign(Step):
    """Let the lurah countersign a file."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (FileCountersigned,)

    remark: str

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return the countersignature."""
        return (FileCountersigned(*view.stamp(self.case, at, by), self.remark),)


@attrs.frozen
class LayBefore(Step):
    """Lay a file before the lurah."""

    leads_to: ClassVar[tuple[type[CaseFact], ...]] = (FileLaidBefore,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[Fact, ...]:
        """Return that it lies there."""
        return (FileLaidBefore(*view.stamp(self.case, at, by)),)


def by_day(_: View, __: Application, at: datetime, ___: Officer) -> Reason | None:
    """The lurah signs while the office is open."""
    return None if 8 <= at.hour < 16 else Reason("by_day", "the office is closed")


OURS: Final = KTP_EL.extend(
    "KTP_EL_OURS",
    "1",
    statuses=[AT_LURAH],
    without_rules=["SUBMITTED + FileCompleted"],
    add=[
        Rule(FileLaidBefore, Status.SUBMITTED, AT_LURAH, Role.COUNTER),
        Rule(FileCountersigned, AT_LURAH, Status.SUBMITTED, Role.COUNTER, ("by_day",)),
        Rule(FileCompleted, AT_LURAH, Status.COMPLETE, Role.COUNTER, ("custody_here",)),
    ],
    clocks=[
        Clock(
            "at_lurah",
            (ApplicationSubmitted,),
            timedelta(days=3),
            Basis("our office's own promise", "ours"),
            (FileCountersigned,),
        )
    ],
)
