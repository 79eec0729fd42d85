"""Finding doubles in one table, and links between two."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.intake import Finding, Table
from ektpflow.matching.batch.joining import joined_up
from ektpflow.matching.batch.odds import estimated, weakest
from ektpflow.matching.batch.pairs import Block, blocks_of, brought_up, together
from ektpflow.matching.batch.planning import lost_to_caps, planned
from ektpflow.matching.batch.progress import Progress, Shown
from ektpflow.matching.batch.records import Ints, Records
from ektpflow.matching.batch.result import Found
from ektpflow.matching.batch.weighing import Bools, Levels, Weighed, Weigher
from ektpflow.matching.doubts import NO_KEY
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan

__all__ = ["Known", "deduplicate", "link", "vetoed", "without_key"]

#: Pairs found before: a result, or pairs of ids.
Known = Found | Iterable[tuple[Hashable, Hashable]]

_AT_ONCE: Final = 1 << 20  # pairs whose texts are compared at once
_LARGEST: Final = 100  # clusters up to so many records are looked at pair by pair


def deduplicate(
    frame: object,
    model: MatchModel | None = None,
    *,
    ids: str | Sequence[Hashable] | None = None,
    frequencies: Frequencies | None = None,
    plan: BlockingPlan | None = None,
    known: Known = (),
    floor: float | None = None,
    progress: Progress | bool = False,
) -> Found:
    """Find the records of one table that are alike.

    Nothing is written and the table is not changed, so an interruption (Ctrl-C) leaves nothing
    behind.

    Parameters
    ----------
    frame
        A table of pandas, polars or pyarrow with the model's columns, or a mapping of columns; or
        `Records` that were read before, such as those that the model was trained on.
    model
        The model. By default the built-in one with odds and thresholds estimated from this table
        (`ektpflow.matching.batch.odds`): those of the nation would miss half the doubles of a city.
    ids
        What the records are called: the name of a column, or one for each record; row numbers by
        default. No two alike.
    frequencies
        How often values are recorded; counted in the table by default, where the model asks.
    plan
        A plan made before, with its crowds; by default the model's keys with the table's crowds.
    known
        Pairs found before, by their ids, or a result. They are weighed whether or not a key brings
        them up, so a new plan loses none of them.
    floor
        Weight in bits below which a pair is not told; the model's `possible` by default.
    progress
        Called with what is being done, how much is done and how much there is; True shows a bar.

    Raises
    ------
    InvalidValue
        When a column is missing, columns differ in length, two ids are alike, or a known pair names
        a record that is not there.
    InvalidDefinition
        When the plan looks at what the model does not compare.
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
    return _found((frame,), model, ids, frequencies, plan, known, floor, progress)


def link(
    one: object,
    other: object,
    model: MatchModel | None = None,
    *,
    ids: str | Sequence[Hashable] | None = None,
    frequencies: Frequencies | None = None,
    plan: BlockingPlan | None = None,
    known: Known = (),
    floor: float | None = None,
    progress: Progress | bool = False,
) -> Found:
    """Find the records of one table that are alike with records of another.

    Parameters
    ----------
    one, other
        The tables. Row numbers of the second go on where those of the first end.
    ids
        The name of a column of both, or one id for each record, those of the second table last. No
        two alike within a table.
    model, frequencies, plan, known, floor, progress
        As for `deduplicate`.
    """
    return _found((one, other), model, ids, frequencies, plan, known, floor, progress)


def _found(
    frames: tuple[object, ...],
    model: MatchModel | None,
    ids: str | Sequence[Hashable] | None,
    frequencies: Frequencies | None,
    plan: BlockingPlan | None,
    known: Known,
    floor: float | None,
    progress: Progress | bool,  # noqa: FBT001 - what users hand in
) -> Found:
    by_default = model is None
    model = MatchModel.expert() if model is None else model
    if plan is not None:
        model.check_plan(plan)
    read = frames[0] if len(frames) == 1 and isinstance(frames[0], Records) else None
    tables = [] if read else [Table(frame, model) for frame in frames]
    names = _named(ids, tables, read.sizes if read else [table.rows for table in tables])
    # the odds are estimated from these weights on, whatever the floor, so that it changes what is
    # told and not what is meant
    telling = weakest(len(names)) if by_default else math.inf
    least = min(model.possible if floor is None else floor, telling)
    with Shown(progress) as show:
        records = read.under(model) if read else Records.of(model, *tables, progress=show)
        if frequencies is None:
            frequencies = counted(records)
        made = (model.blocking if plan is None else plan).parts
        for done, part in enumerate(made, 1):
            records.code(*part)  # the longest piece of planning
            show("making keys", done, len(made))
        plan = planned(records) if plan is None else plan
        blocks = blocks_of(records, plan)
        weigher = Weigher(records, frequencies)
        found, compared = _compared(weigher, blocks, least, show)
        again = _not_again(_positions(known, names, records), blocks)
        found = _joined(found, weigher.weigh(again[:, 0], again[:, 1], least))
    if by_default:
        model = estimated(model, found.weight[found.weight >= telling], records.pairs)
        found = _from(found, model.possible if floor is None else floor)
    stopped = vetoed(model, found.levels)
    sure = (found.weight >= model.duplicate) & ~stopped
    parts = joined_up(found.left[sure], found.right[sure])
    return Found(
        model=model,
        plan=plan,
        frequencies=frequencies,
        left=found.left,
        right=found.right,
        weight=found.weight,
        levels=found.levels,
        vetoed=stopped,
        ids=names,
        findings=(*records.findings, *without_key(records, (block.order for block in blocks))),
        compared=(
            *zip((key.name for key in plan.keys), compared, strict=True),
            *((("known before", len(again)),) if len(again) else ()),
        ),
        lost=lost_to_caps(records, plan, blocks),
        parts=parts,
        apart=_apart(weigher, model, parts, records.first),
        first=records.first,
        backend=tables[0].backend if tables else None,
    )


def _compared(
    weigher: Weigher, blocks: Sequence[Block], least: float, show: Progress
) -> tuple[Weighed, list[int]]:
    """Weigh all pairs that keys bring up; also return how many each one did."""
    compared = [0] * len(blocks)
    total = sum(block.pairs for block in blocks)  # those that several bring up more than once
    sifted: list[tuple[Ints, Ints]] = []
    weighed: list[Weighed] = []
    for index, left, right in brought_up(blocks):
        compared[index] += len(left)
        sifted.append(weigher.sift(left, right, least))
        if sum(len(one) for one, _ in sifted) > _AT_ONCE:
            weighed.append(_weighed(weigher, sifted, least))
            sifted = []
        show("comparing pairs", sum(compared), total)
    show("comparing pairs", total, total)
    return _joined(*weighed, _weighed(weigher, sifted, least)), compared


def _weighed(weigher: Weigher, sifted: list[tuple[Ints, Ints]], least: float) -> Weighed:
    """Compare the texts of what was sifted: many at once, so that each two are compared once."""
    none: Ints = np.zeros(0, np.int32)
    left = np.concatenate([none, *(one for one, _ in sifted)])
    right = np.concatenate([none, *(other for _, other in sifted)])
    return weigher.weigh(left, right, least)


def _joined(*weighed: Weighed) -> Weighed:
    return Weighed(
        np.concatenate([one.left for one in weighed]),
        np.concatenate([one.right for one in weighed]),
        np.concatenate([one.weight for one in weighed]),
        np.concatenate([one.levels for one in weighed]),
    )


def _from(found: Weighed, floor: float) -> Weighed:
    kept = found.weight >= floor
    return Weighed(found.left[kept], found.right[kept], found.weight[kept], found.levels[kept])


def _named(
    ids: str | Sequence[Hashable] | None, tables: Sequence[Table], sizes: Sequence[int]
) -> Sequence[Hashable]:
    """Return the id of every record, those of a second table last."""
    rows = sum(sizes)
    if ids is None:
        return range(rows)
    if isinstance(ids, str):
        if not tables:
            raise InvalidValue(
                "ids", repr(ids), "records that were read before have the model's columns only",
                "hand in one id for each record",
            )  # fmt: skip
        ids = [name for table in tables for name in table.column(ids)]
    if len(ids) != rows:
        raise InvalidValue(
            "ids", f"{len(ids)} of them", f"there are {rows} records", "one for each"
        )
    start = 0
    for size in sizes:
        _all_different(ids[start : start + size])
        start += size
    return ids


def _all_different(ids: Sequence[Hashable]) -> None:
    first: dict[Hashable, int] = {}
    for row, name in enumerate(ids):
        if name is None or name != name or first.setdefault(name, row) != row:  # noqa: PLR0124 - NaN
            missing = name is None or name != name  # noqa: PLR0124 - NaN
            raise InvalidValue(
                "ids",
                f"none in row {row}" if missing else f"rows {first[name]} and {row} have the same",
                "every record has an id of its own",
                "take a column without gaps and repetition, or leave `ids` out",
            )


def _positions(known: Known, names: Sequence[Hashable], records: Records) -> Ints:
    """Return the rows of pairs that were found before, each once, the lower one left."""
    if isinstance(known, Found):
        known = known.by_ids()
    asked = list(known)
    if not asked:
        return np.zeros((0, 2), np.int32)
    first = len(names) if records.first is None else records.first
    here = {name: row for row, name in enumerate(names[:first])}
    there = here if records.first is None else {
        name: row for row, name in enumerate(names[first:], first)
    }  # fmt: skip
    try:
        rows = [(here[one], there[other]) for one, other in asked]
    except KeyError:
        raise InvalidValue(
            "known pairs",
            "a pair of which one record is not in the table",
            "known pairs are named by the ids of the records",
            "hand in `ids`, and drop the pairs of records that were removed",
        ) from None
    pairs: Ints = np.unique(np.sort(np.array(rows, np.int32), axis=1), axis=0)
    two: Ints = pairs[pairs[:, 0] != pairs[:, 1]]
    return two


def _not_again(pairs: Ints, blocks: Sequence[Block]) -> Ints:
    """Return the pairs that no key brings up: the others were weighed already."""
    new: Ints = pairs[~together(blocks, pairs[:, 0], pairs[:, 1])]
    return new


def _apart(
    weigher: Weigher, model: MatchModel, parts: Sequence[tuple[int, ...]], first: int | None
) -> tuple[tuple[int, int], ...]:
    """Return the pairs within clusters against which a veto stands, compared before or not."""
    pairs = [
        pair
        for part in parts
        if 2 < len(part) <= _LARGEST  # noqa: PLR2004 - of two, the pair that made it is no twin
        for pair in combinations(part, 2)
        if first is None or pair[0] < first <= pair[1]
    ]
    inside = np.array(pairs, np.int32).reshape(-1, 2)
    found = weigher.weigh(inside[:, 0], inside[:, 1], -np.inf)
    stopped = vetoed(model, found.levels)
    return tuple(zip(found.left[stopped].tolist(), found.right[stopped].tolist(), strict=True))


def without_key(records: Records, having: Iterable[Ints]) -> list[Finding]:
    """Return a finding for each record that no key can bring up.

    Parameters
    ----------
    records
        The records.
    having
        For each key the rows that have a value of it.
    """
    lonely = np.ones(records.rows, bool)
    for rows in having:
        lonely[rows] = False
    first = records.rows if records.first is None else records.first
    return [
        Finding(row - first * (row >= first), "", NO_KEY, int(row >= first))
        for row in np.flatnonzero(lonely).tolist()
    ]


def vetoed(model: MatchModel, levels: Levels) -> Bools:
    """Say against which pairs a veto stands.

    Parameters
    ----------
    model
        Has the vetoes.
    levels
        Index of each comparison's level (matrix).
    """
    found: Bools = np.zeros(len(levels), bool)
    for at, comparison in enumerate(model.comparisons):
        for number, level in enumerate(comparison.levels):
            if (comparison.field, level.name) in model.vetoed_levels:
                found |= levels[:, at] == number
    return found
