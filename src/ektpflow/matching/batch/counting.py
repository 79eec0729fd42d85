"""How often values are recorded in a register: counted once, for batch and gallery alike."""

from __future__ import annotations

import numpy as np

from ektpflow.matching.batch.records import Records
from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.frequencies import Frequencies

__all__ = ["counted"]


def counted(records: Records) -> Frequencies | None:
    """Count the values by which a level's worth depends on frequency; None where none does.

    Parameters
    ----------
    records
        The register.
    """
    shares = {}
    for comparison in records.model.comparisons:
        for feature in {x.features[0] for x in comparison.levels if x.by_frequency}:
            code = records.code(comparison.field, feature)
            values, many = np.unique(code[code != np.uint64(UNKNOWN)], return_counts=True)
            often = many > 1
            shares[comparison.field, feature] = dict(
                zip(values[often].tolist(), (many[often] / records.rows).tolist(), strict=True)
            )
    return Frequencies(records.rows, shares) if shares else None
