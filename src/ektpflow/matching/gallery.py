"""The gallery: every record that a new one is compared with. It grows record by record.

To compare with everybody is not possible, so keys bring up the records that are worth it. What no
key brings up is never compared: that is the ceiling of the search. Four keys are used: the birth
date, the date with day and month exchanged, the consonants of the name with the birth year, and
the consonants of the mother's name with the birth year.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from ektpflow.matching.person import Person
from ektpflow.nik import Nik

__all__ = ["Gallery"]

_SHOWN: Final = 16
_DECEMBER: Final = 12

_Key = tuple[str, str, int]


class Gallery:
    """The records on file, with the keys under which they are found.

    Examples
    --------
    >>> from ektpflow.matching import Gallery, Person
    >>> from ektpflow.population import applicant
    >>> gallery = Gallery()
    >>> before = gallery.state
    >>> person = Person.of(applicant(seed=1), None)
    >>> gallery.enter(person)
    >>> person.nik in gallery, len(gallery), gallery.state == before
    (True, 1, False)
    >>> gallery.candidates(person)  # a record is not its own double
    ()
    """

    __slots__ = ("_blocks", "_chain", "_people")

    def __init__(self) -> None:
        self._people: dict[Nik, Person] = {}
        # dicts for sets: they keep an order that does not depend on hashing
        self._blocks: dict[_Key, dict[Nik, None]] = {}
        self._chain = hashlib.sha256(b"gallery").hexdigest()

    @property
    def state(self) -> str:
        """Fingerprint of all that entered and left, 16 hexadecimal digits.

        Every entry and every removal changes it. The same sequence gives the same fingerprint in
        any process. It is a check against mistaken identity of galleries, not a signature.
        """
        return self._chain[:_SHOWN]

    def enter(self, person: Person) -> None:
        """Take in a record; one with the same NIK is replaced."""
        self._drop(person.nik)
        self._people[person.nik] = person
        for key in _keys(person):
            self._blocks.setdefault(key, {})[person.nik] = None
        self._chained("enter", person)

    def remove(self, nik: Nik) -> None:
        """Take a record out; nothing happens where it is not in."""
        person = self._drop(nik)
        if person is not None:
            self._chained("remove", person)

    def get(self, nik: Nik) -> Person | None:
        """Return the record of this NIK, None where it is not in."""
        return self._people.get(nik)

    def candidates(self, person: Person) -> tuple[Person, ...]:
        """Return the records worth comparing with this one, in the order of their NIK.

        Parameters
        ----------
        person
            Who is searched for. A record with the same NIK is left out: that one is the person's
            own.
        """
        found: set[Nik] = set()
        for key in (*_keys(person), *_swapped(person.birth_date)):
            found.update(self._blocks.get(key, ()))
        found.discard(person.nik)
        return tuple(self._people[nik] for nik in sorted(found))

    def entries(self) -> tuple[Person, ...]:
        """Return all records, in the order in which they entered."""
        return tuple(self._people.values())

    def copy(self) -> Gallery:
        """Return a gallery with the same records and state that goes its own way."""
        twin = Gallery()
        twin._people = dict(self._people)
        twin._blocks = {key: dict(block) for key, block in self._blocks.items()}
        twin._chain = self._chain
        return twin

    def _drop(self, nik: Nik) -> Person | None:
        person = self._people.pop(nik, None)
        if person is not None:
            for key in _keys(person):
                block = self._blocks[key]
                del block[nik]
                if not block:
                    del self._blocks[key]
        return person

    def _chained(self, act: str, person: Person) -> None:
        # json parts the fields without doubt, whatever they hold
        what = json.dumps(
            [
                self._chain,
                act,
                person.nik.reveal(),
                person.name,
                person.birth_place,
                person.birth_date.isoformat(),
                person.sex.value,
                person.mother_name,
                person.handle,
            ]
        )
        self._chain = hashlib.sha256(what.encode()).hexdigest()

    def __contains__(self, nik: object) -> bool:
        return nik in self._people

    def __len__(self) -> int:
        return len(self._people)

    def __bool__(self) -> bool:
        return True  # an empty gallery is still a gallery

    def __repr__(self) -> str:
        return f"<Gallery of {len(self)}, state {self.state}>"


def _keys(person: Person) -> Iterator[_Key]:
    """Give the keys of a record, each once; a name without letters has no key."""
    yield _date_key(person.birth_date)
    year = person.birth_date.year
    if person.name_key:
        yield "name", person.name_key, year
    if person.mother_key:
        yield "mother", person.mother_key, year


def _swapped(born: date) -> Iterator[_Key]:
    if born.day <= _DECEMBER and born.day != born.month:
        yield _date_key(date(born.year, born.day, born.month))


def _date_key(born: date) -> _Key:
    return "date", "", born.toordinal()
