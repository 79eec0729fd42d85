"""Proofs over the table: what can never happen does not, and every case can end.

Each search is breadth first, so a witness is a shortest one. An invariant is looked for in the
table times one bit (proved since the last change or not): a few dozen states, whatever the length
of the walks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from ektpflow.lifecycle.invariants import NeverWithout, chosen
from ektpflow.lifecycle.rule import Rule
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Finding", "findings"]


@attrs.frozen
class Finding:
    """Something wrong with a lifecycle, with a walk that shows it.

    Parameters
    ----------
    code
        ``"never_without"``: an invariant is broken. ``"leaves_an_end"``: a row leads out of a final
        status. ``"unreachable"``: no walk comes to the status. ``"attested_unused"``: a status that
        the KTP-el system has lacks a row into it or a way out. ``"no_way_to_an_end"``: a case that
        gets there never ends. ``"vacuous"``: an invariant speaks of facts that no row has.
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
        way = "".join(f" -{rule.event.__name__}-> {rule.target}" for rule in self.witness)
        return f"{self.sentence}, by the walk {self.witness[0].source}{way} [{self.code}]"


_Out = Mapping[AnyStatus, Sequence[Rule]]


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
    walks = _walks(initial, out)
    for row in rows:
        if row.source in finals and not row.stays:
            yield Finding(
                "leaves_an_end",
                str(row.source),
                f"{row.source} is an end, and {row.event.__name__} leads out of it to {row.target}",
                (*walks.get(row.source, ()), row),
            )
    ending = _ending(finals, into)
    for status in statuses:
        if status not in walks:
            yield Finding("unreachable", str(status), f"no walk from {initial} comes to {status}")
        elif status not in ending:
            yield Finding(
                "no_way_to_an_end",
                str(status),
                f"a case that comes to {status} never ends",
                walks[status],
            )
        if status != initial and not status.ours:
            yield from _unused(status, finals, out, into, walks.get(status, ()))


def _unused(
    status: AnyStatus,
    finals: frozenset[AnyStatus],
    out: _Out,
    into: _Out,
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


def _walks(initial: AnyStatus, out: _Out) -> dict[AnyStatus, tuple[Rule, ...]]:
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


def _ending(finals: frozenset[AnyStatus], into: _Out) -> set[AnyStatus]:
    """Return the statuses from which an end can be reached."""
    found = set(finals)
    queue = deque(finals)
    while queue:
        for row in into[queue.popleft()]:
            if row.source not in found:
                found.add(row.source)
                queue.append(row.source)
    return found


def _broken(invariant: NeverWithout, initial: AnyStatus, out: _Out) -> Iterator[Finding]:
    events = {row.event for rows in out.values() for row in rows}
    since = {event for event in events if chosen(event, invariant.since)}
    via = {event for event in events if chosen(event, invariant.via)} - since
    target = {event for event in events if chosen(event, invariant.target)}
    if not target:
        yield Finding(
            "vacuous", invariant.name, f"{invariant.name}: no row has a fact that it protects"
        )
        return
    start: tuple[AnyStatus, bool] = (initial, False)
    seen: dict[tuple[AnyStatus, bool], tuple[Rule, ...]] = {start: ()}
    queue: deque[tuple[AnyStatus, bool]] = deque([start])
    told: set[Rule] = set()
    while queue:
        here = queue.popleft()
        status, proved = here
        for row in out[status]:
            if row.event in target and not proved and row not in told:
                told.add(row)
                yield Finding(
                    "never_without",
                    invariant.name,
                    f"{invariant.name}: {row.event.__name__} happens in {status} without it",
                    (*seen[here], row),
                )
            after = row.event not in since and (proved or row.event in via)
            there = (row.target, after)
            if there not in seen:
                seen[there] = (*seen[here], row)
                queue.append(there)
