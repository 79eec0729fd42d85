"""The laboratory: a month at an office, on the same casebook that a real service would use."""

from ektpflow.simulation.result import (
    OBSTACLES,
    CaseRow,
    DayRow,
    Duplicates,
    Obstacle,
    StudyResult,
)
from ektpflow.simulation.scenario import BUILTIN, FIGURES, Figure, Scenario
from ektpflow.simulation.study import study

__all__ = [
    "BUILTIN",
    "FIGURES",
    "OBSTACLES",
    "CaseRow",
    "DayRow",
    "Duplicates",
    "Figure",
    "Obstacle",
    "Scenario",
    "StudyResult",
    "study",
]
