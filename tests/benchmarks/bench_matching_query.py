"""One record against a register: our gallery, beside Splink's single record on DuckDB.

``matching.query_50k_us`` and ``matching.query_1m_us`` are the time of the processor of one query, the
median of many, among so many records of the synthetic population with a fifth of doubles. Ours are
records that the gallery has not seen; Splink is asked about rows of its table, which find themselves,
as its way to search a single record (`predict_between`) is measured by the same clock, one thread.
Below each row stand the 99th of 100 and the memory of the process that holds the records.

``matching.add_us`` is the time to enter one of those records into the gallery of a million, beside
half a query there, which it is not to exceed.

Splink is trained on the 50,000 and searches both registers with that model.
"""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from harness import Figure
from peers.asking import FOLDER, ask, register
from peers.plans import REGISTER
from pyarrow import parquet

from ektpflow import population

QUERIES = 2_000
SEED = 20
SIZES = {"50k": 50_000, "1m": 1_000_000}
SPLINK_QUERIES = {"50k": 30, "1m": 10}


@cache
def table(size: str) -> Path:
    """Return the register as a file; it is made once, and anew when the generator has changed."""
    generator = sorted(Path(population.__file__).parent.rglob("*.py"))
    edition = hashlib.sha256(b"".join(part.read_bytes() for part in generator)).hexdigest()[:8]
    file = FOLDER / "made" / f"queries_{size}_{edition}.parquet"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        world = population.register(SIZES[size] + QUERIES, seed=SEED)
        columns = pa.table({**world.columns(), "person": world.person})
        parquet.write_table(columns, file)
    return file


@cache
def ours(size: str) -> dict[str, Any]:
    found = ask("gallery", {"table": table(size), "queries": QUERIES})
    queries = sorted(found["queries"])
    middle, late = statistics.median(queries), queries[len(queries) * 99 // 100]
    print(
        f"  {SIZES[size]:,} records: 99th of 100 {late * 1e6:.0f} us, {late / middle:.1f} times the "
        f"median; {found['brought_up']:.3f} of the doubles brought up; {found['peak_mb']:.0f} MB; "
        f"{found['entered'] * 1e6:.0f} us to read and enter one"
    )
    return found


@cache
def trained() -> dict[str, Any]:
    job = {"tables": [with_sounds("50k")], "plan": REGISTER, "seed": 1}
    return ask("splink", {**job, "queries": SPLINK_QUERIES["50k"]})


@cache
def with_sounds(size: str) -> Path:
    """Return the register with the columns that the peers' keys want."""
    return register(table(size))


def splink_us(size: str) -> float:
    if size == "50k":
        found = trained()
    else:
        job = {"tables": [with_sounds(size)], "settings": trained()["settings"], "seed": 1}
        found = ask("splink", {**job, "queries": SPLINK_QUERIES[size]})
    return statistics.median(found["cpu"]) * 1e6


def ours_us(size: str, what: str = "queries") -> float:
    return statistics.median(ours(size)[what]) * 1e6


def rows() -> Iterator[Figure]:
    for size in SIZES:
        yield Figure(
            f"matching.query_{size}_us",
            "us",
            lambda size=size: ours_us(size),
            {"Splink, one record": lambda size=size: splink_us(size)},
        )
    yield Figure(
        "matching.add_us",
        "us",
        lambda: ours_us("1m", "adding"),
        {"half a query": lambda: ours_us("1m") / 2},
    )
