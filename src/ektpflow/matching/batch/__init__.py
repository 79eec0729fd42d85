"""The batch: doubles in a table, or links between two, with numpy.

In the order in which it works: `intake` takes tables, `records` turns them into numbers, `counting`
counts frequencies, `planning` fits the keys to the register, `pairs` brings pairs up, `weighing`
weighs them, `result` says what was found, and `run` puts it together. Needs the extra ``lab``.
"""

from __future__ import annotations

from ektpflow.matching.batch.intake import Finding
from ektpflow.matching.batch.planning import Lost, lost_to_caps, planned
from ektpflow.matching.batch.records import Records
from ektpflow.matching.batch.result import Cluster, Found, Pair
from ektpflow.matching.batch.run import Progress, deduplicate, link

__all__ = [
    "Cluster",
    "Finding",
    "Found",
    "Lost",
    "Pair",
    "Progress",
    "Records",
    "deduplicate",
    "link",
    "lost_to_caps",
    "planned",
]
