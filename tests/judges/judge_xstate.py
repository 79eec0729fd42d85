"""XState 5 runs the exported table: it must go where ours goes and refuse what ours refuses.

Walks are drawn towards the row that was taken least, with every seventh event an arbitrary one and
every tenth against guards that refuse. Besides, every status is asked about every fact.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, deque
from itertools import pairwise

from with_node import SKIPPED, CannotJudgeError, ask

from ektpflow.events import CardIssued, CaseFact, FileCompleted
from ektpflow.lifecycle import KTP_EL, AnyStatus, Lifecycle, OwnStatus, Phase, Rule, Status
from ektpflow.lifecycle.exports import to_xstate
from ektpflow.office import Role

PACKAGES = ("xstate@5.33.3",)
EVENTS, LEAST, ARBITRARY, REFUSING, LONGEST = 15_000, 20, 0.15, 0.1, 60
ODD = ("AT.LURAH", "#HASH", "BACK\\SLASH", ".DOT", 'QUO"TE', "DUA KATA", "PUSAT→DATA", "*")

Event = tuple[str, list[str]]
Answer = tuple[str, bool]


def odd_one() -> Lifecycle:
    """Return a ring of statuses whose codes mean something to XState."""
    own = [OwnStatus(code, f"label {code}", f"word {code}", Phase.APPLICATION) for code in ODD]
    rows = [Rule(FileCompleted, a, b, Role.COUNTER) for a, b in pairwise(own)]
    end = Rule(CardIssued, own[-1], Status.CARD_ISSUED, Role.COUNTER)
    back = Rule(CardIssued, own[3], own[0], Role.COUNTER)
    return Lifecycle(
        "ODD.ONE",
        "1",
        own[0],
        frozenset({Status.CARD_ISSUED}),
        (*rows, end, back),
        (*own, Status.CARD_ISSUED),
        invariants=(),
    )


def steps_towards(table: Lifecycle, start: AnyStatus, goal: Rule) -> list[Rule] | None:
    """Return the rows of a shortest walk that ends with this row; None where there is none."""
    found: dict[AnyStatus, list[Rule]] = {start: []}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        if here == goal.source:
            return [*found[here], goal]
        for row in table.table[here].values():
            if row.target not in found:
                found[row.target] = [*found[here], row]
                queue.append(row.target)
    return None


class Walker:
    """Draws walks from a table and knows what must come of each event."""

    def __init__(self, table: Lifecycle, luck: random.Random) -> None:
        self.table, self.luck = table, luck
        self.facts: list[type[CaseFact]] = list(table.by_event)
        self.guards = sorted(table.guard_names)
        self.taken: Counter[Rule] = Counter(dict.fromkeys(table.rules, 0))
        self.arbitrary = 0

    def answer(self, status: AnyStatus, fact: type[CaseFact], refuse: list[str]) -> AnyStatus:
        """Return the status after an event; the same one where it is refused."""
        row = self.table.table[status].get(fact)
        if row is None or set(row.guards) & set(refuse):
            return status
        self.taken[row] += 1
        return row.target

    def walk(self) -> tuple[list[Event], list[Answer]]:
        events: list[Event] = []
        answers: list[Answer] = []
        status = self.table.initial
        plan: list[Rule] = []
        while len(events) < LONGEST:
            if not plan or plan[0].source != status:
                goal = min(self.table.rules, key=lambda row: (self.taken[row], self.luck.random()))
                found = steps_towards(self.table, status, goal)
                if found is None:
                    break
                plan = found
            fact = plan[0].event
            if self.luck.random() < ARBITRARY:
                self.arbitrary += 1
                fact = self.luck.choice(self.facts)
            refuse = []
            if self.guards and self.luck.random() < REFUSING:
                refuse = self.luck.sample(self.guards, self.luck.randint(1, 3))
            before = sum(self.taken.values())
            status = self.answer(status, fact, refuse)
            can = sum(self.taken.values()) > before
            if can and plan and fact is plan[0].event:
                plan = plan[1:]
            events.append((fact.__name__, refuse))
            answers.append((str(status), can))
        return events, answers


def grid(table: Lifecycle) -> dict[str, dict[str, list[object]]]:
    """Return for every status and fact: can it be, can it with every guard against, and the end."""
    found: dict[str, dict[str, list[object]]] = {}
    for status in table.statuses:
        found[str(status)] = {}
        for fact in table.by_event:
            row = table.table[status].get(fact)
            told = (
                [False, False, str(status)]
                if row is None
                else [True, not row.guards, str(row.target)]
            )
            found[str(status)][fact.__name__] = told
    return found


def main() -> int:
    walker = Walker(KTP_EL, random.Random(20260302))
    walks: list[list[Event]] = []
    ours: list[list[Answer]] = []
    while sum(map(len, walks)) < EVENTS or min(walker.taken.values()) < LEAST:
        events, answers = walker.walk()
        walks.append(events)
        ours.append(answers)
    tables = (KTP_EL, odd_one())
    question = {
        "walks": walks,
        "machines": [to_xstate(table) for table in tables],
        "guards": walker.guards,
        "facts": [[f.__name__ for f in table.by_event] for table in tables],
    }
    try:
        theirs = ask("judge_xstate.mjs", PACKAGES, question)
    except CannotJudgeError as why:
        print(why)
        return SKIPPED
    differ = [
        f"walk {i}, event {j} {walks[i][j][0]}: ours {tuple(a)}, XState {tuple(b)}"
        for i, (mine, other) in enumerate(zip(ours, theirs["walks"], strict=True))
        for j, (a, b) in enumerate(zip(mine, other, strict=True))
        if tuple(a) != tuple(b)
    ]
    cells = [
        (f"{table.name}, {status} + {fact}", mine, other[status][fact])
        for table, other in zip(tables, theirs["grids"], strict=True)
        for status, row in grid(table).items()
        for fact, mine in row.items()
    ]
    differ += [
        f"{where}: ours {mine}, XState {other}" for where, mine, other in cells if mine != other
    ]
    refusals = sum(not mine[0] for _, mine, _ in cells)
    total = sum(map(len, walks))
    taken = walker.taken.values()
    print(
        f"XState {theirs['version']}: {total} events in {len(walks)} walks, "
        f"{walker.arbitrary / total:.0%} of them arbitrary; all {len(KTP_EL.rules)} rows taken, "
        f"{min(taken)} to {max(taken)} times; {len(cells)} pairs of status and fact asked, "
        f"{refusals} of them refusals; {len(differ)} answers differ {differ[:3] or ''}".rstrip()
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
