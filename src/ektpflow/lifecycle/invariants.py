"""What no walk through a lifecycle may ever do, as data over marked facts."""

from __future__ import annotations

from typing import Final

import attrs

from ektpflow.events import CaseFact

__all__ = ["PROOF_BEFORE_CARD", "Marked", "NeverWithout", "chosen"]

#: Facts by the name of a mark on their class (``"makes_card"``), or listed.
Marked = str | tuple[type[CaseFact], ...]


def chosen(event: type[CaseFact], marked: Marked) -> bool:
    """Say whether a class of fact is meant.

    Examples
    --------
    >>> from ektpflow.events import CardPersonalised, FileCompleted
    >>> from ektpflow.lifecycle.invariants import chosen
    >>> chosen(CardPersonalised, "makes_card"), chosen(FileCompleted, (CardPersonalised,))
    (True, False)
    """
    if isinstance(marked, str):
        return getattr(event, marked, False) is True
    return issubclass(event, marked)


@attrs.frozen
class NeverWithout:
    """On every walk, a fact of `via` stands between the last fact of `since` and one of `target`.

    It speaks of edges, not of statuses: every arrow into PRINT_READY_RECORD would satisfy "has been
    print-ready", even one that skips matching; and "was once proved" stays true when the photo is
    taken again after a misprint. A walk that has seen no fact of `since` yet counts as unproved.
    A fact that is of `since` and of `via` proves nothing about what it changed itself.

    Parameters
    ----------
    name
        What is promised, in a few words.
    since, via, target
        Facts by mark or listed; the marks stand on the classes, so that an extension that adds a
        fact cannot forget them in a table elsewhere.

    Examples
    --------
    >>> from ektpflow.lifecycle import KTP_EL, NeverWithout
    >>> from ektpflow.events import CardIssued, CitizenInformed
    >>> rule = NeverWithout("informed before pickup", (), (CitizenInformed,), (CardIssued,))
    >>> broken = KTP_EL.evolve(invariants=(rule,)).verify()[0]
    >>> broken.code, broken.witness[-1].name
    ('never_without', 'READY_FOR_PICKUP + CardIssued')
    """

    name: str
    since: Marked
    via: Marked
    target: Marked


#: No card is personalised for a person not proved unique since the identity data last changed.
PROOF_BEFORE_CARD: Final = NeverWithout(
    "proof of uniqueness before a card", "changes_identity", "proves_uniqueness", "makes_card"
)
