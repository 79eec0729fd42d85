"""The ways between statuses, as drawings and exports show them: rows side by side are one way."""

from __future__ import annotations

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.events import CaseFact
from ektpflow.lifecycle.definition import Lifecycle
from ektpflow.lifecycle.status import AnyStatus

__all__ = ["Way", "fact_names", "plain", "ways"]


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
