"""Rows of a benchmark: ours and its peers in the same run, in turn, by CPU time.

A bench module has a function ``rows()`` that yields `Row`. Each callable does its work once and is
called in turn with the others (A B A B ...); what counts is the median of the rounds, divided by
what was done. What is no time of the processor in this process is a `Figure`, which brings its
numbers itself. The ratio is ours by the best peer, the ratios ours by each; the absolute figures
only inform.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
DIGITS = 4


@dataclass(frozen=True)
class Row:
    """One row: its name, unit, what is run, and by how much a run is divided.

    Parameters
    ----------
    name
        ``"door.step_us"``.
    unit
        ``"us"``.
    ours
        Our own work; it returns how many things it did.
    peers
        The same work by others, by name; each returns how many things it did.
    scale
        Factor from seconds to the unit.
    """

    name: str
    unit: str
    ours: Callable[[], int]
    peers: Mapping[str, Callable[[], int]]
    scale: float = 1e6


@dataclass(frozen=True)
class Figure:
    """One row whose numbers are not taken by the harness: bytes, or the time of another process.

    Parameters
    ----------
    name, unit
        As in `Row`.
    ours
        Returns our own number, in the unit.
    peers
        The same for others, by name.
    more
        More is better: then the best peer has the most.
    """

    name: str
    unit: str
    ours: Callable[[], float]
    peers: Mapping[str, Callable[[], float]]
    more: bool = False


def measure(row: Row | Figure) -> dict[str, object]:
    """Run one row and return it as the table and ``build/bench.json`` hold it."""
    if isinstance(row, Row):
        medians = _timed(row)
        ours = medians.pop("ours")
    else:
        ours, medians = row.ours(), {name: call() for name, call in row.peers.items()}
    best = max if isinstance(row, Figure) and row.more else min
    return {
        "name": row.name,
        "ours": round(ours, DIGITS),
        "peers": {name: round(value, DIGITS) for name, value in medians.items()},
        "ratio": _ratio(ours, best(medians.values())),
        "ratios": {name: _ratio(ours, value) for name, value in medians.items()},
        "unit": row.unit,
    }


def _ratio(ours: float, theirs: float) -> float:
    return float(f"{ours / theirs:.3g}")


def _timed(row: Row) -> dict[str, float]:
    """Return the median time of a thing done, for us and for each peer."""
    runs: dict[str, list[float]] = {"ours": [], **{name: [] for name in row.peers}}
    work = {"ours": row.ours, **row.peers}
    for call in work.values():
        call()  # warm up
    for _ in range(ROUNDS):
        for name, call in work.items():
            gc.collect()
            start = time.process_time()
            count = call()
            runs[name].append((time.process_time() - start) / count * row.scale)
    return {name: statistics.median(times) for name, times in runs.items()}
