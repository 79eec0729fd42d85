"""Run programs of others as judges, each in its own process and an environment of their own.

A judge prints what it compared and exits 0, or exits 1 with the difference. One that cannot be run
here exits 77 with its reason: it is printed as SKIPPED and does not count as passed. That is no
failure on somebody's laptop, and one in the integration (CI is set), where silence would hide that
nobody judged.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
from pathlib import Path

from with_node import SKIPPED

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HOME = ROOT / "build" / "judges-venv"
PACKAGES = ("python-stdnum==2.2",)


def main() -> int:
    python = HOME / "bin" / "python"
    if not python.exists():
        print("setting up the judges' environment (once) ...")
        venv.create(HOME, with_pip=True)
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    made = subprocess.run([*pip, "-e", str(ROOT), *PACKAGES], check=False)
    if made.returncode:
        print("SKIPPED all judges: their packages cannot be installed here")
        return 1
    verdicts = {"OK": 0, "SKIPPED": 0, "FAILED": 0}
    for judge in sorted(HERE.glob("judge_*.py")):
        began = time.monotonic()
        done = subprocess.run([python, judge], capture_output=True, text=True, check=False)
        verdict = {0: "OK", SKIPPED: "SKIPPED"}.get(done.returncode, "FAILED")
        verdicts[verdict] += 1
        took = f"({time.monotonic() - began:.1f} s)"
        print(f"{verdict:<8}{judge.stem}: {(done.stdout + done.stderr).strip()} {took}", flush=True)
    print("judges: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()))
    return 1 if verdicts["FAILED"] or (verdicts["SKIPPED"] and os.environ.get("CI")) else 0


if __name__ == "__main__":
    sys.exit(main())
