"""The synthetic register as a value: its columns, and the truth that no office knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any, Final, Literal

import attrs

from ektpflow.errors import InvalidValue, MissingExtra
from ektpflow.nik import KkNumber, Nik
from ektpflow.population.causes import Cause
from ektpflow.population.crowd import Synthetic
from ektpflow.region import RegionCode
from ektpflow.resident import (
    OCCUPATIONS,
    Address,
    Marital,
    Occupation,
    Religion,
    Resident,
    Sex,
)

__all__ = ["COLUMNS", "Column", "World"]

#: The columns of the register, in the order of a frame.
COLUMNS: Final = (
    "nik", "kk", "name", "sex", "birth_place", "birth_date", "mother_name", "address", "rt", "rw",
    "kelurahan", "religion", "marital", "occupation",
)  # fmt: skip
_KINDS: Final = ("pandas", "polars", "pyarrow")

Column = tuple[str | None, ...]


@attrs.frozen(kw_only=True, repr=False)
class World:
    """A synthetic register of rows in no order, and the truth about them.

    The columns hold text as an office exports it; None is a field left empty. NIK and KK number
    stand in clear, for nobody has them (see `ektpflow.population`).

    Parameters
    ----------
    seed
        What it was made from.
    nik
        16 digits, no two alike: where first registered, birth date as recorded at that time (40
        added to the day for women), serial from 9001.
    kk
        Number of the family card, 16 digits.
    name
        In capitals; titles before, degrees behind, where the office wrote them.
    sex
        ``"MALE"`` or ``"FEMALE"``.
    birth_place, birth_date
        A town; a date like ``"1979-04-23"``.
    mother_name
        Name of the mother.
    address, rt, rw, kelurahan
        Street and number; three digits each; a code like ``"12.71.17.1005"``.
    religion, marital, occupation
        As on the card.
    person
        Truth: who is recorded. Rows with one number are one body.
    household
        Truth: the family in which the person was first recorded.
    recording
        Truth: which recording of the person it is, from 1.
    causes
        Truth: why the row is not what the person's documents say. What sets two rows apart are
        the causes of either, for a first recording has errors too.
    """

    seed: int | str
    nik: tuple[str, ...]
    kk: tuple[str, ...]
    name: tuple[str, ...]
    sex: tuple[str, ...]
    birth_place: Column
    birth_date: tuple[str, ...]
    mother_name: Column
    address: Column
    rt: Column
    rw: Column
    kelurahan: tuple[str, ...]
    religion: Column
    marital: tuple[str, ...]
    occupation: tuple[str, ...]
    person: tuple[int, ...]
    household: tuple[int, ...]
    recording: tuple[int, ...]
    causes: tuple[tuple[Cause, ...], ...]

    def __len__(self) -> int:
        return len(self.nik)

    def __repr__(self) -> str:
        return f"<World of {len(self)} rows, {len(set(self.person))} people, seed {self.seed!r}>"

    @cached_property
    def _rows_of(self) -> dict[int, list[int]]:
        rows: dict[int, list[int]] = {}
        for row, person in enumerate(self.person):
            rows.setdefault(person, []).append(row)
        return rows

    def columns(self) -> dict[str, Column]:
        """Return the columns that an office would export, by name, without the truth."""
        return {name: getattr(self, name) for name in COLUMNS}

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield every two rows that are one person, the lower row first, in rising order.

        Examples
        --------
        >>> from ektpflow.population import register
        >>> world = register(1_000, seed=1)
        >>> one, other = next(world.pairs())
        >>> world.person[one] == world.person[other], world.nik[one] == world.nik[other]
        (True, False)
        """
        found = []
        for rows in self._rows_of.values():
            found += [(a, b) for at, a in enumerate(rows) for b in rows[at + 1 :]]
        return iter(sorted(found))

    def resident(self, row: int) -> Synthetic:
        """Return the person of a row as the casebook takes them, with body and household.

        What the row leaves out is written as offices write it: ``-`` for the birth place, RT and
        RW 000, nothing for the street and for the mother, and the religion of most.

        Parameters
        ----------
        row
            Number of the row, from 0.

        Raises
        ------
        InvalidValue
            If there is no such row.

        Examples
        --------
        >>> from ektpflow.population import register
        >>> someone = register(100, seed=1).resident(0)
        >>> someone.resident.nik.serial > 9000
        True
        """
        if not (isinstance(row, int) and 0 <= row < len(self)):
            raise InvalidValue(
                "synthetic register, row",
                repr(row),
                f"it has {len(self)} rows, numbered from 0",
                f"give a number from 0 to {len(self) - 1}",
            )
        code = OCCUPATIONS.index(self.occupation[row]) + 1
        resident = Resident(
            nik=Nik(self.nik[row]),
            name=self.name[row],
            birth_place=self.birth_place[row] or "-",
            birth_date=date.fromisoformat(self.birth_date[row]),
            sex=Sex(self.sex[row]),
            address=Address(
                self.address[row] or "",
                self.rt[row] or "000",
                self.rw[row] or "000",
                RegionCode(self.kelurahan[row]),
            ),
            religion=Religion(self.religion[row] or Religion.ISLAM),
            marital=Marital(self.marital[row]),
            occupation=Occupation.of(code),
            mother_name=self.mother_name[row] or "",
            kk=KkNumber(self.kk[row]),
        )
        return Synthetic(
            resident,
            f"body:{self.seed}-{self.person[row]:07d}",
            f"house:{self.seed}-{self.household[row]:07d}",
        )

    # Any: the three libraries have no type in common, and none of them is a dependency
    def frame(self, kind: Literal["pandas", "polars", "pyarrow"] = "pandas") -> Any:  # noqa: ANN401
        """Return the columns, without the truth, as a data frame of the library named.

        Parameters
        ----------
        kind
            ``"pandas"``, ``"polars"`` or ``"pyarrow"`` (a table).

        Raises
        ------
        MissingExtra
            If narwhals is not installed.
        InvalidValue
            If the library is none of the three or is not installed.
        """
        if kind not in _KINDS:
            raise InvalidValue(
                "synthetic register, kind of frame",
                repr(kind),
                f"frames are made with {', '.join(_KINDS)}",
                "give one of them, or take columns()",
            )
        try:
            import narwhals as nw  # noqa: PLC0415  (an extra, imported only where used)
        except ImportError:
            raise MissingExtra("narwhals", "lab", "a frame of the synthetic register") from None
        try:
            import_module(kind)
        except ImportError:
            raise InvalidValue(
                "synthetic register, kind of frame",
                repr(kind),
                f"{kind} is not installed here",
                f"pip install {kind}, name another library, or take columns()",
            ) from None
        return nw.from_dict(self.columns(), backend=kind).to_native()
