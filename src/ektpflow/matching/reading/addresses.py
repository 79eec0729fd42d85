"""Addresses: street and house number, without what stands in columns of its own.

An address is free text on the card; RT and RW stand beside it and are often written inside it as
well [domain 3]. What is done here:

- RT and RW with their numbers are taken out: their columns are read by `numbers.read_code`;
- Jl., Jln. and Jalan are left off, for every other record does;
- Gg., Blok, Komp., Perum., Dsn., Lk., Kp., Sei become one word each;
- the house number goes to the end behind NO, whether the text had "No." or just ended in it.
"""

from __future__ import annotations

from typing import Final

from ektpflow.matching.reading.numbers import code_of
from ektpflow.matching.reading.spelling import modern, plain, raw_text, told
from ektpflow.matching.reading.spelling import words as clean

__all__ = ["house", "read_address", "street"]

_ONE_FORM: Final = {
    "GG": "GANG",
    "BLK": "BLOK",
    "KOMP": "KOMPLEK",
    "KOMPLEKS": "KOMPLEK",
    "KOMPL": "KOMPLEK",
    "PERUM": "PERUMAHAN",
    "PRM": "PERUMAHAN",
    "PERUMNAS": "PERUMAHAN",
    "DSN": "DUSUN",
    "LK": "LINGKUNGAN",
    "LINGK": "LINGKUNGAN",
    "LINK": "LINGKUNGAN",
    "KP": "KAMPUNG",
    "KPG": "KAMPUNG",
    "KAMP": "KAMPUNG",
    "LR": "LORONG",
    "LRG": "LORONG",
    "PSR": "PASAR",
    "SEI": "SUNGAI",
}
_STREET: Final = frozenset({"JL", "JLN", "JALAN"})
_NUMBER: Final = frozenset({"NO", "NOMOR", "NOMER", "NMR", "NR"})
_NEIGHBOURHOOD: Final = frozenset({"RT", "RW"})
# A number behind these is theirs, not the house's.
_NUMBERED: Final = frozenset({"GANG", "BLOK", "DUSUN", "LINGKUNGAN", "LORONG", "PASAR", "KM"})
_ROMAN: Final = frozenset("IVX")
_MARK: Final = "NO "


def read_address(raw: object) -> str:
    """Return an address in the form in which addresses are compared.

    Examples
    --------
    >>> from ektpflow.matching.reading.addresses import read_address
    >>> read_address("Jln. Sei Batang Hari No. 012-A RT.03/RW 005")
    'SUNGAI BATANG HARI NO 12A'
    >>> read_address("JL SUNGAI BATANG HARI 12 A") == read_address("Sei Batang Hari, no.12a")
    True
    >>> read_address("Jl. 17 Agustus Gg. 3"), read_address("-")
    ('17 AGUSTUS GANG 3', '')
    """
    parts = modern(clean(plain(raw_text(raw, "address")))).split()
    parts = [_ONE_FORM.get(part, part) for part in _without_neighbourhood(parts)]
    rest, number = _house_apart([part for part in parts if part not in _STREET])
    return told(" ".join([*rest, _MARK + number] if number else rest))


def street(address: str) -> str:
    """Return an address without its house number.

    Examples
    --------
    >>> from ektpflow.matching.reading.addresses import street
    >>> street("SUNGAI BATANG HARI NO 12A")
    'SUNGAI BATANG HARI'
    """
    return _apart(address)[0]


def house(address: str) -> str:
    """Return the house number of an address.

    Examples
    --------
    >>> from ektpflow.matching.reading.addresses import house
    >>> house("SUNGAI BATANG HARI NO 12A"), house("SUNGAI BATANG HARI")
    ('12A', '')
    """
    return _apart(address)[1]


def _apart(address: str) -> tuple[str, str]:
    before, _, number = f" {address}".partition(f" {_MARK}")
    return before.strip(), number


def _without_neighbourhood(parts: list[str]) -> list[str]:
    """Leave out RT 01 RW 02, RT/RW 01/02, RT01 and their like."""
    kept: list[str] = []
    pending = 0
    for part in parts:
        if part in _NEIGHBOURHOOD:
            pending += 1
        elif part[:2] in _NEIGHBOURHOOD and part[2:].isdecimal():
            continue
        elif pending and (part.isdecimal() or _ROMAN.issuperset(part)):
            pending -= 1
        else:
            pending = 0
            kept.append(part)
    return kept


def _house_apart(parts: list[str]) -> tuple[list[str], str]:
    """Take out what stands behind NO, or else the number in which the text ends."""
    for place, part in enumerate(parts):
        if part in _NUMBER:
            end = place + 1
            while end < len(parts) and _in_a_number(parts[end]):
                end += 1
            if _has_digit(number := code_of(parts[place + 1 : end])):
                rest = [*parts[:place], *parts[end:]]
                return [part for part in rest if part not in _NUMBER], number
    parts = [part for part in parts if part not in _NUMBER]
    start = len(parts)
    if start > 1 and len(parts[-1]) == 1 and parts[-1].isalpha() and parts[-2].isdecimal():
        start -= 1
    start -= 1
    if start < 0 or not parts[start][:1].isdecimal() or (start and parts[start - 1] in _NUMBERED):
        return parts, ""
    number = code_of(parts[start:])
    return (parts[:start], number) if _has_digit(number) else (parts, "")


def _in_a_number(part: str) -> bool:
    return _has_digit(part) or (len(part) == 1 and part.isalpha())


def _has_digit(part: str) -> bool:
    return any(c.isdecimal() for c in part)
