"""Proofs over the table: what can never happen does not, and every case can end.

Each search is breadth first, so a witness is a shortest one. An invariant is looked for in the
table times one bit (proved since the last change or not): a few dozen states, whatever the length
of the walks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ektpflow.events import CaseFact
from ektpflow.lifecycle.invariants import NeverWithout, chosen
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Finding", "Split", "cut", "findings", "walked", "walks"]


@attrs.frozen
class Finding:
    """Something wrong with a lifecycle, with a walk that shows it.

    Parameters
    ----------
    code
        ``"never_without"``: an invariant is broken. ``"leaves_an_end"``: a row leads out of a final
        status. ``"unreachable"``: no walk comes to the status. ``"attested_unused"``: a status that
        the KTP-el system has lacks a row into it or a way out. ``"no_way_to_an_end"``: a case that
        gets there never ends. ``"vacuous"``: an invariant speaks of facts that no row has. A
        `Migration` has more: ``"ends_a_case"``, ``"no_counterpart"``.
    place
        The status, or the name of the invariant.
    sentence
        What is wrong, for people.
    witness
        The rows of a shortest walk from the beginning that shows it; empty where no walk exists.
    """

    code: str
    place: str
    sentence: str
    witness: tuple[Rule, ...] = ()

    @property
    def unsafe(self) -> bool:
        """What must never happen can happen, as opposed to: a case may wait for ever."""
        return self.code in ("never_without", "leaves_an_end")

    def __str__(self) -> str:
        if not self.witness:
            return f"{self.sentence} [{self.code}]"
        return f"{self.sentence}, by the walk {walked(self.witness)} [{self.code}]"


def walked(walk: Sequence[Rule]) -> str:
    """Return a walk as one line."""
    way = "".join(f" -{rule.event.__name__}-> {rule.target}" for rule in walk)
    return f"{walk[0].source}{way}"


Out = Mapping[AnyStatus, Sequence[Rule]]


def findings(
    initial: AnyStatus,
    finals: frozenset[AnyStatus],
    statuses: Sequence[AnyStatus],
    rows: Sequence[Rule],
    invariants: Iterable[NeverWithout],
) -> Iterator[Finding]:
    """Give everything that is wrong with a table; first what is unsafe."""
    out: dict[AnyStatus, list[Rule]] = {status: [] for status in statuses}
    into: dict[AnyStatus, list[Rule]] = {status: [] for status in statuses}
    for row in rows:
        out[row.source].append(row)
        into[row.target].append(row)
    for invariant in invariants:
        yield from _broken(invariant, initial, out)
    ways = walks(initial, out)
    for row in rows:
        if row.source in finals and not row.stays:
            yield Finding(
                "leaves_an_end",
                str(row.source),
                f"{row.source} is an end, and {row.event.__name__} leads out of it to {row.target}",
                (*ways.get(row.source, ()), row),
            )
    ending = _ending(finals, into)
    for status in statuses:
        if status not in ways:
            yield Finding("unreachable", str(status), f"no walk from {initial} comes to {status}")
        elif status not in ending:
            yield Finding(
                "no_way_to_an_end",
                str(status),
                f"a case that comes to {status} never ends",
                ways[status],
            )
        if status != initial and not status.ours:
            yield from _unused(status, finals, out, into, ways.get(status, ()))


def _unused(
    status: AnyStatus,
    finals: frozenset[AnyStatus],
    out: Out,
    into: Out,
    walk: tuple[Rule, ...],
) -> Iterator[Finding]:
    lacks = []
    if all(row.stays for row in into[status]):
        lacks.append("row into it")
    if status not in finals and all(row.stays for row in out[status]):
        lacks.append("way out of it")
    if lacks:
        sentence = f"{status} is a code of the KTP-el system and has no {' and no '.join(lacks)}"
        yield Finding("attested_unused", str(status), sentence, walk)


def walks(initial: AnyStatus, out: Out) -> dict[AnyStatus, tuple[Rule, ...]]:
    """Return a shortest walk to every status that can be reached."""
    found: dict[AnyStatus, tuple[Rule, ...]] = {initial: ()}
    queue = deque([initial])
    while queue:
        here = queue.popleft()
        for row in out[here]:
            if row.target not in found:
                found[row.target] = (*found[here], row)
                queue.append(row.target)
    return found


def cut(
    finding: Finding,
    initial: AnyStatus,
    rows: Sequence[Rule],
    invariants: Iterable[NeverWithout],
    kept: Iterable[Rule],
) -> tuple[str, Rule | None]:
    """Return the walk of an earlier table that led to what a finding misses, and its first gap.

    Parameters
    ----------
    finding
        Found in the new table.
    initial, rows, invariants
        Of the earlier table.
    kept
        Rows of the new one.

    Returns
    -------
    tuple
        The walk as one line, and the first row of it that is not kept; None where there is none,
        or where the finding has a walk of its own.
    """
    out: dict[AnyStatus, list[Rule]] = {}
    for row in rows:
        out.setdefault(row.source, []).append(row)
        out.setdefault(row.target, [])
    ways = walks(initial, out)
    found = next((way for status, way in ways.items() if status == finding.place), ())
    for invariant in invariants:
        if invariant.name == finding.place:
            goals = (row for row in rows if chosen(row.event, invariant.target))
            found = next(((*ways.get(row.source, ()), row) for row in goals), ())
    left = set(kept)
    gone = next((row for row in found if row not in left), None)
    return ("", None) if finding.witness or gone is None else (walked(found), gone)


def _ending(finals: frozenset[AnyStatus], into: Out) -> set[AnyStatus]:
    """Return the statuses from which an end can be reached."""
    found = set(finals)
    queue = deque(finals)
    while queue:
        for row in into[queue.popleft()]:
            if row.source not in found:
                found.add(row.source)
                queue.append(row.source)
    return found


def _broken(invariant: NeverWithout, initial: AnyStatus, out: Out) -> Iterator[Finding]:
    marked = Split.of(invariant, (row.event for rows in out.values() for row in rows))
    if not marked.target:
        yield Finding(
            "vacuous", invariant.name, f"{invariant.name}: no row has a fact that it protects"
        )
        return
    told: set[Rule] = set()
    for walk in marked.unproved(initial, out, proved=False):
        row = walk[-1]
        if row not in told:
            told.add(row)
            yield Finding(
                "never_without",
                invariant.name,
                f"{invariant.name}: {row.event.__name__} happens in {row.source} without it",
                walk,
            )


@attrs.frozen
class Split:
    """The facts of an invariant, as the classes that a table has.

    Parameters
    ----------
    since, via, target
        The classes; one that is of `since` proves nothing, whatever else it is.
    """

    since: frozenset[type[CaseFact]]
    via: frozenset[type[CaseFact]]
    target: frozenset[type[CaseFact]]

    @classmethod
    def of(cls, invariant: NeverWithout, events: Iterable[type[CaseFact]]) -> Split:
        """Return the classes among `events` that an invariant speaks of."""
        found = set(events)
        since = frozenset(event for event in found if chosen(event, invariant.since))
        return cls(
            since,
            frozenset(event for event in found if chosen(event, invariant.via)) - since,
            frozenset(event for event in found if chosen(event, invariant.target)),
        )

    def walks(
        self, start: AnyStatus, out: Out, *, proved: bool
    ) -> dict[tuple[AnyStatus, bool], tuple[Rule, ...]]:
        """Return a shortest walk to every status, proved and not proved, nearest first."""
        found: dict[tuple[AnyStatus, bool], tuple[Rule, ...]] = {(start, proved): ()}
        queue = deque(found)
        while queue:
            here = queue.popleft()
            status, before = here
            for row in out[status]:
                after = row.event not in self.since and (before or row.event in self.via)
                there = (row.target, after)
                if there not in found:
                    found[there] = (*found[here], row)
                    queue.append(there)
        return found

    def unproved(self, start: AnyStatus, out: Out, *, proved: bool) -> Iterator[tuple[Rule, ...]]:
        """Give walks that end with a fact of `target` and no proof, shortest first."""
        for (status, held), walk in self.walks(start, out, proved=proved).items():
            if not held:
                for row in out[status]:
                    if row.event in self.target:
                        yield (*walk, row)
