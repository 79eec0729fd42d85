"""Every mutant of a table, generated: one row dropped, added or redirected, or one fact unmarked.

Beside them a brute force that decides by itself which mutants let a card out without proof. It
knows nothing of `ektpflow.lifecycle.verify`: it walks a plain dictionary of texts, depth first,
over pairs of a status and whether the identity is proved.

Why pairs are enough: which rows a walk may take next, and whether taking one makes a card without
proof, depend on the pair alone. So whatever some walk can do, a walk can do that comes to each pair
once, and to try every row out of every pair that can be reached is to try every walk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from ektpflow import events
from ektpflow.events import CaseFact
from ektpflow.lifecycle import Lifecycle, Rule
from ektpflow.office import Role

MARKS: Final = ("changes_identity", "proves_uniqueness", "makes_card")

FACTS: Final[tuple[type[CaseFact], ...]] = tuple(
    fact
    for fact in vars(events).values()
    if isinstance(fact, type) and issubclass(fact, CaseFact) and fact is not CaseFact
)

Mutant = tuple[str, Lifecycle]


def dropped(lifecycle: Lifecycle) -> Iterator[Mutant]:
    """Give the tables that lack one row."""
    for number, rule in enumerate(lifecycle.rules):
        rules = (*lifecycle.rules[:number], *lifecycle.rules[number + 1 :])
        yield f"drop {rule}", lifecycle.evolve(rules=rules)


def redirected(lifecycle: Lifecycle) -> Iterator[Mutant]:
    """Give the tables in which one row leads to another status."""
    for number, rule in enumerate(lifecycle.rules):
        for target in lifecycle.statuses:
            if target != rule.target:
                other = attrs.evolve(rule, target=target)
                rules = (*lifecycle.rules[:number], other, *lifecycle.rules[number + 1 :])
                yield f"redirect {rule} to {target}", lifecycle.evolve(rules=rules)


def added(lifecycle: Lifecycle) -> Iterator[Rule]:
    """Give the rows that could be added: a second one for a status and fact is no table."""
    for source in lifecycle.statuses:
        for event in FACTS:
            if event not in lifecycle.table[source]:
                for target in lifecycle.statuses:
                    yield Rule(event, source, target, Role.COUNTER)


def with_row(lifecycle: Lifecycle, rule: Rule) -> Mutant:
    """Return the table with one row more."""
    return f"add {rule}", lifecycle.evolve(rules=(*lifecycle.rules, rule))


def unmarked(lifecycle: Lifecycle) -> Iterator[Mutant]:
    """Give the tables in which one fact has lost one of its marks."""
    for event in lifecycle.by_event:
        for mark in MARKS:
            if getattr(event, mark):
                plain = type(event.__name__, (event,), {mark: False})
                rules = [
                    attrs.evolve(rule, event=plain) if rule.event is event else rule
                    for rule in lifecycle.rules
                ]
                yield f"unmark {event.__name__}, {mark}", lifecycle.evolve(rules=rules)


# -- the brute force -------------------------------------------------------------------------------

_Rows = dict[str, list[tuple[str, str, bool, bool, bool]]]


def _rows(lifecycle: Lifecycle) -> _Rows:
    """Return the table as texts: from each status the fact, the next status and the three marks."""
    found: _Rows = {str(status): [] for status in lifecycle.statuses}
    for rule in lifecycle.rules:
        marks = [bool(getattr(rule.event, mark)) for mark in MARKS]
        found[str(rule.source)].append((rule.event.__name__, str(rule.target), *marks))
    return found


def lets_a_card_out(lifecycle: Lifecycle) -> bool:
    """Say whether some walk makes a card that was not proved since the identity last changed."""
    rows = _rows(lifecycle)
    open_, tried = [(str(lifecycle.initial), False)], set()
    while open_:
        pair = open_.pop()
        if pair in tried:
            continue
        tried.add(pair)
        status, proved = pair
        for _, target, changes, proves, card in rows[status]:
            if card and not proved:
                return True
            open_.append((target, not changes and (proves or proved)))
    return False


def is_counterexample(witness: tuple[Rule, ...], lifecycle: Lifecycle) -> bool:
    """Say whether a walk is one of the table, and its last fact a card without proof."""
    rows, status = _rows(lifecycle), str(lifecycle.initial)
    taken = []
    for rule in witness:
        ways = [row for row in rows[status] if row[0] == rule.event.__name__]
        if str(rule.source) != status or [row[1] for row in ways] != [str(rule.target)]:
            return False
        taken.append(ways[0])
        status = str(rule.target)
    if not taken or not taken[-1][4]:
        return False
    # back from the card: the nearest fact that changes or proves must not be a proof
    for _, _, changes, proves, _ in reversed(taken[:-1]):
        if changes or proves:
            return changes
    return True
