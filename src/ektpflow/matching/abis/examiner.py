"""The panel of experts that decides where the machine cannot, and one for synthetic people.

What lies "between same and different" is decided by a human expert (slide deck of Direktorat PIAK,
2015; BPPT in court, 17 Apr 2017) [S].
"""

from __future__ import annotations

from typing import Protocol

from ektpflow.evidence import Verdict
from ektpflow.matching.abis.handle import body_of
from ektpflow.matching.person import Person

__all__ = ["Examiner", "HandleExaminer"]


class Examiner(Protocol):
    """The panel of experts that decides where the machine cannot."""

    def compare(self, a: Person, b: Person) -> Verdict:
        """Say whether two records are one person."""
        ...


class HandleExaminer:
    """A panel that never errs, for synthetic people: the handle says whose body it is.

    Where nothing readable was recorded on one side it cannot tell.
    """

    __slots__ = ()

    def compare(self, a: Person, b: Person) -> Verdict:
        """Say whether two records are of one body."""
        if a.handle is None or b.handle is None:
            return Verdict.UNDECIDED
        return Verdict.SAME if body_of(a.handle) == body_of(b.handle) else Verdict.DIFFERENT
