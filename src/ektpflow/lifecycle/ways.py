"""The ways between statuses, as drawings and exports show them: rows side by side are one way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Told", "Way", "fact_names", "in_words", "plain", "told_and_drawn", "ways"]

_FEW: Final = 3  # sources from which a fact is drawn; from more of them it is told


@attrs.frozen
class Way:
    """All facts that lead from one status to another one.

    Parameters
    ----------
    source, target
        The statuses; the same one where the facts keep it.
    facts
        Names of the facts, in the order of the table.
    """

    source: AnyStatus
    target: AnyStatus
    facts: tuple[str, ...]


def ways(lifecycle: Lifecycle, *, stays: bool = False) -> tuple[Way, ...]:
    """Return the ways of a lifecycle, in the order in which its rows first speak of them.

    Parameters
    ----------
    lifecycle
        The table.
    stays
        Also the facts that keep a status.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL
    >>> from ektpflow.lifecycle.ways import ways
    >>> print(*ways(KTP_EL)[1].facts, len(ways(KTP_EL)) < len(KTP_EL.rules))
    FileFoundIncomplete True
    """
    found: dict[tuple[AnyStatus, AnyStatus], list[str]] = {}
    for row in lifecycle.rules:
        if stays or not row.stays:
            found.setdefault((row.source, row.target), []).append(row.event.__name__)
    return tuple(Way(source, target, tuple(facts)) for (source, target), facts in found.items())


@attrs.frozen
class Told:
    """Facts that lead to one status from so many that a sentence says more than the lines would.

    Parameters
    ----------
    facts
        Their names.
    sources
        The statuses they leave from, the same for all of them.
    sentence
        From where, in words.
    """

    facts: tuple[str, ...]
    sources: tuple[AnyStatus, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{', '.join(map(in_words, self.facts))}: from {self.sentence}"


def told_and_drawn(
    lifecycle: Lifecycle,
) -> tuple[dict[AnyStatus, tuple[Told, ...]], tuple[Way, ...]]:
    """Return what is told at each status, and the ways that are left to draw.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL, Status
    >>> from ektpflow.lifecycle.ways import told_and_drawn
    >>> told, _ = told_and_drawn(KTP_EL)
    >>> print(*told[Status.WITHDRAWN])
    application withdrawn: from any open status
    """
    sources: dict[tuple[AnyStatus, str], list[AnyStatus]] = {}
    for row in lifecycle.rules:
        if not row.stays:
            sources.setdefault((row.target, row.event.__name__), []).append(row.source)
    alike: dict[tuple[AnyStatus, tuple[AnyStatus, ...]], list[str]] = {}
    for (target, fact), found in sources.items():
        if len(found) > _FEW:
            alike.setdefault((target, tuple(found)), []).append(fact)
    told: dict[AnyStatus, tuple[Told, ...]] = {}
    for (target, several), facts in alike.items():
        one = Told(tuple(facts), several, _from(lifecycle, several))
        told[target] = (*told.get(target, ()), one)
    gone = {(target, fact) for target, several in told.items() for t in several for fact in t.facts}
    drawn = []
    for way in ways(lifecycle):
        left = tuple(fact for fact in way.facts if (way.target, fact) not in gone)
        if left:
            drawn.append(attrs.evolve(way, facts=left))
    return told, tuple(drawn)


def _from(lifecycle: Lifecycle, sources: Sequence[AnyStatus]) -> str:
    """Say from where, all of them or all but some."""
    still = [s for s in lifecycle.statuses if s not in lifecycle.finals and s != lifecycle.initial]
    but = [status for status in still if status not in sources]
    if set(sources) <= set(still) and len(but) < len(sources):
        left_out = f" but {', '.join(status.label for status in but)}" if but else ""
        return f"any open status{left_out}"
    return ", ".join(status.label for status in sources)


def in_words(name: str) -> str:
    """Return the name of a fact in words.

    Examples
    --------
    >>> from ektpflow.lifecycle.ways import in_words
    >>> in_words("UniquenessOnFile")
    'uniqueness on file'
    """
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def plain(name: str) -> bool:
    """Say whether a name is a name and nothing else: no path, no call, no hidden name.

    Examples
    --------
    >>> from ektpflow.lifecycle.ways import plain
    >>> [plain(name) for name in ("proved_unique", "os.remove", "lambda: True", "__import__")]
    [True, False, False, False]
    """
    return name.isidentifier() and not name.startswith("__")


def fact_names(lifecycle: Lifecycle) -> dict[str, type[CaseFact]]:
    """Return the classes of fact by name, in the order of the table.

    Raises
    ------
    InvalidDefinition
        When two classes have one name, or a name is no plain one: outside of Python a fact is
        its name, so it must say which fact is meant.
    """
    found: dict[str, type[CaseFact]] = {}
    for number, row in enumerate(lifecycle.rules, start=1):
        name, place = row.event.__name__, f"row {number}, {row.name}"
        if not plain(name):
            raise InvalidDefinition(lifecycle.tag, place, f"{name!r} is no plain name of a fact")
        if found.setdefault(name, row.event) is not row.event:
            raise InvalidDefinition(
                lifecycle.tag, place, f"two classes of fact are called {name}; rename one of them"
            )
    return found
