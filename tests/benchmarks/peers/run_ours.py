"""Our own batch, measured as the peers are: ``python -m peers.run_ours <job> <answer>``.

Run by the benchmarks' Python, in a process of its own, so that the peak of memory is the task's. The
job is a JSON object:

- ``tables``: one parquet file (duplicates within) or two (links across)
- ``columns``: what each column holds (see `ektpflow.matching.suggest`), or nothing for the built-in
  Indonesian model
- ``blocking``: the peers' keys, as lists of columns, so that every engine gets the same candidates;
  nothing for our own keys
- ``seed``: of the training; nothing to weigh by the built-in numbers
- ``pairs``: where the scored pairs go, as the peers write them; ``match`` is our decision at our own
  threshold, vetoes included where the job says ``vetoes``
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
from ektpflow.matching.batch import Records, planned
from ektpflow.matching.batch.counting import counted
from ektpflow.matching.batch.pairs import Block, brought_up
from ektpflow.matching.batch.run import vetoed
from ektpflow.matching.batch.weighing import Weigher
from ektpflow.matching.codes import code_of, joined
from ektpflow.matching.suggest import suggest
from ektpflow.matching.training import fit
from peers.meter import Meter, peak_mb

VETOED = -1e6  # below every weight: a person decides
BELOW = 15.0  # bits under our threshold from which pairs are told, for the curve


def keys_of(tables: list[pa.Table], blocking: list[list[str]]) -> list[np.ndarray]:
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


def main(asked: str, answer: str) -> None:
    job: dict[str, Any] = json.loads(Path(asked).read_text(encoding="utf-8"))
    meter = Meter()
    with meter.phase("load"):
        tables = [parquet.read_table(file) for file in job["tables"]]
    size = sum(len(table) for table in tables)
    columns = job.get("columns")
    model = suggest(columns, register_size=size) if columns else MatchModel.expert()
    with meter.phase("train"):
        if job.get("seed") is not None:
            other = tables[1] if len(tables) > 1 else None
            model = fit(tables[0], model, other=other, seed=job["seed"]).model
    with meter.phase("predict"):
        records = Records.of(model, *tables)
        if job.get("blocking"):
            keys = keys_of(tables, job["blocking"])
        else:
            plan = planned(records)
            keys = [records.key(plan, index) for index in range(len(plan.keys))]
        weigher = Weigher(records, counted(records))
        floor = model.duplicate - BELOW
        person = np.concatenate([t["person"].to_numpy(zero_copy_only=False) for t in tables])
        candidates, true, found = 0, 0, []
        for _, left, right in brought_up([Block.of(key, records.first) for key in keys]):
            candidates += len(left)
            true += int((person[left] == person[right]).sum())
            found.append(weigher.weigh(left, right, floor))
        left, right, weight, levels = (
            np.concatenate([getattr(one, part) for one in found])
            for part in ("left", "right", "weight", "levels")
        )
    peak = peak_mb()
    stopped = vetoed(model, levels) if job.get("vetoes") else np.zeros(len(left), bool)
    table = {
        "left": left,
        "right": right,
        "score": np.where(stopped, VETOED, weight),
        "match": (weight >= model.duplicate) & ~stopped,
    }
    parquet.write_table(pa.table(table), job["pairs"])
    said = {"phases": meter.phases, "peak_mb": peak, "pairs": candidates, "true_pairs": true}
    Path(answer).write_text(json.dumps(said), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
