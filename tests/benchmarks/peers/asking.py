"""Start a worker of the peers in a process and an environment of its own, and read its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from own_environment import ROOT, python_with
from pyarrow import parquet

from peers.evaluate import Accuracy, Truth, accuracy, best

PACKAGES: Final = (
    "splink==5.0.0",
    "duckdb==2.0.1",
    "recordlinkage==0.16",
    "pandas==2.3.3",
    "pyarrow==26.0.1",
    "scikit-learn==1.9.1",
)
OURS: Final = ("run_ours", "run_gallery")
FOLDER: Final = ROOT / "build" / "peers"
LIMIT: Final = 1800  # seconds on the wall, after which a worker is stopped
BENCHMARKS: Final = Path(__file__).parents[1]


class WorkerError(Exception):
    """A worker ended without an answer: the end of what it said."""


@dataclass(frozen=True)
class Result:
    """What one engine reached on one set, its seconds (wall, processor), and the worker's answer."""

    best: Accuracy
    default: Accuracy
    blocking_recall: float
    seconds: float
    cpu: float
    answer: dict[str, Any]


def febrl() -> dict[str, list[Path]]:
    """Return the tables of each FEBRL set; they are written once."""
    names = ("febrl1", "febrl2", "febrl3", "febrl4a", "febrl4b")
    files = [FOLDER / f"{name}.parquet" for name in names]
    if not all(file.exists() for file in files):
        FOLDER.mkdir(parents=True, exist_ok=True)
        _run("sets", FOLDER)
    return {"febrl1": files[:1], "febrl2": files[1:2], "febrl3": files[2:3], "febrl4": files[3:]}


def register(file: Path) -> Path:
    """Return a register of the synthetic population with the columns that blocking wants."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / f"{file.stem}.parquet"
    _run("sets", file, made)
    return made


def ask(engine: str, job: dict[str, Any]) -> dict[str, Any]:
    """Return the answer of an engine to a job (see the workers): ``"splink"``, ``"ours"``, ...

    Raises
    ------
    WorkerError
        If the worker fails, is killed, or takes longer than `LIMIT`.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder, "job.json"), Path(folder, "answer.json")
        asked.write_text(json.dumps(job, default=str), encoding="utf-8")
        _run(f"run_{engine}", asked, answer)
        return json.loads(answer.read_text(encoding="utf-8"))


def measured(engine: str, tables: list[Path], seed: int = 1, **job: Any) -> Result:
    """Let an engine score a set, by a ``plan`` or ``settings``, and say how right it is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pairs.parquet")
        answer = ask(engine, {"tables": tables, "seed": seed, "pairs": file, **job})
        pairs = parquet.read_table(file)
    truth = truth_of(tables)
    left, right, score, match = (
        pairs[column].to_numpy() for column in ("left", "right", "score", "match")
    )
    same = truth.same(left, right)
    return Result(
        best=best(same, score, truth.pairs)[0],
        default=accuracy(same, match, truth.pairs),
        blocking_recall=answer.get("true_pairs", int(same.sum())) / truth.pairs,
        seconds=sum(phase["wall"] for phase in answer["phases"].values()),
        cpu=sum(phase["cpu"] for phase in answer["phases"].values()),
        answer=answer,
    )


def truth_of(tables: list[Path]) -> Truth:
    """Return the truth of one table, or of two that are to be linked."""
    persons = [parquet.read_table(file, columns=["person"])["person"] for file in tables]
    everybody = np.concatenate([each.to_numpy(zero_copy_only=False) for each in persons])
    return Truth(everybody, len(persons[0]) if len(persons) > 1 else None)


def _run(module: str, *arguments: Path) -> None:
    python = sys.executable if module in OURS else python_with("peers", *PACKAGES)
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    try:
        done = subprocess.run(
            [python, "-m", f"peers.{module}", *arguments],
            env={**os.environ, "PYTHONPATH": str(BENCHMARKS), **one_thread},
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired as late:
        raise WorkerError(f"{module} took longer than {LIMIT} s on the wall") from late
    if done.returncode:
        raise WorkerError(f"{module} ended with {done.returncode}: {done.stderr[-2000:]}")
