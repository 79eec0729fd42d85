"""Region codes and dated editions of the region table.

A region code names a province, a regency or city, a district (kecamatan) or a village (desa,
kelurahan) in at most ten digits, two or four for each level: ``12.71.17.1005`` is kelurahan
Padang Bulan in kecamatan Medan Baru, Kota Medan, Sumatera Utara. What lies above a code is
found by slicing it. Provinces run from 11 to 96, regencies from 01 to 69, cities from 71 to 99
(Permendagri 58/2021 as quoted by cahyadsn/wilayah) [S]; a village begins with 1 (kelurahan),
2 (desa) or 3 (desa adat) (counted over the 2025 edition) [S].

Codes come and go: between the editions of 2021 and 2025 594 kecamatan codes disappeared and 613
appeared, nearly all in Papua (compared edition by edition) [S]. So a table carries its edition,
and a code that a table does not hold is a finding, never an error. These are the codes of the
Ministry of Home Affairs (Kemendagri); the statistics office (BPS) numbers on a scheme of its own.

The table inside the package holds the 38 provinces and Kota Medan with its 21 kecamatan and 151
kelurahan. Its codes and names are facts of Kepmendagri 300.2.2-2138/2025 as amended by
300.2.2-2430/2025, taken from https://github.com/cahyadsn/wilayah at b7ad440 (MIT licence,
Copyright (c) 2017-2025 Cahya DSN).
"""

from __future__ import annotations

import csv
import functools
import io
import re
import zlib
from enum import IntEnum
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from ektpflow.errors import BadFile, InvalidValue

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["Level", "RegionCode", "RegionTable"]

_CODE: Final = re.compile(
    r"(?:1[1-9]|[2-8][0-9]|9[0-6])"
    r"(?:\.(?:0[1-9]|[1-6][0-9]|7[1-9]|[89][0-9])"
    r"(?:\.(?:0[1-9]|[1-9][0-9])"
    r"(?:\.[123](?!000)[0-9]{3})?)?)?"
)
_CODE_RULE: Final = (
    "a code is province 11-96, regency 01-69 or city 71-99, kecamatan 01-99 and village "
    "1001-3999, parted by dots (Permendagri 58/2021)"
)
_NEWLINE: Final = b"\n"
_CODE_HINT: Final = "write it like 12, 12.71, 12.71.17 or 12.71.17.1005"


class Level(IntEnum):
    """How deep a region lies; a deeper level compares greater.

    Examples
    --------
    >>> from ektpflow.region import Level, RegionCode
    >>> RegionCode("12.71.17").level is Level.DISTRICT
    True
    """

    PROVINCE = 1
    REGENCY = 2
    DISTRICT = 3
    VILLAGE = 4


# Length of the dotted code at each level.
_LENGTH: Final = {Level.PROVINCE: 2, Level.REGENCY: 5, Level.DISTRICT: 8, Level.VILLAGE: 13}
_LEVEL: Final = {length: level for level, length in _LENGTH.items()}


def _possible(code: RegionCode, _field: attrs.Attribute[str], text: str) -> None:
    """Refuse a text that no edition could hold as a code."""
    del code
    if not isinstance(text, str) or _CODE.fullmatch(text) is None:
        raise InvalidValue("region code", repr(text), _CODE_RULE, _CODE_HINT)


@attrs.frozen(order=True, repr=False)
class RegionCode:
    """The code of one region, in the scheme of the Ministry of Home Affairs.

    Codes are ordered as in the decree: a region stands before what lies within it.

    Parameters
    ----------
    code
        The code with dots.

    Raises
    ------
    InvalidValue
        If no edition could hold such a code. Whether one does is for a `RegionTable` to say.

    Examples
    --------
    >>> from ektpflow.region import RegionCode
    >>> village = RegionCode("12.71.17.1005")
    >>> print(village.district, village.regency, village.province)
    12.71.17 12.71 12
    >>> RegionCode("12.71").contains(village)
    True
    """

    code: str = attrs.field(validator=_possible)

    @classmethod
    def from_digits(cls, digits: str) -> RegionCode:
        """Read a code that is written without dots, as in a NIK.

        Parameters
        ----------
        digits
            2, 4, 6 or 10 digits.

        Raises
        ------
        InvalidValue
            If they are no code.

        Examples
        --------
        >>> from ektpflow.region import RegionCode
        >>> RegionCode.from_digits("127117")
        RegionCode('12.71.17')
        """
        parts = (digits[:2], digits[2:4], digits[4:6], digits[6:])
        return cls(".".join(part for part in parts if part))

    @property
    def digits(self) -> str:
        """The code without dots."""
        return self.code.replace(".", "")

    @property
    def level(self) -> Level:
        """Province, regency (or city), district or village."""
        return _LEVEL[len(self.code)]

    @property
    def parent(self) -> RegionCode | None:
        """The region just above, None above a province."""
        above, dot, _ = self.code.rpartition(".")
        return RegionCode(above) if dot else None

    @property
    def province(self) -> RegionCode:
        """The province it lies in, itself for a province."""
        return self._up_to(Level.PROVINCE)

    @property
    def regency(self) -> RegionCode:
        """The regency or city it lies in; InvalidValue for a province."""
        return self._up_to(Level.REGENCY)

    @property
    def district(self) -> RegionCode:
        """The kecamatan it lies in; InvalidValue for a province or regency."""
        return self._up_to(Level.DISTRICT)

    def contains(self, other: RegionCode) -> bool:
        """Whether the other region is this one or lies within it.

        Examples
        --------
        >>> from ektpflow.region import RegionCode
        >>> RegionCode("12.71.17").contains(RegionCode("12.71.18.1001"))
        False
        """
        # Every level has one width, so no code is a prefix of its neighbour.
        return other.code.startswith(self.code)

    def _up_to(self, level: Level) -> RegionCode:
        own = self.level
        if own is level:
            return self
        if own < level:
            wanted = level.name.lower()
            raise InvalidValue(
                f"{wanted} of a region",
                self.code,
                f"a {own.name.lower()} lies in no {wanted}",
                "look at .level first",
            )
        return RegionCode(self.code[: _LENGTH[level]])

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"RegionCode({self.code!r})"


@attrs.frozen(repr=False, hash=False)
class RegionTable:
    """One dated edition of the region table, or an extract of one.

    Tables are read, not built by hand: `builtin` for the extract inside the package, `read`
    for a file with the full table.

    Parameters
    ----------
    edition
        The edition, by its date.
    decree
        The decree that orders it, empty where not known.
    source
        Where the rows were taken from.
    whole
        The regions whose inside is complete; None for a table that is complete throughout.

    Examples
    --------
    >>> from ektpflow.region import RegionCode, RegionTable
    >>> table = RegionTable.builtin()
    >>> table.name(RegionCode("12.71.17.1005"))
    'Padang Bulan'
    >>> len(table.children(RegionCode("12.71")))
    21
    """

    edition: str
    decree: str
    source: str
    whole: tuple[RegionCode, ...] | None
    # Dotted code -> name, sorted by code and checked by _rows; plain so that it can be pickled.
    _names: dict[str, str] = attrs.field(alias="names")
    _below: dict[str, list[str]] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        below: dict[str, list[str]] = {}
        for code in self._names:
            below.setdefault(code.rpartition(".")[0], []).append(code)
        object.__setattr__(self, "_below", below)

    @classmethod
    def builtin(cls) -> RegionTable:
        """Give the extract inside the package: 38 provinces, Kota Medan and all in it.

        It is complete in two parts: the list of provinces, and Kota Medan (12.71).

        Examples
        --------
        >>> from ektpflow.region import RegionTable
        >>> len(RegionTable.builtin())
        211
        """
        return _builtin()

    @classmethod
    def read(cls, path: str | os.PathLike[str], *, edition: str, decree: str = "") -> RegionTable:
        r"""Read a full table from a CSV file, plain or gzipped.

        Parameters
        ----------
        path
            A file in UTF-8 with the columns ``code`` and ``name``; gzip is recognised by its
            first bytes. Rows may stand in any order. Blanks around names are dropped.
        edition
            The edition, by its date: a table without a date would be taken for today's.
        decree
            The decree that orders it.

        Raises
        ------
        BadFile
            If the file cannot be opened, is cut short, is not UTF-8, has other columns, or
            holds an impossible or repeated code, an empty name or a region whose parent is
            missing. The error says the line.

        Examples
        --------
        >>> import pathlib, tempfile
        >>> from ektpflow.region import RegionTable
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "regions.csv")
        ...     _ = path.write_text("code,name\n12,Sumatera Utara\n12.71,Kota Medan\n")
        ...     table = RegionTable.read(path, edition="2025-06-23")
        >>> [str(code) for code in table]
        ['12', '12.71']
        """
        file = str(path)
        return cls(edition, decree, file, None, _rows(_text(path, file), file))

    def name(self, code: RegionCode) -> str:
        """Give the name of a region.

        Raises
        ------
        InvalidValue
            If this table does not hold the code.
        """
        name = self._names.get(code.code)
        if name is None:
            raise self._missing(code)
        return name

    def children(self, code: RegionCode) -> tuple[RegionCode, ...]:
        """Give the regions just below one that this table holds, in the order of their codes.

        Of a province the built-in extract holds Kota Medan at most; `answers_for` tells
        whether nothing is left out.

        Raises
        ------
        InvalidValue
            If this table does not hold the code.
        """
        if code.code not in self._names:
            raise self._missing(code)
        return tuple(map(RegionCode, self._below.get(code.code, ())))

    def answers_for(self, code: RegionCode) -> bool:
        """Whether a code that is not in this table is not in the edition either.

        Always so for a full table. An extract answers for what it holds complete, for
        provinces, and for all codes in provinces that do not exist.

        Examples
        --------
        >>> from ektpflow.region import RegionCode, RegionTable
        >>> table = RegionTable.builtin()
        >>> table.answers_for(RegionCode("12.71.99")), table.answers_for(RegionCode("32.73.01"))
        (True, False)
        """
        return (
            self.whole is None
            or code.level is Level.PROVINCE
            or code.province.code not in self._names
            or code.code in self._names
            or any(part.contains(code) for part in self.whole)
        )

    def _missing(self, code: RegionCode) -> InvalidValue:
        return InvalidValue(
            "region code",
            code.code,
            f"the table {self.edition} ({self.source}) does not hold it",
            "ask `code in table` first, or read the full table or an older edition with "
            "RegionTable.read",
        )

    def __contains__(self, code: object) -> bool:
        return isinstance(code, RegionCode) and code.code in self._names

    def __iter__(self) -> Iterator[RegionCode]:
        return map(RegionCode, self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __hash__(self) -> int:
        return hash((self.edition, self.decree, self.source, len(self._names)))

    def __repr__(self) -> str:
        return f"<RegionTable {self.edition}, {len(self)} regions, {self.source}>"


@functools.cache
def _builtin() -> RegionTable:
    text = resources.files("ektpflow.data").joinpath("regions.csv").read_text(encoding="utf-8")
    return RegionTable(
        edition="2025-06-23",
        decree="Kepmendagri 300.2.2-2138/2025 as amended by 300.2.2-2430/2025",
        source="built-in extract of cahyadsn/wilayah b7ad440: provinces and Kota Medan",
        whole=(RegionCode("12.71"),),
        names=_rows(text, "ektpflow/data/regions.csv"),
    )


def _text(path: str | os.PathLike[str], file: str) -> str:
    """Read the whole file (3 MB for the full table), so that an error can name its line."""
    raw = b""
    try:
        raw = Path(path).read_bytes()
        if raw.startswith(b"\x1f\x8b"):
            raw = _unzip(raw, file)
        return raw.decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadFile(file, "whole file", f"cannot be opened: {reason}", "check the path") from None
    except UnicodeDecodeError as error:
        raise BadFile(
            file,
            f"line {raw.count(_NEWLINE, 0, error.start) + 1}",
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            "save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')",
        ) from None


def _unzip(raw: bytes, file: str) -> bytes:
    """Decompress by hand: unlike the gzip module this keeps what came before the damage."""
    out = bytearray()
    hint = "fetch the file again and compare its size with the original"
    while raw:
        member = zlib.decompressobj(wbits=31)
        try:
            out += member.decompress(raw)
        except zlib.error:
            place = f"after line {out.count(_NEWLINE)}"
            raise BadFile(file, place, "the gzip data are damaged", hint) from None
        if not member.eof:
            place = f"after line {out.count(_NEWLINE)}"
            raise BadFile(file, place, "the gzip file is cut short", hint)
        raw = member.unused_data.lstrip(b"\0")
    return bytes(out)


def _rows(text: str, file: str) -> dict[str, str]:
    """Read and check the rows: dotted code -> name, sorted by code."""
    names: dict[str, str] = {}
    lines: dict[str, int] = {}
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if header != ["code", "name"]:
            found = ",".join(header) or "nothing"
            problem = f"the columns are {found!r}, not 'code,name'"
            raise BadFile(file, "line 1", problem, "name the columns code and name, with a comma")
        for row in reader:
            if row:
                code, name = _row(row, file, reader.line_num)
                if code in names:
                    problem = f"code {code} stands in line {lines[code]} already"
                    raise BadFile(file, f"line {reader.line_num}", problem, "drop one of the two")
                names[code] = name
                lines[code] = reader.line_num
    except csv.Error as error:
        hint = "close every quotation mark, and write one inside a name twice"
        raise BadFile(file, f"line {reader.line_num}", f"not CSV: {error}", hint) from None
    for code, line in lines.items():
        parent = code.rpartition(".")[0]
        if parent and parent not in names:
            problem = f"code {code} has no parent: {parent} is missing"
            raise BadFile(file, f"line {line}", problem, f"add the row of {parent}")
    return dict(sorted(names.items()))


def _row(row: list[str], file: str, line: int) -> tuple[str, str]:
    """Check one row by itself."""
    place = f"line {line}"
    if len(row) != 2:  # noqa: PLR2004 - the two columns
        hint = "put a name that holds a comma in quotation marks"
        raise BadFile(file, place, f"{len(row)} columns, not 2", hint)
    code, name = row[0], row[1].strip()
    if _CODE.fullmatch(code) is None:
        problem = f"{code!r} is not a region code: {_CODE_RULE}"
        raise BadFile(file, place, problem, _CODE_HINT)
    if not name:
        raise BadFile(file, place, f"code {code} has no name", "give the region its name")
    return code, name
