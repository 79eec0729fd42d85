"""The lifecycle: a guarded step, the bytes of a case, a million events, and the proof of a table.

``lifecycle.step_us`` is the same walk of twelve facts for everybody, over the whole table of KTP_EL
with its guards live (they are looked up by name at each step, and find nothing) and the role of the
officer checked, the facts made beforehand, each kept in a history. *By hand* is what one would
write for this one table: a frozen attrs value and a dictionary. `transitions` runs without automatic
transitions and with one callback; `python-statemachine` with its synchronous engine. Making the
peers' objects is not in the time: they are put back to the start. The ends of the flow are no final
states for them, for python-statemachine lets nothing happen in those and KTP_EL does.

``lifecycle.bytes_per_case`` counts 10,000 finished walks, each with its own id, facts and times; what
the facts hold of the citizen (resident, recording, numbers) is one for all, for it is the same
whoever keeps it. Of the peers' objects, which are larger, fewer are made.

``lifecycle.conform_1m_ms`` is a million events of more than 50,000 cases, one in fourteen of which
does not fit, beside pm4py's token-based replay in its own process, with verdicts that must be equal
(see `judge_pm4py`); the replay takes more than a minute and is measured once.
``lifecycle.conform_alike_ms`` is the log on which pm4py does best, which replays each way once: as
many events that went only a few hundred ways.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import cycle

import attrs
import networkx as nx
import transitions
from harness import ROUNDS, Figure, Row
from statemachine import State, StateMachine
from through_pm4py import replayed

from damaged_logs import START, log_of, ways
from ektpflow import KTP_EL, Status
from ektpflow import events as e
from ektpflow.eventlog import EventLog
from ektpflow.events import CaseFact
from ektpflow.lifecycle import Course, Machine, conform
from ektpflow.lifecycle.course import Guard
from ektpflow.office import Officer, Role

WALKS = 200
CASES = 10_000
EVENTS = 1_000_000
BY = Officer("12.71.17/petugas", "12.71.17", frozenset(Role))
DOCUMENTS: frozenset = frozenset()
STEPS: tuple[tuple[type[CaseFact], tuple[object, ...]], ...] = (
    (e.ApplicationSubmitted, ("NEW", None, "12.71.17.1005", DOCUMENTS)),
    (e.FileCompleted, ()),
    (e.BiometricsCaptured, (None,)),
    (e.RecordPrepared, ()),
    (e.RecordSent, ("network",)),
    (e.RecordReceived, ()),
    (e.UniquenessConfirmed, (None,)),
    (e.SentForPrinting, (1, "12.71")),
    (e.CardPersonalised, ("card", 1, "code")),
    (e.CardsFetched, ("card", "kecamatan")),
    (e.CardArrived, ("card",)),
    (e.CardIssued, ("card", "receipt", "finger")),
)


def nothing_against(world: object, case: object, at: datetime, by: Officer) -> None:
    """Find nothing against it, as a guard of a good day does."""


GUARDS: dict[str, Guard] = dict.fromkeys(sorted(KTP_EL.guard_names), nothing_against)


def facts_of(number: int) -> list[CaseFact]:
    """Return the twelve facts of one case, an hour apart."""
    case, start = f"K{number:06d}", START + timedelta(minutes=number)
    return [
        fact(case, start + timedelta(hours=hour), BY.id, BY.office, KTP_EL.tag, *payload)
        for hour, (fact, payload) in enumerate(STEPS)
    ]


FACTS = facts_of(1)

# -- ours, and by hand -----------------------------------------------------------------------------

MACHINE: Machine = Machine(KTP_EL, GUARDS)


def our_walk(facts: Sequence[CaseFact]) -> Course:
    course, step = Course.begun(KTP_EL), MACHINE.step
    for fact in facts:
        course = step(course, fact, by=BY, world=None)
    return course


@attrs.frozen
class ByHand:
    status: Status
    history: tuple[CaseFact, ...] = ()


class NoSuchStepError(Exception):
    pass


ROWS = {(r.source, r.event): (r.target, r.role, r.guards) for r in KTP_EL.rules}


def step_by_hand(case: ByHand, fact: CaseFact, by: Officer, world: object) -> ByHand:
    row = ROWS.get((case.status, type(fact)))
    if row is None:
        raise NoSuchStepError(case.status, fact)
    target, role, names = row
    if role not in by.roles:
        raise NoSuchStepError(role, fact)
    for name in names:
        reason = GUARDS[name](world, case, fact.at, by)
        if reason is not None:
            raise NoSuchStepError(reason, fact)
    return ByHand(target, (*case.history, fact))


def walk_by_hand(facts: Sequence[CaseFact]) -> ByHand:
    case = ByHand(Status.UNREGISTERED)
    for fact in facts:
        case = step_by_hand(case, fact, BY, None)
    return case


# -- peers -----------------------------------------------------------------------------------------


class Kept:
    """What transitions moves: its state is set by the machine, its history by the callback."""

    def __init__(self) -> None:
        self.history: list[CaseFact] = []

    def remember(self, fact: CaseFact, by: Officer) -> None:
        self.history.append(fact)


def with_transitions() -> Callable[[Sequence[CaseFact], Kept | None], Kept]:
    machine = transitions.Machine(
        model=None,
        states=[str(status) for status in KTP_EL.statuses],
        initial=str(KTP_EL.initial),
        auto_transitions=False,
        after_state_change="remember",
    )

    def role_is(role: Role) -> Callable[[CaseFact, Officer], bool]:
        return lambda fact, by: role in by.roles

    def passes(name: str) -> Callable[[CaseFact, Officer], bool]:
        return lambda fact, by: GUARDS[name](None, None, fact.at, by) is None

    for rule in KTP_EL.rules:
        machine.add_transition(
            rule.event.__name__,
            str(rule.source),
            str(rule.target),
            conditions=[role_is(rule.role), *map(passes, rule.guards)],
        )
    names = [fact.__name__ for fact, _ in STEPS]

    def walk(facts: Sequence[CaseFact], case: Kept | None = None) -> Kept:
        if case is None:
            case = Kept()
            machine.add_model(case)
        else:
            machine.set_state(str(KTP_EL.initial), case)
            case.history = []
        for name, fact in zip(names, facts, strict=True):
            getattr(case, name)(fact, BY)
        return case

    return walk


def with_statemachine() -> Callable[[Sequence[CaseFact], StateMachine | None], StateMachine]:
    states = {
        status: State(str(status), value=str(status), initial=status is KTP_EL.initial)
        for status in KTP_EL.statuses
    }
    events: dict[str, object] = {}
    for rule in KTP_EL.rules:

        def role_is(by: Officer, role: Role = rule.role) -> bool:
            return role in by.roles

        def passes(fact: CaseFact, by: Officer, names: tuple[str, ...] = rule.guards) -> bool:
            return all(GUARDS[name](None, None, fact.at, by) is None for name in names)

        row = states[rule.source].to(
            states[rule.target], cond=[role_is, passes] if rule.guards else [role_is]
        )
        name = rule.event.__name__
        events[name] = events[name] | row if name in events else row

    def remember(self: StateMachine, fact: CaseFact) -> None:
        self.history.append(fact)

    def begin(self: StateMachine) -> None:
        self.history = []
        StateMachine.__init__(self)

    body = {"__init__": begin, "after_transition": remember}
    names = {str(status).lower(): state for status, state in states.items()}
    kind = type(StateMachine)("Case", (StateMachine,), {**body, **names, **events})

    def walk(facts: Sequence[CaseFact], case: StateMachine | None = None) -> StateMachine:
        if case is None:
            case = kind()
        else:
            case.current_state_value = str(KTP_EL.initial)
            case.history = []
        for fact in facts:
            case.send(type(fact).__name__, fact=fact, by=BY)
        return case

    return walk


def steps(walk: Callable, times: int, *again: object) -> Callable[[], int]:
    """Return so many walks, and how many steps they took."""

    def run() -> int:
        for _ in range(times):
            case = walk(FACTS, *again)
        assert len(case.history) == len(STEPS)
        return times * len(STEPS)

    return run


# -- bytes -----------------------------------------------------------------------------------------


def bytes_of(walk: Callable[[Sequence[CaseFact]], object], cases: int) -> Callable[[], float]:
    """Return the bytes of one finished case, facts and history included."""

    def run() -> float:
        walk(FACTS)  # what is made once is no part of a case
        gc.collect()
        tracemalloc.start()
        try:
            kept = [walk(facts_of(number)) for number in range(cases)]
            gc.collect()
            return tracemalloc.get_traced_memory()[0] / len(kept)
        finally:
            tracemalloc.stop()

    return run


# -- a million events ------------------------------------------------------------------------------


@cache
def cases_of(kinds: int) -> list[list[str]]:
    """Return the ways of cases with a million events: all drawn anew, or only so many of them."""
    drawn = (way for _, way in ways(KTP_EL, seed=7))
    source = cycle([next(drawn) for _ in range(kinds)]) if kinds else drawn
    found, events = [], 0
    while events < EVENTS:
        found.append(next(source))
        events += len(found[-1])
    return found


@cache
def log(kinds: int) -> EventLog:
    return log_of(cases_of(kinds))


def conform_ms(kinds: int) -> float:
    events, times = log(kinds), []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        conform(events, KTP_EL)
        times.append(time.process_time() - start)
    return statistics.median(times) * 1e3


def replay_ms(kinds: int, rounds: int) -> float:
    cases, events = cases_of(kinds), log(kinds)
    theirs, seconds = replayed(KTP_EL, cases, rounds)
    ours = conform(events, KTP_EL).ended
    assert list(ours) == theirs, "pm4py and conform do not agree"
    different = len(set(map(tuple, cases)))
    print(f"  {events}, {different} ways, {ours.count(False)} cases do not fit: verdicts equal")
    return statistics.median(seconds) * 1e3


# -- the proof -------------------------------------------------------------------------------------


def verify_all(times: int) -> Callable[[], int]:
    """Verify tables that were made beforehand: a table keeps what it found."""
    made = [KTP_EL.evolve() for _ in range(times * (ROUNDS + 1))]

    def run() -> int:
        for _ in range(times):
            assert not made.pop().verify()
        return times

    return run


def with_networkx(times: int) -> Callable[[], int]:
    """Decide the same with networkx: what can be reached, what can end, and the promise.

    The promise is a path in the table times one bit, as in `ektpflow.lifecycle.verify`.
    """

    def once() -> None:
        graph, product = nx.DiGraph(), nx.DiGraph()
        graph.add_nodes_from(KTP_EL.statuses)
        for rule in KTP_EL.rules:
            event = rule.event
            graph.add_edge(rule.source, rule.target)
            for proved in (False, True):
                card = event.makes_card and not proved
                after = not event.changes_identity and (event.proves_uniqueness or proved)
                there = "card without proof" if card else (rule.target, after)
                product.add_edge((rule.source, proved), there)
        reached = nx.descendants(graph, KTP_EL.initial) | {KTP_EL.initial}
        ending = set(KTP_EL.finals).union(*(nx.ancestors(graph, end) for end in KTP_EL.finals))
        assert len(reached & ending) == len(KTP_EL.statuses)
        assert "card without proof" not in nx.descendants(product, (KTP_EL.initial, False))

    def run() -> int:
        for _ in range(times):
            once()
        return times

    return run


def rows() -> Iterator[Row | Figure]:
    moved, sent = with_transitions(), with_statemachine()
    yield Row(
        "lifecycle.step_us",
        "us",
        steps(our_walk, WALKS * 10),
        {
            "by hand": steps(walk_by_hand, WALKS * 10),
            "transitions": steps(moved, WALKS, moved(FACTS)),
            "python-statemachine": steps(sent, WALKS // 10, sent(FACTS)),
        },
    )
    yield Figure(
        "lifecycle.bytes_per_case",
        "B",
        bytes_of(our_walk, CASES),
        {
            "by hand": bytes_of(walk_by_hand, CASES),
            "transitions": bytes_of(moved, CASES // 10),
            "python-statemachine": bytes_of(sent, CASES // 50),
        },
    )
    yield Row("lifecycle.verify_ms", "ms", verify_all(20), {"networkx": with_networkx(20)}, 1e3)
    yield Figure(
        "lifecycle.conform_1m_ms",
        "ms",
        lambda: conform_ms(0),
        {"pm4py, once": lambda: replay_ms(0, 1)},
    )
    yield Figure(
        "lifecycle.conform_alike_ms",
        "ms",
        lambda: conform_ms(300),
        {"pm4py, of 3": lambda: replay_ms(300, 3)},
    )
