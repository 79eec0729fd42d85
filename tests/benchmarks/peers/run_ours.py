"""Our own batch, measured as the peers are: ``python -m peers.run_ours <job> <answer>``.

Run by the benchmarks' Python, in a process of its own, so that the peak of memory is the task's. The
job is a JSON object:

- ``tables``: one parquet file (duplicates within) or two (links across)
- ``columns``: what each column holds (see `ektpflow.matching.suggest`), or nothing for the built-in
  Indonesian model
- ``seed``: of the training without labels; nothing to weigh by the numbers that the model has, with
  the odds estimated from the table, as `deduplicate` does by itself
- ``blocking``: the peers' keys, as lists of columns, so that every engine gets the same candidates;
  nothing for `deduplicate` or `link` as a user calls them, with our own keys
- ``curve``: whether pairs are told from far below our threshold on; otherwise those that the model
  calls possible
- ``vetoes``: whether a pair against which a veto stands is left to a person, as the model has it
- ``pairs``: where the scored pairs go, as the peers write them; ``match`` is our decision at our own
  threshold

The answer is that of the peers' workers, with ``true_pairs``, how many true pairs were brought up.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from ektpflow.matching import MatchModel
from ektpflow.matching.batch import Found, Records, blocking_recall, deduplicate, link
from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.odds import estimated, weakest
from ektpflow.matching.batch.pairs import Block, brought_up
from ektpflow.matching.batch.run import vetoed
from ektpflow.matching.batch.weighing import Weighed, Weigher
from ektpflow.matching.codes import code_of, joined
from ektpflow.matching.suggest import suggest
from ektpflow.matching.training import fit
from peers.meter import Meter, peak_mb

Tables = list[pa.Table]

VETOED = -1e6  # below every weight: a person decides


def keys_of(tables: Tables, blocking: list[list[str]]) -> list[np.ndarray]:
    """Return the value of each of the peers' keys for every record, 0 where a part is missing."""
    found = []
    for columns in blocking:
        parts = []
        for column in columns:
            values = pa.chunked_array([c for t in tables for c in t[column].cast("string").chunks])
            encoded = values.combine_chunks().dictionary_encode()
            codes = np.array(
                [code_of(text or "") for text in encoded.dictionary.to_pylist()], np.uint64
            )
            at = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            parts.append(np.where(at < 0, np.uint64(0), codes[at]))
        known = np.logical_and.reduce([part != 0 for part in parts])
        found.append(np.where(known, joined(parts), np.uint64(0)))
    return found


def by_their_keys(
    model: MatchModel, tables: Tables, blocking: list[list[str]], floor: float
) -> tuple[list[Weighed], int, int]:
    """Return the pairs at or above a floor, and how many were compared, true ones and all."""
    records = Records.of(model, *tables)
    weigher = Weigher(records, counted(records))
    person = people(tables)
    found, compared, true = [], 0, 0
    blocks = [Block.of(key, records.first) for key in keys_of(tables, blocking)]
    for _, left, right in brought_up(blocks):
        compared += len(left)
        true += int((person[left] == person[right]).sum())
        found.append(weigher.weigh(left, right, floor))
    return found, compared, true


def by_our_keys(model: MatchModel | None, tables: Tables, floor: float | None) -> Found:
    """Return what a user gets."""
    if len(tables) > 1:
        return link(*tables, model, floor=floor)
    return deduplicate(tables[0], model, floor=floor)


def people(tables: Tables) -> np.ndarray:
    return np.concatenate([table["person"].to_numpy(zero_copy_only=False) for table in tables])


def main(asked: str, answer: str) -> None:
    job: dict[str, Any] = json.loads(Path(asked).read_text(encoding="utf-8"))
    meter = Meter()
    with meter.phase("load"):
        tables = [parquet.read_table(file) for file in job["tables"]]
    size = sum(len(table) for table in tables)
    columns = job.get("columns")
    model = suggest(columns, register_size=size) if columns else MatchModel.expert()
    learns = job.get("seed") is not None
    with meter.phase("train"):
        if learns:
            other = tables[1] if len(tables) > 1 else None
            model = fit(tables[0], model, other=other, seed=job["seed"]).model
    trained = peak_mb()
    floor = min(weakest(size), model.possible) if job.get("curve") else None
    with meter.phase("predict"):
        if "blocking" in job:
            parts, compared, true = by_their_keys(model, tables, job["blocking"], floor)
            if not learns:
                weights = np.concatenate([part.weight for part in parts])
                model = estimated(model, weights, size * (size - 1) // 2)
        else:
            found = by_our_keys(model if learns else None, tables, floor)
            parts, compared, model = [found], sum(many for _, many in found.compared), found.model
    peak = peak_mb()
    if "blocking" not in job:
        true = len(blocking_recall(Records.of(model, *tables), found.plan, people(tables))[1])
    left, right, weight, levels = (
        np.concatenate([getattr(one, part) for one in parts])
        for part in ("left", "right", "weight", "levels")
    )
    stopped = vetoed(model, levels) if job.get("vetoes") else np.zeros(len(left), bool)
    table = {
        "left": left,
        "right": right,
        "score": np.where(stopped, VETOED, weight),
        "match": (weight >= model.duplicate) & ~stopped,
    }
    parquet.write_table(pa.table(table), job["pairs"])
    said = {
        "phases": meter.phases,
        "peak_mb": peak,
        "trained_mb": trained,
        "pairs": compared,
        "true_pairs": true,
        "model": model.tag,
    }
    Path(answer).write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
