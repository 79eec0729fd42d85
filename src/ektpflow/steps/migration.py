"""The step by which an open case goes on under a changed table."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from ektpflow import events as e
from ektpflow.board import View
from ektpflow.errors import Reason, Refused
from ektpflow.office import Officer
from ektpflow.steps.base import Step

__all__ = ["MigrateCase"]


@attrs.frozen
class MigrateCase(Step):
    """Let an open case go on under the table in force.

    Where it goes on says the `ektpflow.lifecycle.Migration` that was handed to the casebook as
    ``earlier=``. A case that does not go over finishes under the table it began with.
    """

    leads_to: ClassVar[tuple[type[e.CaseFact], ...]] = (e.CaseMigrated,)

    def decide(self, view: View, at: datetime, by: Officer) -> tuple[e.Fact, ...]:
        """Return the change of table."""
        app = view.application(self.case)
        jump = view.versions.jump(app.lifecycle, app.status)
        if isinstance(jump, Reason):
            raise Refused(type(self).__name__, self.case, (jump,))
        stamp = view.stamp(self.case, at, by)
        return (e.CaseMigrated(*stamp, view.lifecycle.tag, str(jump.target)),)
