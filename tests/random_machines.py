"""Small random lifecycles, for judges: about half of them sound."""

from __future__ import annotations

from random import Random

from ektpflow import events
from ektpflow.events import CaseFact
from ektpflow.lifecycle import Lifecycle, Rule, Status
from ektpflow.office import Role

#: How many of them judges look at.
MACHINES = 200

#: Few facts, so that one fact stands in several rows.
FACTS = (
    events.FileCompleted,
    events.RecordPrepared,
    events.RecordSent,
    events.SearchRetried,
    events.Validated,
    events.CardArrived,
)


def machine(seed: int) -> Lifecycle:
    """Return a random lifecycle of 3 to 12 statuses with 1 to 3 ends.

    Each status but the first has a row into it, and each but an end a row out of it, nine times in
    ten; more rows are drawn at will, some of them loops, some out of an end.
    """
    chance = Random(f"machine/{seed}")
    statuses = tuple(Status)[: chance.randint(3, 12)]
    finals = frozenset(chance.sample(statuses[1:], chance.randint(1, min(3, len(statuses) - 1))))
    found: dict[tuple[Status, type[CaseFact]], Status] = {}
    likely = chance.choice((0.85, 0.95, 1.0))

    def draw(source: Status, target: Status) -> None:
        free = [fact for fact in FACTS if (source, fact) not in found]
        if free:
            found[source, chance.choice(free)] = target

    for number, status in enumerate(statuses):
        if number and chance.random() < likely:
            draw(chance.choice(statuses[:number]), status)
        if status not in finals and chance.random() < likely:
            draw(status, chance.choice(statuses))
    for _ in range(chance.randint(0, len(statuses))):
        draw(chance.choice(statuses), chance.choice(statuses))
    rules = [Rule(fact, s, target, Role.COUNTER) for (s, fact), target in found.items()]
    return Lifecycle(f"RANDOM_{seed}", "1", statuses[0], finals, rules, statuses, invariants=())


def is_sound(lifecycle: Lifecycle) -> bool:
    """Say whether `verify` finds a case always able to end, and no status that none comes to."""
    unsound = {"unreachable", "no_way_to_an_end"}
    return not any(finding.code in unsound for finding in lifecycle.verify())
