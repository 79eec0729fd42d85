"""Finding doubles in one table, and links between two."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.pairs import Block, brought_up
from ektpflow.matching.batch.planning import lost_to_caps, planned
from ektpflow.matching.batch.records import Ints, Records
from ektpflow.matching.batch.result import Found
from ektpflow.matching.batch.weighing import Bools, Levels, Weighed, Weigher
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan

__all__ = ["Progress", "deduplicate", "link"]

#: Called with what is being done, how much is done and how much there is.
Progress = Callable[[str, int, int], None]

_AT_ONCE = 1 << 20  # pairs whose texts are compared at once


def deduplicate(
    frame: object,
    model: MatchModel | None = None,
    *,
    ids: Sequence[Hashable] | None = None,
    frequencies: Frequencies | None = None,
    plan: BlockingPlan | None = None,
    floor: float | None = None,
    progress: Progress | None = None,
) -> Found:
    """Find the records of one table that are alike.

    Parameters
    ----------
    frame
        A table of pandas, polars or pyarrow with the model's columns, or a mapping of columns.
    model
        The model; the built-in one by default.
    ids
        What the records are called; row numbers by default. No two alike.
    frequencies
        How often values are recorded; counted in the table by default, where the model asks.
    plan
        A plan made before, with its crowds; by default the model's keys with the table's crowds.
    floor
        Weight in bits below which a pair is not told; the model's `possible` by default.
    progress
        Called with what is being done, how much is done and how much there is.

    Raises
    ------
    InvalidValue
        When a column is missing, columns differ in length, or two ids are alike.
    MissingExtra
        When a package of the extra ``lab`` is not installed.

    Examples
    --------
    >>> from ektpflow.matching.batch import deduplicate
    >>> from ektpflow.population import people, second_identity
    >>> from ektpflow.matching import Person
    >>> crowd = list(people(50, seed=1))
    >>> crowd.append(second_identity(crowd[7], seed=1))
    >>> rows = [Person.of(one.resident, None).row for one in crowd]
    >>> table = {column: [row[column] for row in rows] for column in rows[0]}
    >>> [(pair.left, pair.right, str(pair.likeness)) for pair in deduplicate(table).pairs()]
    [(7, 50, 'DUPLICATE')]
    """
    return _found((frame,), model, ids, frequencies, plan, floor, progress)


def link(
    one: object,
    other: object,
    model: MatchModel | None = None,
    *,
    ids: Sequence[Hashable] | None = None,
    frequencies: Frequencies | None = None,
    plan: BlockingPlan | None = None,
    floor: float | None = None,
    progress: Progress | None = None,
) -> Found:
    """Find the records of one table that are alike with records of another.

    Parameters
    ----------
    one, other
        The tables. Row numbers of the second go on where those of the first end.
    model, ids, frequencies, plan, floor, progress
        As for `deduplicate`.
    """
    return _found((one, other), model, ids, frequencies, plan, floor, progress)


def _found(
    frames: tuple[object, ...],
    model: MatchModel | None,
    ids: Sequence[Hashable] | None,
    frequencies: Frequencies | None,
    plan: BlockingPlan | None,
    floor: float | None,
    progress: Progress | None,
) -> Found:
    model = MatchModel.expert() if model is None else model
    least = model.possible if floor is None else floor
    records = Records.of(model, *frames, progress=progress)
    names = _checked(range(records.rows) if ids is None else ids, records.rows)
    if frequencies is None:
        frequencies = counted(records)
    plan = planned(records) if plan is None else plan
    blocks = [Block.of(records.key(plan, i), records.first) for i in range(len(plan.keys))]
    compared = [0] * len(blocks)
    weigher = Weigher(records, frequencies)
    total, done = sum(block.pairs for block in blocks), 0
    sifted: list[tuple[Ints, Ints]] = []
    weighed: list[Weighed] = []
    for index, left, right in brought_up(blocks):
        compared[index] += len(left)
        done += len(left)
        sifted.append(weigher.sift(left, right, least))
        if sum(len(one) for one, _ in sifted) > _AT_ONCE:
            weighed.append(_weighed(weigher, sifted, least))
            sifted = []
        if progress is not None:
            progress("comparing", min(done, total), total)
    weighed.append(_weighed(weigher, sifted, least))
    left, right, weight, levels = (
        np.concatenate([getattr(one, part) for one in weighed])
        for part in ("left", "right", "weight", "levels")
    )
    return Found(
        model,
        plan,
        frequencies,
        left,
        right,
        weight,
        levels,
        vetoed(model, levels),
        names,
        records.findings,
        tuple(zip((key.name for key in plan.keys), compared, strict=True)),
        lost_to_caps(records, plan),
    )


def _weighed(weigher: Weigher, sifted: list[tuple[Ints, Ints]], least: float) -> Weighed:
    """Compare the texts of what was sifted: many at once, so that each two are compared once."""
    none: Ints = np.zeros(0, np.int32)
    left = np.concatenate([none, *(one for one, _ in sifted)])
    right = np.concatenate([none, *(other for _, other in sifted)])
    return weigher.weigh(left, right, least)


def _checked(ids: Sequence[Hashable], rows: int) -> Sequence[Hashable]:
    if len(ids) != rows:
        raise InvalidValue(
            "ids", f"{len(ids)} of them", f"there are {rows} records", "one for each"
        )
    if not isinstance(ids, range) and len(set(ids)) < rows:
        raise InvalidValue(
            "ids",
            "two alike",
            "every record has an id of its own",
            "take a column without repetition",
        )
    return ids


def vetoed(model: MatchModel, levels: Levels) -> Bools:
    found: Bools = np.zeros(len(levels), bool)
    for at, comparison in enumerate(model.comparisons):
        for number, level in enumerate(comparison.levels):
            if (comparison.field, level.name) in model.vetoed_levels:
                found |= levels[:, at] == number
    return found
