"""The table that the engine reads: every text and feature that a level or a key looks at.

Reading stays here, so that the engine compares what everybody else compares: it sees
``MUHAMMAD USMAN``, never ``Moh. Oesman, S.H.``. It is the batch's own reading, with its findings.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ektpflow.errors import MissingExtra
from ektpflow.matching.bridge.settings import ID, key_column
from ektpflow.matching.bridge.sql import column
from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.model import MatchModel

if TYPE_CHECKING:
    from ektpflow.matching.batch import Finding

__all__ = ["prepared"]

# Tables of pyarrow, which is loaded only here.
Table = Any


def prepared(model: MatchModel, *frames: object) -> tuple[list[Table], tuple[Finding, ...]]:
    """Return tables (pyarrow) with what the model compares, and what was found while reading.

    Parameters
    ----------
    model
        The model.
    frames
        One table of pandas, polars or pyarrow, or a mapping of columns; or two that are linked, of
        which the rows of the second are numbered behind those of the first.

    Raises
    ------
    InvalidValue
        When a column is missing.
    MissingExtra
        When a package of the extra is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - extra
    except ImportError as missing:
        raise MissingExtra("pyarrow", "splink", "Splink") from missing
    from ektpflow.matching.batch import Records, without_key  # noqa: PLC0415 - extra

    records = Records.of(model, *frames)
    columns: dict[str, Any] = {ID: pa.array(range(records.rows), pa.int64())}
    for at, (comparison, features) in enumerate(
        zip(model.comparisons, _wanted(model), strict=True)
    ):
        values = records.values[at]
        numbers = [values.numbers(feature, records.numbers[at]) for feature in features]
        # by now the space has the texts of every feature
        words = pa.array([text or None for text in values.space.texts], pa.string())
        for feature, number in zip(features, numbers, strict=True):
            columns[column(comparison.field, feature)] = words.take(pa.array(number))
    having = []
    for index in range(len(model.blocking.keys)):
        value = records.key(model.blocking, index)
        columns[key_column(index)] = pa.array(value, mask=value == UNKNOWN)
        having.append((value != UNKNOWN).nonzero()[0])
    whole = pa.table(columns)
    cuts = [0, *([] if records.first is None else [records.first]), records.rows]
    tables = [whole.slice(start, end - start) for start, end in pairwise(cuts)]
    return tables, (*records.findings, *without_key(records, having))


def _wanted(model: MatchModel) -> list[list[str]]:
    """Return, by comparison, the features that a level looks at, the text itself first."""
    return [
        list(dict.fromkeys(["clean", *(f for level in c.levels for f in level.features)]))
        for c in model.comparisons
    ]
