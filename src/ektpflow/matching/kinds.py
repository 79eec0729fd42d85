"""Kinds of values: how one is read, and which features it has.

A kind knows the field's ways of writing: that ``Moh.`` is Muhammad, that 31 December may mean "not
known", that a woman's birth day stands in her NIK plus 40. What it does with a value is written in
`ektpflow.matching.reading`. A kind of your own needs a name, a way to read and its features.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from ektpflow.errors import InvalidDefinition
from ektpflow.matching.reading import addresses, dates, names, numbers, places, sex, text

__all__ = ["ADDRESS", "CODE", "DATE", "KINDS", "NAME", "NIK", "PLACE", "SEX", "TEXT", "Kind"]

Feature = Callable[[str], str]


def _frozen(features: Mapping[str, Feature]) -> Mapping[str, Feature]:
    return MappingProxyType({"clean": _clean, **features})


def _clean(text: str) -> str:
    return text


def _no_doubt(_: str) -> str:
    return ""


@attrs.frozen
class Kind:
    """One kind of value.

    Parameters
    ----------
    name
        How a file names it.
    read
        Takes a value as recorded (None and NaN too) and returns the text that is compared, empty
        where it is not known. To read what was read changes nothing.
    features
        By name, what tests and keys look at: each a function of the text, empty for an empty text.
        ``clean``, the text itself, is always one of them.
    doubt
        Takes a text and returns a sentence about what is wrong with it (a day that does not exist),
        empty where nothing is. A doubtful value is compared all the same.
    """

    name: str
    read: Callable[[object], str] = attrs.field(eq=False, repr=False)
    features: Mapping[str, Feature] = attrs.field(
        factory=dict, converter=_frozen, eq=False, repr=False
    )
    doubt: Callable[[str], str] = attrs.field(default=_no_doubt, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise InvalidDefinition("kind", "name", "give it a name")


#: A name of a person, as Indonesians write it.
NAME: Final = Kind(
    "name",
    names.read_name,
    {
        "sorted_words": names.sorted_words,
        "joined": names.joined,
        "given": names.given,
        "consonants": names.consonants,
        "given_key": names.given_key,
        "first_key": names.first_key,
    },
    names.doubt,
)
#: A date of the calendar, and those that stand for an unknown one.
DATE: Final = Kind(
    "date",
    dates.read_date,
    {
        "known": dates.known,
        "shared": dates.shared,
        "unordered": dates.unordered,
        "swapped": dates.swapped,
        "year": dates.year,
        "month": dates.month,
        "day": dates.day,
    },
    dates.doubt,
)
#: A place by its name.
PLACE: Final = Kind("place", places.read_place, {"place_key": places.place_key})
#: A NIK, whoever writes it.
NIK: Final = Kind(
    "nik",
    numbers.read_nik,
    {
        "sexless": numbers.sexless,
        "tail": numbers.tail,
        "region": numbers.region,
        "born": numbers.born,
        "serial": numbers.serial,
    },
    numbers.doubt,
)
#: A short code: RT, RW, a postcode, the code of a kelurahan.
CODE: Final = Kind("code", numbers.read_code)
#: Street and house.
ADDRESS: Final = Kind(
    "address",
    addresses.read_address,
    {"street": addresses.street, "house": addresses.house},
)
#: Male or female, however it is written.
SEX: Final = Kind("sex", sex.read_sex)
#: Any other text.
TEXT: Final = Kind("text", text.read_text, {"sorted_words": text.sorted_words, "key": text.key})

#: The kinds by their names, as a file of a model writes them.
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {kind.name: kind for kind in (NAME, DATE, PLACE, NIK, CODE, ADDRESS, SEX, TEXT)}
)
