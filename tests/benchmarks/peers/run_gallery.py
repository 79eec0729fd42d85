"""Our gallery, asked about single records: ``python -m peers.run_gallery <job> <answer>``.

Run by the benchmarks' Python, in a process of its own, so that the peak of memory is the gallery's.
The job is a JSON object:

- ``table``: a parquet file; its last rows are asked about
- ``queries``: how many

Those rows are not in the gallery, so most of their names, numbers and addresses have to be read: a
row that is on file, as the peer is asked about, is quicker by a third. The answer has the seconds of
the processor for each query and, after them, for each of the same rows as it enters; the share of
doubles that keys brought up; and the peak of memory before the first query, when the gallery is full.
"""

from __future__ import annotations

import gc
import json
import math
import sys
import time
from pathlib import Path

from pyarrow import parquet

from ektpflow.matching import Gallery
from peers.meter import peak_mb


def main(asked: str, answer: str) -> None:
    job = json.loads(Path(asked).read_text(encoding="utf-8"))
    gallery = Gallery()
    file = parquet.ParquetFile(job["table"])
    size = file.metadata.num_rows - job["queries"]
    columns = [*gallery.model.columns, "person"]
    people: dict[str, int] = {}
    waiting: list[dict[str, object]] = []
    started = time.process_time()
    for batch in file.iter_batches(10_000, columns=columns):
        for row in batch.to_pylist():
            if len(people) < size:
                people[row["nik"]] = row["person"]
                gallery.enter(row, row["nik"])
            else:
                waiting.append(row)
    entered = time.process_time() - started
    peak = peak_mb()
    on_file = set(people.values())
    gc.collect()
    gc.freeze()  # a million records are no garbage, and need not be looked through again
    queries, adding, doubles, found = [], [], 0, 0
    gallery.search(waiting[0])  # loads what is loaded once
    for row in waiting:
        start = time.process_time()
        gallery.search(row, row["nik"])
        queries.append(time.process_time() - start)
    for row in waiting:
        if row["person"] in on_file:
            doubles += 1
            hits = gallery.search(row, row["nik"], floor=-math.inf)
            found += any(people[str(hit.record)] == row["person"] for hit in hits)
    for row in waiting:
        start = time.process_time()
        gallery.enter(row, row["nik"])
        adding.append(time.process_time() - start)
    told = {
        "queries": queries,
        "adding": adding,
        "entered": entered / size,
        "brought_up": found / doubles,
        "peak_mb": peak,
    }
    Path(answer).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
