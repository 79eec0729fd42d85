"""Every engine on every set: each trial once a run, whichever row asks for it.

The sets are FEBRL 1 to 4 without the social security number, and registers of the synthetic
population of which a fifth are doubles. A trial of FEBRL differs from the next by its seed; one of a
register is another register. Registers are made once a run and thrown away after it.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from pyarrow import parquet

from ektpflow import population
from peers.asking import Result, febrl, measured, register
from peers.plans import FEBRL, FEBRL_HOLDS, REGISTER

SIZES: Final = {"register_50k": 50_000, "register_1m": 1_100_000}
SETS: Final = ("febrl1", "febrl2", "febrl3", "febrl4", *SIZES)
SEED: Final = 2026

Trial = Callable[[str, int], Result]

_KEPT = tempfile.TemporaryDirectory(prefix="ektpflow-bench-")


def runs(name: str) -> range:
    """Return the numbers of the trials: three, of the large register one."""
    return range(1, 2 if name == "register_1m" else 4)


@cache
def tables(name: str, run: int) -> Sequence[Path]:
    """Return the tables of a set as files."""
    if name not in SIZES:
        return febrl()[name]
    bare, ready = (Path(_KEPT.name, f"{name}-{run}{kind}.parquet") for kind in ("", "-ready"))
    world = population.register(SIZES[name], seed=SEED + run)
    parquet.write_table(pa.table({**world.columns(), "person": world.person}), bare)
    del world
    register(bare, ready)
    bare.unlink()
    return [ready]


@cache
def splink(name: str, run: int) -> Result:
    return measured("splink", tables(name, run), run, plan=_plan(name))


@cache
def ecm(name: str, run: int) -> Result:
    """Let recordlinkage's ECM score a set; it draws nothing, so the same set gives the same."""
    if name not in SIZES and run > 1:
        return ecm(name, 1)
    return measured("recordlinkage", tables(name, run), plan=_plan(name))


@cache
def same_pairs(name: str, run: int) -> Result:
    """Let our model weigh the pairs that the peers weigh, without vetoes.

    On a register it is the built-in model with the odds of the table; on FEBRL one that is suggested from what the
    columns hold, and trained without labels.
    """
    job: dict[str, Any] = {"blocking": _plan(name)["blocking"], "curve": True}
    if name in SIZES:
        return measured("ours", tables(name, run), None, **job)
    return measured("ours", tables(name, run), run, columns=FEBRL_HOLDS, **job)


@cache
def own_pairs(name: str, run: int) -> Result:
    """Let our built-in model weigh the pairs of its own keys, with its vetoes, and draw the curve."""
    return measured("ours", tables(name, run), None, curve=True, vetoes=True)


@cache
def batch(name: str, run: int) -> Result:
    """Call `deduplicate` with nothing but the table, as a user does."""
    return measured("ours", tables(name, run), None, vetoes=True)


@cache
def trained(name: str, run: int) -> Result:
    """Train the built-in model on the register first, then call `deduplicate`."""
    return measured("ours", tables(name, run), run, curve=True, vetoes=True)


def middle(trial: Trial, name: str, figure: str) -> float:
    """Return the median over the trials of a set, of a figure such as ``"best.f1"``."""
    of = attrgetter(figure)
    return statistics.median(of(trial(name, run)) for run in runs(name))


def told(trial: Trial, name: str) -> str:
    """Return the medians of what an engine reached on a set, in one line."""
    found = [
        f"{said}: P {{:.4f}} R {{:.4f}} F1 {{:.4f}}".format(
            *(middle(trial, name, f"{at}.{what}") for what in ("precision", "recall", "f1"))
        )
        for said, at in (("best threshold", "best"), ("its own", "default"))
    ]
    recall, cpu, peak = (
        middle(trial, name, figure) for figure in ("blocking_recall", "cpu", "peak_mb")
    )
    return "; ".join([*found, f"blocking recall {recall:.4f}; {cpu:.1f} s; {peak:.0f} MB"])


def _plan(name: str) -> dict[str, Any]:
    return REGISTER if name in SIZES else FEBRL
