"""Training that cannot fool itself: what levels are worth, learnt from a register.

In the order in which `fit` works: `pairs` draws, `chance` counts u, `candidates` are what the keys
bring up, `learning` holds `sessions` of `em`, each checked, `monotone` and `relevel` put levels in
order, `thresholds` says from which weight on, `report` what was done. Needs the extra ``lab``.
"""

from __future__ import annotations

from ektpflow.errors import MissingExtra

try:
    import numpy  # noqa: F401, ICN001 - asked for here, so that the answer names the extra
except ImportError as missing:
    raise MissingExtra("numpy", "lab", "ektpflow.matching.training") from missing

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
