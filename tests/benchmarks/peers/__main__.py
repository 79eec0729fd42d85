"""Measure the peers: ``python tests/benchmarks/peers [register.parquet ...]``.

The seconds are of the processor: those on the wall tell how busy the machine is. Without files the
four FEBRL sets, three runs each (of ECM one, it draws nothing); a file is a register of the synthetic population.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "judges")]

from peers.asking import Result, WorkerError, febrl, measured, register, truth_of  # noqa: E402  (the folder is no package)
from peers.plans import FEBRL, REGISTER  # noqa: E402

RUNS = 3
LARGE = 500_000  # rows from which one run has to do


def middle(results: Sequence[Result]) -> str:
    """Return the medians of some runs as a piece of the table."""
    figures = (
        ("{:.4f}", lambda r: r.best.f1),
        ("{:.4f}", lambda r: r.default.f1),
        ("{:6.1f}", lambda r: r.cpu),
        ("{:5.0f}", lambda r: r.answer["peak_mb"]),
    )
    return "  ".join(f.format(statistics.median(map(figure, results))) for f, figure in figures)


def main(*files: str) -> None:
    named = {Path(file).stem: [register(Path(file))] for file in files}
    plan = REGISTER if named else FEBRL
    print(
        "set         pairs    block   Splink: best  default  cpu s  MB  | ECM: best  default  cpu s  MB"
    )
    for name, tables in (named or febrl()).items():
        runs = RUNS if len(truth_of(tables).person) < LARGE else 1
        splink = [measured("splink", tables, seed, plan=plan) for seed in range(1, runs + 1)]
        try:
            ecm = middle([measured("recordlinkage", tables, plan=plan)])
        except WorkerError as why:
            ecm = f"SKIPPED: {why}"
        shown = f"{splink[0].answer['pairs']:>9}  {splink[0].blocking_recall:.4f}"
        print(f"{name:<8}{shown}  | {middle(splink)} | {ecm}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
