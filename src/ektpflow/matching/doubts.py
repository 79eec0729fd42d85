"""What keeps a record from being found, said before anybody wonders why it was not.

The batch tells it of every row of a table (`ektpflow.matching.batch.Finding`); `doubts` of one
record, for those who search and enter record by record.
"""

from __future__ import annotations

from typing import Final

from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel, Row
from ektpflow.matching.plan import BlockingPlan

__all__ = ["NO_KEY", "doubts", "no_veto"]

#: No key brings the record up.
NO_KEY: Final = "no key has a value here, so the record is compared with none"


def no_veto(comparison: Comparison) -> str:
    """Return what it means that a value is not known on which a veto may stand."""
    return f"no {comparison.label}, so no veto on it can stand against a pair"


def doubts(
    model: MatchModel, record: Row, plan: BlockingPlan | None = None
) -> tuple[tuple[str, str], ...]:
    """Return what cannot be true in a record, or keeps it from being found.

    Parameters
    ----------
    model
        What is compared.
    record
        A `Person`, or a row by column.
    plan
        The keys by which records are brought up; the model's own by default.

    Returns
    -------
    tuple of (str, str)
        The columns (empty where it is the whole record) and a sentence, masked where personal.

    Raises
    ------
    InvalidValue
        When a column is missing or a value cannot be read.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel, doubts
    >>> model = MatchModel.expert()
    >>> row = dict.fromkeys(model.columns) | {"name": "Siti", "sex": "F"}
    >>> doubts(model, row | {"birth_date": "1990-02-31"})
    (('birth_date', 'February of that year has no day 31'),)
    >>> doubts(model, row)
    (('', 'no key has a value here, so the record is compared with none'),)
    """
    plan = model.blocking if plan is None else plan
    reading = model.read(record)
    stopping = {veto.field for veto in model.vetoes}
    found = []
    for comparison, text in zip(model.comparisons, reading, strict=True):
        if text:
            said = comparison.kind.doubt(text)
        else:
            said = no_veto(comparison) if comparison.field in stopping else ""
        if said:
            found.append(("+".join(comparison.columns), said))
    if not any(value != UNKNOWN for value in model.key_values(reading, plan)):
        found.append(("", NO_KEY))
    return tuple(found)
