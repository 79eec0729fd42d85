"""An office changes its table while cases are open."""

from __future__ import annotations

import attrs

from ektpflow.events.base import CaseFact

__all__ = ["CaseMigrated"]


@attrs.frozen
class CaseMigrated(CaseFact):
    """An open case went over to the new table: our modelling choice.

    Parameters
    ----------
    to
        Name and version of the new table; `version` is the one that the case leaves.
    status
        Code of the status in which it stands there.
    """

    to: str
    status: str
