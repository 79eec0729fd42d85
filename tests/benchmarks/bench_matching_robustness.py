"""The built-in model, untrained, on registers that nobody has looked at: ten seeds, six worlds.

``matching.robust_f1.default`` is the mean over the seeds of the F1 at the threshold that the batch
takes by itself, with vetoes and our own keys; the other rows are the same in worlds with half and twice
the errors, another mix of names, three times the twins, and more that is left out. Every figure stands
below its row, and below the last the worst of all. What they are held against is what the default must
reach.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import attrs
from harness import Figure

from ektpflow.matching.batch import deduplicate
from ektpflow.matching.batch.odds import weakest
from ektpflow.matching.evaluation import Accuracy, Judged
from ektpflow.population import Rates, register
from ektpflow.population.cultures import MIX

ROWS: Final = 20_000
SEEDS: Final = tuple(f"unseen/{number}" for number in range(10))
WANTED: Final = 0.95
_PLAIN: Final = Rates()


def _thrice(**rates: float) -> Rates:
    return attrs.evolve(_PLAIN, **{name: 3 * share for name, share in rates.items()})


#: What the registers of each world are made with.
WORLDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "default": {},
    "half_the_errors": {"rates": _PLAIN.scaled(0.5)},
    "twice_the_errors": {"rates": _PLAIN.scaled(2)},
    # every culture alike, where one or two were most of the people
    "other_names": {"mix": dict.fromkeys(MIX, 1 / len(MIX))},
    "three_times_the_twins": {"rates": _thrice(twins=_PLAIN.twins)},
    "more_missing": {
        "rates": _thrice(missing=_PLAIN.missing, mother_missing=_PLAIN.mother_missing)
    },
}


@cache
def judged(world: str, seed: str) -> tuple[Accuracy, Accuracy]:
    """Return the accuracy at the threshold that the batch takes by itself and at the best one."""
    made = register(ROWS, seed=seed, **WORLDS[world])
    found = deduplicate(made.columns(), floor=weakest(ROWS))
    told = Judged.of(found.left, found.right, found.weight, made.person, vetoed=found.vetoed)
    return told.at(found.model.duplicate), told.best()


def mean(world: str) -> float:
    own = [judged(world, seed)[0].f1 for seed in SEEDS]
    best = [judged(world, seed)[1].f1 for seed in SEEDS]
    print(f"  {world}: own threshold {_listed(own)}")
    print(f"  {world}: best threshold {_listed(best)}")
    if world == list(WORLDS)[-1]:
        worst = min(
            ((judged(world, seed)[0], world, seed) for world in WORLDS for seed in SEEDS),
            key=lambda one: one[0].f1,
        )
        print(f"  worst of all: {worst[1]}, seed {worst[2]!r}: {worst[0]}")
    return statistics.mean(own)


def _listed(figures: list[float]) -> str:
    return " ".join(f"{figure:.4f}" for figure in figures)


def rows() -> Iterator[Figure]:
    for world in WORLDS:
        yield Figure(
            f"matching.robust_f1.{world}",
            "F1",
            lambda world=world: mean(world),
            {"wanted": lambda: WANTED},
            more=True,
        )
