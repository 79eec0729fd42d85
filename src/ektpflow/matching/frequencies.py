"""How often a value is recorded: two people share a frequent name more easily than a rare one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.codes import UNKNOWN

__all__ = ["Frequencies"]

_NONE: Final[Mapping[int, float]] = MappingProxyType({})


Shares = Mapping[tuple[str, str], Mapping[int, float]]


def _frozen(given: Shares) -> Shares:
    return MappingProxyType({of: MappingProxyType(dict(table)) for of, table in given.items()})


@attrs.frozen
class Frequencies:
    """Shares of values, counted once in a register and frozen.

    They are frozen so that the weight of a pair does not depend on who is entered between: count
    them anew when the register has grown, and say so.

    Parameters
    ----------
    records
        How many records were counted.
    shares
        By field and feature: the code of the text and the share of the records that have it. Values
        that were recorded once may be left out.

    Examples
    --------
    >>> from ektpflow.matching.frequencies import Frequencies
    >>> names = Frequencies.counted("name", "clean", [7, 7, 8, 9])
    >>> names.share("name", "clean", 7), names.share("name", "clean", 99)
    (0.5, 0.25)
    """

    records: int
    shares: Mapping[tuple[str, str], Mapping[int, float]] = attrs.field(
        converter=_frozen,
        repr=False,
    )

    def __attrs_post_init__(self) -> None:
        if self.records < 1:
            raise InvalidDefinition("frequencies", f"records={self.records}", "count 1 or more")

    @classmethod
    def counted(cls, field: str, feature: str, codes: Iterable[int]) -> Frequencies:
        """Count the codes of one feature, one for each record; what is not known does not count."""
        count: dict[int, int] = {}
        records = 0
        for code in codes:
            records += 1
            if code != UNKNOWN:
                count[code] = count.get(code, 0) + 1
        shares = {code: many / records for code, many in count.items() if many > 1}
        return cls(max(records, 1), {(field, feature): shares})

    def share(self, field: str, feature: str, code: int) -> float:
        """Return the share of a value: one record's where it was never counted twice."""
        return self.shares.get((field, feature), _NONE).get(code, 1 / self.records)
