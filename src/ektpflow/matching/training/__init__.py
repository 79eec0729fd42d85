"""Training that cannot fool itself: what levels are worth, learnt from a register.

In the order in which `fit` works: `pairs` draws, `chance` counts u, `candidates` are what the keys
bring up, `sessions` says what one may learn and checks it, `em` learns m, `monotone` keeps levels
in order, `thresholds` says from which weight on, `report` what was done. Needs the extra ``lab``.
"""

from __future__ import annotations

from ektpflow.matching.training.fitting import Fitted, fit
from ektpflow.matching.training.report import FitReport, LevelReport, SessionReport
from ektpflow.matching.training.thresholds import Alarms, affordable

__all__ = [
    "Alarms",
    "FitReport",
    "Fitted",
    "LevelReport",
    "SessionReport",
    "affordable",
    "fit",
]
