"""WOFLAN (in pm4py) decides on the workflow net what verify decides on the table: soundness.

A lifecycle becomes a net with START and END; it is sound for us when verify finds no status that is
unreachable and none without a way to an end. WOFLAN asks first whether every element lies on a way
from START to END, which for these nets is the same, and then proves the rest. A way out of a final
status, which verify reports as well, does not make a net unsound: the token may still go to END.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from through_pm4py import sound

from ektpflow import KTP_EL
from random_machines import MACHINES, is_sound, machine


def main() -> int:
    machines = [*(machine(seed) for seed in range(MACHINES)), KTP_EL]
    ours = [is_sound(each) for each in machines]
    theirs = sound(machines)
    differ = [m.name for m, a, b in zip(machines, ours, theirs, strict=True) if a is not b]
    print(
        f"{MACHINES} random machines and KTP_EL: {sum(ours)} sound, {ours.count(False)} not; "
        f"{len(differ)} verdicts differ {differ[:3]}"
    )
    return 1 if differ or min(sum(ours), ours.count(False)) < 60 else 0


if __name__ == "__main__":
    sys.exit(main())
