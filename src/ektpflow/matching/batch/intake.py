"""Tables as users have them: pandas, polars, pyarrow, or a mapping of columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final, cast

import attrs
import numpy as np

from ektpflow.errors import InvalidValue, MissingExtra
from ektpflow.matching.batch.texts import Numbers
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel

__all__ = ["Finding", "Read", "Table", "read"]

_AS_THEY_ARE: Final = frozenset({str, type(None)})


@attrs.frozen
class Finding:
    """A value that cannot be read, or cannot be true. It was not passed over in silence.

    Parameters
    ----------
    row
        Number of the row, from 0.
    column
        The column.
    problem
        What is wrong, in words; masked where personal.
    table
        0 for the first table, 1 for the second of two that are linked.
    """

    row: int
    column: str
    problem: str
    table: int = 0


class Table:
    """A table handed in, whose columns are taken out one by one.

    Parameters
    ----------
    frame
        A table of pandas, polars or pyarrow, or a mapping of columns.
    model
        What is compared.

    Raises
    ------
    InvalidValue
        When it is no table, a column is missing or the columns differ in length.
    MissingExtra
        When it is no mapping and narwhals is not installed.
    """

    def __init__(self, frame: object, model: MatchModel) -> None:
        if isinstance(frame, Mapping):
            self._given: Any = frame
            self.backend: str | None = None
            names = list(frame)
        else:
            self._given = _of_a_package(frame)
            self.backend = self._given.implementation.value
            names = list(self._given.columns)
        model.check_columns(names, "table")
        self._names = names
        lengths = {name: len(self._given[name]) for name in model.columns}
        if len(set(lengths.values())) > 1:
            raise InvalidValue(
                "table",
                ", ".join(f"{many} values of {name}" for name, many in lengths.items()),
                "every column has one value a record",
                "put None where a value is not known",
            )
        self.rows = next(iter(lengths.values()))

    def column(self, name: str) -> Sequence[object]:
        """Return the values of a column.

        Raises
        ------
        InvalidValue
            When there is no such column.
        """
        if name not in self._names:
            raise InvalidValue(
                "table", "columns " + ", ".join(map(str, self._names)), f"there is no {name!r}",
                "name one of them",
            )  # fmt: skip
        values = self._given[name]
        if isinstance(values, list | tuple):
            return values
        for way in ("to_list", "tolist"):  # narwhals and pandas; numpy
            if hasattr(values, way):
                return cast("Sequence[object]", getattr(values, way)())
        return list(values)


def _of_a_package(frame: object) -> Any:  # noqa: ANN401 - narwhals wraps what it is given
    try:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - extra
    except ImportError as missing:
        raise MissingExtra("narwhals", "lab", "a table of another package") from missing
    try:
        return nw.from_native(cast("Any", frame), eager_only=True)
    except TypeError:
        raise InvalidValue(
            "table",
            type(frame).__name__,
            "a table is a mapping of columns or one of pandas, polars or pyarrow, in memory",
            "read a file first, each column as text; collect a lazy table; turn rows into columns, "
            "{name: [row[name] for row in rows] for name in model.columns}",
        ) from None


@attrs.frozen(eq=False)
class Read:
    """One field of one table or of two: what was read, and what could not be.

    Parameters
    ----------
    texts
        Every value once; the first is the empty one.
    numbers
        By row, the number of its value.
    problems
        What is wrong, and in which rows.
    """

    texts: Sequence[str]
    numbers: Numbers
    problems: Sequence[tuple[str, Numbers]]


def read(comparison: Comparison, columns: Sequence[Sequence[object]]) -> Read:
    """Read a field, each value once.

    Parameters
    ----------
    comparison
        Says how.
    columns
        The values of its columns, row by row.
    """
    raws: list[Any]
    raws, which = _distinct(columns)
    take: Callable[[Any], str] = comparison.read if len(columns) > 1 else comparison.kind.read
    refused: dict[int, str] = {}
    try:
        texts = [take(raw) for raw in raws]
    except InvalidValue:
        texts = [_one(take, raw, refused, at) for at, raw in enumerate(raws)]
    distinct = list(dict.fromkeys(["", *texts]))
    index = dict(zip(distinct, range(len(distinct)), strict=True))
    of_raw = np.fromiter(map(index.__getitem__, texts), np.int32, len(texts))
    numbers = of_raw[which] if len(of_raw) else np.zeros(0, np.int32)
    doubt = comparison.kind.doubt
    doubtful = {at: said for at, text in enumerate(distinct) if text and (said := doubt(text))}
    problems = [*_rows(refused, which, len(raws)), *_rows(doubtful, numbers, len(distinct))]
    return Read(distinct, numbers, problems)


def _one(take: Callable[[Any], str], raw: object, refused: dict[int, str], at: int) -> str:
    try:
        return take(raw)
    except InvalidValue as no:
        refused[at] = str(no)
        return ""


def _rows(said: Mapping[int, str], numbers: Numbers, many: int) -> list[tuple[str, Numbers]]:
    """Return each problem with the rows that have it."""
    if not said:
        return []
    wrong = np.zeros(many, bool)
    wrong[list(said)] = True
    rows = np.flatnonzero(wrong[numbers]).astype(np.int32)
    found: dict[str, list[int]] = {}
    for row, number in zip(rows.tolist(), numbers[rows].tolist(), strict=True):
        found.setdefault(said[number], []).append(row)
    return [(problem, np.array(at, np.int32)) for problem, at in found.items()]


def _distinct(columns: Sequence[Sequence[object]]) -> tuple[list[object], Numbers]:
    """Return every value as recorded once, and by row its number.

    Several columns are one value: a tuple.
    """
    told = [_told_apart(column) for column in columns]
    several = len(columns) > 1
    keys: Sequence[Hashable] = list(zip(*told, strict=True)) if several else told[0]
    raws: Sequence[object] = list(zip(*columns, strict=True)) if several else columns[0]
    once = dict.fromkeys(keys)
    index = dict(zip(once, range(len(once)), strict=True))
    which = np.fromiter(map(index.__getitem__, keys), np.int32, len(keys))
    if keys is raws:
        return list(index), which
    # of equal keys the raw values are the same
    return list(dict(zip(keys, raws, strict=True)).values()), which


def _told_apart(values: Sequence[object]) -> Sequence[Hashable]:
    """Return keys that are equal for the same value only: 1, 1.0 and True are three."""
    if set(map(type, values)) <= _AS_THEY_ARE:
        return values
    return [(type(value), value if _hashable(value) else id(value)) for value in values]


def _hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
