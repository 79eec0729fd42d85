"""Blocking plans that fit a register: which values are crowds, and what is lost by capping them.

Blocking recall is the ceiling of accuracy, and the pairs that a key brings up grow with the square
of the register. So a key gets finer where a crowd shares its value, and only there.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
import numpy as np

from ektpflow.errors import InvalidValue
from ektpflow.matching.batch.records import Codes, Records
from ektpflow.matching.codes import UNKNOWN
from ektpflow.matching.plan import BlockingPlan

__all__ = ["Lost", "lost_to_caps", "planned"]

_NONE: Final = np.uint64(UNKNOWN)


def planned(
    records: Records, plan: BlockingPlan | None = None, *, register_size: int | None = None
) -> BlockingPlan:
    """Return the plan with the crowds that stand in a register.

    Parameters
    ----------
    records
        The register, or a sample of it.
    plan
        Keys and cap; the model's by default.
    register_size
        How large the whole register is, where `records` is a sample: counts grow with it.

    Raises
    ------
    InvalidValue
        When the register is said to be smaller than the sample.
    """
    plan = records.model.blocking if plan is None else plan
    size = records.rows if register_size is None else register_size
    if size < records.rows:
        raise InvalidValue(
            "register size", str(size), f"{records.rows} records were handed in", "give the whole"
        )
    cap = plan.cap * records.rows / size
    crowds, left_out = [], []
    for index in range(len(plan.keys)):
        coarse = records.coarse(plan, index)
        crowded = _above(coarse, cap)
        parted = records.parted(plan, index, coarse, crowded)
        crowds.append(frozenset(crowded.tolist()))
        left_out.append(frozenset(_above(parted, cap).tolist()))
    return attrs.evolve(plan, register_size=size, crowds=tuple(crowds), left_out=tuple(left_out))


def _above(values: Codes, cap: float) -> Codes:
    known, many = np.unique(values[values != _NONE], return_counts=True)
    found: Codes = known[many > cap]
    return found


@attrs.frozen
class Lost:
    """What the cap of one key costs.

    Parameters
    ----------
    key
        Name of the key.
    pairs
        Pairs that agree on the key and that it does not bring up.
    """

    key: str
    pairs: int


def lost_to_caps(records: Records, plan: BlockingPlan) -> tuple[Lost, ...]:
    """Count, for each key, the pairs that share its value and are not brought up by it.

    Another key may bring them up all the same.
    """
    found = []
    for index, key in enumerate(plan.keys):
        with_all = _pairs(records, records.coarse(plan, index))
        found.append(Lost(key.name, with_all - _pairs(records, records.key(plan, index))))
    return tuple(found)


def _pairs(records: Records, values: Codes) -> int:
    known = values != _NONE
    if records.first is None:
        many: Any = np.unique(values[known], return_counts=True)[1].astype(object)
        return int((many * (many - 1) // 2).sum()) if len(many) else 0
    one, other = values[: records.first], values[records.first :]
    here = dict(zip(*(x.tolist() for x in np.unique(one, return_counts=True)), strict=True))
    there = dict(zip(*(x.tolist() for x in np.unique(other, return_counts=True)), strict=True))
    return sum(many * there.get(value, 0) for value, many in here.items() if value != UNKNOWN)
