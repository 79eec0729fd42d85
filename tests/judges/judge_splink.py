"""Splink on DuckDB weighs every pair of a synthetic register as the model does, and as the batch.

The model is taken there by `to_splink`. What Splink finds is set beside `MatchModel.score` pair by
pair, and beside `deduplicate` and `link`: the same pairs come up, weigh the same to 1e-6, stand
under the same vetoes and above the same threshold. A comparison that cannot fail shows nothing, so
the same run takes bent models to Splink as well, and each of them has to be noticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from own_environment import ROOT, python_with
from with_node import SKIPPED

# what the extra `splink` brings, without the rest of `lab`
PACKAGES = (
    "splink==5.0.0",
    "duckdb==2.0.1",
    "pyarrow==26.0.1",
    "numpy==2.4.6",
    "narwhals==2.29.0",
    f"--editable={ROOT}",
)
# our own scores are asked for pair by pair: the integration asks for a sample
ROWS = 1_200 if os.environ.get("CI") else 6_000


def main() -> int:
    try:
        python = python_with("splink", *PACKAGES)
    except subprocess.CalledProcessError:
        print("Splink and DuckDB cannot be installed here")
        return SKIPPED
    worker = Path(__file__).with_name("splink_worker.py")
    return subprocess.run([python, worker, str(ROWS)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
