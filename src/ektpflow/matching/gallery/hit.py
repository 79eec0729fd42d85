"""What a search finds."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import attrs

from ektpflow.matching.model import Likeness

__all__ = ["Hit"]


@attrs.frozen
class Hit:
    """A record on file that a search brought up and found alike.

    Parameters
    ----------
    record
        Its id.
    weight
        In bits.
    vetoed
        A veto leaves the pair to a person.
    likeness
        What the model says.
    """

    record: Hashable
    weight: float
    vetoed: bool
    likeness: Likeness

    @property
    def strength(self) -> tuple[float, Any]:
        """What hits are ordered by: the heaviest first; the id makes the order total."""
        return -self.weight, self.record
