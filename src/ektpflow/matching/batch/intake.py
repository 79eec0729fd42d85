"""Tables as users have them: pandas, polars, pyarrow, or a mapping of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import attrs

from ektpflow.errors import InvalidValue, MissingExtra
from ektpflow.matching.model import MatchModel

__all__ = ["Finding", "columns_of"]


@attrs.frozen
class Finding:
    """A value that cannot be read, or cannot be true. It was not passed over in silence.

    Parameters
    ----------
    row
        Number of the row, from 0; those of a second table count from 0 again.
    column
        The column.
    problem
        What is wrong, in words; masked where personal.
    """

    row: int
    column: str
    problem: str


def columns_of(frame: object, model: MatchModel) -> Mapping[str, Sequence[object]]:
    """Return the columns that a model compares, as lists.

    Parameters
    ----------
    frame
        A table of pandas, polars or pyarrow, or a mapping of columns.
    model
        What is compared.

    Raises
    ------
    InvalidValue
        When a column is missing or the columns differ in length.
    """
    if isinstance(frame, Mapping):
        given = frame
    else:
        try:
            import narwhals.stable.v2 as nw  # noqa: PLC0415 - extra
        except ImportError as missing:
            raise MissingExtra("narwhals", "lab", "a table of another package") from missing
        given = nw.from_native(cast("nw.typing.IntoDataFrame", frame), eager_only=True)
    names = list(given) if isinstance(given, Mapping) else list(given.columns)
    absent = [name for name in model.columns if name not in names]
    if absent:
        raise InvalidValue(
            "table",
            "columns " + ", ".join(map(str, names)),
            f"model {model.tag} compares {absent[0]!r}",
            f"add the column {absent[0]!r}, with None where it is not known",
        )
    if isinstance(given, Mapping):
        found = {name: list(given[name]) for name in model.columns}
    else:
        found = {name: given[name].to_list() for name in model.columns}
    lengths = {len(values) for values in found.values()}
    if len(lengths) > 1:
        raise InvalidValue(
            "table",
            "columns of " + ", ".join(map(str, sorted(lengths))) + " rows",
            "every column has one value a record",
            "put None where a value is not known",
        )
    return found
