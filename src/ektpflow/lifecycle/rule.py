"""One row of a lifecycle: by which fact, from where to where, by whom, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import attrs

from ektpflow.events import CaseFact
from ektpflow.lifecycle.status import AnyStatus, OwnStatus, Status
from ektpflow.office import Role, Tier
from ektpflow.values import Printer

__all__ = ["OURS", "Basis", "Rule", "Said", "Strength", "rules", "stays"]

#: How well a source carries: solid, plausible, weak; or nobody says so and the choice is ours.
Strength = Literal["S", "P", "W", "ours"]


class Said(NamedTuple):
    """One sentence for the citizen, in both languages."""

    indonesian: str
    english: str


@attrs.frozen
class Basis:
    """Where a rule comes from.

    Parameters
    ----------
    text
        Law and article, publication, or the reason for a choice of our own.
    strength
        ``"S"`` solid, ``"P"`` plausible, ``"W"`` weak, ``"ours"`` where no source says so.

    Examples
    --------
    >>> from ektpflow.lifecycle import Basis
    >>> print(Basis("Permendagri 19/2018 art. 3(2)", "S"))
    Permendagri 19/2018 art. 3(2) [S]
    >>> print(Basis("a lost card is printed again", "ours"))
    our modelling choice: a lost card is printed again
    """

    text: str
    strength: Strength

    @property
    def ours(self) -> bool:
        """No source says so: the choice is this library's."""
        return self.strength == "ours"

    def __str__(self) -> str:
        if not self.ours:
            return f"{self.text} [{self.strength}]"
        return f"our modelling choice: {self.text}" if self.text else "our modelling choice"


_NOTHING: Final = Said("", "")

#: The basis of a row that has no source.
OURS: Final = Basis("", "ours")


@attrs.frozen(repr=False)
class Rule:
    """One row of the table.

    Parameters
    ----------
    event
        Class of the fact.
    source, target
        Status before and after.
    role
        The role of the officer who may bring it about.
    guards
        Names of the conditions that hold this year; checked when deciding, never on replay.
    basis
        Where the row comes from, and how solid that is.
    office
        The office at which it is usually done; None where a definition does not say.
    says
        What it means for the citizen.
    """

    event: type[CaseFact]
    source: AnyStatus
    target: AnyStatus
    role: Role
    guards: tuple[str, ...] = ()
    basis: Basis = OURS
    office: Tier | None = None
    says: Said = _NOTHING

    @property
    def name(self) -> str:
        """Stable name of the row (``"SUBMITTED + FileCompleted"``)."""
        return f"{self.source} + {self.event.__name__}"

    @property
    def stays(self) -> bool:
        """The fact keeps the status."""
        return self.source == self.target

    def __str__(self) -> str:
        return f"{self.source} -{self.event.__name__}-> {self.target}"

    def __repr__(self) -> str:
        return f"<Rule {self}>"

    def _repr_pretty_(self, printer: Printer, _: bool) -> None:  # noqa: FBT001  (IPython's way)
        printer.text(repr(self))


def rules(
    event: type[CaseFact],
    sources: AnyStatus | Iterable[AnyStatus],
    target: AnyStatus,
    role: Role,
    *guards: str,
    basis: Basis = OURS,
    office: Tier | None = None,
    says: Said = _NOTHING,
) -> tuple[Rule, ...]:
    """Return one row for each source status.

    Examples
    --------
    >>> from ektpflow.events import FileCompleted
    >>> from ektpflow.lifecycle import Status, rules
    >>> from ektpflow.office import Role
    >>> both = (Status.SUBMITTED, Status.INCOMPLETE)
    >>> [row.name for row in rules(FileCompleted, both, Status.COMPLETE, Role.COUNTER)]
    ['SUBMITTED + FileCompleted', 'INCOMPLETE + FileCompleted']
    """
    # one status is a string, and a string is iterable
    several = (sources,) if isinstance(sources, Status | OwnStatus) else tuple(sources)
    return tuple(Rule(event, s, target, role, guards, basis, office, says) for s in several)


def stays(
    event: type[CaseFact],
    sources: Iterable[AnyStatus],
    role: Role,
    *guards: str,
    basis: Basis = OURS,
    office: Tier | None = None,
    says: Said = _NOTHING,
) -> tuple[Rule, ...]:
    """Return rows for a fact that keeps the status."""
    return tuple(Rule(event, s, s, role, guards, basis, office, says) for s in sources)
