"""Blocking plans that fit a register: which values are crowds, and what is lost by capping them.

Blocking recall is the ceiling of accuracy, and the pairs that a key brings up grow with the square
of the register. So a key gets finer where a crowd shares its value, and only there.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final

import attrs
import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch.pairs import Block, blocks_of, grouped, together
from ektpflow.matching.batch.records import Codes, Records
from ektpflow.matching.batch.texts import Numbers
from ektpflow.matching.codes import UNKNOWN, joined
from ektpflow.matching.evaluation import true_pairs
from ektpflow.matching.model import MatchModel
from ektpflow.matching.plan import BlockingPlan

__all__ = ["PAIRS_A_RECORD", "Lost", "blocking_recall", "lost_to_caps", "plan_for", "planned"]

#: The most pairs for each record that a plan made here brings up, as long as a lower cap can help.
#: Our choice: at 1.1 million records a pair costs about half a microsecond, so 200 are two minutes.
PAIRS_A_RECORD: Final = 200

_NONE: Final = np.uint64(UNKNOWN)


def plan_for(
    frame: object,
    model: MatchModel,
    *,
    register_size: int | None = None,
    cap: int | None = None,
) -> BlockingPlan:
    """Return the model's plan with the crowds that stand in a register.

    Hand it to `deduplicate` or to a gallery. It is frozen: which pairs it brings up depends on
    nothing that comes later. When the register has grown, plan anew and hand in the pairs that were
    found before (``known``), so that none of them is lost.

    Parameters
    ----------
    frame
        The register or a sample of it: a table of pandas, polars or pyarrow, or a mapping of
        columns.
    model
        Has the keys.
    register_size
        How large the whole register is, where `frame` is a sample: counts grow with it.
    cap
        The most records that may share a key; the model's by default.

    Raises
    ------
    InvalidValue
        When a column is missing, or the register is said to be smaller than the sample.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel, Person
    >>> from ektpflow.matching.batch import plan_for
    >>> from ektpflow.population import people
    >>> rows = [Person.of(one.resident, None).row for one in people(50, seed=1)]
    >>> table = {column: [row[column] for row in rows] for column in rows[0]}
    >>> model = MatchModel.expert()
    >>> small = plan_for(table, model)
    >>> any(small.crowds)  # a key that a few share is no crowd
    False
    >>> any(plan_for(table, model, register_size=1_000_000).crowds)
    True
    """
    return planned(Records.of(model, frame), register_size=register_size, cap=cap)


def planned(
    records: Records,
    plan: BlockingPlan | None = None,
    *,
    register_size: int | None = None,
    cap: int | None = None,
) -> BlockingPlan:
    """Return a plan with the crowds that stand in records that were read already.

    Parameters
    ----------
    records
        The register, or a sample of it.
    plan
        Keys and cap; the model's by default.
    register_size, cap
        As for `plan_for`.

    Raises
    ------
    InvalidValue
        When the register is said to be smaller than the sample.
    """
    plan = records.model.blocking if plan is None else plan
    size = max(records.rows if register_size is None else register_size, 1)
    if size < records.rows:
        raise InvalidValue(
            "register size", str(size), f"{records.rows} records were handed in", "give the whole"
        )
    plan = attrs.evolve(plan, register_size=size, cap=plan.cap if cap is None else cap)
    scale = size / max(records.rows, 1)
    coarse = [records.coarse(plan, index) for index in range(len(plan.keys))]
    while True:
        found, pairs = _crowded(records, plan, coarse, scale)
        if cap is not None or plan.cap == 1 or pairs <= PAIRS_A_RECORD * size:
            return found
        plan = attrs.evolve(plan, cap=max(plan.cap // 2, 1))


def _crowded(
    records: Records, plan: BlockingPlan, coarse: Sequence[Codes], scale: float
) -> tuple[BlockingPlan, float]:
    """Return the plan with its crowds, and how many pairs it brings up in the whole register."""
    crowds, left_out, pairs = [], [], 0.0
    for index, value in enumerate(coarse):
        known, many = _counted(value)
        crowded = known[many * scale > plan.cap]
        values, many = _counted(records.parted(plan, index, value, crowded))
        above = many * scale > plan.cap
        crowds.append(frozenset(crowded.tolist()))
        left_out.append(frozenset(values[above].tolist()))
        pairs += float((many[~above] * scale * (many[~above] * scale - 1) / 2).sum())
    return attrs.evolve(plan, crowds=tuple(crowds), left_out=tuple(left_out)), pairs


def _counted(values: Codes) -> tuple[Codes, Any]:
    return np.unique(values[values != _NONE], return_counts=True)


@attrs.frozen
class Lost:
    """What the cap of one key costs.

    Parameters
    ----------
    key
        Name of the key.
    pairs
        Pairs that agree on the key and that it does not bring up.
    missed
        Those of them that no other key brings up either. A pair that two keys lose counts for both.
    """

    key: str
    pairs: int
    missed: int


def lost_to_caps(
    records: Records, plan: BlockingPlan, blocks: Sequence[Block] | None = None
) -> tuple[Lost, ...]:
    """Count, for each key, the pairs that agree on it and are not brought up.

    They are counted by the sizes of groups; none of them is made.

    Parameters
    ----------
    records
        The records.
    plan
        The plan.
    blocks
        What each of its keys brings up, where it is known already.
    """
    if blocks is None:
        blocks = blocks_of(records, plan)
    rarest_first = sorted(blocks, key=lambda block: block.pairs)
    found = []
    for index, key in enumerate(plan.keys):
        crowds = plan.crowds[index]
        if not crowds and not plan.left_out[index]:
            found.append(Lost(key.name, 0, 0))
            continue
        whole = Block.of(records.coarse(plan, index), records.first)
        lost = whole.pairs - blocks[index].pairs
        missed = _outside(_Part.of(whole, records), rarest_first) if lost else 0
        found.append(Lost(key.name, lost, missed))
    return tuple(found)


def blocking_recall(
    records: Records, plan: BlockingPlan, person: Sequence[Hashable]
) -> tuple[float, Any]:
    """Return the share of the true pairs that keys bring up, and those pairs: a ceiling of recall.

    Parameters
    ----------
    records
        The records.
    plan
        The plan.
    person
        Who each row is.

    Returns
    -------
    tuple
        The share (1 where there is no true pair), and the row numbers of the true pairs that are
        brought up, as a matrix of two columns.
    """
    true = np.array(list(true_pairs(person, records.first)), np.int32).reshape(-1, 2)
    reached = true[together(blocks_of(records, plan), true[:, 0], true[:, 1])]
    return (len(reached) / len(true) if len(true) else 1.0), reached


@attrs.frozen(eq=False)
class _Part:
    """Rows that have company, and the group of each."""

    rows: Numbers
    group: Numbers
    first: int | None

    @classmethod
    def of(cls, block: Block, records: Records) -> _Part:
        rows = np.flatnonzero(block.group >= 0)
        return cls(rows.astype(np.int32), block.group[rows], records.first)

    @property
    def pairs(self) -> int:
        many = np.bincount(self.group).astype(np.int64) if len(self.group) else np.zeros(0, int)
        if self.first is None:
            return int((many * (many - 1) // 2).sum())
        one = np.bincount(self.group[self.rows < self.first], minlength=len(many))
        return int((one * (many - one)).sum())

    def refined(self, block: Block) -> _Part:
        """Return the part in which a group also agrees on another key."""
        other = block.group[self.rows]
        known = np.flatnonzero(other >= 0)
        both = joined(
            [self.group[known].astype(np.uint64) + np.uint64(1), other[known].astype(np.uint64)]
        )
        order, starts, ends = grouped(both)
        company = ends - starts > 1
        return _Part(self.rows[known[order[company]]], starts[company].astype(np.int32), self.first)


def _outside(part: _Part, blocks: Sequence[Block]) -> int:
    """Count the pairs of a part that none of the keys brings up, by inclusion and exclusion."""
    pairs = part.pairs
    if not pairs:
        return 0
    # each pair is taken off once: at the first of the keys that brings it up
    return pairs - sum(
        _outside(part.refined(block), blocks[:index]) for index, block in enumerate(blocks)
    )
