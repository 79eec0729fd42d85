"""The batch: doubles in a table, or links between two, with numpy.

In the order in which it works: `intake` takes tables, `texts` and `records` turn them into numbers,
`counting` counts frequencies, `planning` fits the keys to the register, `pairs` brings pairs up,
`sketch`, `wordwise`, `standing` and `weighing` weigh them, `joining` makes clusters, `result` says
what was found, and `run` puts it together. Needs the extra ``lab``.
"""

from __future__ import annotations

from ektpflow.errors import MissingExtra

try:
    import numpy as np  # noqa: F401 - whether it is there
except ImportError as missing:
    raise MissingExtra("numpy", "lab", "to match a whole table") from missing

from ektpflow.matching.batch.intake import Finding
from ektpflow.matching.batch.planning import Lost, blocking_recall, lost_to_caps, plan_for, planned
from ektpflow.matching.batch.progress import Progress
from ektpflow.matching.batch.records import Records
from ektpflow.matching.batch.result import Cluster, Found, Pair
from ektpflow.matching.batch.run import deduplicate, link, without_key

__all__ = [
    "Cluster",
    "Finding",
    "Found",
    "Lost",
    "Pair",
    "Progress",
    "Records",
    "blocking_recall",
    "deduplicate",
    "link",
    "lost_to_caps",
    "plan_for",
    "planned",
    "without_key",
]
