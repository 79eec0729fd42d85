"""Ask pm4py, in a process and an environment of its own (it is AGPL; see `pm4py_worker`)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from own_environment import python_with

from ektpflow.lifecycle import Lifecycle

WORKER: Final = Path(__file__).with_name("pm4py_worker.py")
PACKAGE: Final = "pm4py==2.7.23.11"


def replayed(
    lifecycle: Lifecycle, ways: Sequence[Sequence[str]], rounds: int = 1
) -> tuple[list[bool], list[float]]:
    """Return whether each way fits by token-based replay, and the CPU seconds of each round."""
    found = _asked(
        {"task": "replay", "machine": neutral(lifecycle), "ways": ways, "rounds": rounds}
    )
    return found["fits"], found["seconds"]


def sound(lifecycles: Sequence[Lifecycle]) -> list[bool]:
    """Return whether WOFLAN finds the workflow net of each lifecycle sound."""
    found = _asked({"task": "soundness", "machines": [neutral(each) for each in lifecycles]})
    return found["sound"]


def neutral(lifecycle: Lifecycle) -> dict[str, Any]:
    """Return a table as plain lists of texts."""
    return {
        "places": [str(status) for status in lifecycle.statuses],
        "initial": str(lifecycle.initial),
        "finals": sorted(str(status) for status in lifecycle.finals),
        "rows": [[r.event.__name__, str(r.source), str(r.target)] for r in lifecycle.rules],
    }


def _asked(question: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder, "question.json"), Path(folder, "answer.json")
        asked.write_text(json.dumps(question), encoding="utf-8")
        done = subprocess.run(
            [python_with("pm4py", PACKAGE), WORKER, asked, answer],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(answer.read_text(encoding="utf-8"))
