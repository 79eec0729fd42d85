"""How often values are recorded in a register: counted once, for batch and gallery alike."""

from __future__ import annotations

import numpy as np

from ektpflow.matching.batch.records import Records
from ektpflow.matching.batch.texts import ITSELF
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
    for values, numbers, comparison in zip(
        records.values, records.numbers, records.model.comparisons, strict=True
    ):
        for feature in {x.features[0] for x in comparison.levels if x.by_frequency}:
            if feature == ITSELF:  # the code of a value that stands once is not asked for
                many = np.bincount(numbers)
                often = np.flatnonzero(many > 1).astype(np.int32)
                codes, many = values.codes(feature, often), many[often]
            else:
                codes, many = np.unique(values.codes(feature, numbers), return_counts=True)
            told = (many > 1) & (codes != np.uint64(UNKNOWN))
            shares[comparison.field, feature] = dict(
                zip(codes[told].tolist(), (many[told] / records.rows).tolist(), strict=True)
            )
    return Frequencies(max(records.rows, 1), shares) if shares else None
