"""Records as numbers: every value is read once, and what tests look at is looked up by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
import numpy as np

from ektpflow.matching.batch.intake import Finding, Read, Table, read
from ektpflow.matching.batch.texts import Codes, Numbers, OnFile, Texts, Values
from ektpflow.matching.codes import UNKNOWN, joined
from ektpflow.matching.doubts import no_veto
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan
from ektpflow.matching.vocabulary import NOT_KNOWN, FieldValues

__all__ = ["Codes", "Ints", "Records"]

Ints = np.ndarray[Any, np.dtype[Any]]

_NONE: Final = np.uint64(UNKNOWN)


@attrs.frozen(eq=False)
class Records:
    """One table, or two that are linked, with the number of every value.

    Parameters
    ----------
    model
        What is compared.
    rows
        Number of records, those of a second table after those of the first.
    first
        Number of records of the first table where two are linked, None for doubles in one.
    numbers
        By comparison, the number of each record's value.
    vocabularies
        The values, one for each comparison.
    codes
        By comparison and feature, the code for each number, where they are on file already.
    findings
        Values that cannot be read or cannot be true.
    """

    model: MatchModel
    rows: int
    first: int | None
    numbers: tuple[Ints, ...]
    vocabularies: tuple[FieldValues | Texts, ...]
    codes: tuple[Mapping[str, Codes], ...]
    findings: tuple[Finding, ...]
    values: tuple[Values, ...] = attrs.field(init=False, repr=False)
    _coded: dict[tuple[str, str], Codes] = attrs.field(init=False, repr=False, factory=dict)

    @values.default  # pyright: ignore[reportAttributeAccessIssue]  # attrs, while the class is made
    def _values(self) -> tuple[Values, ...]:
        return tuple(
            known if isinstance(known, Texts) else OnFile(comparison.kind, known.texts, codes)
            for comparison, known, codes in zip(
                self.model.comparisons, self.vocabularies, self.codes, strict=True
            )
        )

    @classmethod
    def of(
        cls,
        model: MatchModel,
        *frames: object,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Records:
        """Read one table, or two that are to be linked.

        Parameters
        ----------
        model
            What is compared.
        frames
            Tables of pandas, polars or pyarrow, or mappings of columns.
        progress
            Called with what is being done, how much is done and how much there is.

        Raises
        ------
        InvalidValue
            When a column is missing or the columns differ in length.
        """
        tables = [x if isinstance(x, Table) else Table(x, model) for x in frames]
        sizes = [table.rows for table in tables]
        numbers: list[Numbers] = []
        texts: list[Texts] = []
        findings: list[Finding] = []
        for at, comparison in enumerate(model.comparisons):
            if progress is not None:
                progress("reading fields", at + 1, len(model.comparisons))
            found = read(comparison, [_whole(tables, name) for name in comparison.columns])
            numbers.append(found.numbers)
            texts.append(Texts(comparison.kind, found.texts))
            problems = [*found.problems, *_not_known(model, comparison, found)]
            findings.extend(_findings("+".join(comparison.columns), problems, sizes[0]))
        return cls(
            model,
            sum(sizes),
            sizes[0] if len(sizes) > 1 else None,
            tuple(numbers),
            tuple(texts),
            ({},) * len(texts),
            tuple(sorted(findings, key=lambda f: (f.table, f.row))),
        )

    @property
    def pairs(self) -> int:
        """How many pairs there are at all."""
        if self.first is None:
            return self.rows * (self.rows - 1) // 2
        return self.first * (self.rows - self.first)

    def code(self, field: str, feature: str) -> Codes:
        """Return the code of a feature for every record."""
        if (field, feature) not in self._coded:
            at = next(i for i, c in enumerate(self.model.comparisons) if c.field == field)
            self._coded[field, feature] = self.values[at].codes(feature, self.numbers[at])
        return self._coded[field, feature]

    def coarse(self, plan: BlockingPlan, index: int) -> Codes:
        """Return the value of a key for every record as if there were no crowds, 0 for none."""
        parts = [self.code(*part) for part in plan.keys[index].pairs_of]
        known = np.logical_and.reduce([part != _NONE for part in parts])
        return np.where(known, joined(parts), _NONE)

    def parted(self, plan: BlockingPlan, index: int, value: Codes, crowds: Codes) -> Codes:
        """Return the values of a key with the finer parts added where a crowd shares it."""
        finer = plan.keys[index].finer_of
        if not len(crowds) or not finer:
            return value
        crowded = np.isin(value, crowds)
        added = joined([value, *(self.code(*part) for part in finer)])
        return np.where(crowded, added, value)

    def key(self, plan: BlockingPlan, index: int) -> Codes:
        """Return the value of a key for every record, 0 for none: what agrees is compared."""
        crowds = np.array(sorted(plan.crowds[index]), np.uint64)
        value = self.parted(plan, index, self.coarse(plan, index), crowds)
        left_out = np.array(sorted(plan.left_out[index]), np.uint64)
        return np.where(np.isin(value, left_out), _NONE, value) if len(left_out) else value


def _whole(tables: Sequence[Table], name: str) -> Sequence[object]:
    columns = [table.column(name) for table in tables]
    return columns[0] if len(columns) == 1 else [value for column in columns for value in column]


def _not_known(
    model: MatchModel, comparison: Comparison, found: Read
) -> Iterator[tuple[str, Numbers]]:
    """Give the rows without a value where a veto needs one."""
    if any(veto.field == comparison.field for veto in model.vetoes):
        refused = [rows for _, rows in found.problems]
        rows = np.flatnonzero(found.numbers == NOT_KNOWN).astype(np.int32)
        rows = np.setdiff1d(rows, np.concatenate(refused)) if refused else rows
        if len(rows):
            yield no_veto(comparison), rows


def _findings(
    column: str, problems: Sequence[tuple[str, Numbers]], first: int
) -> Iterator[Finding]:
    for problem, rows in problems:
        for row in rows.tolist():
            second = int(row >= first)
            yield Finding(row - first * second, column, problem, second)
