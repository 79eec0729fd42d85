"""How right a match is, beside Splink and recordlinkage's ECM: the same records and the same pairs.

``matching.f1.<set>`` is the F1 at the best threshold, ``matching.default_f1.<set>`` the one at the
threshold that the engine takes by itself, for people who use it have no labels. Nobody is given
labels, every engine weighs the pairs that the same keys bring up (`peers.plans`), and F1 counts the
true pairs that those lose as missed. No veto is used.

On FEBRL our model is suggested from what the columns hold and trained (`suggest`, `fit`); on the
register it is the built-in one with the odds of the table, untrained, as `deduplicate` has it by
itself. ``matching.own_f1.<set>`` is that one with its own keys and
its vetoes, at its own threshold, beside what the peers reach at their best.

Medians of three trials, of the large register one. Below the rows of a set stand the figures of every
engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from harness import Figure
from peers import trials
from peers.trials import SETS, SIZES, Trial, middle, told

PEERS: dict[str, Trial] = {"Splink": trials.splink, "ECM": trials.ecm}
BEST, DEFAULT = "best.f1", "default.f1"
OUR_BEST = "ours, best threshold"


def f1(name: str) -> float:
    found = middle(trials.same_pairs, name, BEST)
    how = "the built-in model" if name in SIZES else "a model suggested and trained"
    print(f"  {name}, ours ({how}): {told(trials.same_pairs, name)}")
    for peer, trial in PEERS.items():
        print(f"  {name}, {peer}: {told(trial, name)}")
    return found


def own_f1(name: str) -> float:
    print(f"  {name}, ours, own keys, vetoes: {told(trials.own_pairs, name)}")
    return middle(trials.own_pairs, name, DEFAULT)


def of_peers(name: str, figure: str) -> dict:
    return {peer: lambda trial=trial: middle(trial, name, figure) for peer, trial in PEERS.items()}


def rows() -> Iterator[Figure]:
    for name in SETS:
        yield Figure(
            f"matching.f1.{name}",
            "F1",
            lambda name=name: f1(name),
            of_peers(name, BEST),
            more=True,
        )
        yield Figure(
            f"matching.default_f1.{name}",
            "F1",
            lambda name=name: middle(trials.same_pairs, name, DEFAULT),
            {
                OUR_BEST: lambda name=name: middle(trials.same_pairs, name, BEST),
                **of_peers(name, DEFAULT),
            },
            more=True,
        )
        if name in SIZES:
            yield Figure(
                f"matching.own_f1.{name}",
                "F1",
                lambda name=name: own_f1(name),
                {
                    OUR_BEST: lambda name=name: middle(trials.own_pairs, name, BEST),
                    **of_peers(name, BEST),
                },
                more=True,
            )
