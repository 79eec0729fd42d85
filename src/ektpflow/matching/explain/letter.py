"""What a citizen is told of a match, in Indonesian and English.

It says of every field whether it is the same, alike, different or not known, and no more. Finer
levels ("two of day, month, year") would let somebody who files one application after another learn
a stranger's record step by step.
"""

from __future__ import annotations

import textwrap
from enum import StrEnum
from typing import Final

import attrs

from ektpflow.matching.explain.explanation import Alike, Explanation
from ektpflow.matching.model import Likeness

__all__ = ["Language", "Letter"]


class Language(StrEnum):
    """A language of the letter."""

    INDONESIAN = "id"
    ENGLISH = "en"


_TITLE: Final = {
    Language.INDONESIAN: "Mengapa data Anda diperiksa",
    Language.ENGLISH: "Why your record is looked at",
}
_FIELDS: Final[dict[Language, dict[str, str]]] = {
    Language.INDONESIAN: {
        "name": "nama",
        "birth_date": "tanggal lahir",
        "birth_place": "tempat lahir",
        "sex": "jenis kelamin",
        "mother_name": "nama ibu",
        "nik": "NIK",
        "address": "alamat",
        "kelurahan": "kelurahan atau desa",
    },
    Language.ENGLISH: {
        "name": "name",
        "birth_date": "birth date",
        "birth_place": "birth place",
        "sex": "sex",
        "mother_name": "mother's name",
        "nik": "NIK",
        "address": "address",
        "kelurahan": "kelurahan or village",
    },
}
_HEADS: Final = {
    Language.INDONESIAN: {
        Alike.SAME: "Sama",
        Alike.ALIKE: "Mirip",
        Alike.OTHER: "Berbeda",
        Alike.NOT_KNOWN: "Tidak diketahui pada salah satu data",
    },
    Language.ENGLISH: {
        Alike.SAME: "The same",
        Alike.ALIKE: "Alike",
        Alike.OTHER: "Different",
        Alike.NOT_KNOWN: "Not known in one of the two",
    },
}
_DIFFERENT: Final = {
    Language.INDONESIAN: (
        (
            "Data Anda dibandingkan dengan data lain dan tidak tampak sebagai data orang yang "
            "sama. Anda tidak perlu melakukan apa pun."
        ),
    ),
    Language.ENGLISH: (
        (
            "Your record was compared with another one and does not look like the same "
            "person's. You need to do nothing."
        ),
    ),
}
_POSSIBLE: Final = {
    Language.INDONESIAN: (
        "Data Anda mirip dengan data lain, sehingga seorang petugas harus memeriksa keduanya.",
        (
            "Ini bukan tuduhan. Nama dan tanggal lahir saja tidak pernah cukup: banyak orang "
            "memiliki nama dan tanggal lahir yang sama secara kebetulan. Yang membedakan orang "
            "adalah sidik jari dan iris mata."
        ),
    ),
    Language.ENGLISH: (
        "Your record resembles another one, so a person must look at both.",
        (
            "This is no accusation. A name and a birth date are never enough: many people share "
            "both by chance. What tells people apart are fingerprints and irises."
        ),
    ),
}
_VETOED: Final = {
    Language.INDONESIAN: "Ada yang menunjukkan bahwa ini dua orang, misalnya saudara kembar. "
    "Karena itu mesin tidak boleh memutuskan.",
    Language.ENGLISH: "Something says that these are two people, twins perhaps. So no machine may "
    "decide.",
}
_WAYS: Final = {
    Language.INDONESIAN: (
        (
            "Bila kedua data memang milik Anda, misalnya karena pindah lalu direkam lagi, "
            "katakan di Disdukcapil. Anda memilih data mana yang dipertahankan."
        ),
        (
            "Bila data yang lain bukan milik Anda, misalnya milik saudara kembar atau orang "
            "yang bernama sama, katakan juga. Seorang ahli membandingkan sidik jari dan iris "
            "mata."
        ),
    ),
    Language.ENGLISH: (
        (
            "If both records are yours, perhaps because you moved and were recorded again, say "
            "so at Disdukcapil (the civil registry office). You choose which record stays."
        ),
        (
            "If the other one is not yours but a twin's or a namesake's, say so too. An expert "
            "compares fingerprints and irises."
        ),
    ),
}
_NOBODY: Final = {
    Language.INDONESIAN: "Surat ini tidak memuat data siapa pun.",
    Language.ENGLISH: "This letter holds nobody's data.",
}


@attrs.frozen
class Letter:
    """What the citizen is told of one pair.

    Parameters
    ----------
    likeness
        What the model says of the pair.
    vetoed
        Whether something says that these are two people.
    fields
        Name in the model, label in words and likeness of every field.

    Examples
    --------
    >>> from ektpflow.matching import MatchModel, Person
    >>> from ektpflow.matching.explain import Language, explain
    >>> from ektpflow.population import namesake, people
    >>> one = people(1, seed=5)[0]
    >>> pair = (Person.of(x.resident, None) for x in (one, namesake(one, seed=5)))
    >>> letter = explain(MatchModel.expert(), *pair).letter()
    >>> letter.found(Language.ENGLISH)[0]
    'The same: name, birth date, birth place, sex, kelurahan or village.'
    """

    likeness: Likeness
    vetoed: bool
    fields: tuple[tuple[str, str, Alike], ...]

    @classmethod
    def of(cls, explanation: Explanation) -> Letter:
        """Take from an explanation what a citizen may know.

        Parameters
        ----------
        explanation
            The pair.
        """
        return cls(
            explanation.likeness,
            bool(explanation.vetoes),
            tuple((x.field, x.part.comparison, x.alike) for x in explanation.lines),
        )

    def title(self, language: Language | str) -> str:
        """Return the heading."""
        return _TITLE[Language(language)]

    def opening(self, language: Language | str) -> tuple[str, ...]:
        """Say what happened, and what it does not mean."""
        spoken = Language(language)
        if self.likeness is Likeness.DIFFERENT:
            return _DIFFERENT[spoken]
        return (*_POSSIBLE[spoken], *((_VETOED[spoken],) if self.vetoed else ()))

    def found(self, language: Language | str) -> tuple[str, ...]:
        """Say what is the same, what is alike, what differs and what is not known."""
        spoken = Language(language)
        names = _FIELDS[spoken]
        told = []
        for alike, head in _HEADS[spoken].items():
            fields = [names.get(field, label) for field, label, how in self.fields if how is alike]
            if fields:
                told.append(f"{head}: {', '.join(fields)}.")
        return tuple(told)

    def ways(self, language: Language | str) -> tuple[str, ...]:
        """Say what the citizen can do; nothing where nothing is asked."""
        return () if self.likeness is Likeness.DIFFERENT else _WAYS[Language(language)]

    def text(self, language: Language | str, width: int = 80) -> str:
        """Return the letter in one language.

        Parameters
        ----------
        language
            ``"id"`` or ``"en"``.
        width
            Columns of the terminal.
        """
        spoken = Language(language)
        blocks = [
            self.title(spoken),
            *self.opening(spoken),
            "\n".join(textwrap.fill(line, width) for line in self.found(spoken)),
            *self.ways(spoken),
            _NOBODY[spoken],
        ]
        return "\n\n".join(
            block if "\n" in block else textwrap.fill(block, width) for block in blocks
        )

    def closing(self, language: Language | str) -> str:
        """Say that nobody's data stand in it."""
        return _NOBODY[Language(language)]

    def html(self) -> str:
        """Return a page of its own, in Indonesian and then in English."""
        from ektpflow.matching.explain.page import letter_page  # noqa: PLC0415  (it reads this)

        return letter_page(self)
