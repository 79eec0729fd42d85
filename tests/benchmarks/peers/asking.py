"""Start a worker of the peers in a process and an environment of its own, and read its answer."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from own_environment import ROOT, python_with
from pyarrow import parquet

from ektpflow.matching.evaluation import Accuracy, Judged

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
LIMIT: Final = 3600  # seconds on the wall, after which a worker is stopped
BENCHMARKS: Final = Path(__file__).parents[1]


class WorkerError(Exception):
    """A worker ended without an answer: the end of what it said."""


@dataclass(frozen=True)
class Result:
    """What one engine reached on one set, its seconds of the processor, and the worker's answer."""

    best: Accuracy
    default: Accuracy
    blocking_recall: float
    cpu: float
    answer: dict[str, Any]

    @property
    def peak_mb(self) -> float:
        return self.answer["peak_mb"]

    @property
    def training(self) -> float:
        """Seconds of the processor that training took."""
        return self.answer["phases"]["train"]["cpu"]

    @property
    def trained_mb(self) -> float:
        """Peak of memory when training ended, where the worker tells it."""
        return self.answer["trained_mb"]


def febrl() -> dict[str, list[Path]]:
    """Return the tables of each FEBRL set; they are written once."""
    names = ("febrl1", "febrl2", "febrl3", "febrl4a", "febrl4b")
    files = [FOLDER / f"{name}.parquet" for name in names]
    if not all(file.exists() for file in files):
        FOLDER.mkdir(parents=True, exist_ok=True)
        _run("sets", FOLDER)
    return {"febrl1": files[:1], "febrl2": files[1:2], "febrl3": files[2:3], "febrl4": files[3:]}


def register(file: Path, made: Path | None = None) -> Path:
    """Return a register of the synthetic population with the columns that blocking wants."""
    if made is None:
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


def measured(engine: str, tables: Sequence[Path], seed: int | None = 1, **job: Any) -> Result:
    """Let an engine score a set, by a ``plan`` or ``settings``, and say how right it is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pairs.parquet")
        answer = ask(engine, {"tables": tables, "seed": seed, "pairs": file, **job})
        pairs = parquet.read_table(file)
    left, right, score, match = (
        pairs[column].to_numpy() for column in ("left", "right", "score", "match")
    )
    persons = [
        parquet.read_table(table, columns=["person"])["person"].to_numpy(zero_copy_only=False)
        for table in tables
    ]
    person = np.unique(np.concatenate(persons), return_inverse=True)[1]
    first = len(persons[0]) if len(persons) > 1 else None
    true = Judged.of([], [], [], person, first=first).true
    top = _may_be_best(score, true)
    decided = Judged.of(left[match], right[match], score[match], person, first=first)
    return Result(
        best=Judged.of(left[top], right[top], score[top], person, first=first).best(),
        default=decided.at(-math.inf),
        blocking_recall=answer.get("true_pairs", int((person[left] == person[right]).sum())) / true,
        cpu=sum(phase["cpu"] for phase in answer["phases"].values()),
        answer=answer,
    )


def _may_be_best(score: np.ndarray, true: int) -> np.ndarray:
    """Return which pairs the threshold of the highest F1 may take, as long as that is above .5.

    F1 is at most twice the true pairs by the pairs taken and the true pairs: who takes three times
    as many as are true stays below .5. To judge all of them would take hours.
    """
    most = 3 * true
    if len(score) <= most:
        return np.ones(len(score), bool)
    return score > np.partition(score, len(score) - most - 1)[len(score) - most - 1]


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
