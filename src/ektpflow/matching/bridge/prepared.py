"""The table that the engine reads: every text and feature that a level or a key looks at.

Reading stays here, so that the engine compares what everybody else compares: it sees
``MUHAMMAD USMAN``, never ``Moh. Oesman, S.H.``.
"""

from __future__ import annotations

from typing import Any, cast

from ektpflow.errors import InvalidValue, MissingExtra
from ektpflow.matching.bridge.settings import ID, key_column
from ektpflow.matching.bridge.sql import column
from ektpflow.matching.codes import UNKNOWN, code_of, joined
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel

__all__ = ["prepared"]

# Tables of pyarrow and numpy, which are loaded only here.
Table = Any


def prepared(frame: object, model: MatchModel, *, first: int = 0) -> Table:
    """Return a table (pyarrow) with what the model compares, one row for each record.

    Parameters
    ----------
    frame
        A table of pandas, polars or pyarrow with the model's columns.
    model
        The model.
    first
        Number of the first row.

    Raises
    ------
    InvalidValue
        When a column is missing or a value cannot be read.
    MissingExtra
        When a package of the extra is not installed.
    """
    try:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - extra
        import numpy as np  # noqa: PLC0415 - extra
        import pyarrow as pa  # noqa: PLC0415 - extra
    except ImportError as missing:
        raise MissingExtra(str(missing.name), "splink", "Splink") from missing
    table = nw.from_native(cast("Any", frame), eager_only=True)
    absent = [name for name in model.columns if name not in table.columns]
    if absent:
        raise InvalidValue(
            "table",
            "columns " + ", ".join(table.columns),
            f"model {model.tag} compares {absent[0]!r}",
            f"add the column {absent[0]!r}, with nulls where it is not known",
        )
    wanted = _wanted(model)
    columns: dict[str, Any] = {ID: np.arange(first, first + len(table), dtype=np.int64)}
    codes: dict[tuple[str, str], Any] = {}
    for comparison in model.comparisons:
        raws = [table[name].to_list() for name in comparison.columns]
        numbers, texts = _read(comparison, list(zip(*raws, strict=True)))
        at = np.asarray(numbers, dtype=np.int64)
        for feature in wanted[comparison.field]:
            made = list(map(comparison.kind.features[feature], texts))
            words = pa.array([text or None for text in made], pa.string())
            columns[column(comparison.field, feature)] = words.take(pa.array(at))
            codes[comparison.field, feature] = _codes(np, made)[at]
    for index in range(len(model.blocking.keys)):
        value = _key_values(np, model, index, codes)
        columns[key_column(index)] = pa.array(value, mask=value == UNKNOWN)
    return pa.table(columns)


def _wanted(model: MatchModel) -> dict[str, tuple[str, ...]]:
    """Return, by field, the features that a level or a key looks at, the text itself first."""
    found: dict[str, dict[str, None]] = {c.field: {"clean": None} for c in model.comparisons}
    for comparison in model.comparisons:
        for level in comparison.levels:
            found[comparison.field] |= dict.fromkeys(level.features)
    for key in model.blocking.keys:
        for field, feature in (*key.pairs_of, *key.finer_of):
            found[field][feature] = None
    return {field: tuple(features) for field, features in found.items()}


def _read(comparison: Comparison, raws: list[tuple[object, ...]]) -> tuple[list[int], list[str]]:
    """Read every value once: the number of each row's text, and the texts."""
    numbers: dict[tuple[object, ...], int] = {}
    texts: dict[str, int] = {}
    found = []
    for row, raw in enumerate(raws):
        number = numbers.get(raw)
        if number is None:
            try:
                text = comparison.read(raw)
            except InvalidValue as no:
                raise InvalidValue(f"row {row}, {no.what}", no.shown, no.rule, no.hint) from no
            number = numbers[raw] = texts.setdefault(text, len(texts))
        found.append(number)
    return found, list(texts)


def _codes(np: Any, texts: list[str]) -> Any:  # noqa: ANN401 - numpy
    return np.fromiter(map(code_of, texts), dtype=np.uint64, count=len(texts))


def _key_values(np: Any, model: MatchModel, index: int, codes: dict[tuple[str, str], Any]) -> Any:  # noqa: ANN401 - numpy
    """Return each row's value of a key, 0 where it has none: crowds parted, the left out gone."""
    plan = model.blocking
    key = plan.keys[index]
    parts = [codes[part] for part in key.pairs_of]
    value = joined(parts)
    for part in parts:
        value = np.where(part == UNKNOWN, UNKNOWN, value)
    if plan.crowds[index]:
        crowd = np.isin(value, np.fromiter(plan.crowds[index], np.uint64))
        parted = joined([value, *(codes[part] for part in key.finer_of)])
        value = np.where(crowd, parted, value)
    if plan.left_out[index]:
        out = np.isin(value, np.fromiter(plan.left_out[index], np.uint64))
        value = np.where(out, UNKNOWN, value)
    return value.astype(np.uint64)
