"""Where a resident lives."""

from __future__ import annotations

import attrs

from ektpflow.errors import InvalidValue
from ektpflow.region import Level, RegionCode
from ektpflow.resident.shared import printable

__all__ = ["Address"]


def _three(value: str) -> str:
    if not (value.isascii() and value.isdecimal() and len(value) <= 3):  # noqa: PLR2004
        raise InvalidValue(
            "address, RT or RW",
            f"a text of {len(value)} characters",
            "one to three digits",
            "write it like '003'",
        )
    return value.zfill(3)


@attrs.frozen
class Address:
    """An address; shown by its village alone.

    Parameters
    ----------
    street
        Street and number; may be empty.
    rt, rw
        Neighbourhood and community number, one to three digits; filled up to three.
    village
        Kelurahan or desa.

    Raises
    ------
    InvalidValue
        If RT or RW is no such number, or the region no village.

    Examples
    --------
    >>> from ektpflow.region import RegionCode
    >>> from ektpflow.resident import Address
    >>> home = Address("Jl. Contoh 1", "3", "12", RegionCode("12.71.17.1005"))
    >>> home, home.rt, home.rw
    (Address(village=RegionCode('12.71.17.1005')), '003', '012')
    """

    street: str = attrs.field(repr=False)
    rt: str = attrs.field(converter=_three, repr=False)
    rw: str = attrs.field(converter=_three, repr=False)
    village: RegionCode

    def __attrs_post_init__(self) -> None:
        printable("address, street", self.street, needed=False)
        if self.village.level is not Level.VILLAGE:
            raise InvalidValue(
                "address, village",
                str(self.village),
                "an address lies in a kelurahan or desa",
                "write its code like 12.71.17.1005",
            )
