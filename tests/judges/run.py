"""Run programs of others as judges, each in its own process and an environment of their own.

A judge prints what it compared and exits 0, or exits 1 with the difference. One that cannot be run
here is printed as SKIPPED with its reason and does not count as passed.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

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
    failed = 0
    for judge in sorted(HERE.glob("judge_*.py")):
        done = subprocess.run([python, judge], capture_output=True, text=True, check=False)
        verdict = "OK" if done.returncode == 0 else "FAILED"
        failed += done.returncode != 0
        print(f"{verdict:<8}{judge.stem}: {(done.stdout + done.stderr).strip()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
