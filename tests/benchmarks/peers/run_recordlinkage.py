"""recordlinkage's ECMClassifier: ``python -m peers.run_recordlinkage <job> <answer>``.

Job and answer as in `peers.run_splink`, without ``settings`` and ``queries``. The score is the natural
logarithm of the odds of a match, the decision that of `predict`. Training is deterministic.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import recordlinkage as rl

from peers.meter import Meter, peak_mb

AGREES = 0.85  # from which similarity a field agrees, as in recordlinkage's own examples
METHOD = {
    "name": "jarowinkler",
    "swapped_names": "jarowinkler",
    "word": "jarowinkler",
    "common_word": "jarowinkler",
} | {
    "code": "damerau_levenshtein",
    "date": "damerau_levenshtein",
}


def comparer(plan: dict[str, Any]) -> rl.Compare:
    """Return recordlinkage's own comparisons for the kinds of columns."""
    found = rl.Compare()
    for each in plan["comparisons"]:
        for column in each["columns"]:
            if each["as"] == "exact":
                found.exact(column, column, label=column)
            else:
                method = METHOD[each["as"]]
                found.string(column, column, method=method, threshold=AGREES, label=column)
    return found


def candidates(plan: dict[str, Any], tables: list[pd.DataFrame]) -> pd.MultiIndex:
    """Return the union of the pairs that each key makes."""
    index = rl.Index()
    for key in plan["blocking"]:
        index.block(key)
    return index.index(*tables)


def main(asked: str, answer: str) -> None:
    job = json.loads(Path(asked).read_text(encoding="utf-8"))
    meter = Meter()
    with meter.phase("load"):
        tables = [pd.read_parquet(file) for file in job["tables"]]
        before = 0
        for table in tables:
            table.index = pd.RangeIndex(before, before + len(table))
            before += len(table)
    with meter.phase("train"):
        pairs = candidates(job["plan"], tables)
        features = comparer(job["plan"]).compute(pairs, *tables).astype(float)
        classifier = rl.ECMClassifier()
        classifier.fit(features)
    with meter.phase("predict"):
        matches = features.index.isin(classifier.predict(features))
        log = classifier.kernel.predict_log_proba(features.to_numpy())
    found = {"pairs": len(pairs), "peak_mb": peak_mb(), "phases": meter.phases}
    odds = np.clip(log[:, 1], -1e9, None) - np.clip(log[:, 0], -1e9, None)
    rows = [features.index.get_level_values(level).to_numpy() for level in (0, 1)]
    written = pd.DataFrame({"left": rows[0], "right": rows[1], "score": odds, "match": matches})
    written.to_parquet(job["pairs"], index=False)
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
