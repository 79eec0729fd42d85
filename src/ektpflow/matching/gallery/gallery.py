"""The gallery: every record that a new one is compared with. It grows record by record.

To compare with everybody is not possible, so the keys of a plan bring up the records that are worth
it. What no key brings up is never compared: that is the ceiling of the search. The plan is frozen,
so the order in which records arrive does not change which pairs are found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any, Final

from ektpflow.errors import InvalidValue
from ektpflow.matching.frequencies import Frequencies
from ektpflow.matching.gallery.fields import Layout
from ektpflow.matching.gallery.hit import Hit
from ektpflow.matching.gallery.search import Search
from ektpflow.matching.gallery.shelf import Shelf
from ektpflow.matching.gallery.words import Probe, Words
from ektpflow.matching.model import MatchModel, Row, Score
from ektpflow.matching.person import Person
from ektpflow.matching.plan import BlockingPlan
from ektpflow.nik import Nik

__all__ = ["Gallery"]

_SHOWN: Final = 16


class Gallery:
    """The records on file, with the keys under which they are found.

    Parameters
    ----------
    model
        What is compared; the built-in model by default.
    frequencies
        How often values are recorded, counted once; without them every value counts alike.
    plan
        The keys, with the crowds of a register; the model's own by default.

    Examples
    --------
    >>> from ektpflow.matching import Gallery, Person
    >>> from ektpflow.population import people, second_identity
    >>> first = people(1, seed=1)[0]
    >>> gallery = Gallery()
    >>> before = gallery.state
    >>> gallery.admit(Person.of(first.resident, None))  # to search and to enter are one act
    ()
    >>> len(gallery), gallery.state == before
    (1, False)
    >>> again = Person.of(second_identity(first, seed=1).resident, None)
    >>> [hit.record == first.resident.nik for hit in gallery.search(again)]
    [True]
    """

    _shelf: Shelf
    _layout: Layout

    __slots__ = ("_chain", "_layout", "_links", "_people", "_shelf", "frequencies", "model", "plan")

    def __init__(
        self,
        model: MatchModel | None = None,
        frequencies: Frequencies | None = None,
        plan: BlockingPlan | None = None,
    ) -> None:
        model = MatchModel.expert() if model is None else model
        self._keep(Shelf(Words(model), model.blocking if plan is None else plan), frequencies)
        self._people: dict[Hashable, Person] = {}
        self._links: dict[Hashable, dict[Hashable, None]] = {}
        self._chain = hashlib.sha256(b"gallery").hexdigest()

    @property
    def state(self) -> str:
        """Fingerprint of all that entered and left, 16 hexadecimal digits.

        Every entry and every removal changes it. The same sequence gives the same fingerprint in
        any process. It is a check against mistaken identity of galleries, not a signature.
        """
        return self._chain[:_SHOWN]

    def enter(self, record: Row, name: Hashable = None) -> None:
        """Take in a record; one of the same id is replaced.

        Parameters
        ----------
        record
            A `Person`, or a row by column.
        name
            Its id: of a person the NIK, which need not be said.

        Raises
        ------
        InvalidValue
            When a row comes without an id, lacks a column or holds a value that cannot be read.
        """
        self._enter(record, _named(record, name), self._probe(record))

    def admit(self, record: Row, name: Hashable = None) -> tuple[Hit, ...]:
        """Search for a record and take it in, in one act; what was found is remembered.

        Whoever comes later is compared with this one, so of two records of one person, in whatever
        order, the second to come finds the first.

        Parameters
        ----------
        record, name
            As for `enter`.

        Returns
        -------
        tuple of Hit
            As `search` returns them.
        """
        own = _named(record, name)
        probe = self._probe(record)
        found = self._search(probe, own, None)
        self._enter(record, own, probe)
        for hit in found:
            self._links.setdefault(own, {})[hit.record] = None
            self._links.setdefault(hit.record, {})[own] = None
        return found

    def search(
        self, record: Row, name: Hashable = None, *, floor: float | None = None
    ) -> tuple[Hit, ...]:
        """Return the records that are alike, the heaviest first. Nothing changes.

        Parameters
        ----------
        record
            A `Person`, or a row by column.
        name
            Its own id, so that it does not find itself: of a person the NIK.
        floor
            Weight in bits below which nothing is told; the model's `possible` by default.
        """
        own = record.nik if isinstance(record, Person) and name is None else name
        return self._search(self._probe(record), own, floor)

    def score(self, record: Row, other: Hashable) -> Score:
        """Weigh a record against one on file, with all parts.

        Parameters
        ----------
        record
            A `Person`, or a row by column.
        other
            Id of the record on file.

        Raises
        ------
        InvalidValue
            When there is no such record.
        """
        at = self._shelf.position(other)
        if at is None:
            raise InvalidValue("record", str(other), "is not in the gallery", "search first")
        here = self.model.read(record)
        return self.model.score_readings(here, self._shelf.texts(at), self.frequencies)

    def remove(self, name: Hashable) -> None:
        """Take a record out; nothing happens where it is not in."""
        if self._drop(name):
            self._chained("remove", name, [])

    def get(self, nik: Nik) -> Person | None:
        """Return the person of this NIK, None where none entered."""
        return self._people.get(nik)

    def entries(self) -> tuple[Person, ...]:
        """Return all persons, in the order in which they entered."""
        return tuple(self._people.values())

    @property
    def links(self) -> frozenset[frozenset[Hashable]]:
        """The pairs that `admit` found, of records that are in."""
        return frozenset(
            frozenset((one, other)) for one, others in self._links.items() for other in others
        )

    def replan(self, plan: BlockingPlan) -> None:
        """Bring records up by other keys from now on. Pairs found before stay found.

        Parameters
        ----------
        plan
            The keys; crowds found in a grown register, say (`ektpflow.matching.batch.planned`).
        """
        old = self._shelf
        shelf = Shelf(old.words, plan)
        for name in old:
            at = old.position(name)
            if at is not None:
                shelf.take(name, old.probe(at))
        self.plan, self._shelf = plan, shelf

    def copy(self) -> Gallery:
        """Return a gallery with the same records and state that goes its own way."""
        twin = Gallery.__new__(Gallery)
        twin.model, twin.frequencies, twin.plan = self.model, self.frequencies, self.plan
        twin._layout, twin._shelf = self._layout, self._shelf.copy()
        twin._people = self._people.copy()
        twin._links = {name: others.copy() for name, others in self._links.items()}
        twin._chain = self._chain
        return twin

    def save(self, path: Path | str) -> None:
        """Write the gallery to a file: whole, or not at all.

        The file holds personal data, and is written for its owner's eyes only (mode 600).

        Parameters
        ----------
        path
            The file; one that stands there is replaced.

        Raises
        ------
        InvalidValue
            When an id is neither a text, a whole number nor a NIK.
        InvalidDefinition
            When the model cannot be told from another by a file (`ektpflow.matching.document`).
        OSError
            When it cannot be written; then what stood there before still does.
        """
        from ektpflow.matching.gallery import file  # noqa: PLC0415 - only where there is a file

        content = file.Content(
            self._shelf, self.frequencies, self._people, self._links, self._chain
        )
        file.save(Path(path), content)

    @classmethod
    def load(cls, path: Path | str, model: MatchModel | None = None) -> Gallery:
        """Read a gallery from a file, with its plan and frequencies.

        Parameters
        ----------
        path
            The file.
        model
            The model that it was made with; the built-in one by default.

        Raises
        ------
        BadFile
            When the file was cut short or altered, is of another format version or of another
            model, or values are read by other rules today.
        """
        from ektpflow.matching.gallery import file  # noqa: PLC0415 - only where there is a file

        found = file.load(Path(path), MatchModel.expert() if model is None else model)
        gallery = cls.__new__(cls)
        gallery._keep(found.shelf, found.frequencies)
        gallery._people, gallery._links, gallery._chain = found.people, found.links, found.chain
        return gallery

    def _keep(self, shelf: Shelf, frequencies: Frequencies | None) -> None:
        self.model, self.plan, self.frequencies = shelf.words.model, shelf.plan, frequencies
        self._shelf = shelf
        self._layout = Layout(shelf.words)

    def _probe(self, record: Row) -> Probe:
        return self._shelf.words.probe(record)

    def _search(self, probe: Probe, own: Hashable, floor: float | None) -> tuple[Hit, ...]:
        shelf = self._shelf
        linked = map(shelf.position, self._links.get(own, ()))
        least = self.model.possible if floor is None else floor
        search = Search(shelf, self._layout, probe, self.frequencies, least)
        found = search.among(
            shelf.brought_up(probe), (at for at in linked if at is not None), shelf.position(own)
        )
        hits = [
            Hit(shelf.ids[at], weight, vetoed, self.model.likeness(weight, vetoed=vetoed))
            for at, weight, vetoed in found
        ]
        return tuple(sorted(hits, key=lambda hit: hit.strength))

    def _enter(self, record: Row, name: Hashable, probe: Probe) -> None:
        # who enters again keeps the links: pairs found before come up again
        self._shelf.drop(name)
        self._people.pop(name, None)
        self._shelf.take(name, probe)
        if isinstance(record, Person):
            self._people[name] = record
            self._chained("enter", name, [*map(str, record.row.values()), record.handle])
        else:
            given: Any = record if isinstance(record, Mapping) else record.row
            self._chained("enter", name, [str(given[column]) for column in self.model.columns])

    def _drop(self, name: Hashable) -> bool:
        self._people.pop(name, None)
        for other in self._links.pop(name, ()):
            del self._links[other][name]
            if not self._links[other]:
                del self._links[other]
        return self._shelf.drop(name)

    def _chained(self, act: str, name: Hashable, values: list[str | None]) -> None:
        # json parts the fields without doubt, whatever they hold
        own = name.reveal() if isinstance(name, Nik) else str(name)
        what = json.dumps([self._chain, act, own, *values])
        self._chain = hashlib.sha256(what.encode()).hexdigest()

    def __contains__(self, name: object) -> bool:
        return isinstance(name, Hashable) and self._shelf.position(name) is not None

    def __len__(self) -> int:
        return len(self._shelf)

    def __bool__(self) -> bool:
        return True  # an empty gallery is still a gallery

    def __repr__(self) -> str:
        return f"<Gallery of {len(self)}, state {self.state}>"


def _named(record: Row, name: Hashable) -> Hashable:
    if name is not None:
        return name
    if isinstance(record, Person):
        return record.nik
    raise InvalidValue("record", "a row", "it has no id", "say it: enter(row, name)")
