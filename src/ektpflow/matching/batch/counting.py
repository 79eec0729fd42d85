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
    for values, numbers, comparison in zip(
        records.values, records.numbers, records.model.comparisons, strict=True
    ):
        for feature in {x.features[0] for x in comparison.levels if x.by_frequency}:
            many = np.bincount(values.numbers(feature, numbers))
            often = np.flatnonzero(many > 1).astype(np.int32)
            often = often[often != UNKNOWN]
            codes = values.space.codes(often).tolist()
            shares[comparison.field, feature] = dict(
                zip(codes, (many[often] / records.rows).tolist(), strict=True)
            )
    return Frequencies(max(records.rows, 1), shares) if shares else None
