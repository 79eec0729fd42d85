"""A whole register at once, beside Splink on DuckDB with one thread.

``matching.batch_50k_s`` and ``matching.batch_1m_s`` are seconds of the processor from the table on disk
to the pairs; ``matching.batch_50k_mb`` and ``matching.batch_1m_mb`` are the peak of memory of that
process. Each engine does what its user would: ours calls `deduplicate` with the table and nothing else
(the built-in model, planning and clusters included), Splink trains itself and predicts, with the keys
of `peers.plans`. What it costs to train our model on the register first stands below the row.

Medians of three registers, in turn with the peer; of the large one a single trial.
"""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator
from pathlib import Path

from harness import Figure
from peers import trials
from peers.asking import PACKAGES
from peers.trials import middle, runs, told

SIZES = {"50k": "register_50k", "1m": "register_1m"}
OURS = ("numpy", "rapidfuzz", "pyarrow", "narwhals")


def in_turn(name: str) -> None:
    """Let each trial of ours be followed by the peer's."""
    for run in runs(name):
        trials.batch(name, run)
        trials.splink(name, run)


def seconds(name: str) -> float:
    in_turn(name)
    print(f"  {machine()}")
    print(f"  {name}, ours: {told(trials.batch, name)}")
    print(f"  {name}, Splink: {told(trials.splink, name)}")
    fit, peak = (middle(trials.trained, name, of) for of in ("training", "trained_mb"))
    print(
        f"  {name}, ours, trained first: {told(trials.trained, name)} (fit {fit:.1f} s, {peak:.0f} MB)"
    )
    return middle(trials.batch, name, "cpu")


def machine() -> str:
    """Return what the figures were taken with."""
    ours = (f"{package}=={importlib.metadata.version(package)}" for package in OURS)
    return f"{processor()}; {', '.join(ours)}; peers: {', '.join(PACKAGES)}"


def processor() -> str:
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text(encoding="ascii").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def rows() -> Iterator[Figure]:
    for size, name in SIZES.items():
        yield Figure(
            f"matching.batch_{size}_s",
            "s",
            lambda name=name: seconds(name),
            {"Splink": lambda name=name: middle(trials.splink, name, "cpu")},
        )
        yield Figure(
            f"matching.batch_{size}_mb",
            "MB",
            lambda name=name: middle(trials.batch, name, "peak_mb"),
            {"Splink": lambda name=name: middle(trials.splink, name, "peak_mb")},
        )
