"""Records as numbers: every value is read once, and what tests look at is looked up by number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs
import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch.intake import Finding, columns_of
from ektpflow.matching.codes import UNKNOWN, joined
from ektpflow.matching.levels import Comparison
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan
from ektpflow.matching.vocabulary import NOT_KNOWN, Vocabulary

__all__ = ["Codes", "Ints", "Records"]

Ints = np.ndarray[Any, np.dtype[np.int64]]
Codes = np.ndarray[Any, np.dtype[np.uint64]]

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
        By comparison, the number of each record's value in the vocabulary.
    vocabularies
        One for each comparison.
    codes
        By comparison and feature, the code for each number of the vocabulary.
    findings
        Values that cannot be read or cannot be true.
    """

    model: MatchModel
    rows: int
    first: int | None
    numbers: tuple[Ints, ...]
    vocabularies: tuple[Vocabulary, ...]
    codes: tuple[Mapping[str, Codes], ...]
    findings: tuple[Finding, ...]

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
        tables = [columns_of(frame, model) for frame in frames]
        sizes = [len(table[model.columns[0]]) for table in tables]
        wanted = _wanted(model)
        numbers, vocabularies, codes = [], [], []
        findings: list[Finding] = []
        for at, comparison in enumerate(model.comparisons):
            if progress is not None:
                progress("reading", at, len(model.comparisons))
            vocabulary = Vocabulary(comparison, wanted[comparison.field])
            raws = (tuple(table[name] for name in comparison.columns) for table in tables)
            found = [_numbered(vocabulary, comparison, raw, findings) for raw in raws]
            number = np.concatenate([np.asarray(one, np.int64) for one in found])
            findings.extend(_doubts(comparison, vocabulary, number))
            numbers.append(number)
            vocabularies.append(vocabulary)
            codes.append({f: np.array(v, np.uint64) for f, v in vocabulary.codes.items()})
        return cls(
            model,
            sum(sizes),
            sizes[0] if len(sizes) > 1 else None,
            tuple(numbers),
            tuple(vocabularies),
            tuple(codes),
            tuple(sorted(findings, key=lambda f: (f.row, f.column))),
        )

    @property
    def pairs(self) -> int:
        """How many pairs there are at all."""
        if self.first is None:
            return self.rows * (self.rows - 1) // 2
        return self.first * (self.rows - self.first)

    def code(self, field: str, feature: str) -> Codes:
        """Return the code of a feature for every record."""
        at = next(i for i, c in enumerate(self.model.comparisons) if c.field == field)
        return self.codes[at][feature][self.numbers[at]]

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


def _wanted(model: MatchModel) -> dict[str, tuple[str, ...]]:
    """Return, by field, the features whose codes a level or a key looks at."""
    found: dict[str, dict[str, None]] = {c.field: {"clean": None} for c in model.comparisons}
    for comparison in model.comparisons:
        for level in comparison.levels:
            if level.by_code:
                found[comparison.field] |= dict.fromkeys(level.features)
    for key in model.blocking.keys:
        for field, feature in (*key.pairs_of, *key.finer_of):
            found[field][feature] = None
    return {field: tuple(features) for field, features in found.items()}


def _numbered(
    vocabulary: Vocabulary,
    comparison: Comparison,
    raws: tuple[Sequence[object], ...],
    findings: list[Finding],
) -> list[int]:
    number, found = vocabulary.number, []
    for row, raw in enumerate(zip(*raws, strict=True)):
        try:
            found.append(number(raw))
        except InvalidValue as no:
            findings.append(Finding(row, comparison.columns[0], str(no)))
            found.append(NOT_KNOWN)
    return found


def _doubts(comparison: Comparison, vocabulary: Vocabulary, numbers: Ints) -> list[Finding]:
    """Return a finding for each record whose value cannot be true."""
    doubt = comparison.kind.doubt
    doubtful = {n: said for n, text in enumerate(vocabulary.texts) if text and (said := doubt(text))}
    if not doubtful:
        return []
    rows = np.flatnonzero(np.isin(numbers, np.array(sorted(doubtful))))
    return [
        Finding(int(row), comparison.columns[0], doubtful[int(numbers[row])]) for row in rows
    ]
