"""Run the benchmarks: ``make bench``, or ``make bench ONLY=door`` for some of the rows."""

from __future__ import annotations

import importlib
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "judges")]
PACKAGES = ("attrs", "cattrs", "networkx", "eventsourcing", "transitions", "python-statemachine")

from harness import measure  # noqa: E402  (the folder is no package)


def _as_ratio(ratio: float) -> str:
    """Say how many times as much, or how many times less, ours is than a peer's."""
    return f"{ratio:.2f} x" if ratio > 0.5 else f"1/{1 / ratio:.0f}"


def main(only: str = "") -> int:
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; "
        + ", ".join(f"{p} {version(p)}" for p in PACKAGES)
    )
    print(f"{'row':<26}{'ours':>12}  {'ratio':>7}  peers (CPU time, medians of 5, in turn)")
    found = []
    for file in sorted(HERE.glob("bench_*.py")):
        for row in importlib.import_module(file.stem).rows():
            if row.name.startswith(only):
                result = measure(row)
                found.append(result)
                peers = ", ".join(
                    f"{name} {value} {row.unit} ({_as_ratio(result['ratios'][name])})"
                    for name, value in result["peers"].items()
                )
                ours = f"{result['ours']} {row.unit}"
                print(f"{row.name:<26}{ours:>12}  {result['ratio']:>7}  {peers}", flush=True)
    if not found:
        print(f"no row begins with {only!r}", file=sys.stderr)
        return 2
    build = HERE.parent.parent / "build"
    build.mkdir(exist_ok=True)
    (build / "bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
