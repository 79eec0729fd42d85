"""Splink on DuckDB with one thread: ``python -m peers.run_splink <job> <answer>``.

The job is a JSON object:

- ``tables``: one parquet file (duplicates within) or two (links across)
- ``plan``: what is compared, blocked and trained (see `peers.plans`), or
- ``settings``: a trained model in Splink's own form; then it only predicts
- ``seed``: of the sample for u
- ``pairs``: where the scored pairs go, as parquet: ``left``, ``right`` (row numbers over all tables),
  ``score`` (match weight, log2) and ``match`` (Splink's own decision, probability .5)
- ``queries``: instead of ``pairs``: this many single records are searched in the table, one by one

The answer has the seconds of each phase, the peak memory when prediction ended, the number of pairs
and the trained model (or, for queries, the seconds of each).
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

from peers.meter import Meter, peak_mb

# pairs for u, its default: with 5e6 the best F1 is the same on FEBRL (also with 1e8) and .0004 higher
# on a register, for three times the seconds
SAMPLE = 1e6
# pairs of a training session: without a limit, birth dates make 47 million at 1.1 million rows
TRAINED = 2e6
ID = "row_number"


def comparison(columns: list[str], kind: str) -> Any:
    """Return Splink's own ready comparison for a kind of column.

    The choice was made by looking at the truth, in the peer's favour: the highest F1 at its best
    threshold of 18 unsupervised variants on the four FEBRL sets (other distances and thresholds for
    codes, words and dates, frequencies counted or not, impossible dates kept or not, more pairs for
    u); 13 more were tried on one register of 50,000, the only seed looked at. On FEBRL 17 of the 18
    lie within .0004 of each other at the best threshold, and within .0007 at Splink's own. Names
    that may change places give up to .0003; words compared for equality alone lose .001 to .002.
    On the register the default date comparison is .002 better than Damerau-Levenshtein.
    """
    first = columns[0]
    match kind:
        case "name":
            return cl.NameComparison(first)
        case "swapped_names":
            return cl.ForenameSurnameComparison(*columns)
        case "word":
            return cl.JaroWinklerAtThresholds(first, [0.9, 0.7])
        case "common_word":
            found = cl.JaroWinklerAtThresholds(first, [0.9, 0.7])
            return found.configure(term_frequency_adjustments=True)
        case "code":
            return cl.DamerauLevenshteinAtThresholds(first, [1, 2])
        case "date":
            return cl.DateOfBirthComparison(first, input_is_string=True)
        case "exact":
            return cl.ExactMatch(first)
    raise ValueError(kind)


def settings_of(plan: dict[str, Any], tables: int) -> SettingsCreator:
    """Return an untrained model that keeps nothing but ids and scores, which is fastest."""
    return SettingsCreator(
        link_type="dedupe_only" if tables == 1 else "link_only",
        comparisons=[comparison(c["columns"], c["as"]) for c in plan["comparisons"]],
        blocking_rules_to_generate_predictions=[block_on(*key) for key in plan["blocking"]],
        unique_id_column_name=ID,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def train(linker: Linker, plan: dict[str, Any], seed: int) -> None:
    """Train without labels, in the order that Splink's own guide gives."""
    sure = [block_on(*key) for key in plan["sure"]]
    linker.training.estimate_probability_two_random_records_match(sure, plan["sure_recall"])
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=seed)
    for key in plan["training"]:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*key), max_pairs=TRAINED
        )


def loaded(job: dict[str, Any]) -> DuckDBAPI:
    """Return DuckDB with the tables in its memory, rows numbered over all of them."""
    quiet = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    connection = duckdb.connect(":memory:", config={"threads": "1", **quiet})
    connection.execute("SET enable_progress_bar = false")
    before = 0
    for number, file in enumerate(job["tables"]):
        connection.execute(
            f"CREATE TABLE t{number} AS SELECT file_row_number + {before} AS {ID}, "
            f"* EXCLUDE (person, file_row_number) "
            f"FROM read_parquet('{file}', file_row_number = true)"
        )
        ((rows,),) = connection.execute(f"SELECT count(*) FROM t{number}").fetchall()
        before += rows
    return DuckDBAPI(connection)


def predict(linker: Linker, job: dict[str, Any], meter: Meter) -> dict[str, Any]:
    """Score all candidates and write them."""
    with meter.phase("predict"):
        found = linker.inference.predict()
    peak = peak_mb()
    relation = found.as_duckdbpyrelation()
    relation.select(
        f"{ID}_l::BIGINT AS left, {ID}_r::BIGINT AS right, "
        "match_weight::DOUBLE AS score, match_probability > .5 AS match"
    ).write_parquet(job["pairs"])
    return {"pairs": len(relation), "peak_mb": peak}


def search(linker: Linker, api: DuckDBAPI, register: Any, job: dict[str, Any]) -> dict[str, Any]:
    """Search single records in the register; `predict_between` is Splink 5's way to do that.

    The frequencies of the register are counted beforehand. Rows of the register serve as records
    under a number of their own, so each finds itself.
    """
    connection = api.duckdb_con
    for column in linker._settings_obj._term_frequency_columns:
        linker.table_management.compute_tf_table(column.unquote().name)
    ((rows,),) = connection.execute("SELECT count(*) FROM t0").fetchall()
    drawn = random.Random(job["seed"]).choices(range(rows), k=job["queries"])
    seconds, cpu, found = [], [], 0
    for number, row in enumerate(drawn):
        record = connection.sql(f"SELECT * FROM t0 WHERE {ID} = {row}").to_arrow_table()
        fields = record.to_pylist()[0] | {ID: rows + number}
        start, busy = time.perf_counter(), time.process_time()
        new = api.register([fields])
        scored = linker.inference.predict_between(register, new, warning_mode="never")
        found += len(scored.as_record_list())
        seconds.append(time.perf_counter() - start)
        cpu.append(time.process_time() - busy)
        scored.drop_table_from_database_and_remove_from_cache()
    # the first warms up
    return {"seconds": seconds[1:], "cpu": cpu[1:], "pairs": found, "peak_mb": peak_mb()}


def main(asked: str, answer: str) -> None:
    logging.disable(logging.WARNING)
    job = json.loads(Path(asked).read_text(encoding="utf-8"))
    meter = Meter()
    with meter.phase("load"):
        api = loaded(job)
    with meter.phase("train"):
        tables = [api.register(f"t{number}") for number in range(len(job["tables"]))]
        inputs = tables if len(tables) > 1 else tables[0]
        settings = job.get("settings") or settings_of(job["plan"], len(tables))
        linker = Linker(inputs, settings, log_level=None)
        if "settings" not in job:
            train(linker, job["plan"], job["seed"])
    single = "queries" in job
    found = search(linker, api, tables[0], job) if single else predict(linker, job, meter)
    found |= {"phases": meter.phases, "settings": linker.misc.save_model_to_json()}
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
