"""pm4py's token-based replay says of every case of a damaged log what conform says.

Like with like: a trace fits for the replay when no token is missing and none is left over, so it
has to arrive at END. For us that is a case of which no event is refused and which came to a final
status: one that was cut short fits as far as it goes, and has not ended.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from through_pm4py import replayed

from damaged_logs import DAMAGE, log_of, ways
from ektpflow import KTP_EL
from ektpflow.lifecycle import conform

# the replay takes minutes: the integration asks for a sample, `make judges` at home for all
CASES = 5_000 if os.environ.get("CI") else 50_000


def main() -> int:
    drawn = list(islice(ways(KTP_EL, seed=17), CASES))
    kinds, cases = [kind for kind, _ in drawn], [way for _, way in drawn]
    ours = conform(log_of(cases), KTP_EL).ended
    theirs, seconds = replayed(KTP_EL, cases)
    differ = [number for number in range(CASES) if ours[number] is not theirs[number]]
    broken = Counter(kind for kind, fits in zip(kinds, ours, strict=True) if not fits)
    by_kind = ", ".join(f"{broken[kind]} {kind}" for kind in DAMAGE)
    print(
        f"{CASES} cases, {sum(map(len, cases))} events, {broken.total()} do not fit ({by_kind}); "
        f"{len(differ)} verdicts differ {[cases[number] for number in differ[:1]]}; "
        f"replay took {seconds[0]:.0f} s"
    )
    enough = broken.total() >= CASES / 20 and min(broken[kind] for kind in DAMAGE) >= CASES / 100
    return 1 if differ or not enough or broken[""] else 0


if __name__ == "__main__":
    sys.exit(main())
